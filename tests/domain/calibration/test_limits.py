from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calibration.limits import Bounds, Limit, LimitKind, limit_error, parse_ratio
from domain.findings import InvalidInput
from tests.findings import told_code
from tests.wording import english, indonesian


def limit(kind, low=None, high=None, tolerance=None):
    numbers = [None if n is None else Decimal(n) for n in (low, high, tolerance)]
    return Limit(LimitKind(kind), *numbers)


@pytest.mark.parametrize(
    ("given_limit", "nominal", "low", "high"),
    [
        (limit("percent", tolerance="5"), "25", "23.75", "26.25"),
        (limit("percent", tolerance="10"), "-150", "-165", "-135"),
        (limit("plus_minus", tolerance="1.5"), "36", "34.5", "37.5"),
        (limit("ratio", tolerance="10"), "0.5", "0.45", "0.55"),
        (limit("range", "40000", "160000"), "100000", "40000", "160000"),
        (limit("range", "40000", "160000"), None, "40000", "160000"),
        (limit("minimum", low="8"), None, "8", None),
        (limit("maximum", high="60"), None, None, "60"),
        (limit("percent", tolerance="5"), None, None, None),
        (limit("plus_minus", tolerance="5"), None, None, None),
        (limit("yes_no"), "1", None, None),
    ],
)
def test_bounds_are_told_in_terms_of_the_measured_value(
    given_limit, nominal, low, high
):
    setting = None if nominal is None else Decimal(nominal)

    bounds = given_limit.bounds(setting)

    assert bounds == Bounds(low and Decimal(low), high and Decimal(high))


@given(
    st.decimals(-(10**29), 10**29, places=0, allow_nan=False),
    st.decimals("0.00001", "100", places=5, allow_nan=False),
)
def test_bounds_lie_symmetrically_and_are_not_rounded(nominal, tolerance):
    bounds = limit("plus_minus", tolerance=tolerance).bounds(nominal)

    low, middle, high = map(Fraction, (bounds.low, nominal, bounds.high))
    assert middle - low == high - middle == Fraction(tolerance)


@pytest.mark.parametrize(
    ("given_limit", "code"),
    [
        (limit("range", "1", "2"), None),
        (limit("range", "2", "2"), None),
        (limit("range", "3", "2"), "range_reversed"),
        (limit("range", "3"), "high_missing"),
        (limit("plus_minus"), "tolerance_missing"),
        (limit("plus_minus", tolerance="0"), "tolerance_not_positive"),
        (limit("percent", tolerance="-5"), "tolerance_not_positive"),
        (limit("percent", tolerance="0.5"), None),
        (limit("percent", low="1", tolerance="5"), "low_meaningless"),
        (limit("minimum", low="1"), None),
        (limit("minimum", high="1"), "low_missing"),
        (limit("maximum", high="NaN"), "high_not_finite"),
        (limit("yes_no"), None),
        (limit("yes_no", tolerance="1"), "tolerance_meaningless"),
    ],
)
def test_what_is_inconsistent_in_a_limit_is_named(given_limit, code):
    found = limit_error(given_limit)

    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("given_limit", "place", "in_indonesian", "in_english"),
    [
        (
            limit("percent"),
            "tolerance",
            "Isi toleransi untuk jenis batas ini.",
            "Enter the tolerance for this kind of limit.",
        ),
        (
            limit("maximum", low="1", high="2"),
            "low",
            "Kosongkan batas bawah: tidak berlaku untuk jenis batas ini.",
            "Leave the lower limit empty: it has no meaning for this kind of limit.",
        ),
        (
            limit("maximum", high="Infinity"),
            "high",
            "Nilai batas atas harus berupa angka terhingga.",
            "The upper limit must be a finite number.",
        ),
        (
            limit("range", low="2", high="1"),
            "",
            "Batas bawah lebih besar daripada batas atas.",
            "The lower limit is greater than the upper limit.",
        ),
        (
            limit("ratio", tolerance="0"),
            "",
            "Toleransi harus lebih besar dari nol.",
            "The tolerance must be greater than zero.",
        ),
    ],
)
def test_an_error_names_the_number_in_both_languages(
    given_limit, place, in_indonesian, in_english
):
    found = limit_error(given_limit)

    assert (found.place, found.is_error) == (place, True)
    assert (indonesian(found), english(found)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1:2", "0.5"),
        ("2:1", "2"),
        (" 1 : 2,5 ", "0.4"),
        ("1:1.25", "0.8"),
        ("1:3", "0.333333333333"),
    ],
)
def test_a_ratio_is_read_as_one_number(text, value):
    assert parse_ratio(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "1", "1:", ":2", "0:2", "1:0", "1:2:3", "-1:2", "a:b", "1:" + "9" * 99]
)
def test_what_is_no_ratio_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_ratio(text)

    assert told_code(refusal.value) == "ratio_invalid"


@pytest.mark.parametrize(
    ("bounds", "stated"),
    [
        (Bounds(), False),
        (Bounds(low=Decimal(0)), True),
        (Bounds(high=Decimal(0)), True),
        (Bounds(Decimal(0), Decimal(1)), True),
    ],
)
def test_bounds_are_stated_where_there_is_one(bounds, stated):
    assert bounds.stated is stated


def test_limits_of_many_digits_are_not_rounded():
    nominal = Decimal("1." + "3" * 40)

    bounds = limit("percent", tolerance="0." + "0" * 30 + "1").bounds(nominal)

    assert bounds.high - nominal == Decimal("1." + "3" * 40).scaleb(-33)
