"""Texts of a spreadsheet among products that are written in bulk."""

from datetime import date

import pytest

from products.bulk import find_refusals, write_chunk
from products.models import ProductPage, ProductVariant
from suppliers.bulk_pages import NewPage
from tests.factories.products import lamp_type
from tests.factories.suppliers import SupplierPageFactory
from tests.products.lamps import lamp

pytestmark = pytest.mark.django_db


def test_texts_of_a_spreadsheet_are_read_as_the_form_reads_them(catalogue):
    page = lamp(lamp_type(), weight_grams="12.000")
    page.variants = [
        ProductVariant(sku="T-1", price="Rp850.000", price_valid_until="17/8/34")
    ]

    [key] = write_chunk([NewPage(SupplierPageFactory(), page)])

    variant = ProductVariant.objects.get(product_id=key)
    assert ProductPage.objects.get(pk=key).weight_grams == 12_000
    assert (variant.price, variant.price_valid_until) == (850_000, date(2034, 8, 17))


def test_a_text_that_cannot_be_read_is_refused_once_and_at_its_place(catalogue):
    page = lamp(lamp_type())
    page.variants = [ProductVariant(sku="T-1", price="murah", stock="1,5")]

    [refusal] = find_refusals([NewPage(SupplierPageFactory(), page)])

    assert [(each.place, each.code) for each in refusal.findings] == [
        ("variants.0.price", "number_invalid"),
        ("variants.0.stock", "number_not_whole"),
    ]
