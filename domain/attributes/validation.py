"""Whether stored values are sound, and whether they are plausible."""

import math
import unicodedata
from collections.abc import Callable, Iterable

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import LARGEST_NUMBER, Entry, ends_of
from domain.numerals import to_decimal
from domain.problems import Problem

LONGEST_TEXT = 500
LONGEST_TYPED = 100
Checked = tuple[Entry, list[Problem]]


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
        low, high = ends_of(entry)
        found = []
        if definition.low is not None and low < definition.low:
            found.append(_doubt("below_typical", low, definition.low, definition))
        if definition.high is not None and high > definition.high:
            found.append(_doubt("above_typical", high, definition.high, definition))
        if found:
            doubts[definition.key] = found
    return doubts


def _doubt(
    code: str, value: float, bound: float, definition: AttributeDefinition
) -> Problem:
    params = {
        "value": to_decimal(value),
        "bound": to_decimal(bound),
        "unit": definition.unit,
    }
    return Problem(code, params)


def fits(definition: AttributeDefinition, entry: object) -> bool:
    """Whether an entry can be read as what the definition now says it is."""
    if not isinstance(entry, dict):
        return False
    if isinstance(entry.get("unit"), str):
        entry = {**entry, "unit": definition.unit}
    return not _check_entry(definition, entry)[1]
