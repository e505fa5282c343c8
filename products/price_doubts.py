"""Prices that are unlikely beside those of other products."""

from collections.abc import Iterator

from core.findings import text
from domain.findings import Finding
from domain.prices import FEWEST_PRICES, price_doubt
from products.models import ProductPage, ProductVariant


def price_doubts(page: ProductPage) -> Iterator[Finding]:
    """Warnings about prices far from those of other products of the device type.

    Each stands at the SKU of its variant. Variants are compared by unit: a box of a
    hundred is no dear piece. Two queries for each unit on the page.
    """
    usual: dict[str, int | None] = {}
    for variant in page.variants.all():
        if variant.price is None:
            continue
        if variant.unit not in usual:
            usual[variant.unit] = usual_price(page, variant.unit)
        middle = usual[variant.unit]
        doubt = price_doubt(variant.price, middle) if middle else None
        if doubt:
            yield doubt.at(variant.sku)


def price_warnings(page: ProductPage) -> Iterator[str]:
    """The doubts as sentences, each led by the SKU."""
    for doubt in price_doubts(page):
        yield f"{doubt.place}: {text(doubt)}"


def usual_price(page: ProductPage, unit: str) -> int | None:
    """The median price of what others sell of the device type in this unit; None where
    there is too little to compare with."""
    prices = (
        ProductVariant.objects.filter(
            product__live=True,
            product__device_type_id=page.device_type_id,
            unit=unit,
            price__gt=0,
        )
        .exclude(product_id=page.pk)
        .order_by("price")
        .values_list("price", flat=True)
    )
    count = prices.count()
    return prices[count // 2] if count >= FEWEST_PRICES else None
