from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.number_input import (
    number_for_input,
    parse_number,
    parse_rupiah,
    parse_whole_number,
    plain_text,
    whole_number_for_input,
)
from domain.numerals import format_number
from tests.findings import told_code
from tests.wording import english, indonesian


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("120000", "120000"),
        ("120.000", "120000"),
        ("1.000", "1000"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("1,234.567", "1234.567"),
        ("1234.567", "1234.567"),
        ("1234,567", "1234.567"),
        ("3.5", "3.5"),
        ("3,5", "3.5"),
        ("0.1", "0.1"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1,2340", "1.2340"),
        ("1.2345", "1.2345"),
        (",5", "0.5"),
        (".125", "0.125"),
        ("12 345", "12345"),
        ("12\u00a0345,678", "12345.678"),
        ("12\u202f345.678", "12345.678"),
        (" 7 ", "7"),
        ("-450", "-450"),
        ("\u2212450", "-450"),
        ("–1.000", "-1000"),
        ("+5", "5"),
    ],
)
def test_a_number_is_read_in_either_form(text, value):
    assert str(parse_number(text)) == value


@pytest.mark.parametrize("text", ["1,000", "12,345", "-160,000"])
def test_a_comma_before_three_digits_is_refused_as_ambiguous(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_number(text)

    assert told_code(refusal.value) == "number_ambiguous"


def test_the_refusal_says_how_to_write_either_meaning():
    with pytest.raises(InvalidInput) as refusal:
        parse_number("1,234")

    assert indonesian(refusal.value.finding) == (
        "“1,234” dapat berarti ribuan atau desimal. Tulis 1234 jika ribuan, "
        "atau 1,2340 jika desimal."
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number_missing"),
        ("  ", "number_missing"),
        ("tidak", "number_invalid"),
        ("1e5", "number_invalid"),
        ("NaN", "number_invalid"),
        ("٣", "number_invalid"),
        ("12 mm", "number_invalid"),
        ("1.", "number_invalid"),
        (".", "number_invalid"),
        ("-", "number_invalid"),
        ("1..5", "number_invalid"),
        ("1.2.3", "number_invalid"),
        ("1.23,4.5", "number_invalid"),
        ("1,234,5", "number_invalid"),
        ("1.2345,6", "number_invalid"),
        ("012.5", "number_invalid"),
        ("0.000.001", "number_invalid"),
        ("1 2", "number_invalid"),
        ("--5", "number_invalid"),
        ("1234567890123456", "number_too_long"),
        ("0" * 41, "number_too_long"),
    ],
)
def test_what_is_no_number_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        parse_number(text)

    assert told_code(refusal.value) == code


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_reads_back_from_a_form(value):
    assert parse_number(number_for_input(value)) == value


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_reads_back_from_the_screen(value):
    assert parse_number(format_number(value, "id")) == value
    # A whole number with English grouping, as in "1,234", is the ambiguous case.
    if value != value.to_integral_value():
        assert parse_number(format_number(value, "en")) == value


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(text):
    try:
        value = parse_number(text)
    except InvalidInput as refusal:
        assert refusal.code.startswith("number_")
        assert indonesian(refusal.finding) != english(refusal.finding)
    else:
        assert value.is_finite()


