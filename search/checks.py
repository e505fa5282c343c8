"""System checks of what the read model spreads over several files."""

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from search.engines import names_in_use, registered_names
from search.engines.elasticsearch.configuration import read_configuration
from search.facets import FACETS
from search.indexing.mapping import INDEX_SCHEMA


@register()
def facets_can_be_shown_and_counted(app_configs=None, **kwargs) -> list[Error]:
    """Every facet has a label and a field of the index to count by."""
    terms, numbers = set(INDEX_SCHEMA.terms), set(INDEX_SCHEMA.numbers)
    errors = []
    for facet in FACETS:
        if not str(facet.label):
            errors.append(
                Error(f"Facet {facet.name!r} has no label.", id="search.E001")
            )
        if not (facet.numeric in numbers if facet.numeric else facet.name in terms):
            errors.append(
                Error(
                    f"Facet {facet.name!r} has no field in the index.",
                    hint="Name its field in search.indexing.mapping.INDEX_SCHEMA.",
                    id="search.E002",
                )
            )
    return errors


@register()
def engines_are_known(app_configs=None, **kwargs) -> list[Error]:
    """The settings name engines that there are."""
    known = registered_names()
    return [
        Error(
            f"There is no search engine {name!r}.",
            hint="SEARCH_ENGINE names one, SEARCH_ENGINES_BESIDE any number, "
            f"separated by commas, of: {', '.join(known)}.",
            id="search.E003",
        )
        for name in names_in_use()
        if name not in known
    ]


@register()
def elasticsearch_is_configured(app_configs=None, **kwargs) -> list[Error]:
    """Where Elasticsearch is in use, its settings say what it needs."""
    if "elasticsearch" not in names_in_use():
        return []
    try:
        read_configuration(settings)
    except ImproperlyConfigured as error:
        return [Error(str(error), id="search.E004")]
    return []
