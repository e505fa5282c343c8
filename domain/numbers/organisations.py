"""Numbers by which an Indonesian organisation is known to the authorities.

Each function takes what a person typed, tolerates the usual separators, and returns
the number in the one form in which it is stored. None of them looks anything up: a
number that passes is well formed, not proven to exist.
"""

import re
import unicodedata

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.id import npwp

from domain.two_languages import Finding, error, warning

INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that come along unseen when a number is copied from a PDF or a chat, the
marks that turn the direction of writing among them; for use within a set."""

SEPARATORS = re.compile(rf"[\s.\-\u2010-\u2015\u2212{INVISIBLE}]+")
"""White space, dots, hyphens and dashes, as people group long numbers with them, and
what cannot be seen."""

KAN_PREFIXES = {
    "calibration_laboratory": "LK",
    "testing_laboratory": "LP",
    "certification_body": "LSPr",
}
"""Prefix of the accreditation number that KAN gives to each kind of body."""

NIB_LENGTH = 13
BUSINESS_LICENCE_LENGTH = 20
BUSINESS_LICENCE_WORDS = re.compile(
    "(?:NOMOR|NO|PBUMKU|CPAKB|CDAKB|SERTIFIKAT|IZIN|:)*", re.IGNORECASE
)
OLD_BUSINESS_LICENCE = re.compile(
    r"(?=.{1,80}$)(?=.*/)(?=.*[0-9])[A-Z][A-Z0-9 ./\-]*", re.ASCII
)
LONGEST_INPUT = 200


class InvalidNumber(ValueError):
    """A number that cannot be what it is said to be.

    ``message`` is an Indonesian sentence that says what is wrong and what is expected,
    ``message_en`` the same in English; ``code`` names the fault for programs.
    """

    def __init__(self, code: str, message: str, message_en: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.message_en = message_en or message

    @property
    def finding(self) -> Finding:
        """The fault as a finding, which is an error."""
        return error(self.code, self.message, self.message_en)

    @property
    def as_warning(self) -> Finding:
        """The fault as a mere doubt, where the expected form is not certain."""
        return warning(self.code, self.message, self.message_en)


def compact(text: str) -> str:
    """``text`` without separators, full-width characters made plain."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def digits(
    text: str, name: str, lengths: tuple[int, ...], name_en: str | None = None
) -> str:
    """The digits of ``text``, which must be as many as one of ``lengths``.

    ``name`` is what the number is called in the message of the InvalidNumber raised,
    ``name_en`` in the English one where that differs.
    """
    number = compact(text)
    name_en = name_en or name
    expected = " atau ".join(str(length) for length in lengths)
    expected_en = " or ".join(str(length) for length in lengths)
    if not re.fullmatch("[0-9]+", number):
        raise InvalidNumber(
            "not_digits",
            f"{name} hanya boleh berisi angka ({expected} digit).",
            f"{name_en} may have digits only ({expected_en} digits).",
        )
    if len(number) not in lengths:
        raise InvalidNumber(
            "wrong_length",
            f"{name} harus terdiri dari {expected} digit, bukan {len(number)} digit.",
            f"{name_en} must have {expected_en} digits, not {len(number)}.",
        )
    return number


def normalise_nib(text: str) -> str:
    """The 13 digits of a business identification number (NIB) issued by OSS.

    Raises InvalidNumber.
    """
    return digits(text, "NIB", (NIB_LENGTH,))


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
        message_en = "The check digit of the NPWP is wrong; look for a typing error."
        raise InvalidNumber("wrong_check_digit", message, message_en) from None
    except InvalidLength:  # pragma: no cover - the length is checked above
        raise
    except ValidationError:
        message = (
            "NPWP 16 digit harus diawali angka 0 atau berupa NIK yang sah "
            "(kode wilayah dan tanggal lahir)."
        )
        message_en = (
            "An NPWP of 16 digits must begin with 0 or be a valid NIK "
            "(code of the place and date of birth)."
        )
        raise InvalidNumber("wrong_identity_number", message, message_en) from None


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
            f"A KAN accreditation number must look like {prefix}-nnn-IDN, "
            f"for example {prefix}-123-IDN.",
        )
    return f"{prefix}-{match[1]}-IDN"


def normalise_kbli(text: str) -> str:
    """The five digits of a business classification code (KBLI, BPS).

    Raises InvalidNumber.
    """
    return digits(text, "Kode KBLI", (5,), "A KBLI code")


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
        "A KAN accreditation number must begin with LK (calibration), LP (testing) or "
        "LSPr (product certification), for example LK-285-IDN.",
    )


def normalise_business_licence(text: str) -> str:
    """The number of a licence to make or distribute devices (CPAKB, CDAKB).

    OSS numbers such licences (PB-UMKU, PMK 14/2021 and PMK 11/2025) with 20 digits,
    which are returned without separators. Licences from before OSS have numbers of no
    fixed form, such as "FK.01.01/VI/0123/2014"; they are returned in capitals with
    single spaces, at most 80 characters. Raises InvalidNumber.
    """
    if is_old_business_licence(text):
        return _old_form(text)
    plain = compact(text)
    return digits(
        plain[BUSINESS_LICENCE_WORDS.match(plain).end() :],
        "Nomor CPAKB atau CDAKB (PB-UMKU)",
        (BUSINESS_LICENCE_LENGTH,),
        "A CPAKB or CDAKB number (PB-UMKU)",
    )


def is_old_business_licence(text: str) -> bool:
    """Whether ``text`` looks like a licence number from before OSS: letters, digits
    and a slash, as in "FK.01.01/VI/0123/2014"."""
    return (
        len(text) <= LONGEST_INPUT
        and OLD_BUSINESS_LICENCE.fullmatch(_old_form(text)) is not None
    )


def business_licence_findings(number: str, nib: str = "") -> list[Finding]:
    """What is wrong or doubtful about a CPAKB or CDAKB number, given the NIB of the
    supplier whose licence it is said to be.

    That the first 13 digits are the holder's NIB is inferred from published
    certificates, and an old number has no known form: both only warn.
    """
    try:
        plain = normalise_business_licence(number)
    except InvalidNumber as fault:
        return [fault.finding]
    if is_old_business_licence(plain):
        return [
            warning(
                "business_licence_old_form",
                "Nomor ini berbentuk lama (sebelum OSS) sehingga tidak dapat "
                "diperiksa; nomor PB-UMKU terdiri dari 20 digit.",
                "This number has the form used before OSS and cannot be checked; "
                "a PB-UMKU number has 20 digits.",
            )
        ]
    holder = compact(nib)
    if holder and plain[:NIB_LENGTH] != holder:
        return [
            warning(
                "business_licence_other_nib",
                f"13 digit pertama nomor ini ({plain[:NIB_LENGTH]}) bukan NIB pemasok.",
                f"The first 13 digits of this number ({plain[:NIB_LENGTH]}) are not "
                "the supplier's NIB.",
            )
        ]
    return []


def _old_form(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())
