"""A licence's number read digit by digit."""

import re
from dataclasses import replace
from datetime import date

from domain.findings import Finding, InvalidInput
from domain.messages import Message
from domain.messages import gettext_noop as _
from domain.nomenclature import Name
from domain.numbers.licence_findings import licence_findings
from domain.numbers.licences import (
    KIND_NAMES,
    LicenceKind,
    LicenceNumber,
    parse_licence_number,
)
from domain.numbers.readings import Certainty, NumberPart, NumberReading

RISK_OF_DIGIT = {
    1: _("1 (kelas A)"),
    2: _("2 (kelas B atau C)"),
    3: _("3 (kelas D)"),
}
"""What the first digit says of the risk class (PMK 62/2017)."""

DEVICE_PARTS = frozenset({"class_digit", "category", "sub_category"})
"""Parts that are read in numbers of devices alone."""

ANY_KIND = _("AKD, AKL, PKD, atau PKL")
HOUSEHOLD_KIND = _("PKD atau PKL")


def read_licence(text: str, today: date) -> NumberReading:
    """Raises InvalidInput where not even the letters are all that is missing."""
    try:
        number = parse_licence_number(text, today=today)
    except InvalidInput as refusal:
        if refusal.code != "licence_letters":
            raise
        return _read_without_letters(re.sub("[^0-9]", "", text), today, refusal.finding)
    return NumberReading(
        "licence",
        number.canonical,
        number.display,
        Certainty.CERTAIN,
        [
            NumberPart("licence_kind", number.kind, Message(KIND_NAMES[number.kind])),
            *_digit_parts(number, today),
        ],
        licence_findings(number, today=today),
    )


def _read_without_letters(digits: str, today: date, finding: Finding) -> NumberReading:
    """The eleven digits of a licence whose letters are missing: those of a device if
    class, category and year allow it, of a household supply in any case."""
    try:
        number = parse_licence_number(f"{LicenceKind.AKD}{digits}", today=today)
    except InvalidInput:
        number = parse_licence_number(f"{LicenceKind.PKD}{digits}", today=today)
    possible = HOUSEHOLD_KIND if number.is_household else ANY_KIND
    parts = [
        NumberPart("licence_kind", None, Message(possible)),
        *(_if_device(part) for part in _digit_parts(number, today)),
    ]
    return NumberReading(
        "licence", digits, digits, Certainty.POSSIBLE, parts, [finding]
    )


def _if_device(part: NumberPart) -> NumberPart:
    """A part that is read so in numbers of devices alone says that."""
    if part.key not in DEVICE_PARTS or part.value is None:
        return part
    condition = Message(_("%(part)s, bila AKD atau AKL"), {"part": part.text})
    return replace(part, text=condition)


def _digit_parts(number: LicenceNumber, today: date) -> list[NumberPart]:
    """What follows the letters."""
    if number.is_household:
        return _household_parts(number, today)
    risk = Message(RISK_OF_DIGIT[number.class_digit])
    return [
        NumberPart("class_digit", str(number.class_digit), risk),
        _coded("category", number.category, number.category_name),
        _coded("sub_category", number.sub_category, number.sub_category_name),
        NumberPart.plain("application_year", number.year),
        NumberPart.plain("serial", number.serial),
    ]


def _household_parts(number: LicenceNumber, today: date) -> list[NumberPart]:
    """The guide to licence numbers cuts those of household supplies like those of
    devices, but they have categories of their own and none was proven on a register:
    year and serial are presumed, the rest is unknown."""
    is_likely = number.year <= today.year
    return [
        NumberPart.unknown("class_digit"),
        NumberPart.unknown("category"),
        _presumed("application_year", number.year)
        if is_likely
        else NumberPart.unknown("application_year"),
        _presumed("serial", number.serial),
    ]


def _presumed(key: str, value: object) -> NumberPart:
    text = Message(_("%(value)s (dugaan, dibaca seperti pada AKD)"), {"value": value})
    return NumberPart(key, str(value), text)


def _coded(key: str, code: str, name: Name | None) -> NumberPart:
    if name is None:
        return NumberPart.plain(key, code)
    return NumberPart(key, code, Name(f"{code} {name.id}", f"{code} {name.en}"))
