"""Values of attributes as a buyer reads them."""

import re

from domain import units
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import Entry, ends_of
from domain.attributes.validation import fits
from domain.nomenclature import Name
from domain.numerals import format_number, to_decimal, without_noise

_NUMBER = r"\d+(?:[.,]\d+)*"
_BETWEEN = r"\s*[xX×*]\s*"
_TIMES = re.compile(_BETWEEN)
_DIMENSIONS = re.compile(
    rf"(?P<sides>{_NUMBER}(?:{_BETWEEN}{_NUMBER}){{1,2}})"
    r"\s*(?P<unit>µm|mm|cm|dm|m|inci|in|)"
)

# Written into documents in both languages at once: hence names, no marked texts.
NOT_STATED = Name("Tidak disebutkan", "Not stated")
YES = Name("Ya", "Yes")
NO = Name("Tidak", "No")
UNTIL = Name(" s.d. ", " to ")


def format_value(
    definition: AttributeDefinition, entry: Entry | None, language: str
) -> str:
    """The value as a buyer reads it: "120.000 lux", "25–37 °C", "Ya", "PCV, VCV".

    In English the number reads "120,000". What is absent, or was stored before the
    attribute became something else, reads "Tidak disebutkan" ("Not stated").
    """
    if entry is None or not fits(definition, entry):
        return NOT_STATED.text(language)
    return _format_fitting(definition, entry, language)


def format_in_both(definition: AttributeDefinition, entry: Entry) -> tuple[str, str]:
    """What :func:`format_value` says in Indonesian and in English."""
    if not fits(definition, entry):
        return NOT_STATED.id, NOT_STATED.en
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
        return (YES if value else NO).text(language)
    if definition.kind == "choice":
        return ", ".join(
            choice.label(language)
            for choice in definition.choices
            if choice.value in value
        )
    return spelt_dimensions(value, language)


def spelt_dimensions(text: str, language: str) -> str:
    """A text that is lengths by one another, as all others are written: "1330 x 900 mm"
    reads "1.330 × 900 mm".

    A number in which the maker put a mark of its own is left as it is written, one
    without a unit too, for it may count pixels, and so is any other text.
    """
    found = _DIMENSIONS.fullmatch(text.strip())
    if found is None:
        return text
    sides = [
        format_number(int(side), language) if found["unit"] and side.isdigit() else side
        for side in _TIMES.split(found["sides"])
    ]
    return f"{' × '.join(sides)} {found['unit']}".strip()


def _format_measure(
    definition: AttributeDefinition, entry: Entry, language: str
) -> str:
    low, high = map(without_noise, ends_of(entry))
    text = format_number(high, language)
    if low < 0 and low != high:
        # A dash between negative numbers would be read as a sign.
        text = f"{format_number(low, language)}{UNTIL.text(language)}{text}"
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
