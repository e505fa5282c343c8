import pytest

from lkpp.profiles import PROFILES
from tests.lkpp.record_samples import (
    minimal_record,
    price_section,
    variant_record,
    with_listing,
    with_part,
    with_reported,
    withdrawn_record,
)
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"
entry_of = PROFILES["tokodaring"].entry


def product(record):
    answer = entry_of(record, BASE_URL)
    assert faults("tokodaring", answer) == []
    return answer


def test_a_product_has_the_names_of_the_marketplace_pull():
    assert product(variant_record()) == {
        "SKU": "HB-3M-001",
        "product_name": "Tempat Tidur Pasien Elektrik 3 Motor",
        "product_price": 33_000_000,
        "is_available": True,
        "product_images": [
            "https://katalog.example/gambar/depan/s800",
            "https://katalog.example/gambar/samping/s800",
        ],
        "product_thumbnail": "https://katalog.example/gambar/depan/s300",
        "product_description": "Tempat tidur dengan tiga motor.",
        "product_category": [7],
        "product_weight": 120.0,
        "tags": ["Tempat tidur pasien", "CONTOH", "HB-3M"],
        "is_PDN": True,
        "is_taxable": True,
        "merchant_id": "41",
        "merchant_name": "PT Contoh Alkes Indonesia",
        "merchant_province": "Jawa Barat",
        "merchant_city": "Kota Bandung",
        "merchant_npwp": "0012345678901000",
        "merchant_nik": None,
        "is_pkp": None,
        "merchant_score": None,
        "max_merchant_score": 5,
        "merchant_type": "kecil",
    }


def test_what_is_not_stated_is_null_or_empty():
    answer = product(minimal_record())

    assert answer["product_images"] == []
    assert answer["product_thumbnail"] is None
    assert answer["product_description"] == ""
    assert answer["product_weight"] is None
    assert answer["merchant_type"] is None


@pytest.mark.parametrize(
    ("stock", "minimum", "purchasable", "expected"),
    [
        (5, 5, True, True),
        (4, 5, True, False),
        (0, 1, True, False),
        (5, 1, False, False),
    ],
)
def test_available_is_what_can_be_bought_and_is_in_stock(
    stock, minimum, purchasable, expected
):
    record = with_listing(stock=stock, minimum_order=minimum, purchasable=purchasable)

    assert product(record)["is_available"] is expected


@pytest.mark.parametrize(
    ("reported", "expected"), [(None, True), (True, True), (False, False)]
)
def test_what_lkpp_froze_is_not_available(reported, expected):
    assert product(with_reported(purchasable=reported))["is_available"] is expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("<p>Suhu <b>rendah</b></p>", "Suhu rendah"),
        ("Suhu < 5 °C dan > 2 °C", "Suhu < 5 °C dan > 2 °C"),
        ("<script src=x>", ""),
    ],
)
def test_a_description_has_no_markup(description, expected):
    answer = product(with_listing(description=description, summary=None))

    assert answer["product_description"] == expected


def test_a_price_without_tax_is_told_as_such():
    answer = product(variant_record(price=price_section(500, ppn_percent=0)))

    assert (answer["product_price"], answer["is_taxable"]) == (500, False)


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("mikro", "mikro"), ("kecil", "kecil"), ("menengah", None), ("besar", "besar")],
)
def test_a_medium_sized_merchant_is_not_called_large(scale, expected):
    answer = product(with_part("maker", business_scale=scale))

    assert answer["merchant_type"] == expected


def test_of_what_left_the_key_and_the_reason_remain():
    answer = entry_of(withdrawn_record(), BASE_URL)

    assert answer == {
        "SKU": "HB-3M-001",
        "product_name": "Tempat Tidur Pasien Elektrik 3 Motor",
        "is_available": False,
        "active": False,
        "reason": "withdrawn",
    }
    assert faults("tokodaring", answer) == []
