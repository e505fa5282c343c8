"""How the measurement was made: reference standards and ambient conditions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple
from xml.etree.ElementTree import Element

from domain.dcc import marks, units
from domain.dcc.administrative import day_written, read_identifications
from domain.dcc.certificate import Environment, Standard
from domain.dcc.conversion import Scale, converted
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import read_values
from domain.dcc.texts import (
    all_names,
    child_text,
    content_of,
    dcc,
    name_of,
    one_line,
    ref_types,
)
from domain.dcc.values import Value
from domain.messages import gettext_noop as _

MOST_STANDARDS = 50
LEVELS = (dcc("measurementResults"), f"{dcc('measurementResults')}/*")
"""Equipment and conditions stand with all measurements or with one."""

TEMPERATURE = re.compile("temperatur|suhu")
HUMIDITY = re.compile("feucht|humidity|kelembap|kelembab")
MAINS = re.compile("netzspannung|mains|jala-jala|tegangan listrik|tegangan sumber")
LOWEST = re.compile("min|lowest|terendah")
HIGHEST = re.compile("max|maks|highest|tertinggi")


class Bounds(NamedTuple):
    """From the lowest to the highest of what ``stated`` says, in one D-SI unit."""

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    stated: tuple[tuple[Element, Value], ...] = ()

    def leave(self, code: str, message: str, notes: Notes) -> None:
        """Note that none of its numbers is read."""
        by_quantity: dict[Element, list[Value]] = {}
        for quantity, value in self.stated:
            by_quantity.setdefault(quantity, []).append(value)
        for quantity, values in by_quantity.items():
            numbers = [value.number for value in values if value.number is not None]
            notes.leave(code, message, quantity, numbers, values[0].unit)


def read_standards(root: Element, notes: Notes) -> tuple[Standard, ...]:
    """Every measuring equipment that was used, in order.

    One that is named for all measurements and again with a single one counts once.
    """
    standards: list[Standard] = []
    for listed in _parts(root, "measuringEquipments"):
        before = set(standards)
        for equipment in listed.iterfind(dcc("measuringEquipment")):
            standard = _read_standard(equipment, notes)
            if standard != Standard() and standard not in before:
                standards.append(standard)
    if len(standards) > MOST_STANDARDS:
        notes.warn(
            "too_many_standards",
            _("Hanya %(most)s alat standar pertama yang dibaca."),
            most=MOST_STANDARDS,
        )
    return tuple(standards[:MOST_STANDARDS])


def _read_standard(equipment: Element, notes: Notes) -> Standard:
    serial, others = read_identifications(equipment.find(dcc("identifications")))
    number = child_text(equipment.find(dcc("certificate")), "referralID")
    due_on = None
    for kinds, identification in others:
        if marks.CERTIFICATE_NUMBER in kinds:
            number = identification.value
        elif marks.STANDARD_DUE in kinds:
            due_on = day_written(identification.value, "value", notes)
        else:
            notes.warn(
                "standard_number_skipped",
                _("Nomor %(number)s pada alat standar dilewatkan."),
                number=quoted(identification.value),
            )
    description = equipment.find(dcc("description"))
    is_traceability = marks.TRACEABILITY in ref_types(description)
    return Standard(
        name=name_of(equipment),
        manufacturer=name_of(equipment.find(dcc("manufacturer"))),
        model=child_text(equipment, "model"),
        serial=serial,
        certificate_number=number,
        traceability=one_line(content_of(description)) if is_traceability else "",
        due_on=due_on,
    )


def read_environment(root: Element, notes: Notes) -> Environment:
    """Temperature, humidity and mains voltage, from the lowest to the highest."""
    temperature = _bounds(root, "basic_temperature", TEMPERATURE, notes)
    humidity_low, humidity_high = _in_percent(
        _bounds(root, "basic_humidityRelative", HUMIDITY, notes), notes
    )
    mains = _bounds(root, marks.MAINS_VOLTAGE, MAINS, notes)
    return Environment(
        temperature_low=temperature.low,
        temperature_high=temperature.high,
        temperature_unit=units.from_dsi(temperature.unit).text,
        humidity_low=humidity_low,
        humidity_high=humidity_high,
        mains_voltage=_one_voltage(mains, notes),
    )


def _bounds(root: Element, ref_type: str, words: re.Pattern, notes: Notes) -> Bounds:
    stated = [
        (quantity, value)
        for condition in _conditions(root)
        if _is_kind(condition, ref_type, words)
        for quantity in condition.iterfind(f"{dcc('data')}//{dcc('quantity')}")
        for value in read_values(quantity, notes)
    ]
    if not stated:
        return Bounds()
    unit = stated[0][1].unit
    lows, highs = [], []
    for quantity, value in stated:
        _leave_uncertainty(quantity, value, notes)
        if value.number is None:
            continue
        number = converted(value.number, value.unit, unit, Scale.ABSOLUTE)
        if number is None:
            _leave_other_unit(quantity, value, unit, notes)
            continue
        if not _says(quantity, "Max", "math_maximum", HIGHEST):
            lows.append(number)
        if not _says(quantity, "Min", "math_minimum", LOWEST):
            highs.append(number)
    low, high = min(lows, default=None), max(highs, default=None)
    if low is None and high is None:
        return Bounds()
    return Bounds(low, high, unit, tuple(stated))


def _leave_uncertainty(quantity: Element, value: Value, notes: Notes) -> None:
    numbers = [number for number in (value.u95, value.k) if number is not None]
    if numbers:
        notes.leave(
            "condition_uncertainty",
            _("Ketidakpastian kondisi lingkungan %(column)s dilewatkan: %(numbers)s."),
            quantity,
            numbers,
            value.unit,
        )


def _leave_other_unit(
    quantity: Element, value: Value, expected: str, notes: Notes
) -> None:
    if value.number is not None:
        notes.leave(
            "environment_units",
            _(
                "Kondisi lingkungan dinyatakan dalam beberapa satuan; hanya "
                "%(expected)s yang dibaca, dilewatkan: %(numbers)s."
            ),
            quantity,
            [value.number],
            value.unit,
            expected=quoted(expected),
        )


def _conditions(root: Element) -> Iterator[Element]:
    for listed in _parts(root, "influenceConditions"):
        yield from listed.iterfind(dcc("influenceCondition"))


def _parts(root: Element, name: str) -> Iterator[Element]:
    for level in LEVELS:
        for part in root.iterfind(level):
            yield from part.iterfind(dcc(name))


def _is_kind(condition: Element, ref_type: str, words: re.Pattern) -> bool:
    kinds = ref_types(condition)
    if any(kind.startswith("basic_") or kind == ref_type for kind in kinds):
        return ref_type in kinds
    return any(words.search(name.casefold()) for name in all_names(condition))


def _says(quantity: Element, ending: str, ref_type: str, words: re.Pattern) -> bool:
    kinds = ref_types(quantity)
    if kinds:
        return any(kind == ref_type or kind.endswith(ending) for kind in kinds)
    return any(words.search(name.casefold()) for name in all_names(quantity))


def _in_percent(bounds: Bounds, notes: Notes) -> tuple[Decimal | None, Decimal | None]:
    readable = units.from_dsi(bounds.unit)
    if readable == ("", True):
        return _hundredfold(bounds.low), _hundredfold(bounds.high)
    if readable.text in ("%", "%RH", "% RH"):
        return bounds.low, bounds.high
    bounds.leave(
        "humidity_skipped",
        _("Kelembapan dalam satuan %(unit)s dilewatkan: %(numbers)s."),
        notes,
    )
    return None, None


def _hundredfold(share: Decimal | None) -> Decimal | None:
    return None if share is None else share.scaleb(2)


def _one_voltage(bounds: Bounds, notes: Notes) -> Decimal | None:
    if bounds.low == bounds.high and units.from_dsi(bounds.unit).text == "V":
        return bounds.low
    bounds.leave(
        "mains_voltage_skipped",
        _(
            "Tegangan jala-jala bukan satu nilai dalam volt dan dilewatkan: "
            "%(numbers)s."
        ),
        notes,
    )
    return None
