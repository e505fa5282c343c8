import re

import pytest

from domain.numbers.check import check_number
from domain.numbers.readers import READERS
from domain.numbers.readings import LABELS, PART_LABELS, Certainty
from tests.domain.numbers.samples import shown_parts
from tests.findings import written


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "SNI ISO 13485:2016",
            {
                "Perihal": "Sistem manajemen mutu alat kesehatan",
                "Badan standar": "ISO",
                "Nomor standar": "13485",
                "Edisi": "2016",
                "Keadaan edisi": "edisi yang berlaku",
            },
        ),
        (
            "ISO 13485:2003",
            {
                "Perihal": "Sistem manajemen mutu alat kesehatan",
                "Badan standar": "ISO",
                "Nomor standar": "13485",
                "Edisi": "2003",
                "Keadaan edisi": "bukan edisi yang berlaku",
            },
        ),
        ("SNI 8424", {"Nomor standar": "8424"}),
    ],
)
def test_a_standard_says_its_subject_and_edition(text, parts):
    (reading,) = check_number(text)

    assert shown_parts(reading) == parts


def test_thirteen_digits_are_a_gtin_and_a_nib():
    gtin, nib = check_number("8991234567891")

    assert (gtin.kind, gtin.certainty, gtin.findings) == ("gtin", Certainty.LIKELY, [])
    assert (nib.kind, nib.certainty, nib.findings) == ("nib", Certainty.POSSIBLE, [])
    assert shown_parts(gtin) == {
        "Bentuk": "GTIN-13",
        "Awalan GS1": "899 (GS1 Indonesia)",
        "Angka pemeriksa": "1",
    }


def test_every_kind_has_a_label_and_a_reader():
    assert set(LABELS) == set(READERS)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", key) for key in PART_LABELS)
    assert written(check_number("NIB 9120106900275")[0].label, "en") == (
        "Business identification number (NIB)"
    )


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("91201069002750000001", "9120106900275 0000001"),
        ("013121660091000", "01.312.166.0-091.000"),
        ("3171011708450001", "3171 0117 0845 0001"),
        ("90189031", "9018.90.31"),
    ],
)
def test_a_number_is_shown_in_groups(text, display):
    assert check_number(text)[0].display == display


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "8110/SJ-IND.8/TKDN/IX/2023",
            {
                "serial": "8110",
                "issuing_office": "SJ-IND.8",
                "issue_month": "9",
                "issue_year": "2023",
            },
        ),
        (
            "123/SJ-IND.8/TKDN/2019",
            {
                "serial": "123",
                "issuing_office": "SJ-IND.8",
                "issue_month": None,
                "issue_year": "2019",
            },
        ),
        (
            "SNI ISO 13485:2016",
            {
                "subject": "ISO 13485",
                "standards_body": "ISO",
                "standard_number": "13485",
                "edition": "2016",
                "edition_state": "current",
            },
        ),
        (
            "ISO 13485:2003",
            {
                "subject": "ISO 13485",
                "standards_body": "ISO",
                "standard_number": "13485",
                "edition": "2003",
                "edition_state": "other",
            },
        ),
        ("LP-1290-IDN", {"body_kind": "LP", "serial": "1290"}),
        (
            "91201069002750000001",
            {"holder_nib": "9120106900275", "serial": "0000001"},
        ),
        (
            "90189031",
            {"hs_chapter": "90", "hs_heading": "9018", "hs_subheading": "901890"},
        ),
        ("KFA 84192000", {"kfa_level": "4"}),
        (
            "GTIN 8991234567891",
            {"gtin_format": "GTIN-13", "gs1_prefix": "899", "check_digit": "1"},
        ),
        ("ID31110000123450121", {}),
        ("NIB 9120106900275", {}),
    ],
)
def test_parts_have_values_for_programs(text, parts):
    (reading,) = check_number(text)

    assert {part.key: part.value for part in reading.parts} == parts


@pytest.mark.parametrize(
    ("text", "told", "told_en"),
    [
        ("KFA 32000009", "Templat", "Template"),
        ("KFA 33000002", "Varian", "Variant"),
        ("KFA 84000001", "Kemasan", "Packaging"),
        ("LK-285-IDN", "Laboratorium kalibrasi", "Calibration laboratory"),
        ("LP-285-IDN", "Laboratorium pengujian", "Testing laboratory"),
        ("LSPr-285-IDN", "Lembaga sertifikasi produk", "Product certification body"),
    ],
)
def test_the_first_part_says_what_it_stands_for(text, told, told_en):
    part = check_number(text)[0].parts[0]

    assert written(part.text) == told
    assert written(part.text, "en") == told_en


def test_a_taxpayer_number_with_its_check_digit_is_likely():
    (reading,) = check_number("01.312.166.0-091.000")

    assert (reading.kind, reading.certainty) == ("npwp", Certainty.LIKELY)
