import re
from datetime import date

import pytest

from domain.findings import Grade
from domain.numbers.check import check_number
from domain.numbers.readers import READERS, read
from domain.numbers.readings import LABELS, PART_LABELS, Certainty
from tests.domain.numbers.samples import TODAY, shown_parts
from tests.findings import graded, told_code, written


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


CERTAIN, LIKELY = Certainty.CERTAIN, Certainty.LIKELY
POSSIBLE, UNLIKELY = Certainty.POSSIBLE, Certainty.UNLIKELY


@pytest.mark.parametrize(
    ("kind", "text", "normal", "display", "certainty"),
    [
        (
            "licence",
            "akd20903022671",
            "AKD 20903022671",
            "KEMENKES RI AKD 20903022671",
            CERTAIN,
        ),
        ("licence", "2090302.2671", "20903022671", "20903022671", POSSIBLE),
        (
            "tkdn",
            "8110/sj-ind.8/tkdn/IX/2023",
            *["8110/SJ-IND.8/TKDN/9/2023"] * 2,
            CERTAIN,
        ),
        ("tkdn", "TKDN  4623", "TKDN 4623", "TKDN 4623", CERTAIN),
        (
            "business_licence",
            "91201069002750000001",
            "91201069002750000001",
            "9120106900275 0000001",
            LIKELY,
        ),
        ("business_licence", "fk.01/VI/2014", *["FK.01/VI/2014"] * 2, CERTAIN),
        ("accreditation", "lk 285 idn", "LK-285-IDN", "LK-285-IDN", CERTAIN),
        ("nib", "9120-1069-00275", *["9120106900275"] * 2, POSSIBLE),
        ("nib", "12  3", "12 3", "12 3", UNLIKELY),
        ("npwp", "013121660091000", "013121660091000", "01.312.166.0-091.000", LIKELY),
        ("npwp", "3171011708450001", "3171011708450001", "3171 0117 0845 0001", LIKELY),
        ("gtin", "036000291452", "036000291452", "036000291452", LIKELY),
        ("gtin", "8 991234 567891", *["8991234567891"] * 2, LIKELY),
        ("gtin", "98412345678908", *["98412345678908"] * 2, LIKELY),
        ("gtin", "73513537", "73513537", "73513537", POSSIBLE),
        ("gtin", "(01)08991234567891", *["8991234567891"] * 2, POSSIBLE),
        ("gtin", "899  1234567890", *["899 1234567890"] * 2, UNLIKELY),
        ("kfa", "8419 2000", "84192000", "84192000", LIKELY),
        ("kbki", "481 50", "48150", "48150", LIKELY),
        ("kbki", "325 09", "32509", "32509", POSSIBLE),
        ("kbli", "325 09", "32509", "32509", LIKELY),
        ("kbli", "481 50", "48150", "48150", POSSIBLE),
        ("hs", "9018.90.31", "90189031", "9018.90.31", LIKELY),
        ("hs", "90189031", "90189031", "9018.90.31", POSSIBLE),
        ("halal", "id31110000123450121", *["ID31110000123450121"] * 2, CERTAIN),
        ("trademark", "idm 000123456", "IDM000123456", "IDM000123456", CERTAIN),
        ("sni", "sni  iso 13485:2016", *["SNI ISO 13485:2016"] * 2, CERTAIN),
        ("sni", "SNI  nomor 1", "SNI nomor 1", "SNI nomor 1", CERTAIN),
        ("standard", "iso13485:2016", *["ISO 13485:2016"] * 2, CERTAIN),
        ("standard", "ISO nomor  7", "ISO nomor 7", "ISO nomor 7", CERTAIN),
    ],
)
def test_a_number_has_a_form_for_programs_and_one_for_people(
    kind, text, normal, display, certainty
):
    reading = read(kind, text, TODAY)

    assert (reading.kind, reading.normal) == (kind, normal)
    assert (reading.display, reading.certainty) == (display, certainty)


def test_a_certificate_of_the_future_is_one_of_after_the_day_that_is_given():
    text = "12/SJ-IND.8/TKDN/1/2027"

    assert graded(read("tkdn", text, date(2026, 12, 31)).findings) == [
        ("tkdn_number_future", Grade.WARNING)
    ]
    assert read("tkdn", text, date(2027, 1, 1)).findings == []


def test_every_kind_reads_what_is_none_of_it():
    readings = [read(kind, "?", TODAY) for kind in READERS]

    assert [reading.kind for reading in readings] == list(READERS)
    assert {reading.display for reading in readings} == {"?"}
    assert [told_code(each) for r in readings for each in r.findings] == [
        "licence_pattern",
        "tkdn_number_pattern",
        "not_digits",
        "unknown_prefix",
        "not_digits",
        "not_digits",
        "not_digits",
        "wrong_pattern",
        "not_digits",
        "not_digits",
        "not_digits",
        "halal_number_pattern",
        "trademark_number_pattern",
        "sni_number_pattern",
        "standard_number_pattern",
    ]


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
