"""What stands around a number on labels, letters and invoices, and is none itself.

People paste a whole line of a label: a licence with the day until which it is valid, a
UDI, the telephone number of the maker, the number of the letter that came with it. All
of these are long rows of digits, so they are recognised first, and no number is read
out of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.date_input import MONTHS
from domain.numbers.spelling import tidy

MONTH_NUMBERS = {name: n for n, names in enumerate(MONTHS, 1) for name in names}
MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
ALONE = r"(?<![\w/.\-])"
"""Not the end of something longer."""
AT_END = r"(?![\w]|[/.\-][0-9])"
LIKELY_YEARS = range(1950, 2100)
LIKELY_DAYS_WITHOUT_SEPARATORS = range(1990, 2060)

DATE = re.compile(
    rf"{ALONE}(?:"
    r"(?P<d1>[0-3]?[0-9])(?P<s1>[\-/.])(?P<m1>[01]?[0-9])(?P=s1)(?P<y1>[0-9]{4})|"
    r"(?P<y2>[0-9]{4})(?P<s2>[\-/.])(?P<m2>[01]?[0-9])(?P=s2)(?P<d2>[0-3]?[0-9])|"
    rf"(?:(?P<d3>[0-3]?[0-9])[\s.\-/]*)?(?P<m3>{MONTH})\.?[\s\-/']*(?P<y3>[0-9]{{4}}))"
    f"{AT_END}",
    re.IGNORECASE,
)
UNTIL = re.compile(
    rf"{ALONE}(?:(?:masa\s+)?berlaku|expired?|exp|ed|kadaluarsa|kedaluwarsa|"
    r"valid(?:\s+until)?)?[\s.:,;]*"
    r"(?<!\w)(?:hingga|sampai(?:\s+dengan)?|s\s?/\s?d|s\.\s?d\.?|sd|until|to)?[\s.:]*"
    r"(?:tanggal|tgl)?[\s.:]*$",
    re.IGNORECASE,
)
"""What is written right before the day on which something ends."""
END_OF_VALIDITY = re.compile(
    rf"{ALONE}(?:(?:masa\s+)?berlaku\s*(?:hingga|sampai(?:\s+dengan)?|s\s?/\s?d|"
    r"s\.\s?d\.?|sd)|(?:masa\s+)?berlaku|expired?|exp|kadaluarsa|kedaluwarsa|"
    r"valid(?:\s+until)?|hingga|sampai(?:\s+dengan)?|s\s?/\s?d|s\.\s?d\.?)"
    rf"(?:\s+(?:tanggal|tgl))?[\s.:]*(?P<end>20[0-9]{{2}}|"
    rf"(?:[0-3]?[0-9][\-/.])?[01]?[0-9][\-/.](?:20)?[0-9]{{2}}|"
    rf"(?:[0-3]?[0-9][\s\-]*)?(?:{MONTH})[\s\-']*(?:20)?[0-9]{{2}}){AT_END}",
    re.IGNORECASE,
)
"""A shorter date is taken for one where words say that something ends then: "exp
12/27", "berlaku s/d 2027"."""

ELEMENT = (
    r"\((?:0[0-2]|1[0-7]|2[0-2]|24[0-3]|25[0-5]|30|37|"
    r"4[0-9]{2}|7[0-9]{2,3}|8[0-9]{3})\)"
)
"""Identifier of an element in a UDI as it is printed (GS1 General Specifications)."""
UDI = re.compile(
    rf"(?:\][A-Za-z][0-9])?(?:\(01\)\s?[0-9]{{14}}(?:\s?{ELEMENT}\s?[^\s()]+)*|"
    rf"{ELEMENT}[^\s()]+(?:\s?{ELEMENT}[^\s()]+)+)"
)

PHONE_WORDS = "telp|telepon|tlp|tel|hp|wa|whatsapp|fax|faks|phone|call|hubungi"
PHONE = re.compile(
    rf"{ALONE}(?:(?:{PHONE_WORDS})\b[\s.:]*\+?[0-9(][0-9\s().\-]{{5,18}}[0-9]|"
    r"\+62[0-9\s().\-]{7,16}[0-9]|"
    r"\(0[2-9][0-9]{1,2}\)\s*[0-9]{3,4}[\s\-]?[0-9]{3,5}|"
    r"0[2-9][0-9]{1,2}[\s\-][0-9]{3,4}[\s\-]?[0-9]{3,5}|"
    r"08[0-9]{2}[\s.\-]?[0-9]{3,4}[\s.\-]?[0-9]{2,5})"
    rf"{AT_END}",
    re.IGNORECASE,
)

