"""Texts of a table in place of numbers and dates."""

from datetime import date
from decimal import Decimal

from core.typed_values import read_texts
from products.models import ProductVariant, TkdnCertificate


def test_texts_are_read_as_a_form_would_read_them():
    variant = ProductVariant(
        sku="1.500", price="60 jt", stock="1.500", price_valid_until="17 Agustus 2034"
    )
    certificate = TkdnCertificate(tkdn="45,5", issued_on="17/08/24")

    assert read_texts(variant) == read_texts(certificate) == {}
    assert (variant.sku, variant.price, variant.stock) == ("1.500", 60_000_000, 1_500)
    assert variant.price_valid_until == date(2034, 8, 17)
    assert certificate.tkdn == Decimal("45.5")
    assert certificate.issued_on == date(2024, 8, 17)


def test_what_is_no_text_is_left_alone():
    variant = ProductVariant(price=850, stock=-1, price_valid_until=None)

    assert read_texts(variant) == {}
    assert (variant.price, variant.stock) == (850, -1)


def test_what_is_refused_is_left_empty():
    variant = ProductVariant(price="murah", stock="1,5", minimum_order="0")

    refused = read_texts(variant)

    assert {name: each.messages for name, each in refused.items()} == {
        "price": [
            "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau "
            "60 jt."
        ],
        "stock": ["“1,5” bukan bilangan bulat. Tulis 1 atau 2."],
    }
    assert (variant.price, variant.stock, variant.minimum_order) == (None, None, 0)
