"""Certificates of local content (TKDN): their number, percentages and terms."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.findings import Finding, InvalidInput, error, invalid, warning
from domain.messages import gettext_noop as _
from domain.numbers.certificate_numbers import is_readable, number_findings
from domain.numbers.product_codes import HS_SUBHEADING, normalise_hs_code
from domain.numbers.spelling import compact, squeezed
from domain.validity import anniversary

TKDN_NUMBER = re.compile(
    r"(?:(?:NOMOR|NO|SERTIFIKAT|TKDN)[.:]*)*"
    r"(?P<serial>[0-9]{1,6})/(?P<unit>[A-Z][A-Z0-9.\-]*)/TKDN/"
    r"(?:(?P<month>0?[1-9]|1[0-2]|I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})/)?"
    r"(?P<year>20[0-9]{2})"
)
KNOWN_TKDN_UNIT = "SJ-IND.8"
ROMAN_MONTHS = (
    *("I", "II", "III", "IV", "V", "VI"),
    *("VII", "VIII", "IX", "X", "XI", "XII"),
)

PERMENPERIN_35_IN_FORCE = date(2025, 12, 12)
"""First day of Permenperin 35/2025, as the press reports it."""

OLDER_METHOD = "older"
TKDN_YEARS, OLDER_TKDN_YEARS = 5, 3
BMP_YEARS = 5
HIGHEST_TKDN = Decimal(100)
HIGHEST_BMP = Decimal(15)
DECIMALS = 2
ON_ATTACHMENT = frozenset({"terlampir", "lihatlampiran", "sesuailampiran"})
"""What a certificate says instead of a value that stands in its attachment."""


@dataclass(frozen=True, slots=True)
class TkdnNumber:
    """The parts of a TKDN certificate's number, such as "8110/SJ-IND.8/TKDN/9/2023".

    ``unit`` is the code of the ministry's office that signed; ``month`` and ``year``
    are those of issue, older numbers leaving the month out.
    """

    serial: str
    unit: str
    month: int | None
    year: int

    @property
    def canonical(self) -> str:
        """The form that is stored and compared."""
        month = "" if self.month is None else f"{self.month}/"
        return f"{self.serial}/{self.unit}/TKDN/{month}{self.year}"


@dataclass(frozen=True, slots=True)
class Goods:
    """What a certificate, or a product's page, says that the goods are."""

    brand: str = ""
    model: str = ""
    hs_code: str = ""


UNSPECIFIED = Goods()


def parse_tkdn_number(text: str) -> TkdnNumber:
    """Read the number of a TKDN certificate as people write it.

    Case, spaces, kinds of dashes and "No." do not matter; a month may be Roman. Any
    office's code is read, for offices are renamed. Raises InvalidInput with the code
    "tkdn_number_pattern", which callers tell as a warning: the pattern is inferred from
    published certificates.
    """
    match = TKDN_NUMBER.fullmatch(squeezed(text)) if is_readable(text) else None
    if match is None:
        raise invalid(
            "tkdn_number_pattern",
            _(
                "Nomor sertifikat TKDN biasanya berbentuk seperti "
                "8110/SJ-IND.8/TKDN/9/2023."
            ),
        )
    return TkdnNumber(
        serial=match["serial"],
        unit=match["unit"],
        month=_month(match["month"]),
        year=int(match["year"]),
    )


def tkdn_findings(
    number: str = "",
    *,
    tkdn: Decimal | None = None,
    bmp: Decimal | None = None,
    issued_on: date | None = None,
    declared: Goods = UNSPECIFIED,
    product: Goods = UNSPECIFIED,
    today: date | None = None,
) -> list[Finding]:
    """What is wrong or unlikely in a certificate of local content.

    ``tkdn`` and ``bmp`` are percentages: 0 to 100, and 0 to 15 (Permenperin 35/2025,
    articles 21 and 22), with two decimals. ``declared`` is what the certificate says of
    the goods (article 44), ``product`` what the product's page says; values left blank
    are not compared.
    """
    return [
        *(
            tkdn_number_findings(number, issued_on, today=today)
            if number.strip()
            else []
        ),
        *_percentage_findings("tkdn", "TKDN", tkdn, HIGHEST_TKDN),
        *_percentage_findings("bmp", "BMP", bmp, HIGHEST_BMP),
        *_hs_findings(declared.hs_code),
        *_difference_findings(declared, product),
    ]


def tkdn_number_findings(
    text: str, issued_on: date | None = None, *, today: date | None = None
) -> list[Finding]:
    """What is wrong or unlikely in a TKDN certificate's number, given the day on
    which it was issued and ``today`` (the present day unless given)."""
    faults = number_findings(text)
    if faults:
        return faults
    try:
        number = parse_tkdn_number(text)
    except InvalidInput as refusal:
        return [refusal.finding.as_warning()]
    return [
        *_office_findings(number),
        *_future_findings(number, today or date.today()),
        *_issue_findings(number, issued_on),
    ]


