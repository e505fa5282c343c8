"""Numbers from one unit into another, by what they count from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dcc.conversion import Scale, converted, is_temperature

CELSIUS = r"\degreecelsius"
KELVIN = r"\kelvin"


def told(number: str, source: str, target: str, scale: Scale) -> str | None:
    found = converted(Decimal(number), source, target, scale)
    return None if found is None else f"{found:f}"


@pytest.mark.parametrize(
    ("number", "source", "target", "absolute", "difference"),
    [
        ("309.15", KELVIN, CELSIUS, "36.00", "309.15"),
        ("36.0", CELSIUS, KELVIN, "309.15", "36.0"),
        ("0.10", KELVIN, CELSIUS, "-273.05", "0.10"),
        ("10", r"\milli\kelvin", CELSIUS, "-273.140", "0.010"),
        ("36.5", CELSIUS, r"\milli\kelvin", "309650", "36500"),
        ("273.15", KELVIN, "°C", "0.00", "273.15"),
        ("1", CELSIUS, CELSIUS, "1", "1"),
    ],
)
def test_a_temperature_has_a_zero_and_a_difference_none(
    number, source, target, absolute, difference
):
    assert told(number, source, target, Scale.ABSOLUTE) == absolute
    assert told(number, source, target, Scale.DIFFERENCE) == difference


@pytest.mark.parametrize(
    ("number", "source", "target", "expected"),
    [
        ("0.010", r"\one", r"\percent", "1.0"),
        ("1.0", r"\percent", r"\one", "0.010"),
        ("5", r"\ppm", r"\percent", "0.0005"),
        ("1.50", r"\kilo\pascal", r"\pascal", "1500"),
        ("1.50", r"\bar", r"\kilo\pascal", "150"),
        ("7", r"\litre", r"\milli\litre", "7000"),
        ("7", r"\litre", r"\centi\metre\tothe{3}", "7000"),
        ("7", r"\kilogram", r"\gram", "7000"),
        ("7", r"\tonne", r"\kilogram", "7000"),
        ("2.50", r"\minute", r"\second", "150.00"),
        ("90", r"\second", r"\minute", "1.5"),
        ("60", r"\milli\litre\hour\tothe{-1}", r"\milli\litre\minute\tothe{-1}", "1"),
        ("3", r"\centi\metre\tothe{2}", r"\metre\tothe{2}", "0.0003"),
        (
            "5",
            r"\micro\volt\kelvin\tothe{-1}",
            r"\micro\volt\degreecelsius\tothe{-1}",
            "5",
        ),
        ("1", r"\kilo\metre\tothe{20}", r"\metre\tothe{20}", f"1{'0' * 60}"),
        ("0", r"\milli\volt", r"\volt", "0.000"),
        ("5", "V x", "V x", "5"),
        ("5", "", "", "5"),
        ("5", "mmHg", r"\mmHg", "5"),
    ],
)
@pytest.mark.parametrize("scale", Scale)
def test_other_units_have_one_zero(number, source, target, expected, scale):
    assert told(number, source, target, scale) == expected


@pytest.mark.parametrize(
    ("number", "source", "target"),
    [
        ("1", r"\second", r"\minute"),
        ("1", r"\metre", r"\metre\tothe{2}"),
        ("1", r"\volt", r"\ampere"),
        ("1", r"\mmHg", r"\pascal"),
        ("1", r"\foo", r"\volt"),
        ("1", r"\volt", r"\foo"),
        ("1", "", r"\percent"),
        ("1", r"\percent", ""),
        ("1", r"\percent", r"\degreecelsius"),
        ("1", r"\kilo\metre\tothe{21}", r"\metre\tothe{21}"),
        ("1", r"\kilo\metre" + r"\tothe{99}" * 9, r"\metre" + r"\tothe{99}" * 9),
    ],
)
@pytest.mark.parametrize("scale", Scale)
def test_what_has_no_exact_number_in_the_other_unit_has_none(
    number, source, target, scale
):
    assert converted(Decimal(number), source, target, scale) is None


PAIRS = st.sampled_from(
    [
        (KELVIN, CELSIUS),
        (r"\milli\kelvin", CELSIUS),
        (r"\kilo\volt", r"\volt"),
        (r"\percent", r"\one"),
        (r"\hour", r"\second"),
    ]
)


@given(
    number=st.decimals(-(10**6), 10**6, places=4),
    units=PAIRS,
    scale=st.sampled_from(Scale),
)
def test_there_and_back_is_the_same_number(number, units, scale):
    source, target = units

    there = converted(number, source, target, scale)

    assert there is not None
    assert converted(there, target, source, scale) == number


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (CELSIUS, True),
        (KELVIN, True),
        (r"\milli\kelvin", True),
        ("°C", True),
        (r"\kelvin\tothe{2}", False),
        (r"\volt", False),
        ("", False),
        (r"\foo", False),
    ],
)
def test_a_temperature_is_known_by_its_unit(unit, expected):
    assert is_temperature(unit) is expected
