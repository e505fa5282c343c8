"""A product's licences and certificates in the one form in which a page lists them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from products import nomenclature
from products.models import (
    MarketingAuthorisation,
    ProductCertificate,
    ProductPage,
    TkdnCertificate,
)
from products.models.certificate import CertificateKind
from suppliers.models import CatalogueDocument


@dataclass(frozen=True, slots=True)
class Register:
    """Where the public can look up what an issuer has granted."""

    name: str
    url: str


INFOALKES = Register("Infoalkes Kemenkes", "https://infoalkes.kemkes.go.id")
TKDN_REGISTER = Register("TKDN Kemenperin", "https://tkdn.kemenperin.go.id")
HALAL_REGISTER = Register("BPJPH", "https://bpjph.halal.go.id")
KAN = Register("KAN", "https://kan.or.id")

CERTIFICATE_REGISTERS = {
    CertificateKind.HALAL: HALAL_REGISTER,
    CertificateKind.SNI: KAN,
    CertificateKind.TEST_REPORT: KAN,
}
"""Issuers of the other kinds have no register that is open to everyone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A licence or certificate. ``details`` are label and text of what it says;
    ``local_content`` is the row of a TKDN certificate, for its percentages."""

    title: str
    number: str
    status: str
    issued_on: date | None
    expires_on: date | None
    details: tuple[tuple[str, str], ...]
    document: CatalogueDocument | None
    register: Register | None
    local_content: TkdnCertificate | None = None


def evidence_of(page: ProductPage, on: date, language: str) -> list[Evidence]:
    """Licences first, then TKDN, then the rest, each in the maker's order."""
    return [
        *(_licence(row, on, language) for row in page.authorisations.all()),
        *(_tkdn(row, on) for row in page.tkdn_certificates.all()),
        *(_certificate(row, on) for row in page.certificates.all()),
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
    ]
    return Evidence(
        title=_("Izin edar"),
        number=f"KEMENKES RI {row.number}",
        status=row.status(on),
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        details=_stated(details),
        document=row.document,
        register=INFOALKES,
    )


def _tkdn(row: TkdnCertificate, on: date) -> Evidence:
    details = [
        (_("Dasar perhitungan"), row.get_method_display()),
        (_("Pemegang"), row.holder),
    ]
    return Evidence(
        title=_("Sertifikat TKDN"),
        number=row.number,
        status=row.status(on),
        issued_on=row.issued_on,
        expires_on=row.tkdn_expires_on,
        details=_stated(details),
        document=row.document,
        register=TKDN_REGISTER,
        local_content=row,
    )


def _certificate(row: ProductCertificate, on: date) -> Evidence:
    details = [(_("Penerbit"), row.issuer), (_("Standar"), row.standard)]
    return Evidence(
        title=row.get_kind_display(),
        number=row.number,
        status=row.status(on),
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        details=_stated(details),
        document=row.document,
        register=CERTIFICATE_REGISTERS.get(row.kind),
    )


def _named(names: dict[str, nomenclature.Name], code: str, language: str) -> str:
    return names[code].text(language) if code in names else code


def _stated(details: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in details if text)
