"""What pages of other apps show from the index; nothing where there is none."""

from django import template

from search import catalogue
from search.documents import ProductDocument

register = template.Library()


@register.simple_tag
def supplier_products(supplier_id: int, limit: int) -> tuple[ProductDocument, ...]:
    return catalogue.products_of_supplier(supplier_id, limit)


@register.simple_tag
def similar_products(product_id: int, limit: int) -> tuple[ProductDocument, ...]:
    return catalogue.similar_products(product_id, limit)
