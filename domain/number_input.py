"""Numbers typed into a form: reading them, and writing them so that they read back."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from domain.numerals import number_parts

LONGEST_INPUT = 40
SIGNIFICANT_DIGITS = 15
"""The most digits that survive being stored as a JSON (binary) number."""


def parse_number(text: str) -> Decimal:
    """The number a person typed in Indonesian (1.234,5) or English (1,234.5) form.

    Where both signs occur, the last one is decimal. A sign that occurs several times
    groups thousands. A single sign is decimal, except before exactly three digits
    that follow one to three digits not beginning with 0: there a dot groups thousands,
    since this is an Indonesian form ("1.000" is one thousand, "0.125" an eighth), and
    a comma ("1,000") is refused, as either reading would be wrong for some. Spaces may
    group thousands too, and any sign after them is decimal.

    Raises InvalidInput.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub("^[\u2212\u2010-\u2015] ?", "-", plain)
    if len(plain) > LONGEST_INPUT:
        raise InvalidInput(number_too_long())
    if not plain:
        raise InvalidInput(error("number_missing", _("Isi dengan angka.")))
    match = re.fullmatch("([+-]?)([0-9 .,]+)", plain)
    if match is None:
        raise InvalidInput(_invalid(plain))

    sign, body = match.groups()
    written = _without_grouping(body)
    if written is None:
        raise InvalidInput(_invalid(plain))
    if written == "ambiguous":
        raise InvalidInput(number_ambiguous(plain, body.replace(",", ""), f"{body}0"))
    if len(written.replace(".", "").lstrip("0")) > SIGNIFICANT_DIGITS:
        raise InvalidInput(number_too_long())
    return Decimal(sign + written)


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


def _invalid(text: str) -> Finding:
    return error(
        "number_invalid",
        _("“%(text)s” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5."),
        text=text,
    )


def _without_grouping(body: str) -> str | None:
    """Digits with a decimal point at most; None if malformed; or "ambiguous"."""
    spaced = re.fullmatch("([1-9][0-9]{0,2}(?: [0-9]{3})+)(?:[.,]([0-9]+))?", body)
    if spaced:
        return spaced[1].replace(" ", "") + (f".{spaced[2]}" if spaced[2] else "")

    groups, signs = re.split("[.,]", body), re.findall("[.,]", body)
    if " " in body or not groups[-1] or (len(groups) > 2 and not groups[0]):
        return None
    if not signs:
        return body
    if len(set(signs)) == 2:
        leading = groups[:-1]
        once = signs.count(signs[-1]) == 1
        well_formed = once and _grouped(leading)
        return f"{''.join(leading)}.{groups[-1]}" if well_formed else None
    if len(signs) > 1:
        return "".join(groups) if _grouped(groups) else None

    whole, fraction = groups
    if _grouped(groups):
        return whole + fraction if signs == ["."] else "ambiguous"
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
