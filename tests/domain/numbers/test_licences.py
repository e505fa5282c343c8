from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nomenclature import CATEGORIES
from domain.numbers.licences import (
    InvalidLicenceNumber,
    LicenceNumber,
    anniversary,
    licence_findings,
    parse_licence_number,
)
from domain.two_languages import Grade

TODAY = date(2026, 11, 22)

# Numbers of the public register, with what their digits say.
VECTORS = [
    ("AKL 20205310017", 2, "0205", 2013, "0017"),
    ("AKL 20205515108", 2, "0205", 2015, "5108"),
    ("AKL 10204420100", 1, "0204", 2024, "0100"),
    ("AKL 21603716980", 2, "1603", 2017, "6980"),
    ("AKL 21302220256", 2, "1302", 2022, "0256"),
    ("AKL 21303520437", 2, "1303", 2025, "0437"),
    ("AKL 20501816508", 2, "0501", 2018, "6508"),
    ("AKL 20208912298", 2, "0208", 2019, "2298"),
    ("AKD 21603020231", 2, "1603", 2020, "0231"),
    ("AKD 21501220581", 2, "1501", 2022, "0581"),
    ("AKD 20403710512", 2, "0403", 2017, "0512"),
    ("AKD 21101810911", 2, "1101", 2018, "0911"),
    ("AKD 20903022671", 2, "0903", 2020, "2671"),
]


@pytest.mark.parametrize(("text", "digit", "sub_category", "year", "serial"), VECTORS)
def test_the_digits_of_real_numbers_are_read(text, digit, sub_category, year, serial):
    number = parse_licence_number(text, today=TODAY)

    assert number == LicenceNumber(
        kind=text[:3],
        class_digit=digit,
        category=sub_category[:2],
        sub_category=sub_category,
        year=year,
        serial=serial,
    )
    assert number.canonical == text
    assert number.display == f"KEMENKES RI {text}"
    assert number.is_domestic is text.startswith("AKD")


@pytest.mark.parametrize(
    "text",
    [
        "KEMENKES RI AKD 20903022671",
        "Kemenkes RI. AKD. 20903022671",
        "kemenkes-ri akd20903022671",
        "No. Izin Edar: AKD 209 0302 2671",
        "NIE AKD 20903022671",
        "  AKD\u00a020903022671\n",
        "ＡＫＤ ２０９０３０２２６７１",
        "AKD.209 0302-2671",
        "akd20903022671",
        "No. Izin Edar : KEMENKES RI AKD 20903022671",
        "Nomor Izin Edar: (AKD) 20903022671",
        "KEMENKES R.I. AKD No. 20903022671",
        "Kementerian Kesehatan RI / AKD 20903022671",
        "Reg. No. 'AKD_20903022671'",
        "AKD\u200b209030\u00ad22671",
        "\u202bAKD 20903022671\u202c",
        "AKD \u206620903022671\u2069",
        "AKD 20903\u221202\u20132671;",
    ],
)
def test_the_way_of_writing_does_not_matter(text):
    assert parse_licence_number(text, today=TODAY).canonical == "AKD 20903022671"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "pattern"),
        ("20903022671", "letters"),
        ("No. 20903022671", "letters"),
        ("2090302267", "pattern"),
        ("AKD 2090302267", "length"),
        ("AKD 209030226711", "length"),
        ("AKX 20903022671", "pattern"),
        ("AKD 2090302267A", "pattern"),
        ("AKD ٢٠٩٠٣٠٢٢٦٧١", "pattern"),
        ("AKD 20903022671" + " " * 100, "pattern"),
        ("AKD 40903022671", "class"),
        ("AKD 00903022671", "class"),
        ("AKD 20003022671", "category"),
        ("AKD 21703022671", "category"),
        ("AKD 20903722671", "year"),
    ],
)
def test_what_is_no_licence_number_is_refused(text, code):
    with pytest.raises(InvalidLicenceNumber) as refusal:
        parse_licence_number(text, today=TODAY)

    assert refusal.value.code == code


def test_the_refusal_says_in_indonesian_what_is_wrong():
    with pytest.raises(InvalidLicenceNumber) as refusal:
        parse_licence_number("AKD 20903722671", today=TODAY)

    assert refusal.value.message == (
        "Digit ke-6 dan ke-7 nomor izin edar adalah tahun yang ditulis terbalik; "
        "2027 berada di masa depan."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "20903022671",
            "Huruf di depan ke-11 digit belum ditulis. Lihat pada izin edar atau "
            "kemasan, lalu tulis AKD (alat kesehatan dalam negeri), AKL (alat "
            "kesehatan impor), PKD (PKRT dalam negeri), atau PKL (PKRT impor).",
        ),
        (
            "KEMENKES RI AKD 2090302267",
            "Sesudah AKD harus ada 11 digit, bukan 10; periksa apakah ada digit yang "
            "kurang atau berlebih.",
        ),
    ],
)
def test_the_refusal_says_what_is_missing(text, message):
    with pytest.raises(InvalidLicenceNumber) as refusal:
        parse_licence_number(text, today=TODAY)

    assert refusal.value.message == message


def test_a_year_is_in_the_future_only_until_it_comes():
    number = parse_licence_number("AKD 20903722671", today=date(2027, 1, 1))

    assert number.year == 2027


def test_household_supplies_are_held_to_the_pattern_only():
    number = parse_licence_number("PKD 90503999999", today=TODAY)

    assert number.canonical == "PKD 90503999999"
    assert number.is_domestic
    assert not parse_licence_number("PKL 20503110001", today=TODAY).is_domestic


