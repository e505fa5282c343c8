"""A licence's number against its dates and what is declared of the device."""

from datetime import date, timedelta

from domain.findings import Finding, error, warning
from domain.messages import gettext_noop as _
from domain.numbers.licences import CLASSES_OF_DIGIT, FUTURE_YEAR, LicenceNumber
from domain.validity import anniversary

VALID_FOR_YEARS = 5
TOLERATED_OVERRUN = timedelta(days=31)


def licence_findings(
    number: LicenceNumber,
    *,
    risk_class: str = "",
    category: str = "",
    sub_category: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    declared_domestic: bool = False,
    today: date,
) -> list[Finding]:
    """What is wrong or unlikely in a licence, by its number and dates.

    A licence of imported goods contradicts a product that is ``declared_domestic``.
    ``risk_class`` (A to D), ``category`` (two digits) and ``sub_category`` (four) are
    those declared for the device; blank ones are not compared. The public registers
    themselves disagree with their numbers in places, so a mismatch only warns. That
    a licence holds for five years is PMK 62/2017.
    """
    return [
        *_origin_findings(number, declared_domestic),
        *_household_findings(number),
        *_year_findings(number, issued_on, today),
        *_class_findings(number, risk_class),
        *_category_findings(number, category, sub_category),
        *_period_findings(issued_on, expires_on),
    ]


def _origin_findings(number: LicenceNumber, declared_domestic: bool) -> list[Finding]:
    if number.is_domestic:
        return []
    if declared_domestic:
        return [
            error(
                "licence_contradicts_statement",
                _(
                    "%(kind)s adalah izin edar barang impor, sedangkan produk ini "
                    "dinyatakan diproduksi di Indonesia. Perbaiki nomornya atau "
                    "pernyataan “Lokasi produksi”."
                ),
                kind=number.kind,
            )
        ]
    return [
        warning(
            "licence_not_domestic",
            _("%(kind)s adalah izin edar barang impor: bukan produk dalam negeri."),
            kind=number.kind,
        )
    ]


def _household_findings(number: LicenceNumber) -> list[Finding]:
    if not number.is_household:
        return []
    return [
        warning(
            "licence_household_supply",
            _(
                "%(kind)s adalah izin edar perbekalan kesehatan rumah tangga (PKRT), "
                "bukan alat kesehatan; digit kategorinya tidak ditafsirkan."
            ),
            kind=number.kind,
        )
    ]


def _year_findings(
    number: LicenceNumber, issued_on: date | None, today: date
) -> list[Finding]:
    if number.is_household:
        return []
    if number.year > today.year:
        return [error("licence_year", FUTURE_YEAR, found=number.year)]
    if issued_on is not None and number.year > issued_on.year:
        return [
            warning(
                "licence_year_after_issue",
                _(
                    "Tahun pada nomor izin edar (%(year)s) sesudah tahun terbit "
                    "(%(issued)s)."
                ),
                year=number.year,
                issued=issued_on.year,
            )
        ]
    return []


def _class_findings(number: LicenceNumber, risk_class: str) -> list[Finding]:
    if number.is_household or not risk_class:
        return []
    if risk_class in CLASSES_OF_DIGIT[number.class_digit]:
        return []
    return [
        warning(
            "licence_class_mismatch",
            _(
                "Digit kelas %(digit)s pada nomor izin edar tidak cocok dengan kelas "
                "risiko %(risk_class)s."
            ),
            digit=number.class_digit,
            risk_class=risk_class,
        )
    ]


def _category_findings(
    number: LicenceNumber, category: str, sub_category: str
) -> list[Finding]:
    if number.is_household:
        return []
    if category and number.category != category:
        return [
            warning(
                "licence_category_mismatch",
                _(
                    "Kategori pada nomor izin edar (%(found)s) berbeda dengan kategori "
                    "jenis alat (%(expected)s)."
                ),
                found=number.category,
                expected=category,
            )
        ]
    if sub_category and number.sub_category != sub_category:
        return [
            warning(
                "licence_sub_category_mismatch",
                _(
                    "Subkategori pada nomor izin edar (%(found)s) berbeda dengan "
                    "subkategori jenis alat (%(expected)s)."
                ),
                found=number.sub_category,
                expected=sub_category,
            )
        ]
    return []


def _period_findings(issued_on: date | None, expires_on: date | None) -> list[Finding]:
    if issued_on is None or expires_on is None:
        return []
    if expires_on <= issued_on:
        return [
            error(
                "licence_expires_before_issue",
                _("Akhir masa berlaku izin edar harus sesudah tanggal terbit."),
            )
        ]
    if expires_on - anniversary(issued_on, VALID_FOR_YEARS) > TOLERATED_OVERRUN:
        return [
            warning(
                "licence_valid_too_long",
                _(
                    "Masa berlaku izin edar lebih dari 5 tahun 31 hari; periksa kedua "
                    "tanggalnya."
                ),
            )
        ]
    return []
