"""Numbers typed into a form: reading them, and writing them so that they read back.

One reading for every form, filter and imported table. What may stand around the digits
depends on what is asked for: :func:`parse_number` is for measures, with decimals;
:func:`parse_whole_number` for pieces, grams, months; :func:`parse_rupiah` for money.
Only tables of calibration results read a lone sign otherwise, by what their other
numbers show (:mod:`domain.calibration.cells`).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from domain.numerals import format_number, number_parts

LONGEST_INPUT = 40
SIGNIFICANT_DIGITS = 15
"""The most digits that survive being stored as a JSON (binary) number."""

ZEROS: Mapping[str, int] = {
    "rb": 3,
    "ribu": 3,
    "thousand": 3,
    "jt": 6,
    "juta": 6,
    "million": 6,
    "miliar": 9,
    "milyar": 9,
    "billion": 9,
    "triliun": 12,
    "trillion": 12,
}
"""Words behind a number, with the zeros they stand for."""

ZEROS_OF_MONEY: Mapping[str, int] = {**ZEROS, "k": 3, "m": 9, "t": 12}
"""The same with letters, which behind anything but money are units (12 m). M is a
*miliar* in either language of the catalogue: nobody in Indonesia means a million."""

INVALID = _("“%(text)s” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.")
INVALID_WHOLE = _("“%(text)s” bukan bilangan yang sah. Contoh: 1.500 atau 1500.")
INVALID_RUPIAH = _(
    "“%(text)s” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau 60 jt."
)


def _behind(words: Iterable[str]) -> str:
    return f" ?(?P<word>{'|'.join(words)})?"


SIGN = "(?P<sign>[+-]?) ?"
DIGITS = "(?P<digits>[0-9.,][0-9., ]*)"
RUPIAH = r"(?:(?:rp\.?|idr) ?(?P<inner_sign>[+-]?) ?)?"
NO_CENTS = "(?: ?[,.] ?(?:--?|=))?"
"""A stroke in place of the cents: 850.000,-"""

NUMBER_FORM = re.compile(SIGN + DIGITS + _behind(ZEROS), re.IGNORECASE)
RUPIAH_FORM = re.compile(
    f"{SIGN}{RUPIAH}{DIGITS}{_behind(ZEROS_OF_MONEY)}{NO_CENTS}(?: ?rupiah)?",
    re.IGNORECASE,
)
DASHES = re.compile("[\u2212\u2010-\u2015]")


def parse_number(text: str) -> Decimal:
    """The number a person typed in Indonesian (1.234,5) or English (1,234.5) form.

    Where both signs occur, the last one is decimal. A sign that occurs several times
    groups thousands. A single sign is decimal, except before exactly three digits
    that follow one to three digits not beginning with 0: there a dot groups thousands,
    since this is an Indonesian form ("1.000" is one thousand, "0.125" an eighth), and
    a comma ("1,000") is refused, as either reading would be wrong for some. Spaces may
    group thousands too, and any sign after them is decimal.

    A word such as "juta" behind the number adds its zeros. Before one "1.250" is
    refused as well: there it is as often one and a quarter.

    Raises InvalidInput.
    """
    return _read(text, NUMBER_FORM, INVALID)


def parse_whole_number(text: str) -> int:
    """The same of what has no fraction: "1.500", "12,00". Raises InvalidInput."""
    return _whole(_read(text, NUMBER_FORM, INVALID_WHOLE, whole=True), text)


def parse_rupiah(text: str) -> int:
    """An amount in whole rupiah: "Rp 850.000,00", "850.000,-", "60 jt", "1,2 M".

    Raises InvalidInput.
    """
    return _whole(_read(text, RUPIAH_FORM, INVALID_RUPIAH, whole=True), text)


def _read(
    text: str, form: re.Pattern[str], refusal: str, *, whole: bool = False
) -> Decimal:
    """``whole`` says that no fraction would be accepted, so that none is proposed."""
    plain = plain_text(text)
    if len(plain) > LONGEST_INPUT:
        raise InvalidInput(number_too_long())
    if not plain:
        raise InvalidInput(error("number_missing", _("Isi dengan angka.")))
    refused = InvalidInput(error("number_invalid", refusal, text=plain))
    match = form.fullmatch(plain)
    if match is None:
        raise refused
    parts = match.groupdict(default="")
    digits, word = parts["digits"].rstrip(), parts["word"]
    written = _without_grouping(digits)
    if written is None:
        raise refused

    sign = "-" if "-" in (parts["sign"], parts.get("inner_sign")) else ""
    perhaps_thousands = PERHAPS_THOUSANDS.fullmatch(digits)
    if perhaps_thousands and (word or perhaps_thousands["mark"] == ","):
        if whole and not word:
            raise InvalidInput(_meant_as_thousands(plain, sign + _ungrouped(digits)))
        raise InvalidInput(_two_readings(plain, sign, digits, word))
    zeros = ZEROS_OF_MONEY[word.casefold()] if word else 0
    if len(written.replace(".", "").lstrip("0")) > SIGNIFICANT_DIGITS - zeros:
        raise InvalidInput(number_too_long())
    return Decimal(f"{Decimal(sign + written).scaleb(zeros):f}")


def plain_text(text: str) -> str:
    """What was typed or pasted in plain characters: full-width digits, spaces of any
    width, dashes and invisible marks are as from a keyboard."""
    normal = "".join(
        mark for mark in unicodedata.normalize("NFKC", text) if not _is_invisible(mark)
    )
    return DASHES.sub("-", " ".join(normal.split()))


def _is_invisible(mark: str) -> bool:
    return unicodedata.category(mark) == "Cf"


def _whole(value: Decimal, text: str) -> int:
    if value != value.to_integral_value():
        raise InvalidInput(
            error(
                "number_not_whole",
                _("“%(text)s” bukan bilangan bulat. Tulis %(below)s atau %(above)s."),
                text=plain_text(text),
                below=int(value.to_integral_value(ROUND_FLOOR)),
                above=int(value.to_integral_value(ROUND_CEILING)),
            )
        )
    return int(value)


def number_too_long(most: int = SIGNIFICANT_DIGITS) -> Finding:
    return error(
        "number_too_long",
        _("Angka terlalu panjang; paling banyak %(most)s digit."),
        most=most,
    )


def number_ambiguous(text: str, thousands: str, fraction: str) -> Finding:
    """``text`` may be read in two ways; the others are how to write either."""
    return error(
        "number_ambiguous",
        _(
            "“%(text)s” dapat berarti ribuan atau desimal. Tulis %(thousands)s jika "
            "ribuan, atau %(fraction)s jika desimal."
        ),
        text=text,
        thousands=thousands,
        fraction=fraction,
    )


def _two_readings(text: str, sign: str, digits: str, word: str) -> Finding:
    thousands = sign + _ungrouped(digits)
    fraction = number_for_input(Decimal(sign + digits.replace(",", ".")))
    return number_ambiguous(
        text, f"{thousands} {word}".rstrip(), f"{fraction} {word}".rstrip()
    )


def _meant_as_thousands(text: str, thousands: str) -> Finding:
    return error(
        "number_ambiguous",
        _("Koma pada “%(text)s” dapat berarti desimal. Tulis %(thousands)s."),
        text=text,
        thousands=thousands,
    )


def _ungrouped(digits: str) -> str:
    return re.sub("[.,]", "", digits)


PERHAPS_THOUSANDS = re.compile("[1-9][0-9]{0,2}(?P<mark>[.,])[0-9]{3}")


def _without_grouping(digits: str) -> str | None:
    """The digits with a decimal point at most; None if they are malformed."""
    spaced = re.fullmatch("([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,]([0-9]+))?", digits)
    if spaced:
        return spaced[1].replace(" ", "") + (f".{spaced[2]}" if spaced[2] else "")

    groups, signs = re.split("[.,]", digits), re.findall("[.,]", digits)
    if " " in digits or not groups[-1]:
        return None
    if not signs:
        return digits
    if len(set(signs)) == 2:
        leading = groups[:-1]
        once = signs.count(signs[-1]) == 1
        well_formed = once and _grouped(leading)
        return f"{''.join(leading)}.{groups[-1]}" if well_formed else None
    if len(signs) > 1 or PERHAPS_THOUSANDS.fullmatch(digits):
        return "".join(groups) if _grouped(groups) else None

    whole, fraction = groups
    leading_zero = len(whole) > 1 and whole.startswith("0")
    return None if leading_zero else f"{whole or 0}.{fraction}"


def _grouped(groups: Sequence[str]) -> bool:
    """Whether the parts are thousands: up to three digits, then three each."""
    first, *others = groups
    return bool(re.fullmatch("[1-9][0-9]{0,2}", first)) and all(
        len(other) == 3 for other in others
    )


def number_for_input(value: int | float | Decimal) -> str:
    """A number for a form field, such that it reads back as the same number.

    No thousands are grouped, the decimal sign is a comma, and three decimals get a
    fourth (1,2340), since "1,234" would be refused as ambiguous.
    """
    sign, whole, fraction = number_parts(value)
    if len(fraction) == 3 and re.fullmatch("[1-9][0-9]{0,2}", whole):
        fraction += "0"
    return sign.replace("\u2212", "-") + whole + (f",{fraction}" if fraction else "")


def whole_number_for_input(value: int, language: str) -> str:
    """A whole number for a form field, such that it reads back as the same number.

    Dots group its thousands for Indonesians. For an English reader they would be
    decimal signs, and his own commas are refused as ambiguous: he sees digits alone.
    """
    if language == "en":
        return str(value)
    return format_number(value, language).replace("\u2212", "-")
