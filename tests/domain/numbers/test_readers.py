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
