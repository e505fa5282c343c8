"""What an attribute of a device type may hold."""

import re
from dataclasses import dataclass

from domain import units
from domain.nomenclature import Name

KINDS = ("number", "range", "choice", "yes_no", "text")
DIRECTIONS = ("", "up", "down", "match")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice attribute, as stored and as shown."""

    value: str
    label_id: str
    label_en: str

    def label(self, language: str) -> str:
        return Name(self.label_id, self.label_en).text(language)


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """What an attribute of a device type may hold.

    ``unit`` is canonical, "" for a plain number. ``better`` is the direction a buyer
    prefers: "up", "down", "match" (must equal what is asked for) or "". ``low`` and
    ``high`` bound what is plausible, in the canonical unit: beyond them a value is
    unlikely, not wrong.
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

    def label(self, language: str) -> str:
        return Name(self.label_id, self.label_en).text(language)


def definition_errors(definition: AttributeDefinition) -> list[str]:
    """What makes a definition unusable, in English, for checks and developers."""
    errors = []
    numeric = definition.kind in {"number", "range"}
    if not re.fullmatch("[a-z][a-z0-9_]{0,59}", definition.key):
        errors.append("the key must be lower-case letters, digits and underscores")
    if definition.kind not in KINDS:
        errors.append(f"unknown kind {definition.kind!r}")
    if definition.better not in DIRECTIONS:
        errors.append(f"unknown direction {definition.better!r}")
    if not (definition.label_id.strip() and definition.label_en.strip()):
        errors.append("both labels are needed")
    if definition.unit and not units.is_known(definition.unit):
        errors.append(f"unknown unit {definition.unit!r}")
    if not numeric and (
        definition.unit or definition.low is not None or definition.high is not None
    ):
        errors.append("only numbers and ranges have a unit and bounds")
    if (
        definition.low is not None
        and definition.high is not None
        and definition.low > definition.high
    ):
        errors.append("the low bound is above the high bound")
    if (definition.kind == "choice") != bool(definition.choices):
        errors.append("a choice has choices, and nothing else has")
    if definition.multiple and definition.kind != "choice":
        errors.append("only a choice can be multiple")
    values = [choice.value for choice in definition.choices]
    if len(set(values)) != len(values):
        errors.append("two choices have the same value")
    if any(not (c.value and c.label_id and c.label_en) for c in definition.choices):
        errors.append("a choice needs a value and both labels")
    return errors
