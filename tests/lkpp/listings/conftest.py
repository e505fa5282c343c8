import pytest

from products.models import ProductVariant
from tests.factories.products import ProductPageFactory, ProductVariantFactory


@pytest.fixture
def variants(catalogue) -> dict[str, ProductVariant]:
    product = ProductPageFactory()
    return {
        sku: ProductVariantFactory(product=product, sku=sku, kfa_code=kfa_code)
        for sku, kfa_code in (
            ("A-1", "83000001"),
            ("B-2", "83000002"),
            ("C-3", "83000003"),
            ("C-4", "83000003"),
        )
    }
