import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dcc.units import from_dsi, shift_of_differences, to_dsi
from domain.units import UNITS


@pytest.mark.parametrize(
    ("dsi", "readable"),
    [
        (r"\degreecelsius", "°C"),
        (r"\kelvin", "K"),
        (r"\volt", "V"),
        (r"\milli\volt", "mV"),
        (r"\milli\ampere", "mA"),
        (r"\micro\ampere", "µA"),
        (r"\mega\ohm", "MΩ"),
        (r"\mmHg", "mmHg"),
        (r"\kilo\pascal", "kPa"),
        (r"\pascal", "Pa"),
        (r"\percent", "%"),
        (r"\one", ""),
        (r"\lux", "lux"),
        (r"\kilo\lux", "klux"),
        (r"\litre\minute\tothe{-1}", "L/min"),
        (r"\milli\litre\hour\tothe{-1}", "mL/h"),
        (r"\minute\tothe{-1}", "/min"),
        (r"\joule", "J"),
        (r"\hertz", "Hz"),
        (r"\gram", "g"),
        (r"\kilogram", "kg"),
        (r"\metre", "m"),
        (r"\milli\metre\second\tothe{-1}", "mm/s"),
        (r"\watt", "W"),
        (r"\decibel", "dB"),
        (r"\second", "s"),
        (r"\hour", "h"),
        (
            r"\micro\watt\centi\metre\tothe{-2}\nano\metre\tothe{-1}",
            "µW/cm²/nm",
        ),
    ],
)
def test_a_unit_reads_and_writes(dsi, readable):
    assert from_dsi(dsi) == (readable, True)
    assert to_dsi(readable) == dsi


@pytest.mark.parametrize(
    ("dsi", "readable"),
    [
        (r"\metre\per\second", "m/s"),
        (r"\metre\per\second\tothe{2}", "m/s²"),
        (r"\one\minute\tothe{-1}", "/min"),
        (r"\kilo\gram", "kg"),
        (r"\milli\liter", "mL"),
        (r"\celsius", "°C"),
        (r"\Volt", "V"),
    ],
)
def test_other_spellings_of_dsi_are_read(dsi, readable):
    assert from_dsi(dsi) == (readable, True)


@pytest.mark.parametrize(
    ("written", "dsi"),
    [
        ("bpm", r"\minute\tothe{-1}"),
        ("degC", r"\degreecelsius"),
        ("ml/h", r"\milli\litre\hour\tothe{-1}"),
        ("uW/cm2/nm", r"\micro\watt\centi\metre\tothe{-2}\nano\metre\tothe{-1}"),
        ("dB(A)", r"\decibel"),
        ("kohm", r"\kilo\ohm"),
        ("1/min", r"\minute\tothe{-1}"),
    ],
)
def test_what_people_write_becomes_dsi(written, dsi):
    assert to_dsi(written) == dsi


@pytest.mark.parametrize(
    "unit",
    ["HRC", r"\foo", r"\milli", r"\tothe{2}", r"\metre\tothe{0}", "W per m", "/"],
)
def test_an_unknown_unit_is_kept_as_written(unit):
    assert from_dsi(unit) == (unit, False)
    assert to_dsi(unit) == unit


def test_a_unit_of_the_catalogue_outside_the_si_is_no_cause_for_a_warning():
    assert from_dsi("cmH₂O") == ("cmH₂O", True)


@pytest.mark.parametrize(
    ("source", "target", "shift"),
    [
        (r"\one", r"\percent", 2),
        (r"\percent", r"\one", -2),
        (r"\kelvin", r"\degreecelsius", 0),
        (r"\pascal", r"\kilo\pascal", -3),
        (r"\metre\second\tothe{-1}", r"\milli\metre\second\tothe{-1}", 3),
        (r"\milli\second\tothe{-1}", r"\second\tothe{-1}", 3),
        (r"\second", r"\minute", None),
        (r"\foo", r"\volt", None),
    ],
)
def test_differences_convert_by_powers_of_ten(source, target, shift):
    assert shift_of_differences(source, target) == shift


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_units_of_the_catalogue_settle_after_one_spelling(unit):
    spelled = from_dsi(to_dsi(unit)).text

    assert from_dsi(to_dsi(spelled)).text == spelled


@given(st.text(max_size=40))
def test_any_text_is_a_unit_of_some_kind(text):
    assert isinstance(from_dsi(text).text, str)
    assert isinstance(to_dsi(text), str)
