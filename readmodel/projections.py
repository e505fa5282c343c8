"""What apps above build of a product, and where they put it.

The read model knows neither products nor LKPP nor search. When the program starts, the
apps above register where products come from (:class:`ProductSource`), what is built of
each (:class:`DocumentProjection`, :class:`VariantProjection`), and where documents go
(:class:`readmodel.sinks.Sink`). See docs/adr/0014-projections-and-sinks.md.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from readmodel.variant_history import RecordForm, VariantContents


class PageSnapshot(Protocol):
    """A product as it is now. Its app gives it whatever else its projections need."""

    @property
    def product_id(self) -> int: ...

    @property
    def exists(self) -> bool:
        """Whether there is such a product, public or not."""

    @property
    def is_public(self) -> bool: ...

    @property
    def published_at(self) -> datetime | None:
        """When it was first public."""

    @property
    def rebuild_on(self) -> date | None:
        """The next day on which what is built of it becomes another by itself."""


@dataclass(frozen=True, slots=True)
class ProductSource:
    """Where products come from.

    ``public`` gives rows whose primary keys are those of the products that readers may
    see; ``load`` the snapshots of those asked for, in a fixed number of queries.
    """

    public: Callable[[], QuerySet]
    load: Callable[[Collection[int]], Sequence[PageSnapshot]]


@dataclass(frozen=True, slots=True)
class DocumentProjection:
    """The document of a public product.

    ``version`` names its form: when it changes, every product is built anew. ``build``
    raises KeyError or ValueError for data that cannot be made a document.
    """

    version: str
    build: Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class VariantProjection:
    """The records of a product's variants.

    ``prepare`` is given the snapshots of public products that are built together, and
    returns what builds one of them, which raises KeyError or ValueError as above.
    ``keep`` is called in the ledger's transaction with the summary of each product,
    None for one that is not public. When the form's version changes, every product is
    built anew.
    """

    form: RecordForm
    prepare: Callable[[Sequence[Any]], Callable[[Any], VariantContents]]
    keep: Callable[[Mapping[int, Any]], None]


@dataclass(slots=True)
class _Registered:
    source: ProductSource | None = None
    document: DocumentProjection | None = None
    variants: VariantProjection | None = None


_registered = _Registered()


def register_source(registered: ProductSource) -> None:
    _registered.source = registered


def register_document(registered: DocumentProjection) -> None:
    _registered.document = registered


def register_variants(registered: VariantProjection) -> None:
    _registered.variants = registered


def source() -> ProductSource:
    if _registered.source is None:
        raise ImproperlyConfigured("No app registered where products come from.")
    return _registered.source


def document_projection() -> DocumentProjection:
    if _registered.document is None:
        raise ImproperlyConfigured("No app registered what a document is.")
    return _registered.document


def variant_projection() -> VariantProjection:
    if _registered.variants is None:
        raise ImproperlyConfigured("No app registered what a variant's record is.")
    return _registered.variants


def versions() -> dict[str, str]:
    """The version of each projection, by its name."""
    return {
        "document": document_projection().version,
        "variants": variant_projection().form.version,
    }
