"""For how long prices are offered, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

from products import prices

register = template.Library()
register.filter(prices.price_until)


@register.simple_tag
def lapsed_price(product: Mapping[str, Any]) -> str:
    """What is said of the price that a product's document is shown with, where its day
    is over; else nothing."""
    priced = [each for each in product["variants"] if each["price"] is not None]
    cheapest = min(priced, key=lambda each: each["price"])
    reading = prices.read_price(cheapest["price_valid_until"])
    return reading.text if reading and reading.tone else ""
