from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.nomenclature import CATEGORIES
from domain.numbers.licences import (
    LicenceNumber,
    letters_of,
    parse_licence_number,
)
from tests.findings import sentence, told_code

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
    with pytest.raises(InvalidInput) as refusal:
        parse_licence_number(text, today=TODAY)

    assert told_code(refusal.value) == f"licence_{code}"


def test_the_refusal_says_in_indonesian_what_is_wrong():
    with pytest.raises(InvalidInput) as refusal:
        parse_licence_number("AKD 20903722671", today=TODAY)

    assert sentence(refusal.value) == (
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
    with pytest.raises(InvalidInput) as refusal:
        parse_licence_number(text, today=TODAY)

    assert sentence(refusal.value) == message


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
    except InvalidInput:
        return

    assert parse_licence_number(number.canonical, today=TODAY) == number


@pytest.mark.parametrize(
    "text", ["AKD" * 10_000, "NO" * 50, "\0", "AKD \0 20903022671", "🩺", "ﷺ" * 100]
)
def test_hostile_text_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_licence_number(text, today=TODAY)

    assert refusal.value.finding.code == "licence_pattern"
    assert sentence(refusal.value, "en") == (
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


@pytest.mark.parametrize(
    ("number", "letters"),
    [("AKD 20903022671", "AKD"), ("PKL 20503110001", "PKL"), ("AK", "AK"), ("", "")],
)
def test_the_letters_of_a_stored_number_are_its_first_three(number, letters):
    assert letters_of(number) == letters


def test_a_number_is_looked_for_in_a_hundred_characters():
    longest = "AKD 20903022671".ljust(100)

    assert parse_licence_number(longest, today=TODAY).canonical == "AKD 20903022671"
    with pytest.raises(InvalidInput) as refusal:
        parse_licence_number(f"{longest} ", today=TODAY)

    assert told_code(refusal.value) == "licence_pattern"
