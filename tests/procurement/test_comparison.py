"""Products side by side."""

import pytest
from django.utils import translation

from procurement.comparison import compare_products
from tests.factories.documents import (
    choice_attribute,
    licence,
    number_attribute,
    product_document,
    variant,
    yes_no_attribute,
)


def row(products, label):
    sections = compare_products(products).sections
    rows = [row for section in sections for row in section.rows]
    return next(row for row in rows if str(row.label) == label)


def texts(row):
    return [cell.text.replace("\u00a0", " ") for cell in row.cells]


def best(row):
    return [cell.best for cell in row.cells]


def stated(row):
    return [cell.stated for cell in row.cells]


def lamps(*attributes):
    return [product_document(attributes=list(each)) for each in attributes]


def test_the_lower_price_is_better_with_and_without_tax():
    products = [
        product_document(variants=[variant(2_000_000), variant(1_500_000)]),
        product_document(price=1_800_000),
        product_document(price=None),
    ]

    before, with_tax = (
        row(products, "Harga sebelum PPN"),
        row(products, "Harga termasuk PPN"),
    )

    assert texts(before) == [
        "Rp 1.500.000 – Rp 2.000.000",
        "Rp 1.800.000",
        "Tidak disebutkan",
    ]
    assert texts(with_tax) == [
        "Rp 1.665.000 – Rp 2.220.000",
        "Rp 1.998.000",
        "Tidak disebutkan",
    ]
    assert best(before) == best(with_tax) == [True, False, False]
    assert stated(before) == [True, True, False]
    assert before.direction == "lebih rendah lebih baik"


def test_higher_local_content_is_better_and_none_is_no_nought():
    products = [
        product_document(tkdn=57.62, bmp=None),
        product_document(tkdn=40.0, bmp=15.0),
        product_document(tkdn=None, bmp=None),
    ]

    assert texts(row(products, "TKDN")) == [
        "57,62 %",
        "40,00 %",
        "Tanpa sertifikat berlaku",
    ]
    assert best(row(products, "TKDN")) == [True, False, False]
    assert texts(row(products, "TKDN + BMP"))[:2] == ["57,62 %", "55,00 %"]
    bmp = row(products, "Bobot manfaat perusahaan (BMP)")
    assert stated(bmp) == [False, True, False]
    assert best(bmp) == [False, False, False]


def test_a_licence_is_shown_with_its_end_and_status():
    products = [
        product_document(licence=licence(expires_on="2029-05-12")),
        product_document(licence=licence(status="expired", expires_on="2026-01-31")),
        product_document(licence=None),
    ]

    until = row(products, "Izin edar berlaku sampai")

    assert texts(row(products, "Izin edar")) == [
        "KEMENKES RI AKD 21603123456",
        "KEMENKES RI AKD 21603123456",
        "Belum dicantumkan",
    ]
    assert texts(until) == [
        "12 Mei 2029 (berlaku)",
        "31 Januari 2026 (kedaluwarsa)",
        "Belum dicantumkan",
    ]
    assert best(until) == [True, False, False]


def test_facts_without_a_better_direction_are_not_ranked():
    products = [
        product_document(variants=[variant(stock=0)]),
        product_document(variants=[variant(stock=1200)]),
    ]

    stock = row(products, "Stok")

    assert texts(stock) == ["Habis", "1.200 Unit"]
    assert best(stock) == [False, False]
    assert stock.direction == ""


@pytest.mark.parametrize(
    ("months", "text"),
    [(None, "Tidak disebutkan"), (0, "Tanpa garansi"), (12, "12 bulan")],
)
def test_no_warranty_is_not_the_same_as_an_unstated_one(months, text):
    products = [product_document(warranty_months=months), product_document()]

    assert texts(row(products, "Garansi"))[0] == text


@pytest.mark.parametrize(
    ("required", "until", "text"),
    [
        (True, "2999-03-01", "1 Maret 2999 (berlaku)"),
        (True, "", "Belum ada kalibrasi yang berlaku"),
        (False, "", "Tidak wajib kalibrasi"),
    ],
)
def test_calibration_is_told_from_none_being_required(required, until, text):
    product = product_document(calibration_required=required, calibrated_until=until)

    calibrated = row([product, product_document()], "Terkalibrasi sampai")

    assert texts(calibrated)[0] == text


