"""Designations of standards: SNI, ISO, IEC and other bodies' outside Indonesia."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from domain.findings import Finding, InvalidInput, invalid, warning
from domain.messages import gettext_noop as _
from domain.numbers.certificate_numbers import LONGEST_NUMBER
from domain.numbers.spelling import spaced

BODIES = r"(?P<adopted>(?:(?:ISO|IEC|IEEE|EN|ASTM|CISPR|TS|TR|PAS)[/ -]?)+ ?)"
DESIGNATION = (
    r"(?P<number>[0-9][0-9.\-]*?)"
    r"(?:[:\-](?P<year>(?:19|20)[0-9]{2})(?:\+[A-Z0-9:+]*)?)?"
)
SNI_NUMBER = re.compile(f"SNI {BODIES}?{DESIGNATION}")
INTERNATIONAL_NUMBER = re.compile(f"{BODIES}{DESIGNATION}")


class KnownStandard(NamedTuple):
    """A standard whose subject, a marked text, and edition in force are known here."""

    subject: str
    edition: int


ISO_13485 = KnownStandard(_("Sistem manajemen mutu alat kesehatan"), 2016)
"""General knowledge, so that another edition is warned about and never refused."""


@dataclass(frozen=True, slots=True)
class StandardNumber:
    """The designation of a standard, such as "SNI ISO 13485:2016" or "IEC 60601-1".

    ``adopted`` is the body that wrote it, blank for an SNI that takes over no other
    standard; ``year`` is that of the edition, None where it is not given.
    """

    canonical: str
    adopted: str
    number: str
    year: int | None

    @property
    def known(self) -> KnownStandard | None:
        """What is known of the standard, if anything is."""
        is_iso = "ISO" in re.split("[ /-]", self.adopted)
        return ISO_13485 if is_iso and self.number == "13485" else None


def parse_sni_number(text: str) -> StandardNumber:
    """Read the designation of a national standard, in capitals with single spaces.

    Raises InvalidInput with the code "sni_number_pattern".
    """
    plain = re.sub(r"^SNI[ :.\-]*", "SNI ", spaced(text))
    refusal = invalid(
        "sni_number_pattern",
        _("Nomor SNI biasanya berbentuk seperti SNI ISO 13485:2016."),
    )
    return _designation(plain, SNI_NUMBER, refusal)


def parse_international_number(text: str) -> StandardNumber:
    """Read the designation of a standard of ISO, IEC or another body outside
    Indonesia, in capitals with single spaces.

    Raises InvalidInput with the code "standard_number_pattern".
    """
    plain = re.sub(r"^((?:EN ?)?(?:ISO|IEC)) ?(?=[0-9])", r"\1 ", spaced(text))
    refusal = invalid(
        "standard_number_pattern",
        _("Nomor standar biasanya berbentuk seperti ISO 13485:2016."),
    )
    return _designation(plain, INTERNATIONAL_NUMBER, refusal)


def edition_findings(number: StandardNumber) -> list[Finding]:
    """A warning where a known standard is named without its edition, or with another
    one than that in force."""
    if number.known is None or number.year == number.known.edition:
        return []
    current = number.known.edition
    if number.year is None:
        return [
            warning(
                "standard_edition_missing",
                _(
                    "Edisi standar belum ditulis; yang berlaku adalah edisi "
                    "%(current)s."
                ),
                current=current,
            )
        ]
    return [
        warning(
            "standard_edition_other",
            _(
                "Edisi %(year)s bukan edisi yang berlaku, yaitu %(current)s; periksa "
                "kembali."
            ),
            year=number.year,
            current=current,
        )
    ]


def _designation(
    plain: str, pattern: re.Pattern[str], refusal: InvalidInput
) -> StandardNumber:
    match = pattern.fullmatch(plain) if len(plain) <= LONGEST_NUMBER else None
    if match is None:
        raise refusal
    return StandardNumber(
        canonical=plain,
        adopted=(match["adopted"] or "").strip(" /-"),
        number=match["number"],
        year=int(match["year"]) if match["year"] else None,
    )
