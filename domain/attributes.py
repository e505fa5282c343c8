"""Typed attributes of a device type and a product's values for them.

A product's values are one JSON object, attribute key to entry:

* number: ``{"value": 120000.0, "unit": "lx", "typed": "120.000 lx"}``
* range: ``{"low": 25.0, "high": 37.0, "unit": "degC", "typed": "25 – 37 degC"}``
* choice: ``{"value": ["vcv", "pcv"]}``, a list even where only one may be chosen
* yes or no: ``{"value": true}``
* text: ``{"value": "…"}``

Numbers are in the attribute's canonical unit; ``typed`` keeps what the manufacturer
wrote, in the unit it was written in. A missing key means *not stated*, which is never
the same as no.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain import units
from domain.number_input import number_for_input, parse_number
from domain.numerals import format_number, to_decimal, without_noise
from domain.problems import Problem, ProblemError

__all__ = [
    "AttributeDefinition",
    "Choice",
    "Entry",
    "NOT_STATED",
    "Problem",
    "ProblemError",
    "compare_better",
    "definition_faults",
    "format_value",
    "number_entry",
    "parse_number",
    "range_entry",
    "typed_parts",
    "validate_values",
    "warnings",
]

KINDS = ("number", "range", "choice", "yes_no", "text")
DIRECTIONS = ("", "up", "down", "match")
LONGEST_TEXT = 500
LONGEST_TYPED = 100
LARGEST_NUMBER = 1e15
RANGE_DASH = " – "
NOT_STATED = {"id": "Tidak disebutkan", "en": "Not stated"}
YES = {"id": "Ya", "en": "Yes"}
NO = {"id": "Tidak", "en": "No"}

Entry = dict[str, object]
Checked = tuple[Entry, list[Problem]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice attribute, as stored and as shown."""

    value: str
    label_id: str
    label_en: str

    def label(self, language: str = "id") -> str:
        return self.label_en if language == "en" else self.label_id


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """What an attribute of a device type may hold.

    ``unit`` is canonical, "" for a plain number. ``better`` is the direction a buyer
    prefers: "up", "down", "match" (must equal what is asked for) or "". ``low`` and
    ``high`` bound what is plausible, in the canonical unit: beyond them a value is
    doubtful, not wrong.
    """

    key: str
    label_id: str
    label_en: str
    kind: str
    unit: str = ""
    better: str = ""
    required: bool = False
    facet: bool = False
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    low: float | None = None
    high: float | None = None

    def label(self, language: str = "id") -> str:
        return self.label_en if language == "en" else self.label_id


def definition_faults(definition: AttributeDefinition) -> list[str]:
    """What makes a definition unusable, in English, for checks and developers."""
    faults = []
    numeric = definition.kind in {"number", "range"}
    if not re.fullmatch("[a-z][a-z0-9_]{0,59}", definition.key):
        faults.append("the key must be lower-case letters, digits and underscores")
    if definition.kind not in KINDS:
        faults.append(f"unknown kind {definition.kind!r}")
    if definition.better not in DIRECTIONS:
        faults.append(f"unknown direction {definition.better!r}")
    if not (definition.label_id.strip() and definition.label_en.strip()):
        faults.append("both labels are needed")
    if definition.unit and not units.is_known(definition.unit):
        faults.append(f"unknown unit {definition.unit!r}")
    if not numeric and (
        definition.unit or definition.low is not None or definition.high is not None
    ):
        faults.append("only numbers and ranges have a unit and bounds")
    if (
        definition.low is not None
        and definition.high is not None
        and definition.low > definition.high
    ):
        faults.append("the low bound is above the high bound")
    if (definition.kind == "choice") != bool(definition.choices):
        faults.append("a choice has choices, and nothing else has")
    if definition.multiple and definition.kind != "choice":
        faults.append("only a choice can be multiple")
    values = [choice.value for choice in definition.choices]
    if len(set(values)) != len(values):
        faults.append("two choices have the same value")
    if any(not (c.value and c.label_id and c.label_en) for c in definition.choices):
        faults.append("a choice needs a value and both labels")
    return faults


# Reading what was typed