LETTER = re.compile(
    rf"{ALONE}(?!(?:NO|NIE|NIB|AKD|AKL|PKD|PKL)\.)(?:"
    r"[A-Z]{2,4}\.(?:[0-9]{1,2}\.)*[0-9]{1,2}(?:[./\-][A-Z0-9]{1,8}){1,7}|"
    r"(?![0-9]+/[^\s]*TKDN)[0-9]{1,6}/[A-Z][A-Z0-9.\-]*(?:/[A-Z0-9.\-]+)*/[0-9]{4})"
    r"(?![\w/])",
    re.IGNORECASE,
)
"""Numbers of letters, by how offices write them: "FR.03.02/VA/1234/2021", where the
first part is a code of the subject, or "123/SK/DIR/2021"."""


class BesideKind(StrEnum):
    """What something beside a number is."""

    DATE = "date"
    LETTER = "letter"
    PHONE = "phone"
    UDI = "udi"


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that stands beside a number, as it is written, and from where to where
    in the text."""

    kind: BesideKind
    text: str
    start: int
    end: int


def beside(text: str) -> list[Beside]:
    """All that is no number in a text, in its order; nothing overlaps."""
    found: list[Beside] = []
    for each in _all(text):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def dates(text: str) -> list[Beside]:
    """The dates in a text."""
    return list(_dates(text))


def without(text: str, parts: list[Beside]) -> str:
    """``text`` with a line break in the place of each of ``parts``."""
    for each in reversed(parts):
        text = f"{text[: each.start]}\n{text[each.end :]}"
    return text


def is_no_number(text: str) -> bool:
    """Whether the whole of ``text`` is a date with separators, or a telephone number
    that is written as one: their digits alone could be a code of so many digits."""
    bare = text.strip()
    day = DATE.fullmatch(bare)
    if day is not None and day_of(day) is not None:
        return not _is_tariff_code(day)
    return PHONE.fullmatch(bare) is not None and not bare.isdigit()


def day_of_digits(number: str) -> date | None:
    """The day that eight digits could be, written day or year first."""
    if not re.fullmatch("[0-9]{8}", number):
        return None
    for year, month, day in (
        (number[4:], number[2:4], number[:2]),
        (number[:4], number[4:6], number[6:]),
    ):
        found = _day(int(year), int(month), int(day))
        if found is not None and found.year in LIKELY_DAYS_WITHOUT_SEPARATORS:
            return found
    return None


def may_be_phone(number: str) -> bool:
    """Whether digits could be the number of a mobile telephone."""
    return re.fullmatch(r"(?:08|628)[0-9]{8,11}", number) is not None


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of DATE means, the first of the month where none is told;
    None if there is no such day."""
    year = int(match["y1"] or match["y2"] or match["y3"])
    if year not in LIKELY_YEARS:
        return None
    if match["m3"]:
        return _day(year, MONTH_NUMBERS[match["m3"].lower()], int(match["d3"] or 1))
    return _day(year, int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_tariff_code(day: re.Match[str]) -> bool:
    """Tariff codes are grouped like a year, a month and a day: 2005.11.00. No heading
    of the tariff is after 2009 in its chapter."""
    return day["s2"] == "." and int(day["y2"]) < 2010


def _all(text: str) -> Iterator[Beside]:
    for match in UDI.finditer(text):
        yield _found(BesideKind.UDI, match)
    yield from _dates(text)
    for match in END_OF_VALIDITY.finditer(text):
        yield _found(BesideKind.DATE, match)
    for kind, pattern in ((BesideKind.LETTER, LETTER), (BesideKind.PHONE, PHONE)):
        for match in pattern.finditer(text):
            yield _found(kind, match)


def _dates(text: str) -> Iterator[Beside]:
    """Dates with the words before them, "berlaku s/d"."""
    for match in DATE.finditer(text):
        if day_of(match) is None:
            continue
        words = UNTIL.search(text[: match.start()])
        start = words.start() if words and words[0].strip() else match.start()
        yield Beside(BesideKind.DATE, tidy(match[0]), start, match.end())


def _found(kind: BesideKind, match: re.Match[str]) -> Beside:
    shown = match["end"] if kind == BesideKind.DATE else match[0]
    return Beside(kind, tidy(shown), match.start(), match.end())
