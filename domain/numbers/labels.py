"""Numbers that stand within a text: a line of a label, a sentence of a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.numbers.candidates import INTRODUCTIONS
from domain.numbers.licences import (
    DIGITS,
    KINDS_TO_CHOOSE,
    LABEL_WORDS,
    LicenceKind,
)
from domain.numbers.surroundings import Beside, BesideKind, beside, dates, without

KINDS = "|".join(LicenceKind)
LICENCE_LETTERS = re.compile(
    rf"(?<![A-Z0-9/])(?P<kind>{KINDS})(?![A-Z])"
    r"[^A-Z0-9]{0,6}(?:(?:NOMOR|NO|NUMBER)(?![A-Z])[^A-Z0-9]{0,4})?",
    re.IGNORECASE,
)
LOOK_ALIKE = "0-9OoIl"
RUN = re.compile(rf"[{LOOK_ALIKE}]*[0-9][{LOOK_ALIKE}]*(?:[ .\-][{LOOK_ALIKE}]+)*")
"""Digits, with letters that are taken for digits, in groups."""
INTRODUCED = "|".join(
    sorted(
        (
            word
            for word, kind in INTRODUCTIONS.items()
            if kind not in {"tkdn", "halal", "trademark"}
        ),
        key=len,
        reverse=True,
    )
)
"""Words before numbers of digits alone."""
OTHERS = (
    re.compile(
        r"(?<![\w/])[0-9]{1,6}/[A-Z][A-Z0-9.\-]*/TKDN/[0-9IVX]{1,4}/[0-9]{4}",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w\-])(?:LK|LP|LSPR)-[0-9]{3,4}-IDN(?![\w\-])", re.IGNORECASE),
    re.compile(
        rf"(?<![\w/])(?:{INTRODUCED})(?![A-Z])"
        r"[\s.:]*(?:(?:NO|NOMOR|CODE)\b[\s.:]*)?[0-9](?:[0-9 .\-]{2,30}[0-9])?",
        re.IGNORECASE,
    ),
)
"""Numbers of other kinds that a text tells apart."""

NOT_TYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

MEANINGLESS = re.compile(
    rf"\b(?:{'|'.join(LABEL_WORDS)}|{'|'.join(INTRODUCTIONS)}|{KINDS}|"
    r"tanggal|tgl|masa|berlaku|sampai|dengan|hingga|s\s?/\s?d|sd|exp|expired|date|"
    r"telp|hp|wa|fax)\b",
    re.IGNORECASE,
)
"""Words that are expected around a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text taken apart: the ``numbers`` in it as they are written, what stands
    ``beside`` them and is none, and whether there are ``words`` that say something
    else than what the numbers are."""

    numbers: list[str]
    beside: list[Beside]
    words: bool


def take_apart(text: str) -> Line:
    """The numbers within a text.

    A licence is found by its letters, other numbers by theirs or the word before them.
    Where a row of digits is not as long as the number should be, it is among the
    numbers all the same: that is what is wrong with it. Nothing is found in addresses
    of the web, and where control characters stand in the text.
    """
    if NOT_TYPED.search(text) or "://" in text or "www." in text.lower():
        return Line([], [], words=True)
    plain = KINDS_TO_CHOOSE.sub(" ", text)
    udis = [each for each in beside(plain) if each.kind == BesideKind.UDI]
    plain = without(plain, udis)
    numbers, rest = _licences(plain)
    others = beside(rest)
    rest = without(rest, others)
    more, rest = _licences(rest, whole=False)
    numbers += more
    for pattern in OTHERS:
        numbers += [match[0] for match in pattern.finditer(rest)]
        rest = pattern.sub("\n", rest)
    if not numbers and others:
        numbers = _rest_as_number(rest)
    words = re.search(r"[^\W\d_]", MEANINGLESS.sub(" ", rest)) is not None
    return Line(numbers, [*udis, *others], words)


def _rest_as_number(rest: str) -> list[str]:
    """What is left beside a date where it has digits: "NIB 9120106900275, …"."""
    lines = [line.strip(" .,;:-") for line in rest.split("\n")]
    return [line for line in lines if re.search("[0-9]", line)]


def _licences(text: str, *, whole: bool = True) -> tuple[list[str], str]:
    """Licences with their letters, and the text without them.

    With ``whole`` only those of eleven digits, none of which is part of a date.
    """
    found = list(_found_licences(text, whole))
    for start, end, _number in reversed(found):
        text = f"{text[:start]}\n{text[end:]}"
    return [number for _start, _end, number in found], text


def _found_licences(text: str, whole: bool) -> Iterator[tuple[int, int, str]]:
    days = dates(text)
    for letters in LICENCE_LETTERS.finditer(text):
        run = RUN.match(text, letters.end())
        if run is None:
            continue
        end = _end_of_number(run, whole)
        if end is None or _cuts(end, days):
            continue
        digits = text[run.start() : end]
        yield letters.start(), end, f"{letters['kind'].upper()} {digits}"


def _end_of_number(run: re.Match[str], whole: bool) -> int | None:
    """Where eleven digits end, at the end of a group; where there are none, the end of
    all digits, or None with ``whole``."""
    count = 0
    for group in re.finditer(f"[{LOOK_ALIKE}]+", run[0]):
        count += len(group[0])
        if count == DIGITS:
            return run.start() + group.end()
    return None if whole else run.end()


def _cuts(end: int, days: list[Beside]) -> bool:
    """Whether what ends there holds a part of a date, and not all of it."""
    return any(each.start < end < each.end for each in days)
