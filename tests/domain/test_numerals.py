from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numerals import format_number, number_parts, to_decimal, without_noise


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.1, "0.1"), (3, "3"), (Decimal("1.50"), "1.50"), (1e22, "1E+22")],
)
def test_a_number_is_what_is_written(value, written):
    assert str(to_decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (1234.5, ("", "1234", "5")),
        (-0.5, ("\u2212", "0", "5")),
        (Decimal("1.500"), ("", "1", "5")),
        (Decimal("-0.00"), ("", "0", "")),
        (Decimal("-10"), ("\u2212", "10", "")),
        (Decimal("1E+3"), ("", "1000", "")),
        (0, ("", "0", "")),
    ],
)
def test_a_number_has_sign_whole_and_fraction(value, parts):
    assert number_parts(value) == parts


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (57.6543, 57.6543),
        (2.00266440751, 2.003),
        (133.322368421, 133.3),
        (12345.678901, 12346),
        (1234567.1234567, 1234567),
        (0.000123456789, 0.0001235),
        (-0.123456, -0.1235),
        (1.00005, 1.0),
        (0.99999, 1.0),
    ],
)
def test_decimals_that_nobody_measured_are_left_out(value, shown):
    assert without_noise(value) == shown


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234567.5, "1.234.567,5", "1,234,567.5"),
        (-1000, "\u22121.000", "\u22121,000"),
        (0.25, "0,25", "0.25"),
        (999, "999", "999"),
        (Decimal("1.0"), "1", "1"),
    ],
)
def test_a_number_is_written_as_the_language_does(value, indonesian, english):
    assert format_number(value, "id") == indonesian
    assert format_number(value, "en") == english


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_both_languages_write_the_same_digits(value):
    swapped = str.maketrans(",.", ".,")

    assert format_number(value, "en").translate(swapped) == format_number(value, "id")
