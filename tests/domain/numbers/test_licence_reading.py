from datetime import date

import pytest

from domain.numbers.check import check_number
from domain.numbers.readings import Certainty
from tests.domain.numbers.samples import LICENCES, TODAY, shown_parts
from tests.findings import told_code


@pytest.mark.parametrize("number", LICENCES)
def test_a_licence_is_known_by_its_letters(number):
    (reading,) = check_number(f"No. Izin Edar: {number}", today=TODAY)

    assert reading.kind == "licence"
    assert reading.normal == number
    assert reading.display == f"KEMENKES RI {number}"
    assert reading.certainty == Certainty.CERTAIN
    assert [told_code(finding) for finding in reading.findings] == (
        ["licence_not_domestic"] if number.startswith("AKL") else []
    )


def test_a_licence_says_what_its_digits_mean():
    (reading,) = check_number("akd20903022671", today=TODAY)

    assert list(shown_parts(reading).items()) == [
        ("Jenis izin", "Alat kesehatan dalam negeri"),
        ("Digit kelas", "2 (kelas B atau C)"),
        ("Kategori", "09 Peralatan Rumah Sakit Umum dan Perorangan"),
        ("Subkategori", "0903 Peralatan Rumah Sakit Umum dan Perorangan Lain-lain"),
        ("Tahun pengajuan", "2020"),
        ("Nomor urut", "2671"),
    ]
    assert list(shown_parts(reading, "en").items())[:3] == [
        ("Kind of licence", "Medical device, made in Indonesia"),
        ("Class digit", "2 (class B or C)"),
        ("Category", "09 General hospital and personal use devices"),
    ]


def test_an_unnamed_sub_category_is_told_by_its_digits():
    (reading,) = check_number("AKD 20999022671", today=TODAY)

    assert shown_parts(reading)["Subkategori"] == "0999"


def test_what_is_unknown_or_presumed_of_a_household_supply_is_said():
    (reading,) = check_number("PKD 20503110001", today=TODAY)

    assert list(shown_parts(reading).items()) == [
        ("Jenis izin", "Perbekalan kesehatan rumah tangga (PKRT) dalam negeri"),
        ("Digit kelas", "tidak diketahui"),
        ("Kategori", "tidak diketahui"),
        ("Tahun pengajuan", "2011 (dugaan, dibaca seperti pada AKD)"),
        ("Nomor urut", "0001 (dugaan, dibaca seperti pada AKD)"),
    ]


def test_a_future_year_of_a_household_supply_is_not_presumed():
    (reading,) = check_number("PKL 90503999999", today=TODAY)

    assert shown_parts(reading, "en") == {
        "Kind of licence": "Household health supply, imported",
        "Class digit": "unknown",
        "Category": "unknown",
        "Year of application": "unknown",
        "Serial number": "9999 (presumed, read as in an AKD)",
    }
    assert not reading.has_error


@pytest.mark.parametrize(
    "text",
    ["20903022671", "209.0302.2671", "NIE 20903022671", "Kemenkes RI 20903022671"],
)
def test_eleven_digits_are_a_licence_without_its_letters(text):
    (reading,) = check_number(text, today=TODAY)

    assert (reading.kind, reading.normal) == ("licence", "20903022671")
    assert list(shown_parts(reading).items()) == [
        ("Jenis izin", "AKD, AKL, PKD, atau PKL"),
        ("Digit kelas", "2 (kelas B atau C), bila AKD atau AKL"),
        (
            "Kategori",
            "09 Peralatan Rumah Sakit Umum dan Perorangan, bila AKD atau AKL",
        ),
        (
            "Subkategori",
            "0903 Peralatan Rumah Sakit Umum dan Perorangan Lain-lain, bila AKD atau "
            "AKL",
        ),
        ("Tahun pengajuan", "2020"),
        ("Nomor urut", "2671"),
    ]
    assert [told_code(finding) for finding in reading.findings] == ["licence_letters"]


@pytest.mark.parametrize("text", ["40903022671", "29903022671", "20903722671"])
def test_eleven_digits_that_fit_no_device_are_of_a_household_supply(text):
    (reading,) = check_number(text, today=TODAY)

    assert shown_parts(reading, "en")["Kind of licence"] == "PKD or PKL"
    assert shown_parts(reading, "en")["Class digit"] == "unknown"


@pytest.mark.parametrize(
    ("digit", "told", "told_en"),
    [
        (1, "1 (kelas A)", "1 (class A)"),
        (2, "2 (kelas B atau C)", "2 (class B or C)"),
        (3, "3 (kelas D)", "3 (class D)"),
    ],
)
def test_the_first_digit_says_which_risk_classes_it_can_be(digit, told, told_en):
    (reading,) = check_number(f"AKD {digit}0903022671", today=TODAY)

    assert shown_parts(reading)["Digit kelas"] == told
    assert shown_parts(reading, "en")["Class digit"] == told_en


DEVICE = {
    "class_digit": "2",
    "category": "09",
    "sub_category": "0903",
    "application_year": "2020",
    "serial": "2671",
}
UNKNOWN = {"class_digit": None, "category": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AKD 20903022671", {"licence_kind": "AKD", **DEVICE}),
        ("20903022671", {"licence_kind": None, **DEVICE}),
        (
            "AKL 20999022671",
            {"licence_kind": "AKL", **DEVICE, "sub_category": "0999"},
        ),
        (
            "PKD 20503110001",
            {
                "licence_kind": "PKD",
                **UNKNOWN,
                "application_year": "2011",
                "serial": "0001",
            },
        ),
        (
            "PKL 90503999999",
            {
                "licence_kind": "PKL",
                **UNKNOWN,
                "application_year": None,
                "serial": "9999",
            },
        ),
    ],
)
def test_each_part_has_a_key_and_a_code_of_its_own(text, expected):
    (reading,) = check_number(text, today=TODAY)

    assert [(part.key, part.value) for part in reading.parts] == list(expected.items())


def test_a_household_supply_may_be_of_this_year():
    (reading,) = check_number("PKD 20503620001", today=TODAY)

    assert reading.parts[3].value == "2026"


def test_missing_letters_are_of_a_device_once_its_year_has_come():
    (reading,) = check_number("20903722671", today=date(2027, 1, 1))

    assert [(part.key, part.value) for part in reading.parts] == [
        ("licence_kind", None),
        *({**DEVICE, "application_year": "2027"}).items(),
    ]