@pytest.mark.parametrize(
    ("text", "in_indonesian", "in_english"),
    [
        ("", "Isi dengan angka.", "Enter a number."),
        (
            "x",
            "“x” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
            "“x” is not a valid number. Examples: 1,234.5 or 1.234,5.",
        ),
        (
            "1 2",
            "“1 2” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
            "“1 2” is not a valid number. Examples: 1,234.5 or 1.234,5.",
        ),
        (
            "-1,234",
            "“-1,234” dapat berarti ribuan atau desimal. Tulis -1234 jika ribuan, atau "
            "-1,2340 jika desimal.",
            "“-1,234” may mean thousands or decimals. Write -1234 for thousands, or "
            "-1,2340 for decimals.",
        ),
        (
            "1" * 16,
            "Angka terlalu panjang; paling banyak 15 digit.",
            "The number is too long; at most 15 digits.",
        ),
    ],
)
def test_a_refusal_is_told_in_words(text, in_indonesian, in_english):
    with pytest.raises(InvalidInput) as refusal:
        parse_number(text)

    finding = refusal.value.finding
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1" * 15, "1" * 15),
        ("0," + "1" * 15, "0." + "1" * 15),
        ("0" * 40, "0"),
        ("0" * 24 + "1" * 15, "1" * 15),
        ("- 5", "-5"),
        ("−5", "-5"),
        ("１２", "12"),
        ("1 234.567", "1234.567"),
        ("0,5", "0.5"),
        ("0.0", "0.0"),
    ],
)
def test_a_number_may_go_to_its_bounds(text, value):
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "1.",
        ".",
        ",",
        "1,2,3",
        "1.2.3",
        "1.23.456",
        "12 34",
        "1 2345",
        "01,5",
        "1.2,3.4",
    ],
)
def test_signs_in_the_wrong_place_are_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_number(text)

    assert told_code(refusal.value) == "number_invalid"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.234, "1,2340"),
        (0.125, "0,125"),
        (1234.567, "1234,567"),
        (1000, "1000"),
        (-2.5, "-2,5"),
        (Decimal("12.3400"), "12,34"),
    ],
)
def test_a_number_is_written_so_that_it_reads_back(value, written):
    assert number_for_input(value) == written


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp850.000", 850_000),
        ("Rp 850.000,00", 850_000),
        ("Rp. 850.000", 850_000),
        ("Rp.850.000", 850_000),
        ("IDR 850,000.00", 850_000),
        ("850.000", 850_000),
        ("850000", 850_000),
        ("850.000,-", 850_000),
        ("850.000,--", 850_000),
        ("850.000.-", 850_000),
        ("850.000,=", 850_000),
        ("850.000,–", 850_000),
        ("850.000 rupiah", 850_000),
        ("60000000,00", 60_000_000),
        ("60 jt", 60_000_000),
        ("60jt", 60_000_000),
        ("Rp60jt,-", 60_000_000),
        ("60 JT rupiah", 60_000_000),
        ("1,5 juta", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("0,125 juta", 125_000),
        ("1 250 jt", 1_250_000_000),
        ("250 rb", 250_000),
        ("250ribu", 250_000),
        ("250k", 250_000),
        ("1,2 M", 1_200_000_000),
        ("1,2 miliar", 1_200_000_000),
        ("1 milyar", 1_000_000_000),
        ("2 T", 2_000_000_000_000),
        ("2 triliun", 2_000_000_000_000),
        ("3 million", 3_000_000),
        ("Rp\u00a0850.000", 850_000),
        ("Rp\u2009850\u202f000", 850_000),
        ("８５０．０００", 850_000),
        ("850\u200b.000", 850_000),
        ("Rp -5", -5),
        ("-Rp 5", -5),
        ("- Rp -5", -5),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_write_it(text, amount):
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.000", 12_000),
        ("1.500", 1_500),
        ("1500", 1_500),
        ("12,00", 12),
        ("1,5 ribu", 1_500),
        ("2 juta", 2_000_000),
        ("-3", -3),
    ],
)
def test_a_whole_number_loses_no_digit(text, number):
    assert parse_whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "in_indonesian", "in_english"),
    [
        (
            "45,5",
            "“45,5” bukan bilangan bulat. Tulis 45 atau 46.",
            "“45,5” is not a whole number. Write 45 or 46.",
        ),
        (
            "-0,5",
            "“-0,5” bukan bilangan bulat. Tulis -1 atau 0.",
            "“-0,5” is not a whole number. Write -1 or 0.",
        ),
        (
            "1.500,50",
            "“1.500,50” bukan bilangan bulat. Tulis 1500 atau 1501.",
            "“1.500,50” is not a whole number. Write 1500 or 1501.",
        ),
        (
            "12,000",
            "“12,000” dapat berarti ribuan atau desimal. Tulis 12000 jika ribuan, atau "
            "12 jika desimal.",
            "“12,000” may mean thousands or decimals. Write 12000 for thousands, or 12 "
            "for decimals.",
        ),
        (
            "1.250 jt",
            "“1.250 jt” dapat berarti ribuan atau desimal. Tulis 1250 jt jika ribuan, "
            "atau 1,25 jt jika desimal.",
            "“1.250 jt” may mean thousands or decimals. Write 1250 jt for thousands, "
            "or 1,25 jt for decimals.",
        ),
        (
            "5 kotak",
            "“5 kotak” bukan bilangan yang sah. Contoh: 1.500 atau 1500.",
            "“5 kotak” is not a valid number. Examples: 1500 or 1.500.",
        ),
    ],
)
def test_what_is_no_whole_number_is_told_in_words(text, in_indonesian, in_english):
    with pytest.raises(InvalidInput) as refusal:
        parse_whole_number(text)

    finding = refusal.value.finding
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rp", "number_invalid"),
        ("rupiah", "number_invalid"),
        ("60 jutaan", "number_invalid"),
        ("1 juta 500 ribu", "number_invalid"),
        ("850.000-900.000", "number_invalid"),
        ("Rp Rp 5", "number_invalid"),
        ("USD 5", "number_invalid"),
        ("1.250 M", "number_ambiguous"),
        ("850,000", "number_ambiguous"),
        ("1,5", "number_not_whole"),
        ("1000 T", "number_too_long"),
        ("", "number_missing"),
    ],
)
def test_what_is_no_amount_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        parse_rupiah(text)

    assert refusal.value.code == code


