"""Prices that are unlikely beside those of other products."""

import pytest

from products.models import ProductPage
from products.price_doubts import price_doubts, price_warnings, usual_price
from tests.factories.products import (
    DeviceTypeFactory,
    ProductPageFactory,
    ProductVariantFactory,
)


@pytest.fixture
def lamp(catalogue):
    """A product with one variant at 850 rupiah, among five at about 850,000."""
    device_type = DeviceTypeFactory()
    for price in (700_000, 800_000, 850_000, 900_000, 8_500_000):
        sold(device_type, price)
    product = ProductPageFactory(device_type=device_type)
    ProductVariantFactory(product=product, sku="NM-1", price=850, unit="Unit")
    return product


def sold(device_type, price, *, unit="Unit", **fields):
    product = ProductPageFactory(device_type=device_type, **fields)
    return ProductVariantFactory(product=product, price=price, unit=unit)


def test_a_price_far_from_its_device_type_s_is_doubted(lamp):
    [doubt] = price_doubts(lamp)

    assert (doubt.code, doubt.place) == ("price_slipped", "NM-1")
    assert list(price_warnings(lamp)) == [
        "NM-1: Harga Rp 850 jauh dari harga lazim jenis alat ini, sekitar Rp 850.000. "
        "Apakah maksudnya Rp 850.000?"
    ]


def test_a_likely_price_is_not(lamp):
    lamp.variants.update(price=850_000)

    assert list(price_doubts(lamp)) == []


def test_nothing_is_said_of_a_variant_without_a_price(lamp):
    lamp.variants.update(price=None)

    assert list(price_doubts(lamp)) == []


def test_the_usual_price_is_the_median_of_other_live_products_in_the_same_unit(lamp):
    sold(lamp.device_type, 1, unit="Box")
    sold(lamp.device_type, 1, live=False)
    sold(DeviceTypeFactory(), 1)
    sold(lamp.device_type, None)

    assert usual_price(lamp, "Unit") == 850_000
    assert usual_price(lamp, "Box") is None


def test_four_others_are_too_few_to_compare_with(lamp):
    ProductPage.objects.exclude(pk=lamp.pk).last().delete()

    assert usual_price(lamp, "Unit") is None
    assert list(price_doubts(lamp)) == []


def test_however_many_variants_a_unit_takes_two_queries(
    lamp, django_assert_num_queries
):
    for number in range(3):
        ProductVariantFactory(product=lamp, sku=f"NM-{number + 2}", price=5)

    with django_assert_num_queries(3):
        assert len(list(price_doubts(lamp))) == 4
