"""Units of measure of device attributes: what there is, labels, conversion.

An attribute has one canonical unit; an editor may type the value in any of its
``compatible_units``. Symbols are ASCII and close to UCUM ("uW/cm2/nm", "cmH2O",
"degC"). Units convert only within one *quantity*: pint would turn a percentage into
degrees of arc and revolutions into heart beats, since both pairs share a dimension.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal, DecimalException
from functools import lru_cache
from typing import NamedTuple

from pint import UnitRegistry

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from domain.numerals import format_number

SIGNIFICANT_DIGITS = 12
"""Digits kept by a conversion: more than any instrument shows, and free of noise."""

# Wide enough in exponent that no input of a form can overflow while computing.
WORKING = Context(prec=40, rounding=ROUND_HALF_EVEN, Emin=-99999, Emax=99999)
STORED = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)


class Unit(NamedTuple):
    """A unit: its quantity, its definition for pint and its labels.

    ``one_en`` is the English label beside the value 1 where it differs.
    """

    quantity: str
    definition: str
    label_id: str
    label_en: str
    one_en: str = ""


def _units(quantity: str, *rows: tuple[str, ...]) -> dict[str, Unit]:
    """Rows of (symbol, definition, Indonesian label, English label, singular).

    A label that is missing is the one before it; the first is the symbol.
    """
    units = {}
    for symbol, definition, *labels in rows:
        label_id = labels[0] if labels else symbol
        label_en = labels[1] if len(labels) > 1 else label_id
        one_en = labels[2] if len(labels) > 2 else ""
        units[symbol] = Unit(quantity, definition, label_id, label_en, one_en)
    return units


# Definitions beginning with "catalogue_" are the registry's additions below.
UNITS: dict[str, Unit] = {
    **_units(
        "length",
        ("um", "micrometer", "µm"),
        ("mm", "millimeter"),
        ("cm", "centimeter"),
        ("m", "meter"),
        ("in", "inch", "inci", "in"),
    ),
    **_units("wavelength", ("nm", "nanometer")),
    **_units(
        "mass",
        ("mg", "milligram"),
        ("g", "gram"),
        ("kg", "kilogram"),
    ),
    **_units("temperature", ("degC", "degree_Celsius", "°C"), ("degF", "degF", "°F")),
    # A deviation of 1 °C is 1.8 °F, not 33.8 °F: differences are a quantity apart.
    **_units(
        "temperature difference",
        ("delta_degC", "delta_degree_Celsius", "°C"),
        ("delta_degF", "delta_degree_Fahrenheit", "°F"),
    ),
    **_units("colour temperature", ("K", "kelvin")),
    **_units(
        "time",
        ("ms", "millisecond"),
        ("s", "second", "detik", "s"),
        ("min", "minute", "menit", "min"),
        ("h", "hour", "jam", "h"),
    ),
    **_units(
        "period",
        ("day", "day", "hari", "days", "day"),
        ("week", "week", "minggu", "weeks", "week"),
        ("month", "month", "bulan", "months", "month"),
        ("year", "year", "tahun", "years", "year"),
    ),
    **_units(
        "pressure",
        ("Pa", "pascal"),
        ("kPa", "kilopascal"),
        ("MPa", "megapascal"),
        ("mbar", "millibar"),
        ("bar", "bar"),
        ("mmHg", "mmHg"),
        ("cmH2O", "cmH2O", "cmH₂O"),
        ("psi", "psi"),
    ),
    **_units("pressure per area", ("Pa/cm2", "pascal / centimeter ** 2", "Pa/cm²")),
    **_units("leak rate", ("mmHg/min", "mmHg / minute")),
    **_units(
        "volume", ("uL", "microliter", "µL"), ("mL", "milliliter"), ("L", "liter")
    ),
    **_units(
        "flow",
        ("mL/h", "milliliter / hour"),
        ("mL/min", "milliliter / minute"),
        ("L/h", "liter / hour"),
        ("L/min", "liter / minute"),
        ("L/s", "liter / second"),
    ),
    **_units(
        "volume per cycle", ("L/cycle", "catalogue_cycle_volume", "L/siklus", "L/cycle")
    ),
    **_units("speed", ("mm/s", "millimeter / second"), ("m/s", "meter / second")),
    **_units("illuminance", ("lx", "lux", "lux"), ("klx", "kilolux", "klux")),
    **_units("irradiance", ("W/m2", "watt / meter ** 2", "W/m²")),
    **_units(
        "spectral irradiance",
        ("uW/cm2/nm", "microwatt / centimeter ** 2 / nanometer", "µW/cm²/nm"),
        ("mW/cm2/nm", "milliwatt / centimeter ** 2 / nanometer", "mW/cm²/nm"),
    ),
    **_units("power", ("W", "watt"), ("kW", "kilowatt")),
    **_units("apparent power", ("VA", "watt"), ("kVA", "kilowatt")),
    **_units("specific power", ("W/(L/min)", "watt * minute / liter", "W per L/min")),
    **_units("voltage", ("mV", "millivolt"), ("V", "volt"), ("kV", "kilovolt")),
    **_units(
        "current", ("uA", "microampere", "µA"), ("mA", "milliampere"), ("A", "ampere")
    ),
    **_units("charge", ("mAs", "milliampere * second")),
    **_units(
        "frequency",
        ("Hz", "hertz"),
        ("kHz", "kilohertz"),
        ("MHz", "megahertz"),
    ),
    **_units("spatial frequency", ("lp/mm", "1 / millimeter", "lp/mm")),
    **_units("frame rate", ("fps", "1 / second", "fps")),
    **_units("heart rate", ("bpm", "1 / minute", "denyut/menit", "bpm")),
    **_units(
        "respiration rate", ("breaths/min", "1 / minute", "napas/menit", "breaths/min")
    ),
    **_units("rotation", ("rpm", "1 / minute")),
    **_units("angle", ("deg", "degree", "°")),
    **_units("share", ("%", "percent")),
    **_units("sound level", ("dBA", "catalogue_dBA", "dB(A)")),
    **_units("level", ("dB", "catalogue_dB")),
    **_units("information", ("MB", "megabyte"), ("GB", "gigabyte"), ("TB", "terabyte")),
    **_units("resolution", ("bit", "bit")),
    **_units("sensitivity", ("mm/mV", "millimeter / millivolt")),
    **_units("needle gauge", ("G", "catalogue_gauge")),
    **_units(
        "content", ("ug/g", "microgram / gram", "µg/g"), ("mg/g", "milligram / gram")
    ),
    **_units("viral load", ("TCID50/mL", "catalogue_TCID50 / milliliter", "TCID₅₀/mL")),
}
"""Every unit an attribute may have, by its symbol."""

CHOICES: dict[str, tuple[str, ...]] = {
    "um": ("um", "mm"),
    "mm": ("mm", "cm", "m", "in"),
    "cm": ("cm", "mm", "m", "in"),
    "m": ("m", "cm", "mm"),
    "in": ("in", "cm", "mm"),
    "g": ("g", "kg"),
    "kg": ("kg", "g"),
    "mg": ("mg", "g"),
    "ms": ("ms", "s"),
    "s": ("s", "min"),
    "min": ("min", "s", "h"),
    "h": ("h", "min"),
    "day": ("day", "week"),
    "month": ("month", "year"),
    "year": ("year", "month"),
    "kPa": ("kPa", "mmHg", "bar", "cmH2O", "psi"),
    "mmHg": ("mmHg", "kPa", "cmH2O"),
    "cmH2O": ("cmH2O", "mbar", "kPa", "mmHg"),
    "bar": ("bar", "kPa", "MPa", "psi"),
    "MPa": ("MPa", "kPa", "psi"),
    "psi": ("psi", "kPa", "mbar", "mmHg"),
    "mL": ("mL", "L"),
    "L": ("L", "mL"),
    "uL": ("uL", "mL"),
    "mL/h": ("mL/h", "mL/min"),
    "mL/min": ("mL/min", "mL/h"),
    "L/min": ("L/min", "mL/min", "L/h"),
    "V": ("V",),
    "kV": ("kV",),
    "uA": ("uA", "mA"),
    "mA": ("mA", "A"),
    "Hz": ("Hz", "kHz"),
    "kHz": ("kHz", "Hz"),
}
"""Where not all units of a quantity make sense on a form: those that do."""


@lru_cache(maxsize=1)
def registry() -> UnitRegistry:
    """The one pint registry of the process, with decimals and our own units.

    The additions are dimensions of their own, so that a sound level or a needle gauge
    never turns into anything else. Making it takes a tenth of a second: hence lazily.
    """
    ureg: UnitRegistry = UnitRegistry(non_int_type=Decimal)
    for name in ("dBA", "dB", "gauge", "TCID50", "cycle_volume"):
        ureg.define(f"catalogue_{name} = [catalogue_{name}]")
    return ureg


def is_known(unit: str) -> bool:
    """Whether ``unit`` is the symbol of a unit; "" (a plain number) is not."""
    return unit in UNITS


def _unit(symbol: str) -> Unit:
    try:
        return UNITS[symbol]
    except (KeyError, TypeError):
        raise InvalidInput(
            error("unit_unknown", _("Satuan “%(unit)s” tidak dikenal."), unit=symbol)
        ) from None


def label(unit: str, language: str, value: Decimal | None = None) -> str:
    """The unit as a reader sees it: "degC" is "°C", "month" is "bulan" or "months".

    With ``value`` an English word takes the singular beside 1. "" gives "". Raises
    InvalidInput for an unknown unit.
    """
    if unit == "":
        return ""
    known = _unit(unit)
    if language != "en":
        return known.label_id
    return known.one_en if known.one_en and value == 1 else known.label_en


class Quantity(NamedTuple):
    """A number in a unit; "" is no unit."""

    value: Decimal
    unit: str

    def text(self, language: str) -> str:
        """The number and the unit as the language writes them: "120.000 lux"."""
        number = format_number(self.value, language)
        return f"{number} {label(self.unit, language)}".strip()


def compatible_units(unit: str) -> tuple[str, ...]:
    """The units an editor may choose from where ``unit`` is canonical, it first.

    A plain number ("") has none but itself. Raises InvalidInput for an unknown unit.
    """
    if unit == "":
        return ("",)
    quantity = _unit(unit).quantity
    if unit in CHOICES:
        return CHOICES[unit]
    return (
        unit,
        *(
            symbol
            for symbol, other in UNITS.items()
            if other.quantity == quantity and symbol != unit
        ),
    )


@lru_cache(maxsize=1024)
def _factor(from_definition: str, to_definition: str) -> Decimal:
    """How many of one unit make one of the other; not for temperatures."""
    ureg = registry()
    one = ureg.Quantity(Decimal(1), from_definition)
    return one.to(to_definition).magnitude


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """``value`` expressed in another unit of the same quantity.

    The result is rounded to 12 significant digits and carries no trailing zeros, so
    that 3 in is exactly 76.2 mm; a value already in ``to_unit`` comes back unchanged.
    Raises InvalidInput for unknown or incompatible units and for a value that is not
    finite or too large to compute with.
    """
    source, target = _unit(from_unit), _unit(to_unit)
    if source.quantity != target.quantity:
        raise InvalidInput(
            error(
                "units_incompatible",
                _("%(source)s tidak dapat diubah menjadi %(target)s."),
                source=from_unit,
                target=to_unit,
            )
        )
    if not value.is_finite():
        raise InvalidInput(_not_convertible(value))
    if from_unit == to_unit:
        return value

    try:
        if source.quantity == "temperature":
            # An offset as well as a factor: 98.6 °F is 37 °C.
            quantity = registry().Quantity(value, source.definition)
            result = quantity.to(target.definition).magnitude
        else:
            factor = _factor(source.definition, target.definition)
            result = WORKING.multiply(value, factor)
        return _plain(STORED.plus(result))
    except DecimalException:
        raise InvalidInput(_not_convertible(value)) from None


def _not_convertible(value: Decimal) -> Finding:
    return error(
        "value_not_convertible",
        _("%(value)s tidak dapat diubah ke satuan lain."),
        value=str(value),
    )


def _plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros; whole numbers written out."""
    if not value:
        return Decimal(0)
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    if isinstance(exponent, int) and 0 < exponent < SIGNIFICANT_DIGITS:
        plain = plain.quantize(Decimal(1))
    return plain
