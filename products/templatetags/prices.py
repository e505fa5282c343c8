"""For how long prices are offered, and what cannot be ordered, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from products import prices
from products.sale.reading import for_sale, read_restriction, restriction_of_all

register = template.Library()
register.filter(prices.price_until)


@register.simple_tag
def unorderable(product: Mapping[str, Any]) -> str:
    """Since when and why no variant of a product's document can be ordered; else
    nothing."""
    found = restriction_of_all(each["restriction"] for each in product["variants"])
    return read_restriction(found["reason"], found["since"]).text if found else ""


@register.simple_tag
def lapsed_price(product: Mapping[str, Any]) -> str:
    """What is said of the price that a product's document is shown with, where its day
    is over; else nothing."""
    variants = for_sale(product["variants"])
    priced = [each for each in variants if each["price"] is not None]
    cheapest = min(priced, key=lambda each: each["price"])
    reading = prices.read_price(cheapest["price_valid_until"])
    return reading.text if reading and reading.tone else ""
