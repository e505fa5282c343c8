from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.number_input import (
    number_for_input,
    parse_number,
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
