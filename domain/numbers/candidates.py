"""Which kinds of number a text can be: by its letters, a word before it, its length."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from domain.numbers import organisations, product_codes
from domain.numbers.licences import NOISE, LicenceKind
from domain.numbers.readers import read
from domain.numbers.readings import Certainty, NumberReading
from domain.numbers.spelling import compact, tidy
from domain.numbers.surroundings import is_no_number

INTRODUCTIONS = {
    "PB-UMKU": "business_licence",
    "CPAKB": "business_licence",
    "CDAKB": "business_licence",
    "KAN": "accreditation",
    "NIB": "nib",
    "NPWP": "npwp",
    "GTIN": "gtin",
    "EAN": "gtin",
    "KFA": "kfa",
    "KBKI": "kbki",
    "KBLI": "kbli",
    "HS": "hs",
    "HALAL": "halal",
    "MEREK": "trademark",
    "NIE": "licence",
    "IZIN EDAR": "licence",
    "KEMENKES RI": "licence",
    "KEMENKES": "licence",
    "TKDN": "tkdn",
}
"""Words written before a number that say what it is."""

INTRODUCTION = re.compile(
    rf"(?:(?:NO|NOMOR|KODE)\b[\s.]*)?(?P<word>{'|'.join(INTRODUCTIONS)})"
    r"(?:-(?:8|12|13|14)\b)?(?![A-Z])[\s.:]*(?:(?:NO|NOMOR|CODE)\b[\s.:]*)?"
    r"(?P<number>.*[0-9].*)",
    re.IGNORECASE | re.DOTALL,
)

LETTERED_KINDS = {
    "accreditation": re.compile("(?:LK|LP|LSPR)[0-9].*"),
    "halal": re.compile("ID[0-9]{10,}"),
    "trademark": re.compile("IDM[0-9]{5,}"),
    "sni": re.compile("SNI[^0-9]{0,20}[0-9].*"),
    "standard": re.compile("(?:EN)?(?:ISO|IEC)[A-Z/]{0,20}[0-9].*"),
}
"""What a text without separators looks like where its letters say what it is."""

LICENCE_LETTERS = "|".join(LicenceKind)
LICENCE_START = re.compile(f"[A-Z]*?(?:{LICENCE_LETTERS})(?:NOMOR|NO)?(?![A-Z])")
TKDN_PART = re.compile(r"/\s*TKDN\s*/", re.IGNORECASE)
BEFORE_DIGITS = re.compile(r"(?:NO|NOMOR|KODE)\b[\s.:]*(?=[0-9])", re.IGNORECASE)

DIGIT_KINDS: dict[int, tuple[str, ...]] = {
    5: ("kbki", "kbli"),
    6: ("hs",),
    7: ("kbki",),
    8: ("hs", "kfa", "gtin"),
    10: ("kbki",),
    11: ("licence",),
    12: ("gtin",),
    13: ("gtin", "nib"),
    14: ("gtin",),
    15: ("npwp",),
    16: ("npwp", "gtin"),
    20: ("business_licence",),
}
"""What a number of so many digits can be. Sixteen digits are a GTIN as a scanner types
it, after the application identifier 01."""

KEPT_WHEN_WRONG = frozenset(
    {
        *(("gtin", 12), ("gtin", 13), ("gtin", 14)),
        *(("npwp", 15), ("npwp", 16)),
        *(("hs", 6), ("licence", 11)),
    }
)
"""Kind and length where a fault (a wrong check digit, digits or letters left out) is
more likely a slip than another kind."""

BETWEEN_NUMBERS = (
    re.compile(r"[,;|\n\r\t]+|\s(?:dan|and|atau|or|serta|&|\+|/)\s", re.IGNORECASE),
    re.compile(
        rf"(?<!RI)[\s/]+(?=(?:{LICENCE_LETTERS}|SNI|ISO|{'|'.join(INTRODUCTIONS)})(?![A-Z]))",
        re.IGNORECASE,
    ),
    re.compile(r"\s+"),
)
"""What can stand between several numbers, the plainest first."""

LOOK_ALIKES = str.maketrans("OoIl", "0011")
RUN_WITH_DIGITS = re.compile("[OoIl]*[0-9][0-9OoIl]*")


def readings_of(text: str, today: date) -> list[NumberReading]:
    """What a text can be, the likeliest first."""
    readings = _unsorted_readings(text, today)
    return sorted(readings, key=lambda reading: reading.certainty, reverse=True)


def is_sound(readings: list[NumberReading]) -> bool:
    """Whether one of the readings has no error."""
    return any(not reading.has_error for reading in readings)


def several_numbers(text: str, today: date) -> list[str]:
    """The numbers in a text that holds more than one; none if it does not."""
    for pattern in BETWEEN_NUMBERS:
        numbers = [each for each in pattern.split(text) if each.strip()]
        if len(numbers) > 1 and all(
            is_sound(readings_of(number, today)) for number in numbers
        ):
            return [tidy(number) for number in numbers]
    return []


def with_plain_digits(text: str) -> str:
    """``text`` with digits of other scripts, and letters such as O beside digits, made
    the digits they look like."""
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )
    return RUN_WITH_DIGITS.sub(lambda run: run[0].translate(LOOK_ALIKES), plain)


def _unsorted_readings(text: str, today: date) -> list[NumberReading]:
    if is_no_number(text):
        return []
    bare = BEFORE_DIGITS.sub("", text, count=1)
    number = compact(bare)
    if re.fullmatch("[0-9]+", number):
        return _digit_readings(bare, len(number), today)
    kind = _lettered_kind(text, number.upper())
    if kind:
        return [_certain(read(kind, text, today))]
    introduced = INTRODUCTION.fullmatch(tidy(text))
    if introduced:
        kind = INTRODUCTIONS[introduced["word"].upper()]
        return [_certain(read(kind, introduced["number"], today))]
    return []


def _digit_readings(text: str, length: int, today: date) -> list[NumberReading]:
    readings = [read(kind, text, today) for kind in DIGIT_KINDS.get(length, ())]
    if not readings and product_codes.GTIN_ELEMENT.fullmatch(compact(text)):
        # A bar code as a scanner types it, with more than the GTIN in it.
        readings = [read("gtin", text, today)]
    return [
        reading
        for reading in readings
        if not reading.has_error or (reading.kind, length) in KEPT_WHEN_WRONG
    ]


def _lettered_kind(text: str, number: str) -> str | None:
    """The kind that the letters within a number tell, if they tell one."""
    if LICENCE_START.match(NOISE.sub("", text.upper())):
        return "licence"
    if TKDN_PART.search(text):
        return "tkdn"
    if product_codes.GTIN_ELEMENT.fullmatch(number):
        return "gtin"
    for kind, pattern in LETTERED_KINDS.items():
        if pattern.fullmatch(number):
            return kind
    if number.startswith("FK") and organisations.is_old_business_licence(text):
        return "business_licence"
    return None


def _certain(reading: NumberReading) -> NumberReading:
    return replace(reading, certainty=Certainty.CERTAIN)
