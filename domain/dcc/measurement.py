"""How the measurement was made: reference standards and ambient conditions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element

from domain.dcc import marks, units
from domain.dcc.administrative import day_written, read_identifications
from domain.dcc.certificate import Environment, Standard
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import Value, read_values
from domain.dcc.texts import (
    all_names,
    child_text,
    content_of,
    dcc,
    name_of,
    one_line,
    ref_types,
)
from domain.messages import gettext_noop as _

MOST_STANDARDS = 50
LEVELS = (dcc("measurementResults"), f"{dcc('measurementResults')}/*")
"""Equipment and conditions stand with all measurements or with one."""

TEMPERATURE = re.compile("temperatur|suhu")
HUMIDITY = re.compile("feucht|humidity|kelembap|kelembab")
MAINS = re.compile("netzspannung|mains|jala-jala|tegangan listrik|tegangan sumber")
LOWEST = re.compile("min|lowest|terendah")
HIGHEST = re.compile("max|maks|highest|tertinggi")

Bounds = tuple[Decimal | None, Decimal | None, str]


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
        temperature_low=temperature[0],
        temperature_high=temperature[1],
        temperature_unit=units.from_dsi(temperature[2]).text,
        humidity_low=humidity_low,
        humidity_high=humidity_high,
        mains_voltage=_one_voltage(mains, notes),
    )


def _bounds(root: Element, ref_type: str, words: re.Pattern, notes: Notes) -> Bounds:
    lows: list[Value] = []
    highs: list[Value] = []
    for condition in _conditions(root):
        if not _is_kind(condition, ref_type, words):
            continue
        for quantity in condition.iterfind(f"{dcc('data')}//{dcc('quantity')}"):
            values = [
                value
                for value in read_values(quantity, notes)
                if value.number is not None
            ]
            if not _says(quantity, "Max", "math_maximum", HIGHEST):
                lows.extend(values)
            if not _says(quantity, "Min", "math_minimum", LOWEST):
                highs.extend(values)
    return _lowest_to_highest(lows, highs, notes)


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


def _lowest_to_highest(lows: list[Value], highs: list[Value], notes: Notes) -> Bounds:
    stated = [*lows, *highs]
    if not stated:
        return None, None, ""
    unit = stated[0].unit
    if any(value.unit != unit for value in stated):
        notes.warn(
            "environment_units",
            _(
                "Kondisi lingkungan dinyatakan dalam beberapa satuan; "
                "hanya %(unit)s yang dibaca."
            ),
            unit=quoted(unit),
        )
    low = _numbers(lows, unit)
    high = _numbers(highs, unit)
    return min(low, default=None), max(high, default=None), unit


def _numbers(values: list[Value], unit: str) -> list[Decimal]:
    return [
        value.number
        for value in values
        if value.unit == unit and value.number is not None
    ]


def _in_percent(bounds: Bounds, notes: Notes) -> tuple[Decimal | None, Decimal | None]:
    low, high, unit = bounds
    if low is None and high is None:
        return None, None
    readable = units.from_dsi(unit)
    if readable == ("", True):
        return _hundredfold(low), _hundredfold(high)
    if readable.text in ("%", "%RH", "% RH"):
        return low, high
    notes.warn(
        "humidity_skipped",
        _("Kelembapan dalam satuan %(unit)s dilewatkan."),
        unit=quoted(unit),
    )
    return None, None


def _hundredfold(share: Decimal | None) -> Decimal | None:
    return None if share is None else share.scaleb(2)


def _one_voltage(bounds: Bounds, notes: Notes) -> Decimal | None:
    low, high, unit = bounds
    if low is None and high is None:
        return None
    if low == high and units.from_dsi(unit).text == "V":
        return low
    notes.warn(
        "mains_voltage_skipped",
        _("Tegangan jala-jala bukan satu nilai dalam volt dan dilewatkan."),
    )
    return None