def test_the_supplier_is_named_with_place_and_scale():
    products = [product_document(), product_document(supplier={"business_scale": ""})]

    assert texts(row(products, "Nama badan usaha"))[0] == "PT Surya Medika"
    assert texts(row(products, "Tempat"))[0] == "Kota Bandung, Jawa Barat"
    assert texts(row(products, "Skala usaha")) == ["Usaha kecil", "Tidak disebutkan"]


def test_valid_certificates_are_listed():
    certificate = {
        "kind": "iso_13485",
        "number": "1",
        "issuer": "",
        "standard": "",
        "issued_on": "",
        "expires_on": "",
        "status": "valid",
        "document_url": "",
    }
    lapsed = certificate | {"kind": "sni", "status": "expired"}
    products = [
        product_document(certificates=[certificate, lapsed]),
        product_document(),
    ]

    assert texts(row(products, "Sertifikat lain yang berlaku")) == [
        "ISO 13485",
        "Tidak disebutkan",
    ]


@pytest.mark.parametrize(
    ("better", "marks"),
    [("up", [False, True, False]), ("down", [True, False, False]), ("", [False] * 3)],
)
def test_an_attribute_is_ranked_by_its_own_direction(better, marks):
    products = lamps(
        [number_attribute("illuminance", 90_000, unit="lx", better=better)],
        [number_attribute("illuminance", 120_000, unit="lx", better=better)],
        [],
    )

    illuminance = row(products, "Illuminance")

    assert best(illuminance) == marks
    assert stated(illuminance) == [True, True, False]
    assert texts(illuminance)[2] == "Tidak disebutkan"
    assert [cell.number for cell in illuminance.cells] == [90_000, 120_000, None]
    assert illuminance.unit == "lux"


def test_unstated_is_not_no():
    products = lamps(
        [yes_no_attribute("battery", False, better="up")],
        [],
        [yes_no_attribute("battery", True, better="up")],
    )

    battery = row(products, "Battery")

    assert texts(battery) == ["Tidak", "Tidak disebutkan", "Ya"]
    assert stated(battery) == [True, False, True]
    assert best(battery) == [False, False, True]


def test_more_choices_are_better_where_several_may_be_made():
    products = lamps(
        [choice_attribute("modes", "vcv", "pcv", better="up")],
        [choice_attribute("modes", "vcv", better="up")],
    )

    assert best(row(products, "Modes")) == [True, False]


def test_rows_that_are_equal_can_be_left_out():
    products = lamps(
        [number_attribute("domes", 2), number_attribute("illuminance", 90_000)],
        [number_attribute("domes", 2), number_attribute("illuminance", 120_000)],
    )
    for product in products:
        product["title"] = "Lampu"

    whole = compare_products(products)
    differences = whole.only_differences()

    assert sum(len(section.rows) for section in whole.sections) == 22
    assert (whole.equal_count, differences.equal_count) == (21, 0)
    assert [str(s.label) for s in differences.sections] == ["Spesifikasi"]
    assert [str(r.label) for r in differences.sections[0].rows] == ["Illuminance"]


def test_stated_beside_unstated_is_a_difference():
    products = lamps([number_attribute("domes", 2)], [])

    assert row(products, "Domes").differs


def test_attributes_of_another_kind_than_before_are_shown_and_not_ranked():
    products = lamps(
        [choice_attribute("size", "small", better="up")],
        [number_attribute("size", 3, better="up")],
    )

    assert texts(row(products, "Size")) == ["small", "3"]
    assert best(row(products, "Size")) == [False, False]


def test_english_readers_get_english_labels_and_values():
    products = lamps(
        [yes_no_attribute("battery", False)], [number_attribute("domes", 2)]
    )

    with translation.override("en"):
        battery = row(products, "Battery (en)")

        assert texts(battery) == ["No", "Not stated"]


def test_what_is_restricted_is_said_first_and_only_where_something_is():
    free = product_document()
    frozen = product_document(
        variants=[variant(restriction={"reason": "other", "since": "2026-11-20"})]
    )

    said = compare_products([free, frozen]).sections[0].rows[0]
    unsaid = compare_products([free, free]).sections[0].rows

    assert str(said.label) == "Pemesanan"
    assert [cell.text for cell in said.cells] == [
        "Tidak dibatasi",
        "Tidak dapat dipesan sejak 20 November 2026: alasan lain.",
    ]
    assert "Pemesanan" not in [str(row.label) for row in unsaid]
