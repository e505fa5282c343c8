"""Numbers of certificates whose form is general knowledge, or not known at all.

Only a licence has a number whose form is certain (:mod:`domain.numbers.licences`).
The form of the others is known from published certificates or from general knowledge,
so that a number of another form is warned about and never refused.
"""

import re
import unicodedata
from collections.abc import Callable

from domain.findings import Finding, InvalidInput, error, invalid
from domain.messages import gettext_noop as _
from domain.numbers.spelling import compact

LONGEST_NUMBER = 80
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode's categories of control, format, surrogate, private and unassigned."""

HALAL_NUMBER = re.compile("ID[0-9]{17}")
TRADEMARK_NUMBER = re.compile("IDM[0-9]{9}")


def number_findings(text: str) -> list[Finding]:
    """The faults of a number without a known form: blank, with characters that cannot
    be seen, or longer than 80. For SPPT SNI, ISO 13485 and test reports this is all
    that can be said, as each certification body numbers in its own way."""
    plain = text.strip()
    if not plain:
        return [error("certificate_number_blank", _("Nomor sertifikat masih kosong."))]
    if len(plain) > LONGEST_NUMBER:
        return [
            error(
                "certificate_number_too_long",
                _(
                    "Nomor sertifikat paling panjang %(most)s karakter, "
                    "bukan %(found)s."
                ),
                most=LONGEST_NUMBER,
                found=len(plain),
            )
        ]
    if any(unicodedata.category(character) in UNPRINTABLE for character in plain):
        return [
            error(
                "certificate_number_unprintable",
                _(
                    "Nomor sertifikat berisi karakter yang tidak terlihat, misalnya "
                    "baris baru."
                ),
            )
        ]
    return []


def is_readable(text: str) -> bool:
    """Whether a text is short enough that a number may be looked for in it."""
    return len(text) <= 2 * LONGEST_NUMBER


def normalise_halal_number(text: str) -> str:
    """A halal certificate's number of BPJPH, "ID" and 17 digits.

    Raises InvalidInput with the code "halal_number_pattern"; the form is general
    knowledge, so callers warn.
    """
    plain = _capitals(text)
    if HALAL_NUMBER.fullmatch(plain) is None:
        raise invalid(
            "halal_number_pattern",
            _("Nomor sertifikat halal BPJPH biasanya ID diikuti 17 digit."),
        )
    return plain


def normalise_trademark_number(text: str) -> str:
    """A trademark's registration number of DJKI, "IDM" and 9 digits.

    Raises InvalidInput with the code "trademark_number_pattern"; the form is general
    knowledge, so callers warn.
    """
    plain = _capitals(text)
    if TRADEMARK_NUMBER.fullmatch(plain) is None:
        raise invalid(
            "trademark_number_pattern",
            _("Nomor pendaftaran merek DJKI biasanya IDM diikuti 9 digit."),
        )
    return plain


def halal_number_findings(text: str) -> list[Finding]:
    return number_findings(text) or _form_findings(normalise_halal_number, text)


def trademark_number_findings(text: str) -> list[Finding]:
    return number_findings(text) or _form_findings(normalise_trademark_number, text)


def _form_findings(normalise: Callable[[str], str], text: str) -> list[Finding]:
    try:
        normalise(text)
    except InvalidInput as refusal:
        return [refusal.finding.as_warning()]
    return []


def _capitals(text: str) -> str:
    return compact(text).upper() if is_readable(text) else ""
