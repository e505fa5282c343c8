"""Numbers by which a product is known in trade, customs and health registers.

As in ``suppliers.identifiers``: what a person typed becomes the stored form, or
InvalidNumber says in Indonesian what is wrong. Nothing is looked up.
"""

import re

from stdnum import ean
from stdnum.exceptions import ValidationError

from suppliers.identifiers import InvalidNumber, compact, digits

__all__ = [
    "InvalidNumber",
    "normalise_gtin",
    "normalise_hs_code",
    "normalise_kbki",
    "normalise_kfa_code",
]

KFA_CODE = re.compile("(?:32|33|34|82|83|84)[0-9]{6}")
"""Templates are 32 and 82, variants 33 and 83, packagings 34 and 84."""


def normalise_gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14 (GS1), its check digit verified.

    The length is kept as typed: a GTIN-12 is not padded. Raises InvalidNumber.
    """
    number = digits(text, "GTIN", (8, 12, 13, 14))
    try:
        return ean.validate(number)
    except ValidationError:
        message = "Angka pemeriksa GTIN tidak cocok; periksa kembali salah ketik."
        raise InvalidNumber("wrong_check_digit", message) from None


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
        )
    return number


def normalise_kbki(text: str) -> str:
    """A commodity code of KBKI (BPS), of 5, 7 or 10 digits. Raises InvalidNumber."""
    return digits(text, "Kode KBKI", (5, 7, 10))


def normalise_hs_code(text: str) -> str:
    """A customs tariff code: 6 digits of the HS, or 8 as Indonesia uses them.

    A TKDN certificate carries 8 (Permenperin 35/2025, Article 44). Raises
    InvalidNumber.
    """
    return digits(text, "Kode HS", (6, 8))
