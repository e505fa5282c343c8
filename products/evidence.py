"""Licences and certificates in the one form in which pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from certificates.kinds import CertificateKind
from certificates.models import Certificate, VerificationCase
from certificates.outcome import VerificationOutcome, outcome_of
from certificates.public_registers import PUBLIC_REGISTERS, PublicRegister
from certificates.reading import Reading, read_validity
from core.models import CatalogueDocument
from domain import nomenclature
from domain.numbers.licences import as_on_labels
from products.calibration.reading import read_calibration
from products.models import (
    CalibrationRecord,
    MarketingAuthorisation,
    ProductCertificate,
    ProductPage,
    TkdnCertificate,
)
from suppliers.models import Accreditation, SupplierCertificate, SupplierPage


@dataclass(frozen=True, slots=True)
class Evidence:
    """A licence or certificate as it is on one day.

    ``details`` are label and text of what it says; ``local_content`` is the row of a
    TKDN certificate, for its percentages. ``reading`` tells the state. ``url`` is where
    this very certificate can be checked, ``register`` where any of its kind can.
    """

    kind: CertificateKind
    title: str
    number: str
    issuer: str
    status: str
    reading: Reading
    issued_on: date | None
    expires_on: date | None
    details: tuple[tuple[str, str], ...]
    document: CatalogueDocument | None
    register: PublicRegister | None
    url: str
    case: VerificationCase | None
    local_content: TkdnCertificate | None = None

    @property
    def outcome(self) -> VerificationOutcome:
        return outcome_of(self.case)

    @property
    def url_host(self) -> str:
        """Whose page ``url`` is: the maker gave it, and it could be anyone's."""
        return urlsplit(self.url).netloc

    @property
    def is_verified(self) -> bool:
        return self.outcome.is_verified


def evidence_of(page: ProductPage, on: date, language: str) -> list[Evidence]:
    """Licences first, then TKDN, then the rest, each in the maker's order."""
    return [
        *(_licence(row, on, language) for row in page.authorisations.all()),
        *(_tkdn(row, on) for row in page.tkdn_certificates.all()),
        *(_certificate(row, on) for row in page.certificates.all()),
    ]


def calibrations_of(page: ProductPage, on: date) -> list[Evidence]:
    """Calibrations of single units, in the maker's order."""
    return [_calibration(row, on) for row in page.calibration_records.all()]


def evidence_of_supplier(supplier: SupplierPage, on: date) -> list[Evidence]:
    """What is granted to the whole company or one of its plants."""
    return [
        *(_company_certificate(row, on) for row in supplier.certificates.all()),
        *(_accreditation(row, on) for row in supplier.accreditations.all()),
    ]


def _licence(row: MarketingAuthorisation, on: date, language: str) -> Evidence:
    details = [
        (
            _("Kelas risiko"),
            _named(nomenclature.RISK_CLASSES, row.risk_class, language),
        ),
        (
            _("Kelompok"),
            _named(nomenclature.LICENCE_GROUPS, row.licence_group, language),
        ),
        (_("Pendaftar"), row.registrar),
        (_("Pabrik"), row.factory),
        (_("Nama dan tipe pada izin"), row.scope),
    ]
    return _evidence(row, on, details, number=as_on_labels(row.number))


def _tkdn(row: TkdnCertificate, on: date) -> Evidence:
    details = [
        (_("Dasar perhitungan"), row.get_method_display()),
        (_("Pemegang"), row.holder),
        (_("Alamat pabrik"), row.plant),
        (_("Merek pada sertifikat"), row.brand),
        (_("Tipe pada sertifikat"), row.type_name),
        (_("Spesifikasi pada sertifikat"), row.specification),
        (_("Kode HS"), row.hs_code),
        (_("KBLI"), row.kbli_code),
        (_("Nomor laporan verifikasi"), row.report_number),
        (
            _("Cara penilaian"),
            _("Pernyataan sendiri industri kecil") if row.self_declared else "",
        ),
    ]
    return _evidence(row, on, details, local_content=row)


def _certificate(row: ProductCertificate, on: date) -> Evidence:
    details = [
        (_("Pemegang"), row.holder),
        (_("Standar"), row.standard),
        (_("Ruang lingkup"), row.scope),
    ]
    return _evidence(row, on, details, title=row.get_kind_display())


def _calibration(row: CalibrationRecord, on: date) -> Evidence:
    details = [
        (_("Nomor seri unit"), row.unit_serial),
        (_("Tujuan"), row.get_purpose_display()),
        (_("Hasil"), row.get_result_display()),
    ]
    return _evidence(row, on, details, reading=read_calibration(row, on))


def _company_certificate(row: SupplierCertificate, on: date) -> Evidence:
    details = [
        (_("Pemegang"), row.holder),
        (_("Pabrik"), str(row.plant) if row.plant else _("Seluruh perusahaan")),
        (_("Ruang lingkup"), row.scope),
    ]
    return _evidence(row, on, details, title=row.get_kind_display())


def _accreditation(row: Accreditation, on: date) -> Evidence:
    return _evidence(row, on, [(_("Ruang lingkup"), row.scope)])


def _evidence(
    row: Certificate,
    on: date,
    details: Iterable[tuple[str, str]],
    *,
    title: str = "",
    number: str = "",
    local_content: TkdnCertificate | None = None,
    reading: Reading | None = None,
) -> Evidence:
    validity = row.validity
    status = validity.status(on)
    details = [(_("Penerbit"), row.issuer_name), *details]
    return Evidence(
        kind=row.certificate_kind,
        title=title or row.certificate_kind.label,
        number=number or row.declared_number,
        issuer=row.issuer_name,
        status=status,
        reading=reading or read_validity(status, validity.expires_on),
        issued_on=validity.starts_on,
        expires_on=validity.expires_on,
        details=tuple((label, text) for label, text in details if text),
        document=row.document,
        register=PUBLIC_REGISTERS.get(row.certificate_kind),
        url=row.verification_url,
        case=row.case,
        local_content=local_content,
    )


def _named(names: dict[str, nomenclature.Name], code: str, language: str) -> str:
    return names[code].text(language) if code in names else code
