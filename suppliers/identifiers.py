"""Numbers by which an Indonesian organisation is known to the authorities.

Each function takes what a person typed, tolerates the usual separators, and returns
the number in the one form in which it is stored. None of them looks anything up: a
number that passes is well formed, not proven to exist.
"""

import re
import unicodedata

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.id import npwp

SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015]+")
"""White space, dots, hyphens and dashes, as people group long numbers with them."""

KAN_PREFIXES = {
    "calibration_laboratory": "LK",
    "testing_laboratory": "LP",
    "certification_body": "LSPr",
}
"""Prefix of the accreditation number that KAN gives to each kind of body."""


class InvalidNumber(ValueError):
    """A number that cannot be what it is said to be.

    ``message`` is an Indonesian sentence that says what is wrong and what is expected;
    ``code`` names the fault for programs.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def compact(text: str) -> str:
    """``text`` without separators, full-width characters made plain."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def digits(text: str, name: str, lengths: tuple[int, ...]) -> str:
    """The digits of ``text``, which must be as many as one of ``lengths``.

    ``name`` is what the number is called in the message of the InvalidNumber raised.
    """
    number = compact(text)
    expected = " atau ".join(str(length) for length in lengths)
    if not re.fullmatch("[0-9]+", number):
        raise InvalidNumber(
            "not_digits",
            f"{name} hanya boleh berisi angka ({expected} digit).",
        )
    if len(number) not in lengths:
        raise InvalidNumber(
            "wrong_length",
            f"{name} harus terdiri dari {expected} digit, bukan {len(number)} digit.",
        )
    return number


def normalise_nib(text: str) -> str:
    """The 13 digits of a business identification number (NIB) issued by OSS.

    Raises InvalidNumber.
    """
    return digits(text, "NIB", (13,))


def normalise_npwp(text: str) -> str:
    """The digits of a taxpayer number (NPWP): 15, or 16 as issued since 2024.

    Sixteen digits are either the former number behind a zero or, for a person, the
    national identity number (NIK), as python-stdnum tells them apart. Raises
    InvalidNumber, also where the check digit or the NIK's place or date is wrong.
    """
    number = digits(text, "NPWP", (15, 16))
    try:
        return npwp.validate(number)
    except InvalidChecksum:
        message = "Angka pemeriksa NPWP tidak cocok; periksa kembali salah ketik."
        raise InvalidNumber("wrong_check_digit", message) from None
    except InvalidLength:  # pragma: no cover - the length is checked above
        raise
    except ValidationError:
        message = (
            "NPWP 16 digit harus diawali angka 0 atau berupa NIK yang sah "
            "(kode wilayah dan tanggal lahir)."
        )
        raise InvalidNumber("wrong_identity_number", message) from None


def normalise_kan_code(text: str, kind: str) -> str:
    """A KAN accreditation number such as "LK-285-IDN", with three or four digits.

    ``kind`` is one of the keys of KAN_PREFIXES: calibration laboratories are LK,
    testing laboratories LP (both ISO/IEC 17025), product certification bodies LSPr
    (ISO/IEC 17065). Raises InvalidNumber; KeyError if ``kind`` is none of these.
    """
    prefix = KAN_PREFIXES[kind]
    match = re.fullmatch(
        rf"{prefix}([0-9]{{3,4}})(?:IDN)?", compact(text), re.IGNORECASE
    )
    if match is None:
        raise InvalidNumber(
            "wrong_pattern",
            f"Nomor akreditasi KAN harus berbentuk {prefix}-nnn-IDN, "
            f"misalnya {prefix}-123-IDN.",
        )
    return f"{prefix}-{match[1]}-IDN"


def normalise_kbli(text: str) -> str:
    """The five digits of a business classification code (KBLI, BPS).

    Raises InvalidNumber.
    """
    return digits(text, "Kode KBLI", (5,))


def normalise_accreditation_number(text: str) -> str:
    """A KAN accreditation number of whichever kind its prefix names.

    Raises InvalidNumber.
    """
    plain = compact(text).upper()
    for kind, prefix in KAN_PREFIXES.items():
        if plain.startswith(prefix.upper()):
            return normalise_kan_code(text, kind)
    raise InvalidNumber(
        "unknown_prefix",
        "Nomor akreditasi KAN harus diawali LK (kalibrasi), LP (pengujian) atau "
        "LSPr (sertifikasi produk), misalnya LK-285-IDN.",
    )
