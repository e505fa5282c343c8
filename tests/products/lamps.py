"""Products that are not saved yet."""

from products.models import ProductPage, ProductVariant
from tests.factories.products import LAMP_ATTRIBUTES


def lamp(device_type, number=1, **fields) -> ProductPage:
    """An unsaved product with a variant."""
    page = ProductPage(
        title=fields.pop("title", f"Lampu Operasi {number}"),
        device_type=device_type,
        brand="Terang",
        model_name=f"T-{number}",
        summary="Lampu untuk menguji.",
        attributes=dict(LAMP_ATTRIBUTES),
        **fields,
    )
    page.variants = [ProductVariant(sku=f"T-{number}", price=1_000_000)]
    return page
