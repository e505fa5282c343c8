"""The certificates that pages declare, whatever their models are."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.db.models import prefetch_related_objects
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from certificates.models import Certificate


@cache
def certificate_relations(model: type[Page]) -> tuple[str, ...]:
    """The accessors of the page's children that are certificates."""
    return tuple(
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, Certificate)
    )


def certificates_of(page: Page) -> Iterator[tuple[str, Certificate]]:
    """Accessor and certificate, in the order in which the page lists them."""
    for accessor in certificate_relations(type(page)):
        for certificate in getattr(page, accessor).all():
            yield accessor, certificate


def with_certificates(pages: Iterable[Page]) -> list[Page]:
    """The pages, each as its own class, their certificates and documents fetched.

    Pages that hold their children in memory keep those.
    """
    specific = [page.specific for page in pages]
    by_model: dict[type[Page], list[Page]] = {}
    for page in specific:
        if not getattr(page, "_cluster_related_objects", None):
            by_model.setdefault(type(page), []).append(page)
    for model, group in by_model.items():
        lookups = [f"{name}__document" for name in certificate_relations(model)]
        prefetch_related_objects(group, *lookups)
    return specific
