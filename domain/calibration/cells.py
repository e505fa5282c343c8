"""One cell of a table of calibration results: a text, a date, a number or a word."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from domain.calibration.conformity import RULE_NAMES, Conformity, DecisionRule
from domain.date_input import parse_date
from domain.findings import InvalidInput, error
from domain.messages import Several
from domain.messages import gettext_noop as _
from domain.number_input import number_ambiguous, number_too_long, parse_number

LONGEST_TEXT = 200
MOST_DIGITS = 30


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (Cc) and halves of characters (Cs)."""


def read_text(cell: object) -> str:
    """Any text on one line, without spaces around it. Raises InvalidInput."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # What spreadsheets make of a serial number or a name such as "25".
        cell = f"{finite(cell):f}"
    if not isinstance(cell, str):
        raise InvalidInput(error("not_text", _("Nilai harus berupa teks.")))
    text = " ".join(cell.split())
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            error(
                "text_too_long",
                _("Teks terlalu panjang; paling banyak %(most)s karakter."),
                most=LONGEST_TEXT,
            )
        )
    if CONTROL.search(text):
        raise InvalidInput(
            error(
                "text_control",
                _("Teks memuat karakter yang tidak dapat disimpan."),
            )
        )
    return text


def read_date(cell: object) -> date:
    return parse_date(read_text(cell))


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
    """A number as a person types it, with every digit it has. Raises InvalidInput.

    ``sign`` is the decimal sign where the table tells it.
    """
    if PERHAPS_GROUPED.fullmatch(text):
        return _perhaps_grouped(text, sign)
    if PLAIN.fullmatch(text) or EXPONENT.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return parse_number(text)


def _perhaps_grouped(text: str, sign: str | None) -> Decimal:
    """A number such as 36.500 or 36,500."""
    mark = "," if "," in text else "."
    if mark == sign or (sign is None and mark == ","):
        return Decimal(text.replace(mark, "."))
    if sign is not None:
        return Decimal(text.replace(mark, ""))
    thousands, fraction = text.replace(mark, ""), text.replace(mark, ",")
    raise InvalidInput(number_ambiguous(text, thousands, fraction))


def finite(cell: int | float | Decimal) -> Decimal:
    """A JSON number, in the shortest digits that stand for it. Raises InvalidInput."""
    # Python refuses to write out integers of thousands of digits.
    if isinstance(cell, int) and abs(cell) >= 10**MOST_DIGITS:
        raise InvalidInput(number_too_long(MOST_DIGITS))
    number = cell if isinstance(cell, Decimal) else Decimal(repr(cell))
    if not number.is_finite():
        raise InvalidInput(
            error(
                "number_not_finite",
                _("Nilai harus berupa angka terhingga."),
            )
        )
    return writable(number)


def writable(number: Decimal) -> Decimal:
    """The number, if it can be written out. Raises InvalidInput."""
    _sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise TypeError("only finite numbers are written")
    written = max(len(digits), -exponent) + max(exponent, 0)
    if written > MOST_DIGITS:
        raise InvalidInput(number_too_long(MOST_DIGITS))
    return number


RULE_WORDS = {
    "simple": DecisionRule.SIMPLE,
    "simple acceptance": DecisionRule.SIMPLE,
    "sederhana": DecisionRule.SIMPLE,
    "penerimaan sederhana": DecisionRule.SIMPLE,
    "guarded": DecisionRule.GUARDED,
    "guard band": DecisionRule.GUARDED,
    "guard banded": DecisionRule.GUARDED,
    "pita pengaman": DecisionRule.GUARDED,
    "pita jaga": DecisionRule.GUARDED,
    "dengan pita jaga u95": DecisionRule.GUARDED,
    "with guard band u95": DecisionRule.GUARDED,
    "non binary": DecisionRule.NON_BINARY,
    "nonbinary": DecisionRule.NON_BINARY,
    "non biner": DecisionRule.NON_BINARY,
    "dengan syarat (ilac g8)": DecisionRule.NON_BINARY,
    "conditional (ilac g8)": DecisionRule.NON_BINARY,
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
        raise InvalidInput(
            error(
                "rule_unknown",
                _("Aturan keputusan “%(text)s” tidak dikenal. Pilih: %(rules)s."),
                text=text,
                rules=Several(RULE_NAMES.values()),
            )
        ) from None


def read_conformity(cell: object) -> str:
    text = read_text(cell)
    if text in DASHES:
        return ""
    try:
        return CONFORMITY_WORDS[_words(text)]
    except KeyError:
        raise InvalidInput(
            error(
                "conformity_unknown",
                _("Hasil “%(text)s” tidak dikenal. Tulis lulus atau gagal."),
                text=text,
            )
        ) from None


def _words(text: str) -> str:
    return re.sub("[ _.-]+", " ", text.casefold()).strip()
