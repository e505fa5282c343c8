"""What pages of products and suppliers show from the index; nothing where there is
none."""

from django.template.context import Context

from search import catalogue, preference
from search.engines.base import EngineUnavailable
from suppliers.models import SupplierKind

SIMILAR_SHOWN = 4
SUPPLIER_PRODUCTS_SHOWN = 6


def preference_part(page: Context) -> dict[str, object] | None:
    """Where a product stands under Perpres 46/2025 article 66 today."""
    try:
        product = catalogue.get_product(page["product"].pk)
    except EngineUnavailable:
        return None
    found = product and preference.preference_of(product)
    return {"preference": preference.sentence(found)} if found else None


def similar_products_part(page: Context) -> dict[str, object] | None:
    similar = catalogue.similar_products(page["product"].pk, SIMILAR_SHOWN)
    return {"similar": similar} if similar else None


def supplier_products_part(page: Context) -> dict[str, object] | None:
    """The newest products of a supplier that has any, or makes some."""
    supplier = page["supplier"]
    if not page["published"] and supplier.kind != SupplierKind.MANUFACTURER:
        return None
    products = catalogue.products_of_supplier(supplier.pk, SUPPLIER_PRODUCTS_SHOWN)
    return {"products": products}
