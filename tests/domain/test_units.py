from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.units import (
    CHOICES,
    UNITS,
    Quantity,
    compatible_units,
    convert,
    is_known,
    label,
    registry,
)
from tests.findings import told_code
from tests.wording import english, indonesian


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        ("120", "klx", "lx", "120000"),
        ("3", "in", "mm", "76.2"),
        ("0.1", "m", "mm", "100"),
        ("0.3", "L", "mL", "300"),
        ("120", "mmHg", "kPa", "15.9986864898"),
        ("-450", "mmHg", "kPa", "-59.9950743368"),
        ("30", "cmH2O", "kPa", "2.941995"),
        ("20", "psi", "mbar", "1378.95145863"),
        ("4", "bar", "kPa", "400"),
        ("98.6", "degF", "degC", "37"),
        ("25", "degC", "degF", "77"),
        ("0", "degF", "degC", "-17.7777777778"),
        ("0.5", "delta_degC", "delta_degF", "0.9"),
        ("1.5", "year", "month", "18"),
        ("24", "month", "year", "2"),
        ("14", "day", "week", "2"),
        ("90", "min", "h", "1.5"),
        ("1", "TB", "GB", "1000"),
        ("0.04", "mW/cm2/nm", "uW/cm2/nm", "40"),
        ("0", "kg", "g", "0"),
    ],
)
def test_a_value_converts_without_noise(value, from_unit, to_unit, expected):
    result = convert(Decimal(value), from_unit, to_unit)

    assert str(result) == expected


def test_a_value_in_its_own_unit_is_left_as_it_is():
    value = Decimal("1234567890.12345")

    assert str(convert(value, "lx", "lx")) == "1234567890.12345"


@pytest.mark.parametrize(
    ("from_unit", "to_unit"),
    [
        ("mm", "kg"),
        ("dBA", "dB"),
        ("dBA", "%"),
        ("bpm", "rpm"),
        ("bpm", "breaths/min"),
        ("%", "deg"),
        ("degC", "delta_degC"),
        ("degC", "K"),
        ("G", "mm"),
        ("VA", "W"),
        ("TCID50/mL", "mL"),
    ],
)
def test_different_quantities_do_not_convert(from_unit, to_unit):
    with pytest.raises(InvalidInput) as refusal:
        convert(Decimal(1), from_unit, to_unit)

    assert told_code(refusal.value) == "units_incompatible"


@pytest.mark.parametrize("unit", ["", "furlong", "LX", "mm ", None, []])
def test_an_unknown_unit_is_an_error(unit):
    with pytest.raises(InvalidInput) as source:
        convert(Decimal(1), unit, "mm")
    with pytest.raises(InvalidInput) as target:
        convert(Decimal(1), "mm", unit)

    assert source.value.code == target.value.code == "unit_unknown"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "1e99999999"])
def test_a_value_beyond_computing_is_an_error(value):
    with pytest.raises(InvalidInput) as volume:
        convert(Decimal(value), "mL", "L")
    with pytest.raises(InvalidInput) as temperature:
        convert(Decimal(value), "degC", "degF")

    for refusal in (volume.value, temperature.value):
        assert told_code(refusal) == "value_not_convertible"
        assert refusal.finding.parameters == {"value": str(Decimal(value))}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("mm", ("mm", "cm", "m", "in")),
        ("kPa", ("kPa", "mmHg", "bar", "cmH2O", "psi")),
        ("degC", ("degC", "degF")),
        ("kg", ("kg", "g")),
        ("lx", ("lx", "klx")),
        ("month", ("month", "year")),
        ("dBA", ("dBA",)),
        ("bpm", ("bpm",)),
        ("", ("",)),
    ],
)
def test_an_editor_may_choose_among_sensible_units(unit, expected):
    assert compatible_units(unit) == expected


def test_compatible_units_of_an_unknown_unit_are_an_error():
    with pytest.raises(InvalidInput) as refusal:
        compatible_units("furlong")

    assert indonesian(refusal.value.finding) == "Satuan “furlong” tidak dikenal."


@pytest.mark.parametrize(
    ("unit", "in_indonesian", "in_english"),
    [
        ("degC", "°C", "°C"),
        ("delta_degC", "°C", "°C"),
        ("lx", "lux", "lux"),
        ("L/min", "L/min", "L/min"),
        ("uW/cm2/nm", "µW/cm²/nm", "µW/cm²/nm"),
        ("month", "bulan", "months"),
        ("year", "tahun", "years"),
        ("h", "jam", "h"),
        ("bpm", "denyut/menit", "bpm"),
        ("in", "inci", "in"),
        ("cmH2O", "cmH₂O", "cmH₂O"),
        ("L/cycle", "L/siklus", "L/cycle"),
        ("", "", ""),
    ],
)
def test_a_unit_is_labelled_in_both_languages(unit, in_indonesian, in_english):
    assert label(unit, "id") == in_indonesian
    assert label(unit, "en") == in_english


def test_an_english_word_takes_the_singular_beside_one():
    assert label("month", "en", Decimal(1)) == "month"
    assert label("month", "en", Decimal(2)) == "months"
    assert label("month", "id", Decimal(1)) == "bulan"
    assert label("mm", "en", Decimal(1)) == "mm"