def _in_canonical_unit(
    definition: AttributeDefinition, text: str, unit: str
) -> Decimal:
    value = parse_number(text)
    if unit == definition.unit:
        return value
    try:
        converted = units.convert(value, unit, definition.unit)
    except units.UnitError:
        expected = ", ".join(
            units.label(u) for u in units.compatible_units(definition.unit) if u
        )
        raise ProblemError(
            "unit_not_allowed", found=unit, expected=expected or "–"
        ) from None
    if abs(converted) >= Decimal(LARGEST_NUMBER):
        raise ProblemError("number_too_long")
    return converted


def number_entry(definition: AttributeDefinition, text: str, unit: str) -> Entry:
    """The entry of a number typed in ``unit``. Raises ProblemError."""
    value = _in_canonical_unit(definition, text, unit)
    return {
        "value": float(value),
        "unit": definition.unit,
        "typed": f"{text.strip()} {unit}".strip(),
    }


def range_entry(
    definition: AttributeDefinition, low_text: str, high_text: str, unit: str
) -> Entry:
    """The entry of a range typed in ``unit``, both ends given. Raises ProblemError."""
    if not (low_text.strip() and high_text.strip()):
        raise ProblemError("range_incomplete")
    low = _in_canonical_unit(definition, low_text, unit)
    high = _in_canonical_unit(definition, high_text, unit)
    if low > high:
        raise ProblemError("range_reversed", low=low, high=high)
    typed = f"{low_text.strip()}{RANGE_DASH}{high_text.strip()} {unit}".strip()
    return {
        "low": float(low),
        "high": float(high),
        "unit": definition.unit,
        "typed": typed,
    }


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
    except ProblemError:
        return False
    return [float(value) for value in values] == [entry[end] for end in ends]


# Checking what is stored


def _number_problem(value: object) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Problem("not_a_number")
    # Compared before math.isfinite, which cannot take an integer of 400 digits.
    if isinstance(value, int) and abs(value) >= LARGEST_NUMBER:
        return Problem("number_too_long")
    if not math.isfinite(value):
        return Problem("number_not_finite")
    if abs(value) >= LARGEST_NUMBER:
        return Problem("number_too_long")
    return None


def _text_problem(value: object, most: int) -> Problem | None:
    if not isinstance(value, str):
        return Problem("not_text")
    if len(value) > most:
        return Problem("text_too_long", {"length": len(value), "most": most})
    # PostgreSQL refuses NUL in JSON, and a lone surrogate cannot be encoded at all.
    categories = {unicodedata.category(c) for c in value if c not in "\n\r\t"}
    if categories & {"Cc", "Cs"}:
        return Problem("text_control")
    return None


def _check_measure(
    definition: AttributeDefinition, entry: Entry, ends: tuple[str, ...]
) -> tuple[Entry, list[Problem]]:
    """A number (one end, "value") or a range ("low" and "high")."""
    problems = [problem for end in ends if (problem := _number_problem(entry[end]))]
    if not problems and len(ends) == 2 and entry["low"] > entry["high"]:
        low, high = to_decimal(entry["low"]), to_decimal(entry["high"])
        problems.append(Problem("range_reversed", {"low": low, "high": high}))
    if entry.get("unit", "") != definition.unit:
        problems.append(Problem("unit_not_canonical", {"expected": definition.unit}))
    if "typed" in entry and (problem := _text_problem(entry["typed"], LONGEST_TYPED)):
        problems.append(problem)
    if problems:
        return {}, problems

    clean: Entry = {end: float(entry[end]) for end in ends}
    clean["unit"] = definition.unit
    if "typed" in entry:
        clean["typed"] = entry["typed"]
    return clean, []


def _check_number(definition: AttributeDefinition, entry: Entry) -> Checked:
    return _check_measure(definition, entry, ("value",))


def _check_range(definition: AttributeDefinition, entry: Entry) -> Checked:
    return _check_measure(definition, entry, ("low", "high"))


