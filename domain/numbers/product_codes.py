"""Codes of products: GTIN, KFA, KBKI, HS.

As in ``domain.numbers.organisations``: what a person typed becomes the stored form, or
InvalidInput says what is wrong. Nothing is looked up.
"""

import re

from biip import ParseError
from biip.gtin import Gtin

from domain.findings import Finding, invalid, warning
from domain.messages import Several, pgettext
from domain.messages import gettext_noop as _
from domain.numbers.spelling import compact, digits

GTIN_ELEMENT = re.compile(
    r"(?:\][A-Za-z][0-9])?(?:.*\(01\)(?P<shown>[0-9]{14})(?:\(.*)?|"
    r"01(?P<scanned>[0-9]{14})(?:[0-9].*)?)"
)
"""GTIN within a GS1 element string (GS1 General Specifications, section 3): as printed
under a bar code, "(01)08991234567891(21)A7", or as a scanner types it, with or without
the symbology identifier, where a further element's identifier begins with a digit."""

LONGEST_INPUT = 200

KFA_TEMPLATES = ("32", "82")
KFA_VARIANTS = ("33", "83")
KFA_PACKAGINGS = ("34", "84")
KFA_BEGINNINGS = tuple(sorted(KFA_TEMPLATES + KFA_VARIANTS + KFA_PACKAGINGS))
"""How the codes of KFA begin, by what they stand for."""
KFA_CODE = re.compile(f"(?:{'|'.join(KFA_BEGINNINGS)})[0-9]{{6}}")

KBKI_OF_MEDICAL_APPLIANCES = "481"
"""How the codes of KBKI begin where it has medical and surgical appliances, also
furniture and what patients wear."""
HS_SUBHEADING, HS_NATIONAL = 6, 8
"""Digits of a tariff code: those that all countries share, those of Indonesia."""
KBKI_OF_DEVICES = "4815"
"""How those begin that e-Katalog has with medical devices."""


def normalise_gtin(text: str) -> str:
    """The digits of a GTIN-8, -12, -13 or -14 (GS1), its check digit verified.

    The length is kept as typed: a GTIN-12 is not padded. A GS1 element string gives
    the GTIN it contains, without the zeros that pad it to 14 digits there. Raises
    InvalidInput.
    """
    return read_gtin(text).value


def read_gtin(text: str) -> Gtin:
    """A GTIN with its format, GS1 prefix and check digit. Raises InvalidInput."""
    plain = compact(text[:LONGEST_INPUT])
    element = GTIN_ELEMENT.fullmatch(plain) if len(text) <= LONGEST_INPUT else None
    if element is None:
        name = pgettext("beginning of a sentence", "GTIN")
        return _checked_gtin(digits(text, name, (8, 12, 13, 14)))
    gtin = _checked_gtin(element["shown"] or element["scanned"])
    return _checked_gtin(gtin.value[-gtin.format.length :])


def _checked_gtin(number: str) -> Gtin:
    try:
        return Gtin.parse(number)
    except ParseError:
        raise invalid(
            "wrong_check_digit",
            _("Angka pemeriksa GTIN tidak cocok; periksa kembali salah ketik."),
        ) from None


def normalise_kfa_code(text: str) -> str:
    """An eight-digit code of KFA, the health ministry's dictionary of devices.

    The families are inferred from published records of the register (versions 2
    and 3), not from a specification. Raises InvalidInput.
    """
    number = compact(text)
    if KFA_CODE.fullmatch(number) is None:
        raise invalid(
            "wrong_pattern",
            _(
                "Kode KFA harus terdiri dari 8 digit dan diawali salah satu dari "
                "%(beginnings)s."
            ),
            beginnings=Several(KFA_BEGINNINGS),
        )
    return number


def normalise_kbki(text: str) -> str:
    """A commodity code of KBKI (BPS), of 5, 7 or 10 digits. Raises InvalidInput."""
    name = pgettext("beginning of a sentence", "Kode KBKI")
    return digits(text, name, (5, 7, 10))


def normalise_hs_code(text: str) -> str:
    """A customs tariff code of 8 digits, as a TKDN certificate carries it
    (Permenperin 35/2025, article 44). Raises InvalidInput.
    """
    name = pgettext("beginning of a sentence", "Kode HS")
    return digits(text, name, (HS_NATIONAL,))


def normalise_tariff_code(text: str) -> str:
    """A customs tariff code: 8 digits, or the 6 that all countries share, as products
    declared earlier have them. Raises InvalidInput.
    """
    return digits(
        text,
        pgettext("beginning of a sentence", "Kode HS"),
        (HS_SUBHEADING, HS_NATIONAL),
    )


def tariff_code_findings(code: str) -> list[Finding]:
    """A warning where a stored code is not as exact as it should be."""
    if len(code) != HS_SUBHEADING:
        return []
    return [
        warning(
            "hs_code_short",
            _(
                "Kode HS %(code)s baru 6 digit. Sertifikat TKDN memakai 8 digit; "
                "lengkapi dari buku tarif (BTKI)."
            ),
            code=code,
        )
    ]
