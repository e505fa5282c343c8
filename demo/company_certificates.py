"""What a maker of the demo holds for the whole company: CPAKB and mostly ISO 13485."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from certificates.kinds import CertificateKind
from demo.certificates import YEAR, days_left
from demo.chance import Chance
from demo.companies import Company
from demo.verification import date_statements
from suppliers.models import SupplierCertificate, SupplierKind, SupplierPage

MINISTRY_OF_HEALTH = "Kementerian Kesehatan RI"
YEARS = {CertificateKind.CPAKB: 5, CertificateKind.ISO_13485: 3}
WITH_ISO_13485 = 0.7


def certify(companies: Sequence[Company], today: date) -> None:
    """Give the makers their certificates; not yet the document of the CPAKB.

    Everything that suppliers state, laboratories' accreditations too, is dated.
    """
    bodies = [
        company.page
        for company in companies
        if company.page.kind == SupplierKind.CERTIFICATION_BODY
    ]
    for company in companies:
        if company.page.kind == SupplierKind.MANUFACTURER:
            company.page.certificates = list(_certificates(company, bodies, today))
        date_statements(company.page, today)


def cpakb_of(company: Company) -> SupplierCertificate | None:
    """The CPAKB of an unsaved maker."""
    stated = getattr(company.page, "_cluster_related_objects", {})
    return next(
        (
            certificate
            for certificate in stated.get("certificates", ())
            if certificate.kind == CertificateKind.CPAKB
        ),
        None,
    )


def _certificates(
    company: Company, bodies: Sequence[SupplierPage], today: date
) -> Iterable[SupplierCertificate]:
    page = company.page
    codes = ", ".join(page.kbli_codes)
    cpakb = _certificate(CertificateKind.CPAKB, company, today)
    cpakb.number = company.cpakb
    cpakb.issuer = MINISTRY_OF_HEALTH
    cpakb.scope = f"Pembuatan alat kesehatan, KBLI {codes}"
    cpakb.plant = page.plants.first()
    yield cpakb

    chance = Chance.about(company.cpakb, "bodies")
    if chance.happens(WITH_ISO_13485):
        iso = _certificate(CertificateKind.ISO_13485, company, today)
        iso.number = company.iso_13485
        iso.issuer = chance.choice(bodies).title
        iso.scope = "Perancangan, pembuatan dan layanan purnajual alat kesehatan"
        yield iso


def _certificate(
    kind: CertificateKind, company: Company, today: date
) -> SupplierCertificate:
    years = YEARS[kind]
    left = days_left(Chance.about(company.cpakb, kind), years)
    expires_on = today + timedelta(days=left)
    return SupplierCertificate(
        kind=kind,
        holder=company.page.legal_name,
        issued_on=expires_on - years * YEAR,
        expires_on=expires_on,
    )
