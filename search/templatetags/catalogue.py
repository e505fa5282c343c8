"""What pages of other apps show from the index; nothing where there is none."""

from django import template

from search import catalogue, preference
from search.documents import ProductDocument
from search.engines.base import EngineUnavailable

register = template.Library()


@register.simple_tag
def supplier_products(supplier_id: int, limit: int) -> tuple[ProductDocument, ...]:
    return catalogue.products_of_supplier(supplier_id, limit)


@register.simple_tag
def preference_sentence(product_id: int) -> str:
    """Where a product stands under Perpres 46/2025 article 66 today, or nothing."""
    try:
        product = catalogue.get_product(product_id)
    except EngineUnavailable:
        return ""
    found = product and preference.preference_of(product)
    return preference.sentence(found) if found else ""


@register.simple_tag
def similar_products(product_id: int, limit: int) -> tuple[ProductDocument, ...]:
    return catalogue.similar_products(product_id, limit)
