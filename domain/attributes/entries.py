"""A product's values for the attributes of its device type, as they are stored.

They are one JSON object, attribute key to entry:

* number: ``{"value": 120000.0, "unit": "lx", "typed": "120.000 lx"}``
* range: ``{"low": 25.0, "high": 37.0, "unit": "degC", "typed": "25 – 37 degC"}``
* choice: ``{"value": ["vcv", "pcv"]}``, a list even where only one may be chosen
* yes or no: ``{"value": true}``
* text: ``{"value": "…"}``

Numbers are in the attribute's canonical unit; ``typed`` keeps what the manufacturer
wrote, in the unit it was written in. A missing key means *not stated*, which is never
the same as no.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from domain import units
from domain.attributes.definitions import AttributeDefinition
from domain.findings import Finding, InvalidInput, error
from domain.messages import Several
from domain.messages import gettext_noop as _
from domain.nomenclature import Name
from domain.number_input import number_for_input, number_too_long, parse_number

LARGEST_NUMBER = 1e15
RANGE_DASH = " – "
Entry = dict[str, Any]


def _in_canonical_unit(
    definition: AttributeDefinition, text: str, unit: str
) -> Decimal:
    value = parse_number(text)
    if unit == definition.unit:
        return value
    try:
        converted = units.convert(value, unit, definition.unit)
    except InvalidInput:
        raise InvalidInput(_unit_not_allowed(unit, definition.unit)) from None
    if abs(converted) >= Decimal(LARGEST_NUMBER):
        raise InvalidInput(number_too_long())
    return converted


def _unit_not_allowed(found: str, canonical: str) -> Finding:
    expected = Several(
        Name(units.label(unit, "id"), units.label(unit, "en"))
        for unit in units.compatible_units(canonical)
        if unit
    )
    return error(
        "unit_not_allowed",
        _("Satuan “%(found)s” tidak dapat dipakai; pilih satu dari: %(expected)s."),
        found=found,
        expected=expected or "–",
    )


def number_entry(definition: AttributeDefinition, text: str, unit: str) -> Entry:
    """The entry of a number typed in ``unit``. Raises InvalidInput."""
    value = _in_canonical_unit(definition, text, unit)
    return {
        "value": float(value),
        "unit": definition.unit,
        "typed": f"{text.strip()} {unit}".strip(),
    }


def range_entry(
    definition: AttributeDefinition, low_text: str, high_text: str, unit: str
) -> Entry:
    """The entry of a range typed in ``unit``, both ends given. Raises InvalidInput."""
    if not (low_text.strip() and high_text.strip()):
        raise InvalidInput(
            error("range_incomplete", _("Isi kedua batas: dari dan sampai."))
        )
    low = _in_canonical_unit(definition, low_text, unit)
    high = _in_canonical_unit(definition, high_text, unit)
    if low > high:
        raise InvalidInput(range_reversed(low, high))
    typed = f"{low_text.strip()}{RANGE_DASH}{high_text.strip()} {unit}".strip()
    return {
        "low": float(low),
        "high": float(high),
        "unit": definition.unit,
        "typed": typed,
    }


def range_reversed(low: Decimal, high: Decimal) -> Finding:
    return error(
        "range_reversed",
        _("Batas bawah (%(low)s) lebih besar daripada batas atas (%(high)s)."),
        low=low,
        high=high,
    )


def typed_parts(definition: AttributeDefinition, entry: Entry) -> tuple[str, ...]:
    """What to put back into a form: text and unit, or for a range low, high and unit.

    It is what was typed where that is still understood, and otherwise the stored
    numbers in the canonical unit.
    """
    ends = ("low", "high") if definition.kind == "range" else ("value",)
    typed = entry.get("typed")
    if isinstance(typed, str):
        text, unit = typed, ""
        if definition.unit:
            text, _, unit = typed.rpartition(" ")
        parts = (*text.split(RANGE_DASH), unit)
        if len(parts) == len(ends) + 1 and _rereads(definition, entry, ends, parts):
            return parts
    numbers = (number_for_input(entry[end]) for end in ends)
    return (*numbers, definition.unit)


def _rereads(
    definition: AttributeDefinition,
    entry: Entry,
    ends: tuple[str, ...],
    parts: tuple[str, ...],
) -> bool:
    """Whether the typed parts still give the stored numbers."""
    *texts, unit = parts
    try:
        values = [_in_canonical_unit(definition, text, unit) for text in texts]
    except InvalidInput:
        return False
    return [float(value) for value in values] == [entry[end] for end in ends]


def ends_of(entry: Mapping[str, Any]) -> tuple[float, float]:
    value = entry.get("value")
    return entry.get("low", value), entry.get("high", value)
