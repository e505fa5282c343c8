import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dcc.units import POWERS, from_dsi, to_dsi
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
        (r"\volt\ampere", "V·A"),
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
        (r"\kilogram\metre", "kg·m"),
        (r"\per\kilogram\metre", "m/kg"),
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


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_units_of_the_catalogue_settle_after_one_spelling(unit):
    spelled = from_dsi(to_dsi(unit)).text

    assert from_dsi(to_dsi(spelled)).text == spelled


@given(st.text(max_size=40))
def test_any_text_is_a_unit_of_some_kind(text):
    assert isinstance(from_dsi(text).text, str)
    assert isinstance(to_dsi(text), str)


NAMES = """
degreecelsius °C
kelvin K
volt V
ampere A
ohm Ω
watt W
joule J
hertz Hz
farad F
siemens S
tesla T
newton N
pascal Pa
bar bar
mmHg mmHg
percent %
ppm ppm
lux lux
lumen lm
candela cd
litre L
metre m
gram g
tonne t
mole mol
second s
minute min
hour h
day d
degree °
radian rad
steradian sr
decibel dB
gray Gy
sievert Sv
becquerel Bq
bit bit
byte B
"""


@pytest.mark.parametrize("row", NAMES.strip().splitlines())
def test_every_name_has_its_symbol(row):
    name, symbol = row.split()

    assert from_dsi(rf"\{name}") == (symbol, True)
    assert to_dsi(symbol) == rf"\{name}"


@pytest.mark.parametrize(
    ("prefix", "symbol", "power"),
    [
        ("nano", "n", -9),
        ("micro", "µ", -6),
        ("milli", "m", -3),
        ("centi", "c", -2),
        ("deci", "d", -1),
        ("hecto", "h", 2),
        ("kilo", "k", 3),
        ("mega", "M", 6),
        ("giga", "G", 9),
    ],
)
def test_every_prefix_has_its_symbol_and_power(prefix, symbol, power):
    assert from_dsi(rf"\{prefix}\volt") == (f"{symbol}V", True)
    assert to_dsi(f"{symbol}V") == rf"\{prefix}\volt"
    assert POWERS[prefix] == power


@pytest.mark.parametrize(
    ("spelled", "dsi"),
    [
        ("degC", r"\degreecelsius"),
        ("℃", r"\degreecelsius"),
        ("oC", r"\degreecelsius"),
        ("deg", r"\degree"),
        ("ohm", r"\ohm"),
        ("kohm", r"\kilo\ohm"),
        ("Mohm", r"\mega\ohm"),
        ("detik", r"\second"),
        ("menit", r"\minute"),
        ("jam", r"\hour"),
        ("hour", r"\hour"),
        ("hari", r"\day"),
        ("day", r"\day"),
        ("lpm", r"\litre\minute\tothe{-1}"),
        ("LPM", r"\litre\minute\tothe{-1}"),
        ("liter/menit", r"\litre\minute\tothe{-1}"),
        ("mL/jam", r"\milli\litre\hour\tothe{-1}"),
        ("bpm", r"\minute\tothe{-1}"),
        ("BPM", r"\minute\tothe{-1}"),
        ("denyut/menit", r"\minute\tothe{-1}"),
        ("BrPM", r"\minute\tothe{-1}"),
        ("breaths/min", r"\minute\tothe{-1}"),
        ("napas/menit", r"\minute\tothe{-1}"),
        ("rpm", r"\minute\tothe{-1}"),
        ("fps", r"\second\tothe{-1}"),
        ("dBA", r"\decibel"),
        ("dB(A)", r"\decibel"),
        ("%RH", r"\percent"),
        ("% RH", r"\percent"),
        ("VA", r"\volt\ampere"),
        ("kVA", r"\kilo\volt\ampere"),
        ("mAs", r"\milli\ampere\second"),
        ("uA", r"\micro\ampere"),
        ("l/min", r"\litre\minute\tothe{-1}"),
        ("lx", r"\lux"),
        ("μV", r"\micro\volt"),
        ("k\u2126", r"\kilo\ohm"),
        ("m^2", r"\metre\tothe{2}"),
        ("m2/s-2", r"\metre\tothe{2}\second\tothe{2}"),
        ("1/min", r"\minute\tothe{-1}"),
    ],
)
def test_what_people_write_for_units_is_understood(spelled, dsi):
    assert to_dsi(spelled) == dsi
    assert from_dsi(spelled) == (spelled, True)


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        (r"\meter", "m"),
        (r"\liter", "L"),
        (r"\Celsius", "°C"),
        (r"\mmhg", "mmHg"),
        (r"\MillimetreOfMercury", "mmHg"),
        (r"\millimeterofmercury", "mmHg"),
        (r"\metrictonne", "t"),
        (r"\VOLT", "V"),
    ],
)
def test_names_that_d_si_does_not_have_are_understood(written, readable):
    assert from_dsi(written) == (readable, True)


@pytest.mark.parametrize(
    "unit", ["G", "bpm", "cmH2O", "cmH₂O", "dB(A)", "dBA", "psi", "rpm"]
)
def test_units_of_the_catalogue_outside_the_digital_si_are_no_surprise(unit):
    assert from_dsi(unit) == (unit, True)


@pytest.mark.parametrize(
    "unit",
    [
        r"\milli",
        r"\per",
        r"\milli\milli\volt",
        r"\volt\tothe",
        r"\tothe{2}",
        r"\volt\tothe{0}",
        r"\milli\tothe{2}",
        r"\milli\kilogram",
        r"\volt x",
        "m°C",
        "kmin",
        "m0",
        "V//s",
        "V·",
        "x" * 201,
    ],
)
def test_what_is_no_unit_stays_as_it_is(unit):
    assert from_dsi(unit) == (unit, False)
    assert to_dsi(unit) == unit


def test_a_unit_may_have_two_hundred_characters():
    longest = r"\one" * 50

    assert from_dsi(longest) == ("", True)
    assert from_dsi(longest + r"\one") == (longest + r"\one", False)


def test_symbols_of_a_unit_may_have_two_hundred_characters():
    longest = "mV" + "·V" * 99

    longer = "mV" + "·V" * 98 + "·kV"

    assert from_dsi(longest) == (longest, True)
    assert from_dsi(longer) == (longer, False)