@given(
    kind=st.sampled_from(["AKD", "AKL"]),
    digit=st.integers(1, 3),
    category=st.sampled_from(sorted(CATEGORIES)),
    sub=st.integers(0, 99),
    year=st.integers(2000, 2026),
    serial=st.integers(0, 9999),
)
def test_every_number_reads_back_from_both_its_forms(
    kind, digit, category, sub, year, serial
):
    number = LicenceNumber(
        kind, digit, category, f"{category}{sub:02d}", year, f"{serial:04d}"
    )

    assert parse_licence_number(number.canonical, today=TODAY) == number
    assert parse_licence_number(number.display, today=TODAY) == number


@given(
    words=st.sampled_from(["", "KEMENKES RI ", "No. Izin Edar : ", "NIE "]),
    noise=st.lists(st.sampled_from(["", " ", ".", "-", "\u2013", "\u00a0", "/"])),
    lower=st.booleans(),
    vector=st.sampled_from(VECTORS),
)
def test_noise_between_the_characters_does_not_matter(words, noise, lower, vector):
    plain = vector[0].replace(" ", "")
    noise = (noise + [""] * len(plain))[: len(plain)]
    text = words + "".join(a + b for a, b in zip(plain, noise, strict=True))

    number = parse_licence_number(text.lower() if lower else text, today=TODAY)

    assert number.canonical == vector[0]


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        number = parse_licence_number(text, today=TODAY)
    except InvalidLicenceNumber:
        return

    assert parse_licence_number(number.canonical, today=TODAY) == number


@pytest.mark.parametrize(
    "text", ["AKD" * 10_000, "NO" * 50, "\0", "AKD \0 20903022671", "🩺", "ﷺ" * 100]
)
def test_hostile_text_is_refused(text):
    with pytest.raises(InvalidLicenceNumber) as refusal:
        parse_licence_number(text, today=TODAY)

    assert refusal.value.finding.code == "licence_pattern"
    assert refusal.value.finding.text("en") == (
        "A licence number must be AKD, AKL, PKD or PKL and 11 digits, "
        "for example AKD 20903022671."
    )


def test_a_number_names_its_category():
    number = parse_licence_number("AKD 21603020231", today=TODAY)

    assert number.category_name.id == "Peralatan Bedah Umum dan Bedah Plastik"
    assert number.sub_category_name.id == "Peralatan Bedah"


def test_the_category_of_a_household_supply_has_no_name():
    number = parse_licence_number("PKD 21603020231", today=TODAY)

    assert number.category_name is None
    assert number.sub_category_name is None


SOUND = "AKD 20903022671"


def found(text, **stated):
    number = parse_licence_number(text, today=TODAY)
    return [
        (finding.code, finding.grade)
        for finding in licence_findings(number, today=TODAY, **stated)
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
def test_a_category_other_than_the_device_types_is_a_doubt(
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
def test_a_validity_of_more_than_five_years_and_31_days_is_a_doubt(issued_on, longest):
    longer = date.fromordinal(longest.toordinal() + 1)

    assert found(SOUND, issued_on=issued_on, expires_on=longest) == []
    assert found(SOUND, issued_on=issued_on, expires_on=longer) == [
        ("licence_valid_too_long", Grade.WARNING)
    ]


def test_the_last_days_of_the_calendar_are_dates_like_others():
    assert found(SOUND, issued_on=date(9998, 1, 1), expires_on=date.max) == []


def test_a_year_after_the_issue_is_a_doubt():
    assert found(SOUND, issued_on=date(2019, 12, 31)) == [
        ("licence_year_after_issue", Grade.WARNING)
    ]


@pytest.mark.parametrize(
    ("year", "code"),
    [(2027, "licence_year"), (1999, "licence_year_too_early")],
)
def test_a_year_that_cannot_be_is_an_error(year, code):
    number = LicenceNumber("AKD", 2, "09", "0903", year, "2671")

    (finding,) = licence_findings(number, today=TODAY)

    assert (finding.code, finding.grade) == (code, Grade.ERROR)


def test_an_imported_device_is_no_domestic_product():
    number = parse_licence_number("AKL 20205310017", today=TODAY)

    (finding,) = licence_findings(number, today=TODAY)

    assert finding.grade == Grade.WARNING
    assert finding.text("id") == (
        "AKL adalah izin edar barang impor: bukan produk dalam negeri."
    )
    assert finding.text("en") == (
        "AKL is the licence of imported goods: not a domestic product."
    )


def test_a_licence_of_imported_goods_contradicts_a_product_made_at_home():
    number = parse_licence_number("AKL 20903022671")

    (finding,) = licence_findings(number, stated_domestic=True, today=TODAY)

    assert finding.grade == Grade.ERROR
    assert finding.text("id") == (
        "AKL adalah izin edar barang impor, sedangkan produk ini dinyatakan diproduksi "
        "di Indonesia. Perbaiki nomornya atau pernyataan “Lokasi produksi”."
    )
    assert found("AKD 20903022671", stated_domestic=True) == []


def test_the_digits_of_a_household_supply_are_not_interpreted():
    stated = {
        "risk_class": "A",
        "category": "16",
        "sub_category": "1603",
        "issued_on": date(2000, 1, 1),
    }

    assert found("PKD 90503999999", **stated) == [
        ("licence_household_supply", Grade.WARNING)
    ]
    assert found("PKL 90503999999", **stated) == [
        ("licence_not_domestic", Grade.WARNING),
        ("licence_household_supply", Grade.WARNING),
    ]


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2021, 5, 17), 5, date(2026, 5, 17)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(9996, 1, 1), 5, date.max),
    ],
)
def test_an_anniversary_is_the_same_day_of_a_later_year(day, years, later):
    assert anniversary(day, years) == later