def _check_choice(definition: AttributeDefinition, entry: Entry) -> Checked:
    chosen = entry["value"]
    if not isinstance(chosen, list) or not all(isinstance(c, str) for c in chosen):
        return {}, [Problem("not_a_list")]
    known = [choice.value for choice in definition.choices]
    problems = [
        Problem("choice_unknown", {"value": value[:60]})
        for value in dict.fromkeys(chosen)
        if value not in known
    ]
    if not chosen:
        problems.append(Problem("choice_missing"))
    if len(set(chosen)) != len(chosen):
        problems.append(Problem("choice_repeated"))
    if len(set(chosen)) > 1 and not definition.multiple:
        problems.append(Problem("choice_single"))
    # In the definition's order, so that the order of ticking is no difference.
    return {"value": [value for value in known if value in chosen]}, problems


def _check_yes_no(definition: AttributeDefinition, entry: Entry) -> Checked:
    if not isinstance(entry["value"], bool):
        return {}, [Problem("not_yes_no")]
    return {"value": entry["value"]}, []


def _check_text(definition: AttributeDefinition, entry: Entry) -> Checked:
    if problem := _text_problem(entry["value"], LONGEST_TEXT):
        return {}, [problem]
    text = entry["value"].strip()
    return {"value": text}, [] if text else [Problem("text_missing")]


Check = Callable[[AttributeDefinition, Entry], Checked]
# Per kind: the fields an entry must have, those it may have, and the check of them.
SHAPES: dict[str, tuple[set[str], set[str], Check]] = {
    "number": ({"value"}, {"unit", "typed"}, _check_number),
    "range": ({"low", "high"}, {"unit", "typed"}, _check_range),
    "choice": ({"value"}, set(), _check_choice),
    "yes_no": ({"value"}, set(), _check_yes_no),
    "text": ({"value"}, set(), _check_text),
}


def _check_entry(
    definition: AttributeDefinition, entry: object
) -> tuple[Entry, list[Problem]]:
    if not isinstance(entry, dict):
        return {}, [Problem("entry_not_an_object")]
    needed, optional, check = SHAPES[definition.kind]
    problems = [
        Problem("entry_missing_field", {"name": name})
        for name in sorted(needed - entry.keys())
    ] + [
        Problem("entry_unknown_field", {"name": str(name)[:60]})
        for name in entry
        if name not in needed | optional
    ]
    return ({}, problems) if problems else check(definition, entry)


def validate_values(
    definitions: Iterable[AttributeDefinition], values: object
) -> tuple[dict[str, Entry], dict[str, list[Problem]]]:
    """Check a product's attribute values, whatever JSON they may be.

    Returns the entries that are sound, in the order of the definitions and normalised
    (numbers as floats, choices in order, texts stripped), and the problems by
    attribute key, under "" where ``values`` is no object at all. Never raises for
    hostile input; a required attribute that is absent is a problem.
    """
    if not isinstance(values, dict):
        return {}, {"": [Problem("not_an_object")]}
    clean: dict[str, Entry] = {}
    errors: dict[str, list[Problem]] = {}
    known = set()
    for definition in definitions:
        known.add(definition.key)
        if definition.key not in values:
            if definition.required:
                errors[definition.key] = [Problem("required")]
            continue
        entry, problems = _check_entry(definition, values[definition.key])
        if problems:
            errors[definition.key] = problems
        else:
            clean[definition.key] = entry
    for key in values:
        if key not in known:
            errors[str(key)] = [Problem("unknown_attribute")]
    return clean, errors


def warnings(
    definitions: Iterable[AttributeDefinition], values: object
) -> dict[str, list[Problem]]:
    """Doubts by attribute key: sound numbers beyond what is plausible."""
    definitions = tuple(definitions)
    clean, _ = validate_values(definitions, values)
    doubts: dict[str, list[Problem]] = {}
    for definition in definitions:
        entry = clean.get(definition.key, {})
        if definition.kind not in {"number", "range"} or not entry:
            continue
        low, high = _ends(entry)
        found = []
        if definition.low is not None and low < definition.low:
            found.append(_doubt("below_typical", low, definition.low, definition))
        if definition.high is not None and high > definition.high:
            found.append(_doubt("above_typical", high, definition.high, definition))
        if found:
            doubts[definition.key] = found
    return doubts


def _ends(entry: Mapping[str, object]) -> tuple[float, float]:
    value = entry.get("value")
    return entry.get("low", value), entry.get("high", value)


