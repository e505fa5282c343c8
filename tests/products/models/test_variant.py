"""What is ordered: one size or make-up of a product."""

from datetime import date

import pytest

from products.models import ProductVariant
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import SupplierPageFactory

OWN = "SKU ini sudah dipakai. Tiap varian perlu SKU sendiri."
ANOTHERS = "SKU ini sudah dipakai pada produk pemasok lain."


@pytest.mark.parametrize(
    ("sku", "label", "name"),
    [("NM-120", "M", "NM-120 M"), ("NM-120", "", "NM-120"), ("", "M", "M")],
)
def test_a_variant_is_named_by_sku_and_label(sku, label, name):
    assert str(ProductVariant(sku=sku, label=label)) == name


@pytest.mark.parametrize(
    ("until", "day", "valid"),
    [
        (date(2026, 5, 31), date(2026, 5, 31), True),
        (date(2026, 5, 31), date(2026, 6, 1), False),
        (None, date(2999, 1, 1), True),
    ],
)
def test_a_price_is_offered_up_to_its_last_day(until, day, valid):
    assert ProductVariant(price_valid_until=until).price_validity.is_valid(day) is valid


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("whose", "told"), [("own", OWN), ("another's", ANOTHERS), ("unknown", OWN)]
)
def test_a_taken_sku_names_no_other_product(catalogue, whose, told):
    supplier = SupplierPageFactory()
    holder = supplier if whose == "own" else SupplierPageFactory()
    ProductVariantFactory(product=ProductPageFactory(parent=holder), sku="NM-120")
    variant = ProductVariant(sku="NM-120")
    if whose != "unknown":
        variant.supplier_path = supplier.path

    error = variant.unique_error_message(ProductVariant, ("sku",))

    assert error.messages == [told]
    assert error.code == "unique"
