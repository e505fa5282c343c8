"""The comparison as a file."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from procurement.comparison import compare_products
from procurement.spreadsheet import comparison_workbook, safe_text
from tests.factories.documents import licence, number_attribute, product_document


def opened(products, **changes):
    facts = {
        "title": "Perbandingan Lampu operasi LED",
        "source": "https://katalog.example/bandingkan/?p=1&p=2",
        "on": date(2026, 11, 22),
    }
    content = comparison_workbook(compare_products(products), **facts | changes)
    return load_workbook(BytesIO(content)).active


def line(sheet, label):
    return next(row for row in sheet.iter_rows() if row[0].value == label)


def lamp(**changes):
    return product_document(
        attributes=[number_attribute("illuminance", 90_000, unit="lx", better="up")],
        **changes,
    )


def test_the_file_says_what_it_is_when_and_from_where():
    sheet = opened([lamp(title="Lampu A"), lamp(title="Lampu B")])

    assert sheet.title == "Perbandingan"
    assert sheet["A1"].value == "Perbandingan Lampu operasi LED"
    assert sheet["A2"].value == "Diambil pada 22 November 2026"
    assert sheet["A3"].value == "https://katalog.example/bandingkan/?p=1&p=2"
    assert sheet["A3"].hyperlink.target == sheet["A3"].value
    assert [cell.value for cell in sheet[5]] == [
        "Keterangan",
        "Satuan",
        "Lampu A",
        "Lampu B",
    ]
    assert sheet.freeze_panes == "C6"


def test_numbers_are_numbers_with_their_unit_beside_them():
    brighter = product_document(
        attributes=[number_attribute("illuminance", 120_000, unit="lx", better="up")]
    )

    row = line(opened([lamp(), brighter]), "Illuminance")

    assert [cell.value for cell in row] == ["Illuminance", "lux", 90_000, 120_000]
    assert row[2].number_format == "#,##0.###"
    assert row[3].number_format == '#,##0.###" ✓"'


def test_prices_are_numbers_that_can_be_added_up():
    sheet = opened([lamp(price=1_000), lamp(price=None), lamp(price=2_000)])

    row = line(sheet, "Harga sebelum PPN")

    assert [cell.value for cell in row] == [
        "Harga sebelum PPN",
        "Rp",
        1_000,
        "Tidak disebutkan",
        2_000,
    ]
    assert row[2].number_format == '#,##0.###" ✓"'


def test_texts_mark_the_best_and_say_what_is_not_stated():
    earlier, later = licence(expires_on="2028-01-31"), licence(expires_on="2030-01-31")
    sheet = opened([lamp(licence=earlier), lamp(licence=None), lamp(licence=later)])

    row = line(sheet, "Izin edar berlaku sampai")

    assert [cell.value for cell in row] == [
        "Izin edar berlaku sampai",
        None,
        "31 Januari 2028 (berlaku)",
        "Belum dicantumkan",
        "31 Januari 2030 (berlaku) ✓",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_can_be_taken_for_a_formula(start):
    title = f"{start}HYPERLINK(1)"

    sheet = opened([lamp(title=title), lamp()])

    assert safe_text(title) == f"'{title}"
    assert sheet["C5"].data_type == "s"
    assert sheet["C5"].value.startswith("'")


def test_what_xml_cannot_hold_is_left_out():
    sheet = opened([lamp(title="Lampu\x00 A\x0b"), lamp()])

    assert sheet["C5"].value == "Lampu A"


def test_a_formula_behind_a_forbidden_character_is_still_no_formula():
    assert safe_text("\x00=1+1") == "'=1+1"


def test_plain_texts_stay_as_they_are():
    assert safe_text("Rp 1.000 – 2.000") == "Rp 1.000 – 2.000"
