"""Whether the chosen values of facets exist: those of facets whose options are what is
in the index, where a value may be missing because nobody lists it, or be no value."""

from collections.abc import Callable, Collection, Mapping

from domain.findings import Finding
from products.models import DeviceType
from search.facets import value_unknown
from search.query import SearchRequest
from search.results import SearchResults, search_products
from suppliers.models import SupplierPage


def _device_types(keys: Collection[str]) -> set[str]:
    known = DeviceType.objects.filter(key__in=keys)
    return set(known.values_list("key", flat=True))


def _suppliers(ids: Collection[str]) -> set[str]:
    known = SupplierPage.objects.live().filter(pk__in=map(int, ids))
    return set(map(str, known.values_list("pk", flat=True)))


EXISTING: Mapping[str, Callable[[Collection[str]], set[str]]] = {
    "device_type": _device_types,
    "supplier": _suppliers,
}
"""By facet, which of some values exist."""


def unknown_values(results: SearchResults) -> dict[str, tuple[str, ...]]:
    """The chosen values that do not exist, by facet. Asks the database about those
    alone that no product has."""
    unknown = {}
    for facet in results.facets:
        if facet.name not in EXISTING:
            continue
        doubtful = [each.value for each in facet.selected if not each.exists]
        if doubtful:
            existing = EXISTING[facet.name](doubtful)
            unknown[facet.name] = tuple(v for v in doubtful if v not in existing)
    return {name: values for name, values in unknown.items() if values}


def told(unknown: Mapping[str, Collection[str]]) -> list[Finding]:
    return [value_unknown(*values).at(name) for name, values in unknown.items()]


def search_for_known(search: SearchRequest) -> tuple[SearchResults, list[Finding]]:
    """The answer to the search without the values that do not exist, and what is said
    of these. Raises EngineUnavailable."""
    results = search_products(search)
    unknown = unknown_values(results)
    if unknown:
        results = search_products(search.without(unknown))
    return results, told(unknown)
