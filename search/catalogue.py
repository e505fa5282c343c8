"""Single products and small lists of them, from the index."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.addresses import search_url
from search.documents.types import ProductCard, ProductDocument
from search.engines import get_engine
from search.engines.base import Count, EngineQuery, EngineUnavailable, Filter, Sort
from search.indexing.mapping import PRODUCT, product_key
from search.labels import term_label


def get_product(product_id: int) -> ProductDocument | None:
    """The document of a product in the catalogue. Raises EngineUnavailable."""
    return get_engine().get([product_key(product_id)]).get(product_key(product_id))


def get_products(product_ids: Iterable[int]) -> list[ProductDocument]:
    """The documents of those that are in the catalogue, in the order asked for.

    Raises EngineUnavailable.
    """
    keys = [product_key(product_id) for product_id in product_ids]
    found = get_engine().get(keys)
    return [found[key] for key in keys if key in found]


def newest_products(limit: int) -> tuple[ProductCard, ...]:
    return _listed(limit)


def products_of_supplier(supplier_id: int, limit: int) -> tuple[ProductCard, ...]:
    """The supplier's newest products."""
    return _listed(limit, Filter("supplier", values=(str(supplier_id),)))


def similar_products(product_id: int, limit: int) -> tuple[ProductCard, ...]:
    """Products of the same kind of device that share most words with this one."""
    try:
        return get_engine().similar(product_key(product_id), limit)
    except EngineUnavailable:
        return ()


@dataclass(frozen=True, slots=True)
class ExampleSearch:
    """What is in the catalogue now, so that looking for it finds something: the
    commonest device types, and the newest product's licence number. ``url`` is the
    search for that number."""

    device_types: tuple[str, ...]
    licence: str
    url: str


def example_search() -> ExampleSearch | None:
    """Examples to show beside a search box; None where there is nothing to find."""
    query = EngineQuery(
        kind=PRODUCT,
        filters=(Filter("licence", values=("valid",)),),
        counts=(Count("device_type", size=2),),
        sort=Sort("published", descending=True),
        limit=1,
    )
    try:
        found = get_engine().search(query)
    except EngineUnavailable:
        return None
    if not found.hits:
        return None
    licence = found.hits[0]["licence"]
    number = licence["number"] if licence else ""
    types = tuple(str(term_label(each.term)) for each in found.counts["device_type"])
    return ExampleSearch(types, number, search_url(q=number))


def _listed(limit: int, *filters: Filter) -> tuple[ProductCard, ...]:
    query = EngineQuery(
        kind=PRODUCT,
        filters=filters,
        sort=Sort("published", descending=True),
        limit=limit,
    )
    try:
        return get_engine().search(query).hits
    except EngineUnavailable:
        return ()