def _doubt(
    code: str, value: float, bound: float, definition: AttributeDefinition
) -> Problem:
    params = {
        "value": to_decimal(value),
        "bound": to_decimal(bound),
        "unit": definition.unit,
    }
    return Problem(code, params)


# Showing and comparing


def _fits(definition: AttributeDefinition, entry: object) -> bool:
    """Whether an entry can be read as what the definition now says it is."""
    if not isinstance(entry, dict):
        return False
    if isinstance(entry.get("unit"), str):
        entry = {**entry, "unit": definition.unit}
    return not _check_entry(definition, entry)[1]


def format_value(
    definition: AttributeDefinition, entry: Entry | None, language: str = "id"
) -> str:
    """The value as a buyer reads it: "120.000 lux", "25–37 °C", "Ya", "PCV, VCV".

    In English the number reads "120,000". What is absent, or was stored before the
    attribute became something else, reads "Tidak disebutkan" ("Not stated").
    """
    if entry is None or not _fits(definition, entry):
        return NOT_STATED["en" if language == "en" else "id"]
    return _format_fitting(definition, entry, language)


def format_in_both(definition: AttributeDefinition, entry: Entry) -> tuple[str, str]:
    """What :func:`format_value` says in Indonesian and in English."""
    if not _fits(definition, entry):
        return NOT_STATED["id"], NOT_STATED["en"]
    return (
        _format_fitting(definition, entry, "id"),
        _format_fitting(definition, entry, "en"),
    )


def _format_fitting(
    definition: AttributeDefinition, entry: Entry, language: str
) -> str:
    if definition.kind in {"number", "range"}:
        return _format_measure(definition, entry, language)
    value = entry["value"]
    if definition.kind == "yes_no":
        return (YES if value else NO)["en" if language == "en" else "id"]
    if definition.kind == "choice":
        return ", ".join(
            choice.label(language)
            for choice in definition.choices
            if choice.value in value
        )
    return value


def _format_measure(
    definition: AttributeDefinition, entry: Entry, language: str
) -> str:
    low, high = map(without_noise, _ends(entry))
    text = format_number(high, language)
    if low < 0 and low != high:
        # A dash between negative numbers would be read as a sign.
        text = f"{format_number(low, language)}{_until(language)}{text}"
    elif low != high:
        text = f"{format_number(low, language)}–{text}"
    if not definition.unit:
        return text
    # Values stored before the canonical unit was changed keep the unit they are in.
    stored = entry.get("unit", "")
    unit = stored if units.is_known(stored) else definition.unit
    gap = "" if unit == "deg" else " "
    one = to_decimal(high) if low == high else None
    return f"{text}{gap}{units.label(unit, language, one)}"


def _until(language: str) -> str:
    return " to " if language == "en" else " s.d. "


def compare_better(
    definition: AttributeDefinition, entries: Sequence[Entry | None]
) -> list[bool]:
    """Which of several products' entries are the best, by the buyer's direction.

    Numbers compare by value, ranges by span ("up" prefers the wider), yes or no with
    yes as the higher, and multiple choices by how many are offered. "match", no
    direction, texts and single choices mark none; nor is any marked when fewer than
    two are stated or all that are stated are equal. Several may share the best.
    """
    scores = [_score(definition, entry) for entry in entries]
    stated = [score for score in scores if score is not None]
    if definition.better not in {"up", "down"} or len(set(stated)) < 2:
        return [False] * len(scores)
    best = max(stated) if definition.better == "up" else min(stated)
    return [score == best for score in scores]


def _score(definition: AttributeDefinition, entry: Entry | None) -> Decimal | None:
    if entry is None or not _fits(definition, entry):
        return None
    if definition.kind == "yes_no":
        return Decimal(entry["value"])
    if definition.kind == "choice" and definition.multiple:
        return Decimal(len(entry["value"]))
    if definition.kind not in {"number", "range"}:
        return None
    # What is still in a former canonical unit cannot be set beside the others.
    if entry.get("unit", "") != definition.unit:
        return None
    if definition.kind == "range":
        return to_decimal(entry["high"]) - to_decimal(entry["low"])
    return to_decimal(entry["value"])