def test_a_label_of_an_unknown_unit_is_an_error():
    with pytest.raises(InvalidInput):
        label("furlong", "id")


def test_only_symbols_in_the_table_are_known():
    assert is_known("TCID50/mL")
    assert not is_known("")
    assert not is_known("lux")


def test_pint_understands_every_definition():
    for unit in UNITS.values():
        registry().Unit(unit.definition)


def test_every_choice_is_a_known_unit_of_the_same_quantity():
    for unit, choices in CHOICES.items():
        assert choices[0] == unit
        assert {UNITS[choice].quantity for choice in choices} == {UNITS[unit].quantity}


@given(
    unit=st.sampled_from(sorted(UNITS)),
    value=st.decimals(-10_000, 10_000, places=2),
    data=st.data(),
)
def test_a_conversion_and_back_gives_the_value(unit, value, data):
    other = data.draw(st.sampled_from(compatible_units(unit)))

    there = convert(value, unit, other)
    back = convert(there, other, unit)

    assert abs(back - value) <= Decimal("1e-7")


@pytest.mark.parametrize(
    ("quantity", "in_indonesian", "in_english"),
    [
        (Quantity(Decimal("120000"), "lx"), "120.000 lux", "120,000 lux"),
        (Quantity(Decimal("0.5"), "month"), "0,5 bulan", "0.5 months"),
        (Quantity(Decimal(7), ""), "7", "7"),
    ],
)
def test_a_quantity_is_written_in_either_language(quantity, in_indonesian, in_english):
    assert (indonesian(quantity), english(quantity)) == (in_indonesian, in_english)


def test_an_unknown_unit_and_a_conversion_are_refused_in_words():
    with pytest.raises(InvalidInput) as other:
        convert(Decimal(1), "mm", "kg")
    with pytest.raises(InvalidInput) as endless:
        convert(Decimal("Infinity"), "mm", "cm")

    assert indonesian(other.value.finding) == "mm tidak dapat diubah menjadi kg."
    assert english(other.value.finding) == "mm cannot be converted to kg."
    assert english(endless.value.finding) == (
        "Infinity cannot be converted to another unit."
    )


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1.50", "mm", "mm", "1.50"),
        ("10000000000", "cm", "mm", "100000000000"),
        ("100000000000", "cm", "mm", "1E+12"),
        ("1", "m", "um", "1000000"),
        ("123456789012.5", "mm", "cm", "12345678901.2"),
        ("0", "degC", "degF", "32"),
        ("0", "mm", "cm", "0"),
    ],
)
def test_a_conversion_keeps_twelve_digits_and_no_zeros(value, source, target, expected):
    assert str(convert(Decimal(value), source, target)) == expected


def test_a_unit_of_its_own_kind_comes_before_the_others_of_its_quantity():
    assert compatible_units("GB") == ("GB", "MB", "TB")
    assert compatible_units("V") == ("V",)


def test_there_is_one_registry():
    assert registry() is registry()


FACTORS = {
    "um": {"um": "1", "mm": "1000", "cm": "10000", "m": "1000000", "in": "25400"},
    "nm": {"nm": "1"},
    "mg": {"mg": "1", "g": "1000", "kg": "1000000"},
    "delta_degC": {"delta_degC": "1", "delta_degF": "0.555555555556"},
    "K": {"K": "1"},
    "ms": {"ms": "1", "s": "1000", "min": "60000", "h": "3600000"},
    "day": {"day": "1", "week": "7", "month": "30.4375", "year": "365.25"},
    "Pa": {
        "Pa": "1",
        "kPa": "1000",
        "MPa": "1000000",
        "mbar": "100",
        "bar": "100000",
        "mmHg": "133.322387415",
        "cmH2O": "98.0665",
        "psi": "6894.75729317",
    },
    "Pa/cm2": {"Pa/cm2": "1"},
    "mmHg/min": {"mmHg/min": "1"},
    "uL": {"uL": "1", "mL": "1000", "L": "1000000"},
    "mL/h": {
        "mL/h": "1",
        "mL/min": "60",
        "L/h": "1000",
        "L/min": "60000",
        "L/s": "3600000",
    },
    "L/cycle": {"L/cycle": "1"},
    "mm/s": {"mm/s": "1", "m/s": "1000"},
    "lx": {"lx": "1", "klx": "1000"},
    "W/m2": {"W/m2": "1"},
    "uW/cm2/nm": {"uW/cm2/nm": "1", "mW/cm2/nm": "1000"},
    "W": {"W": "1", "kW": "1000"},
    "VA": {"VA": "1", "kVA": "1000"},
    "W/(L/min)": {"W/(L/min)": "1"},
    "mV": {"mV": "1", "V": "1000", "kV": "1000000"},
    "uA": {"uA": "1", "mA": "1000", "A": "1000000"},
    "mAs": {"mAs": "1"},
    "Hz": {"Hz": "1", "kHz": "1000", "MHz": "1000000"},
    "lp/mm": {"lp/mm": "1"},
    "fps": {"fps": "1"},
    "bpm": {"bpm": "1"},
    "breaths/min": {"breaths/min": "1"},
    "rpm": {"rpm": "1"},
    "deg": {"deg": "1"},
    "%": {"%": "1"},
    "dBA": {"dBA": "1"},
    "dB": {"dB": "1"},
    "MB": {"MB": "1", "GB": "1000", "TB": "1000000"},
    "bit": {"bit": "1"},
    "mm/mV": {"mm/mV": "1"},
    "G": {"G": "1"},
    "ug/g": {"ug/g": "1", "mg/g": "1000"},
    "TCID50/mL": {"TCID50/mL": "1"},
}
"""What one of each unit is in the first of its quantity."""


