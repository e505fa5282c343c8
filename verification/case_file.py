"""What a verifier reads before deciding a case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from certificates.declared import certificates_of, with_certificates
from certificates.findings import all_findings
from certificates.kinds import SUBMISSION, CaseState, CertificateKind
from certificates.models import Certificate, EvidenceEntry, VerificationCase
from certificates.public_registers import PUBLIC_REGISTERS, PublicRegister
from certificates.recording import pages_declaring
from core.findings import text
from core.models import CatalogueDocument
from domain.numbers.check import check_number
from domain.numbers.readings import NumberReading
from products.models import ProductPage
from products.price_doubts import price_warnings
from verification.claims import Text, shown_claims
from verification.number_readings import shown_parts

MOST_PAGES = 20
MOST_ENTRIES = 20
MOST_READ = 3
"""Pages whose certificates are read to find the very row that the case is about."""

NUMBER_KINDS = {
    CertificateKind.LICENCE: "licence",
    CertificateKind.TKDN: "tkdn",
    CertificateKind.CPAKB: "business_licence",
    CertificateKind.CDAKB: "business_licence",
    CertificateKind.ACCREDITATION: "accreditation",
    CertificateKind.SNI: "sni",
    CertificateKind.HALAL: "halal",
    CertificateKind.TRADEMARK: "trademark",
}
"""Kinds whose numbers say something, as :mod:`domain.numbers.readings` calls them."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``pages`` are the first of the ``page_count`` pages that declare the claims now,
    ``former`` the decisions on other claims with the same number, ``entries`` the
    last of ``entry_count`` in the evidence log.

    ``document`` and ``verification_url`` are those of the certificate as it stands on
    a page; empty where no page declares it any more.
    """

    case: VerificationCase
    claims: list[tuple[str, Text]]
    reading: list[tuple[str, str]]
    findings: list[str]
    document: CatalogueDocument | None
    verification_url: str
    register: PublicRegister | None
    pages: Sequence[Page]
    page_count: int
    former: Sequence[VerificationCase]
    entries: Sequence[EvidenceEntry]
    entry_count: int

    @property
    def further_pages(self) -> int:
        return self.page_count - len(self.pages)

    @property
    def further_entries(self) -> int:
        return self.entry_count - len(self.entries)


def case_file(case: VerificationCase) -> CaseFile:
    """A fixed number of queries, however many pages declare the claims."""
    page_ids = pages_declaring(case)
    row = _declared_row(case, page_ids[:MOST_READ])
    reading = _reading(case)
    entries = EvidenceEntry.objects.with_people().filter(
        supplier_id=case.supplier_id, fingerprint=case.fingerprint
    )
    return CaseFile(
        case=case,
        claims=shown_claims(case.kind, case.claims),
        reading=list(shown_parts(reading).items()) if reading else [],
        findings=[*_findings(row, reading), *_price_warnings(case)],
        document=row.document if row else None,
        verification_url=row.verification_url if row else "",
        register=PUBLIC_REGISTERS.get(case.kind),
        pages=Page.objects.filter(pk__in=page_ids[:MOST_PAGES]).order_by("title"),
        page_count=len(page_ids),
        former=_former(case),
        entries=entries[:MOST_ENTRIES],
        entry_count=entries.count(),
    )


def _declared_row(case: VerificationCase, page_ids: list[int]) -> Certificate | None:
    """The certificate itself, as the first page has it that still declares it."""
    pages = Page.objects.filter(pk__in=page_ids).specific()
    rows = (
        certificate
        for page in with_certificates(pages)
        for _accessor, certificate in certificates_of(page)
    )
    return next((row for row in rows if row.fingerprint == case.fingerprint), None)


def _reading(case: VerificationCase) -> NumberReading | None:
    kind = NUMBER_KINDS.get(case.kind)
    readings = check_number(case.number, today=timezone.localdate()) if kind else []
    return next((each for each in readings if each.kind == kind), None)


def _findings(row: Certificate | None, reading: NumberReading | None) -> list[str]:
    """What is unlikely; told once where certificate and number say the same."""
    of_row = all_findings(row, timezone.localdate()) if row else ()
    of_number = reading.findings if reading else ()
    return list(dict.fromkeys(map(text, (*of_row, *of_number))))


def _price_warnings(case: VerificationCase) -> Iterator[str]:
    """Of a product that was sent, as it is to be published."""
    if case.is_submission and case.page:
        page = case.page.get_latest_revision_as_object()
        if isinstance(page, ProductPage):
            yield from price_warnings(page)


def _former(case: VerificationCase) -> Sequence[VerificationCase]:
    """Decided cases about the same number, or the same page, of this supplier."""
    same = Q(page_id=case.page_id) if case.kind == SUBMISSION else Q(number=case.number)
    return (
        VerificationCase.objects.filter(
            same, supplier_id=case.supplier_id, kind=case.kind
        )
        .exclude(pk=case.pk)
        .exclude(state=CaseState.OPEN)
        .select_related("decided_by")
        .order_by("-decided_at")[:MOST_ENTRIES]
    )