def test_an_amount_that_is_none_is_told_with_examples():
    with pytest.raises(InvalidInput) as refusal:
        parse_rupiah("murah")

    finding = refusal.value.finding
    assert indonesian(finding) == (
        "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau 60 jt."
    )
    assert english(finding) == (
        "“murah” is not a valid amount of money. Examples: 850.000, Rp 850.000 or "
        "60 million."
    )


@pytest.mark.parametrize("text", ["Rp 5", "5 M", "12 m", "3k", "5,-"])
def test_signs_of_money_mean_nothing_elsewhere(text):
    for parse in (parse_number, parse_whole_number):
        with pytest.raises(InvalidInput) as refusal:
            parse(text)
        assert refusal.value.code == "number_invalid"


def test_the_largest_amount_has_fifteen_digits():
    assert parse_rupiah("999 T") == 999_000_000_000_000


@given(st.integers(-(10**14), 10**14), st.sampled_from(["id", "en"]))
def test_a_whole_number_reads_back_from_a_form(value, language):
    shown = whole_number_for_input(value, language)

    assert parse_whole_number(shown) == value
    assert parse_rupiah(shown) == value


def test_a_whole_number_is_grouped_for_indonesians_only():
    assert whole_number_for_input(24_500_000) == "24.500.000"
    assert whole_number_for_input(24_500_000, "en") == "24500000"
    assert whole_number_for_input(-1_000) == "-1.000"


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@st.composite
def spelled_amounts(draw) -> tuple[int, str]:
    """An amount and one of the ways in which people write it."""
    number = draw(st.integers(0, 10**14))
    scale = draw(
        st.sampled_from([(0, ""), (3, "rb"), (6, "jt"), (6, "juta"), (9, "M")])
    )
    whole, rest = divmod(number, 10 ** scale[0])
    digits = draw(
        st.sampled_from(
            [str(whole), *(_grouped(whole, mark) for mark in (".", ",", " ", "\u00a0"))]
        )
    )
    if scale[0]:
        cents = f"{rest:0{scale[0]}d}".rstrip("0")
    else:
        cents = draw(st.sampled_from(["", "0", "00"]))
    # Who groups with one sign has the other before the decimals.
    marks = [mark for mark in ",." if mark not in digits]
    fraction = draw(st.sampled_from(marks)) + cents if cents else ""
    before = draw(st.sampled_from(["", "Rp", "Rp ", "Rp. ", "rp", "IDR "]))
    between = draw(st.sampled_from(["", " "])) if scale[1] else ""
    behind = "" if cents or scale[1] else draw(st.sampled_from(["", ",-", ",--", " "]))
    return number, f"{before}{digits}{fraction}{between}{scale[1]}{behind}"


@given(spelled_amounts())
def test_a_spelled_amount_is_that_amount_or_refused_as_ambiguous(spelled):
    number, text = spelled

    try:
        assert parse_rupiah(text) == number
    except InvalidInput as refusal:
        assert refusal.code in {"number_ambiguous", "number_too_long"}


def test_plain_text_is_as_from_a_keyboard():
    assert plain_text(" ８ \u2009 –\u200e5\t") == "8 -5"
