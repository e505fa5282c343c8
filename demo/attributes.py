"""Attribute values of the demo: varied, plausible, and better where they cost more."""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from demo.chance import Chance, between, round_to_figures
from domain import units
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import Entry, number_entry
from domain.number_input import number_for_input

DATA_FILE = Path(__file__).parent / "data" / "typical_values.json"
LEFT_OUT = 0.1
"""How often an attribute that need not be stated is not."""
OTHER_UNIT = 0.02
"""How often a number is typed in another unit than the canonical one."""
DENSITY = 120
"""Kilograms in a cubic metre of a device, from which its dimensions follow."""
USUAL_WEIGHT = 30


@lru_cache(maxsize=1)
def _typical_values() -> dict[str, list]:
    """Values from modest to demanding, by attribute or by device type and attribute."""
    return json.loads(DATA_FILE.read_text(encoding="utf-8"))


def make_values(
    device_type: str,
    definitions: Sequence[AttributeDefinition],
    chance: Chance,
    quality: float,
    given: dict[str, object],
) -> dict[str, Entry]:
    """Values as the maker of a product of that quality (0 to 1) would state them.

    ``given`` holds values that are settled already, such as those that follow from
    the variants.
    """
    values = {}
    for definition in definitions:
        key = definition.key
        if key in given:
            values[key] = make_entry(definition, given[key], chance)
        elif definition.required or not chance.happens(LEFT_OUT):
            value = _value(device_type, definition, chance, quality)
            values[key] = make_entry(definition, value, chance)
    if "dimensions" in values:
        values["dimensions"]["value"] = _dimensions(values, chance)
    return values


def make_entry(definition: AttributeDefinition, value: object, chance: Chance) -> Entry:
    """The entry for a plain value: a number, a pair, a key or several, a truth."""
    if definition.kind == "number":
        return _number_entry(definition, float(value), chance)
    if definition.kind == "range":
        low, high = (float(end) for end in value)
        typed = f"{number_for_input(low)} – {number_for_input(high)} {definition.unit}"
        return {
            "low": low,
            "high": high,
            "unit": definition.unit,
            "typed": typed.strip(),
        }
    if definition.kind == "choice":
        chosen = {value} if isinstance(value, str) else set(value)
        ordered = [c.value for c in definition.choices if c.value in chosen]
        return {"value": ordered}
    return {"value": value}


def _number_entry(definition: AttributeDefinition, value: float, chance) -> Entry:
    if definition.unit and chance.happens(OTHER_UNIT):
        other = chance.choice(units.compatible_units(definition.unit))
        exact = units.convert(Decimal(repr(value)), definition.unit, other)
        if definition.low is None or other == definition.unit or not exact:
            other = definition.unit
        else:
            text = number_for_input(round_to_figures(float(exact), 3))
            entry = number_entry(definition, text, other)
            if definition.low <= entry["value"] <= definition.high:
                return entry
    typed = f"{number_for_input(value)} {definition.unit}".strip()
    return {"value": value, "unit": definition.unit, "typed": typed}


def _value(
    device_type: str, definition: AttributeDefinition, chance: Chance, quality: float
) -> object:
    known = _typical_values()
    typical = known.get(f"{device_type}.{definition.key}") or known.get(definition.key)
    if typical:
        return chance.along(typical, quality)
    if definition.kind == "number":
        return _number(definition, chance, quality)
    if definition.kind == "range":
        return _range(definition, chance, quality)
    if definition.kind == "choice":
        return _choice(definition, chance, quality)
    if definition.kind == "yes_no":
        return chance.happens(0.3 + 0.6 * quality)
    return ""


def _number(definition: AttributeDefinition, chance: Chance, quality: float) -> float:
    if definition.better == "up":
        position = chance.near(quality)
    elif definition.better == "down":
        position = chance.near(1 - quality)
    else:
        position = chance.near(0.4)
    # What lies at the very bounds is possible, but no device on the market.
    value = between(definition.low, definition.high, 0.1 + 0.75 * position)
    return _as_stated(definition, value)


def _as_stated(definition: AttributeDefinition, value: float) -> float:
    """Rounded as people state it, and still within the bounds."""
    whole = float(definition.low).is_integer() and definition.high >= 3
    rounded = round_to_figures(value, 2)
    if whole and definition.high - definition.low >= 2:
        rounded = float(round(rounded))
    return min(max(rounded, float(definition.low)), float(definition.high))


def _range(definition: AttributeDefinition, chance: Chance, quality: float) -> object:
    margin = 0.25 * (1 - chance.near(quality))
    span = definition.high - definition.low
    low = _as_stated(definition, definition.low + margin * span * 0.5)
    high = _as_stated(definition, definition.high - margin * span)
    return sorted((low, high))


def _choice(definition: AttributeDefinition, chance: Chance, quality: float) -> object:
    values = [choice.value for choice in definition.choices]
    if not definition.multiple:
        return chance.choice(values)
    most = max(1, round(between(1, len(values), quality)))
    return chance.several(values, max(1, most - 1), most)


def _dimensions(values: dict[str, Entry], chance: Chance) -> str:
    """Length, width and height that fit the weight, and the outer sizes if stated."""
    kilograms = values.get("weight", {}).get("value", USUAL_WEIGHT)
    edge = 1000 * (kilograms / DENSITY) ** (1 / 3)
    length = values.get("outer_length", {}).get("value", edge * chance.uniform(1, 1.4))
    width = values.get("outer_width", {}).get("value", edge * chance.uniform(0.7, 1))
    height = edge * chance.uniform(0.7, 1.2)
    sides = (5 * max(1, round(side / 5)) for side in (length, width, height))
    return f"{' x '.join(str(side) for side in sides)} mm"
