"""Numbers by which an Indonesian organisation is known to the authorities.

Each function takes what a person typed, tolerates the usual separators, and returns
the number in the one form in which it is stored. None of them looks anything up: a
number that passes is well formed, not proven to exist.
"""

import re
import unicodedata

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.id import npwp

from domain.findings import Finding, InvalidInput, invalid, warning
from domain.messages import gettext_noop as _
from domain.messages import pgettext
from domain.numbers.spelling import compact, digits

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


def normalise_nib(text: str) -> str:
    """The 13 digits of a business identification number (NIB) issued by OSS.

    Raises InvalidInput.
    """
    return digits(text, pgettext("beginning of a sentence", "NIB"), (NIB_LENGTH,))


def normalise_npwp(text: str) -> str:
    """The digits of a taxpayer number (NPWP): 15, or 16 as issued since 2024.

    Sixteen digits are either the former number behind a zero or, for a person, the
    national identity number (NIK), as python-stdnum tells them apart. Raises
    InvalidInput, also where the check digit or the NIK's place or date is wrong.
    """
    number = digits(text, pgettext("beginning of a sentence", "NPWP"), (15, 16))
    try:
        return npwp.validate(number)
    except InvalidChecksum:
        raise invalid(
            "wrong_check_digit",
            _("Angka pemeriksa NPWP tidak cocok; periksa kembali salah ketik."),
        ) from None
    except ValidationError:
        raise invalid(
            "wrong_identity_number",
            _(
                "NPWP 16 digit harus diawali angka 0 atau berupa NIK yang sah "
                "(kode wilayah dan tanggal lahir)."
            ),
        ) from None


def normalise_kan_code(text: str, kind: str) -> str:
    """A KAN accreditation number such as "LK-285-IDN", with three or four digits.

    ``kind`` is one of the keys of KAN_PREFIXES: calibration laboratories are LK,
    testing laboratories LP (both ISO/IEC 17025), product certification bodies LSPr
    (ISO/IEC 17065). Raises InvalidInput; KeyError if ``kind`` is none of these.
    """
    prefix = KAN_PREFIXES[kind]
    match = re.fullmatch(
        rf"{prefix}([0-9]{{3,4}})(?:IDN)?", compact(text), re.IGNORECASE
    )
    if match is None:
        raise invalid(
            "wrong_pattern",
            _(
                "Nomor akreditasi KAN harus berbentuk %(prefix)s-nnn-IDN, "
                "misalnya %(prefix)s-123-IDN."
            ),
            prefix=prefix,
        )
    return f"{prefix}-{match[1]}-IDN"


def normalise_kbli(text: str) -> str:
    """The five digits of a business classification code (KBLI, BPS).

    Raises InvalidInput.
    """
    return digits(text, pgettext("beginning of a sentence", "Kode KBLI"), (5,))


def normalise_accreditation_number(text: str) -> str:
    """A KAN accreditation number of whichever kind its prefix names.

    Raises InvalidInput.
    """
    plain = compact(text).upper()
    for kind, prefix in KAN_PREFIXES.items():
        if plain.startswith(prefix.upper()):
            return normalise_kan_code(text, kind)
    raise invalid(
        "unknown_prefix",
        _(
            "Nomor akreditasi KAN harus diawali LK (kalibrasi), LP (pengujian) atau "
            "LSPr (sertifikasi produk), misalnya LK-285-IDN."
        ),
    )


def normalise_business_licence(text: str) -> str:
    """The number of a licence to make or distribute devices (CPAKB, CDAKB).

    OSS numbers such licences (PB-UMKU, PMK 14/2021 and PMK 11/2025) with 20 digits,
    which are returned without separators. Licences from before OSS have numbers of no
    fixed form, such as "FK.01.01/VI/0123/2014"; they are returned in capitals with
    single spaces, at most 80 characters. Raises InvalidInput.
    """
    if is_old_business_licence(text):
        return _old_form(text)
    plain = compact(text)
    return digits(
        BUSINESS_LICENCE_WORDS.sub("", plain, count=1),
        pgettext("beginning of a sentence", "Nomor CPAKB atau CDAKB (PB-UMKU)"),
        (BUSINESS_LICENCE_LENGTH,),
    )


def is_old_business_licence(text: str) -> bool:
    """Whether ``text`` looks like a licence number from before OSS: letters, digits
    and a slash, as in "FK.01.01/VI/0123/2014"."""
    return (
        len(text) <= LONGEST_INPUT
        and OLD_BUSINESS_LICENCE.fullmatch(_old_form(text)) is not None
    )


def business_licence_findings(number: str, nib: str = "") -> list[Finding]:
    """What is wrong or unlikely in a CPAKB or CDAKB number, given the NIB of the
    supplier whose licence it is said to be.

    That the first 13 digits are the holder's NIB is inferred from published
    certificates, and an old number has no known form: both only warn.
    """
    try:
        plain = normalise_business_licence(number)
    except InvalidInput as refusal:
        return [refusal.finding]
    if is_old_business_licence(plain):
        return [
            warning(
                "business_licence_old_form",
                _(
                    "Nomor ini berbentuk lama (sebelum OSS) sehingga tidak dapat "
                    "diperiksa; nomor PB-UMKU terdiri dari 20 digit."
                ),
            )
        ]
    holder = compact(nib)
    if holder and plain[:NIB_LENGTH] != holder:
        return [
            warning(
                "business_licence_other_nib",
                _("13 digit pertama nomor ini (%(nib)s) bukan NIB pemasok."),
                nib=plain[:NIB_LENGTH],
            )
        ]
    return []


def _old_form(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).upper().split())
