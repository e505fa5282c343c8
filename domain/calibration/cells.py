"""One cell of a table of calibration results: a text, a date, a number or a word."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from domain.calibration.conformity import (
    Conformity,
    DecisionRule,
)
from domain.calibration.limits import (
    parse_ratio,
)
from domain.number_input import parse_number
from domain.problems import Problem, ProblemError
from domain.two_languages import Finding, error

LONGEST_TEXT = 200
MOST_DIGITS = 30


class CellError(ValueError):
    """A cell that cannot be read, with the finding that says why."""

    def __init__(self, finding: Finding):
        super().__init__(finding.text("en"))
        self.finding = finding


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (Cc) and halves of characters (Cs)."""


def read_text(cell: object) -> str:
    """Any text on one line, without spaces around it. Raises CellError."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # What spreadsheets make of a serial number or a name such as "25".
        cell = f"{finite(cell):f}"
    if not isinstance(cell, str):
        raise CellError(
            error("not_text", "Nilai harus berupa teks.", "The value must be a text.")
        )
    text = " ".join(cell.split())
    if len(text) > LONGEST_TEXT:
        raise CellError(
            error(
                "text_too_long",
                f"Teks terlalu panjang; paling banyak {LONGEST_TEXT} karakter.",
                f"The text is too long; at most {LONGEST_TEXT} characters.",
            )
        )
    if CONTROL.search(text):
        raise CellError(
            error(
                "text_control",
                "Teks memuat karakter yang tidak dapat disimpan.",
                "The text contains characters that cannot be stored.",
            )
        )
    return text


def read_date(cell: object) -> date:
    text = read_text(cell)
    iso = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    local = re.fullmatch("([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text)
    parts = iso.groups() if iso else local.groups()[::-1] if local else ()
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        raise CellError(
            error(
                "date_invalid",
                f"“{text}” bukan tanggal yang sah. Contoh: 31-12-2026.",
                f"“{text}” is not a valid date. Example: 2026-12-31.",
            )
        ) from None


DASHES = "-‐‑‒–—−"
MARGIN = re.compile(r"^(?:±|\+/-|\+-)\s*")
EXPONENT = re.compile("[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
PLAIN = re.compile("[+-]?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
PERHAPS_GROUPED = re.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")

SURELY_DECIMAL = re.compile(
    r"[^0-9]{0,3}(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)"
    r"(?P<sign>[.,])[0-9]+"
)


def sign_shown(cell: object) -> str:
    """The sign that is surely decimal in a cell, or ""."""
    if not isinstance(cell, str) or len(cell) > LONGEST_TEXT:
        return ""
    text = unicodedata.normalize("NFKC", cell).strip()
    match = SURELY_DECIMAL.fullmatch(text)
    return match["sign"] if match and not PERHAPS_GROUPED.fullmatch(text) else ""


def typed_number(text: str, sign: str | None) -> Decimal:
    """A number as a person types it, with every digit it has. Raises CellError.

    ``sign`` is the decimal sign where the table tells it.
    """
    if PERHAPS_GROUPED.fullmatch(text):
        return _perhaps_grouped(text, sign)
    if PLAIN.fullmatch(text) or EXPONENT.fullmatch(text):
        return Decimal(text.replace(",", "."))
    try:
        return parse_number(text)
    except ProblemError as refusal:
        raise _refusal(refusal.problem) from None


def _perhaps_grouped(text: str, sign: str | None) -> Decimal:
    """A number such as 36.500 or 36,500."""
    mark = "," if "," in text else "."
    if mark == sign or (sign is None and mark == ","):
        return Decimal(text.replace(mark, "."))
    if sign is not None:
        return Decimal(text.replace(mark, ""))
    thousands, fraction = text.replace(mark, ""), text.replace(mark, ",")
    raise _refusal(
        Problem(
            "number_ambiguous",
            {"text": text, "thousands": thousands, "fraction": fraction},
        )
    )


def _refusal(problem: Problem) -> CellError:
    return CellError(error(problem.code, problem.text("id"), problem.text("en")))


def read_ratio(text: str) -> Decimal:
    try:
        return parse_ratio(text)
    except ValueError:
        raise CellError(
            error(
                "ratio_invalid",
                f"“{text}” bukan perbandingan yang sah. Contoh: 1:2.",
                f"“{text}” is not a valid ratio. Example: 1:2.",
            )
        ) from None


def finite(cell: int | float | Decimal) -> Decimal:
    """A JSON number, in the shortest digits that stand for it. Raises CellError."""
    # Python refuses to write out integers of thousands of digits.
    if isinstance(cell, int) and abs(cell) >= 10**MOST_DIGITS:
        raise CellError(_too_long())
    number = cell if isinstance(cell, Decimal) else Decimal(repr(cell))
    if not number.is_finite():
        raise CellError(
            error(
                "number_not_finite",
                "Nilai harus berupa angka terhingga.",
                "The value must be a finite number.",
            )
        )
    return writable(number)


def writable(number: Decimal) -> Decimal:
    """The number, if it can be written out. Raises CellError."""
    _sign, digits, exponent = number.as_tuple()
    written = max(len(digits), -exponent) + max(exponent, 0)
    if written > MOST_DIGITS:
        raise CellError(_too_long())
    return number


def _too_long() -> Finding:
    return error(
        "number_too_long",
        f"Angka terlalu panjang; paling banyak {MOST_DIGITS} digit.",
        f"The number is too long; at most {MOST_DIGITS} digits.",
    )


RULE_WORDS = {
    "simple": DecisionRule.SIMPLE,
    "simple acceptance": DecisionRule.SIMPLE,
    "sederhana": DecisionRule.SIMPLE,
    "guarded": DecisionRule.GUARDED,
    "guard band": DecisionRule.GUARDED,
    "guard banded": DecisionRule.GUARDED,
    "pita pengaman": DecisionRule.GUARDED,
    "non binary": DecisionRule.NON_BINARY,
    "nonbinary": DecisionRule.NON_BINARY,
    "non biner": DecisionRule.NON_BINARY,
}

CONFORMITIES = {
    Conformity.PASS: (
        "pass, passed, p, laik, laik pakai, lulus, baik, ok, sesuai, memenuhi, diterima"
    ),
    Conformity.FAIL: (
        "fail, failed, f, gagal, tidak laik, tidak laik pakai, tidak lulus, "
        "tidak baik, tidak sesuai, tidak memenuhi, not ok, ditolak"
    ),
    Conformity.CONDITIONAL_PASS: (
        "conditional pass, conditionalpass, bersyarat, laik bersyarat, lulus bersyarat"
    ),
    Conformity.CONDITIONAL_FAIL: (
        "conditional fail, conditionalfail, gagal bersyarat, tidak lulus bersyarat"
    ),
}

CONFORMITY_WORDS = {
    word: conformity
    for conformity, words in CONFORMITIES.items()
    for word in words.split(", ")
}


def read_rule(cell: object) -> DecisionRule:
    text = read_text(cell)
    try:
        return RULE_WORDS[_words(text)]
    except KeyError:
        raise CellError(
            error(
                "rule_unknown",
                f"Aturan keputusan “{text}” tidak dikenal. "
                "Pilih simple, guarded, atau non_binary.",
                f"The decision rule “{text}” is unknown. "
                "Choose simple, guarded or non_binary.",
            )
        ) from None


def read_conformity(cell: object) -> str:
    text = read_text(cell)
    if text in DASHES:
        return ""
    try:
        return CONFORMITY_WORDS[_words(text)]
    except KeyError:
        raise CellError(
            error(
                "conformity_unknown",
                f"Hasil “{text}” tidak dikenal. Tulis lulus atau gagal.",
                f"The result “{text}” is unknown. Write pass or fail.",
            )
        ) from None


def _words(text: str) -> str:
    return re.sub("[ _.-]+", " ", text.casefold()).strip()
