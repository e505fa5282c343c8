from datetime import date

import pytest

from domain.findings import Grade
from domain.numbers.licence_findings import licence_findings
from domain.numbers.licences import LicenceKind, LicenceNumber, parse_licence_number
from tests.findings import sentence, told_code

TODAY = date(2026, 11, 22)

SOUND = "AKD 20903022671"


def found(text, **declared):
    number = parse_licence_number(text, today=TODAY)
    return [
        (told_code(finding), finding.grade)
        for finding in licence_findings(number, today=TODAY, **declared)
    ]


def test_a_sound_licence_has_no_findings():
    assert found(SOUND) == []
    assert (
        found(
            SOUND,
            risk_class="B",
            category="09",
            sub_category="0903",
            issued_on=date(2021, 1, 1),
            expires_on=date(2026, 2, 1),
        )
        == []
    )


@pytest.mark.parametrize(
    ("digit", "fitting"), [("1", {"A"}), ("2", {"B", "C"}), ("3", {"D"})]
)
def test_a_class_digit_fits_its_risk_classes_only(digit, fitting):
    fits = {
        risk_class
        for risk_class in "ABCD"
        if not found(f"AKD {digit}0903022671", risk_class=risk_class)
    }

    assert fits == fitting
    assert found("AKD 10903022671", risk_class="D") == [
        ("licence_class_mismatch", Grade.WARNING)
    ]


@pytest.mark.parametrize(
    ("category", "sub_category", "code"),
    [
        ("16", "1603", "licence_category_mismatch"),
        ("16", "", "licence_category_mismatch"),
        ("09", "0902", "licence_sub_category_mismatch"),
        ("", "0902", "licence_sub_category_mismatch"),
    ],
)
def test_a_category_other_than_the_device_types_is_a_warning(
    category, sub_category, code
):
    assert found(SOUND, category=category, sub_category=sub_category) == [
        (code, Grade.WARNING)
    ]


@pytest.mark.parametrize("expires_on", [date(2021, 1, 1), date(2020, 12, 31)])
def test_a_licence_must_expire_after_its_issue(expires_on):
    assert found(SOUND, issued_on=date(2021, 1, 1), expires_on=expires_on) == [
        ("licence_expires_before_issue", Grade.ERROR)
    ]


@pytest.mark.parametrize(
    ("issued_on", "longest"),
    [
        (date(2021, 1, 1), date(2026, 2, 1)),
        (date(2020, 2, 29), date(2025, 4, 1)),
    ],
)
def test_more_than_five_years_and_31_days_are_a_warning(issued_on, longest):
    longer = date.fromordinal(longest.toordinal() + 1)

    assert found(SOUND, issued_on=issued_on, expires_on=longest) == []
    assert found(SOUND, issued_on=issued_on, expires_on=longer) == [
        ("licence_valid_too_long", Grade.WARNING)
    ]


def test_the_last_days_of_the_calendar_are_dates_like_others():
    assert found(SOUND, issued_on=date(9998, 1, 1), expires_on=date.max) == []


def test_a_year_after_the_issue_is_a_warning():
    assert found(SOUND, issued_on=date(2019, 12, 31)) == [
        ("licence_year_after_issue", Grade.WARNING)
    ]


def test_a_year_that_is_yet_to_come_is_an_error():
    number = LicenceNumber(LicenceKind.AKD, 2, "09", "0903", 2027, "2671")

    (finding,) = licence_findings(number, today=TODAY)

    assert (told_code(finding), finding.grade) == ("licence_year", Grade.ERROR)


def test_the_present_year_is_not_yet_to_come():
    assert found("AKD 20903622671") == []


def test_an_imported_device_is_no_domestic_product():
    number = parse_licence_number("AKL 20205310017", today=TODAY)

    (finding,) = licence_findings(number, today=TODAY)

    assert finding.grade == Grade.WARNING
    assert sentence(finding) == (
        "AKL adalah izin edar barang impor: bukan produk dalam negeri."
    )
    assert sentence(finding, "en") == (
        "AKL is the licence of imported goods: not a domestic product."
    )


def test_a_licence_of_imported_goods_contradicts_a_product_made_at_home():
    number = parse_licence_number("AKL 20903022671")

    (finding,) = licence_findings(number, declared_domestic=True, today=TODAY)

    assert told_code(finding) == "licence_contradicts_statement"
    assert finding.grade == Grade.ERROR
    assert sentence(finding) == (
        "AKL adalah izin edar barang impor, sedangkan produk ini dinyatakan diproduksi "
        "di Indonesia. Perbaiki nomornya atau pernyataan “Lokasi produksi”."
    )
    assert found("AKD 20903022671", declared_domestic=True) == []


def test_the_digits_of_a_household_supply_are_not_interpreted():
    declared = {
        "risk_class": "A",
        "category": "16",
        "sub_category": "1603",
        "issued_on": date(2000, 1, 1),
    }

    assert found("PKD 90503999999", **declared) == [
        ("licence_household_supply", Grade.WARNING)
    ]
    assert found("PKL 90503999999", **declared) == [
        ("licence_not_domestic", Grade.WARNING),
        ("licence_household_supply", Grade.WARNING),
    ]


@pytest.mark.parametrize(
    ("declared", "told", "told_en"),
    [
        (
            {"issued_on": date(2019, 12, 31)},
            "Tahun pada nomor izin edar (2020) sesudah tahun terbit (2019).",
            "The year in the licence number (2020) is after the year of issue (2019).",
        ),
        (
            {"risk_class": "D"},
            "Digit kelas 2 pada nomor izin edar tidak cocok dengan kelas risiko D.",
            "Class digit 2 of the licence number does not fit risk class D.",
        ),
        (
            {"category": "16"},
            "Kategori pada nomor izin edar (09) berbeda dengan kategori jenis alat "
            "(16).",
            "The category in the licence number (09) differs from that of the device "
            "type (16).",
        ),
        (
            {"sub_category": "0902"},
            "Subkategori pada nomor izin edar (0903) berbeda dengan subkategori jenis "
            "alat (0902).",
            "The sub-category in the licence number (0903) differs from that of the "
            "device type (0902).",
        ),
    ],
)
def test_what_is_found_is_told_in_both_languages(declared, told, told_en):
    number = parse_licence_number(SOUND, today=TODAY)

    (finding,) = licence_findings(number, today=TODAY, **declared)

    assert sentence(finding) == told
    assert sentence(finding, "en") == told_en