@pytest.mark.parametrize("base", FACTORS)
def test_every_unit_is_so_many_of_another(base):
    factors = {unit: str(convert(Decimal(1), unit, base)) for unit in FACTORS[base]}
    back = {
        unit: convert(convert(Decimal(5), base, unit), unit, base)
        for unit in FACTORS[base]
    }

    assert factors == FACTORS[base]
    assert all(abs(value - 5) < Decimal("1e-10") for value in back.values())


def test_no_unit_is_left_out():
    known = {unit for units in FACTORS.values() for unit in units}

    assert known | {"degC", "degF"} == set(UNITS)


def test_every_definition_is_understood():
    one = [registry().Quantity(Decimal(1), unit.definition) for unit in UNITS.values()]

    assert [quantity.magnitude for quantity in one] == [1] * len(UNITS)


LABELS = """
um | µm | µm | µm
mm | mm | mm | mm
cm | cm | cm | cm
m | m | m | m
in | inci | in | in
nm | nm | nm | nm
mg | mg | mg | mg
g | g | g | g
kg | kg | kg | kg
degC | °C | °C | °C
degF | °F | °F | °F
delta_degC | °C | °C | °C
delta_degF | °F | °F | °F
K | K | K | K
ms | ms | ms | ms
s | detik | s | s
min | menit | min | min
h | jam | h | h
day | hari | days | day
week | minggu | weeks | week
month | bulan | months | month
year | tahun | years | year
Pa | Pa | Pa | Pa
kPa | kPa | kPa | kPa
MPa | MPa | MPa | MPa
mbar | mbar | mbar | mbar
bar | bar | bar | bar
mmHg | mmHg | mmHg | mmHg
cmH2O | cmH₂O | cmH₂O | cmH₂O
psi | psi | psi | psi
Pa/cm2 | Pa/cm² | Pa/cm² | Pa/cm²
mmHg/min | mmHg/min | mmHg/min | mmHg/min
uL | µL | µL | µL
mL | mL | mL | mL
L | L | L | L
mL/h | mL/h | mL/h | mL/h
mL/min | mL/min | mL/min | mL/min
L/h | L/h | L/h | L/h
L/min | L/min | L/min | L/min
L/s | L/s | L/s | L/s
L/cycle | L/siklus | L/cycle | L/cycle
mm/s | mm/s | mm/s | mm/s
m/s | m/s | m/s | m/s
lx | lux | lux | lux
klx | klux | klux | klux
W/m2 | W/m² | W/m² | W/m²
uW/cm2/nm | µW/cm²/nm | µW/cm²/nm | µW/cm²/nm
mW/cm2/nm | mW/cm²/nm | mW/cm²/nm | mW/cm²/nm
W | W | W | W
kW | kW | kW | kW
VA | VA | VA | VA
kVA | kVA | kVA | kVA
W/(L/min) | W per L/min | W per L/min | W per L/min
mV | mV | mV | mV
V | V | V | V
kV | kV | kV | kV
uA | µA | µA | µA
mA | mA | mA | mA
A | A | A | A
mAs | mAs | mAs | mAs
Hz | Hz | Hz | Hz
kHz | kHz | kHz | kHz
MHz | MHz | MHz | MHz
lp/mm | lp/mm | lp/mm | lp/mm
fps | fps | fps | fps
bpm | denyut/menit | bpm | bpm
breaths/min | napas/menit | breaths/min | breaths/min
rpm | rpm | rpm | rpm
deg | ° | ° | °
% | % | % | %
dBA | dB(A) | dB(A) | dB(A)
dB | dB | dB | dB
MB | MB | MB | MB
GB | GB | GB | GB
TB | TB | TB | TB
bit | bit | bit | bit
mm/mV | mm/mV | mm/mV | mm/mV
G | G | G | G
ug/g | µg/g | µg/g | µg/g
mg/g | mg/g | mg/g | mg/g
TCID50/mL | TCID₅₀/mL | TCID₅₀/mL | TCID₅₀/mL
"""


@pytest.mark.parametrize("row", LABELS.strip().splitlines())
def test_every_unit_has_its_labels(row):
    unit, in_indonesian, in_english, one = row.split(" | ")

    assert label(unit, "id") == in_indonesian
    assert label(unit, "en") == label(unit, "en", Decimal(2)) == in_english
    assert label(unit, "en", Decimal(1)) == one