def tkdn_term_findings(
    method: str,
    issued_on: date | None,
    tkdn_expires_on: date | None,
    bmp_expires_on: date | None,
) -> list[Finding]:
    """Warnings about the last days of the two values of a certificate.

    TKDN holds for five years from issue, three for certificates from before
    Permenperin 35/2025 and for those of the methods it revoked (``method`` "older");
    BMP for five from the first certificate that carried it, so at most from this one
    (Permenperin 35/2025, article 45).
    """
    if issued_on is None:
        return []
    return [
        *_term_findings("TKDN", issued_on, tkdn_expires_on, _years(issued_on, method)),
        *_term_findings("BMP", issued_on, bmp_expires_on, BMP_YEARS),
    ]


def _month(text: str | None) -> int | None:
    if text is None:
        return None
    return ROMAN_MONTHS.index(text) + 1 if text in ROMAN_MONTHS else int(text)


def _office_findings(number: TkdnNumber) -> list[Finding]:
    if number.unit == KNOWN_TKDN_UNIT:
        return []
    return [
        warning(
            "tkdn_number_office",
            _(
                "Kode unit penerbit pada nomor TKDN (%(unit)s) bukan %(known)s; "
                "periksa kembali."
            ),
            unit=number.unit,
            known=KNOWN_TKDN_UNIT,
        )
    ]


def _future_findings(number: TkdnNumber, today: date) -> list[Finding]:
    if (number.year, number.month or 0) <= (today.year, today.month):
        return []
    time = f"{number.month}/{number.year}" if number.month else number.year
    return [
        warning(
            "tkdn_number_future",
            _(
                "Waktu terbit pada nomor TKDN (%(time)s) berada di masa depan; periksa "
                "kembali."
            ),
            time=time,
        )
    ]


def _issue_findings(number: TkdnNumber, issued_on: date | None) -> list[Finding]:
    if issued_on is None or (
        number.year == issued_on.year and number.month in (None, issued_on.month)
    ):
        return []
    return [
        warning(
            "tkdn_number_issue_date",
            _(
                "Bulan atau tahun pada nomor TKDN (%(number)s) berbeda dengan tanggal "
                "terbit."
            ),
            number=number.canonical,
        )
    ]


def _years(issued_on: date, method: str) -> int:
    """For how many years a TKDN value holds."""
    is_old = method == OLDER_METHOD or issued_on < PERMENPERIN_35_IN_FORCE
    return OLDER_TKDN_YEARS if is_old else TKDN_YEARS


def _term_findings(
    name: str, issued_on: date, expires_on: date | None, years: int
) -> list[Finding]:
    if expires_on is None or expires_on <= anniversary(issued_on, years):
        return []
    return [
        warning(
            f"{name.lower()}_valid_too_long",
            _(
                "Masa berlaku %(name)s lebih dari %(years)s tahun sejak tanggal "
                "terbit; periksa kedua tanggalnya."
            ),
            name=name,
            years=years,
        )
    ]


def _percentage_findings(
    code: str, name: str, value: Decimal | None, highest: Decimal
) -> list[Finding]:
    if value is None:
        return []
    if not value.is_finite() or not 0 <= value <= highest:
        return [
            error(
                f"{code}_out_of_range",
                _("Nilai %(name)s harus 0 sampai %(highest)s persen."),
                name=name,
                highest=highest,
            )
        ]
    if value != round(value, DECIMALS):
        return [
            error(
                f"{code}_decimals",
                _("Nilai %(name)s paling banyak dua angka di belakang koma."),
                name=name,
            )
        ]
    return []


def _hs_findings(hs_code: str) -> list[Finding]:
    if not compact(hs_code):
        return []
    try:
        normalise_hs_code(hs_code)
    except InvalidInput as refusal:
        found = replace(refusal.finding, code="tkdn_hs_code")
        # Certificates were stored with them before.
        return [found.as_warning() if _is_subheading(hs_code) else found]
    return []


def _is_subheading(hs_code: str) -> bool:
    return re.fullmatch(f"[0-9]{{{HS_SUBHEADING}}}", compact(hs_code)) is not None


def _difference_findings(declared: Goods, product: Goods) -> list[Finding]:
    findings = []
    if _differs(declared.brand, product.brand):
        findings.append(
            warning(
                "tkdn_other_brand",
                _("Merek pada sertifikat TKDN berbeda dengan produk ini."),
            )
        )
    if _differs(declared.model, product.model):
        findings.append(
            warning(
                "tkdn_other_model",
                _("Tipe pada sertifikat TKDN berbeda dengan produk ini."),
            )
        )
    if _hs_codes_differ(declared.hs_code, product.hs_code):
        findings.append(
            warning(
                "tkdn_other_hs_code",
                _("Kode HS pada sertifikat TKDN berbeda dengan produk ini."),
            )
        )
    return findings


def _hs_codes_differ(declared: str, product: str) -> bool:
    """Not where the product still has the six digits that all countries share, as
    products declared earlier may."""
    declared, product = compact(declared), compact(product)
    return bool(declared and product) and not declared.startswith(product)


def _differs(declared: str, product: str) -> bool:
    """Whether a certificate, which may list several, names none like the product's."""
    listed = {_comparable(part) for part in re.split("[,;\n]", declared)} - {""}
    own = _comparable(product)
    return bool(
        listed
        and own
        and own not in listed | {_comparable(declared)}
        and not listed & ON_ATTACHMENT
    )


def _comparable(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
