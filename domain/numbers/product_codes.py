"""Numbers by which a product is known in trade, customs and health registers.

As in ``domain.numbers.organisations``: what a person typed becomes the stored form, or
InvalidNumber says in Indonesian what is wrong. Nothing is looked up.
"""

import re

from biip import ParseError
from biip.gtin import Gtin

from domain.numbers.organisations import InvalidNumber, compact, digits

__all__ = [
    "InvalidNumber",
    "normalise_gtin",
    "normalise_hs_code",
    "normalise_kbki",
    "normalise_kfa_code",
    "read_gtin",
]

GTIN_ELEMENT = re.compile(
    r"(?:\][A-Za-z][0-9])?(?:.*\(01\)(?P<shown>[0-9]{14})(?:\(.*)?|"
    r"01(?P<scanned>[0-9]{14})(?:[0-9].*)?)"
)
"""GTIN within a GS1 element string (GS1 General Specifications, section 3): as printed
under a bar code, "(01)08991234567891(21)A7", or as a scanner types it, with or without
the symbology identifier, where a further element's identifier begins with a digit."""

LONGEST_INPUT = 200

KFA_CODE = re.compile("(?:32|33|34|82|83|84)[0-9]{6}")
"""Templates are 32 and 82, variants 33 and 83, packagings 34 and 84."""


def normalise_gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14 (GS1), its check digit verified.

    The length is kept as typed: a GTIN-12 is not padded. A GS1 element string gives
    the GTIN it contains, without the zeros that pad it to 14 digits there. Raises
    InvalidNumber.
    """
    return read_gtin(text).value


def read_gtin(text: str) -> Gtin:
    """A GTIN with its format, GS1 prefix and check digit. Raises InvalidNumber."""
    plain = compact(text[:LONGEST_INPUT])
    element = GTIN_ELEMENT.fullmatch(plain) if len(text) <= LONGEST_INPUT else None
    if element is None:
        return _checked_gtin(digits(text, "GTIN", (8, 12, 13, 14)))
    gtin = _checked_gtin(element["shown"] or element["scanned"])
    return _checked_gtin(gtin.value[-gtin.format.length :])


def _checked_gtin(number: str) -> Gtin:
    try:
        return Gtin.parse(number)
    except ParseError:
        raise InvalidNumber(
            "wrong_check_digit",
            "Angka pemeriksa GTIN tidak cocok; periksa kembali salah ketik.",
            "The check digit of the GTIN is wrong; look for a typing error.",
        ) from None


def normalise_kfa_code(text: str) -> str:
    """An eight-digit code of KFA, the health ministry's dictionary of devices.

    The families are inferred from published records of the register (versions 2
    and 3), not from a specification. Raises InvalidNumber.
    """
    number = compact(text)
    if KFA_CODE.fullmatch(number) is None:
        raise InvalidNumber(
            "wrong_pattern",
            "Kode KFA harus terdiri dari 8 digit dan diawali "
            "32, 33, 34, 82, 83, atau 84.",
            "A KFA code must have 8 digits and begin with 32, 33, 34, 82, 83 or 84.",
        )
    return number


def normalise_kbki(text: str) -> str:
    """A commodity code of KBKI (BPS), of 5, 7 or 10 digits. Raises InvalidNumber."""
    return digits(text, "Kode KBKI", (5, 7, 10), "A KBKI code")


def normalise_hs_code(text: str) -> str:
    """A customs tariff code of 8 digits, as a TKDN certificate carries it
    (Permenperin 35/2025, article 44). Raises InvalidNumber.
    """
    return digits(text, "Kode HS", (8,), "An HS code")
