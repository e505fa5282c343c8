"""What everyone may read of a page under its short address: what is declared, what
was verified, by whom, until when, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from certificates.cases import attach_cases
from certificates.kinds import CertificateKind
from certificates.models import EvidenceEntry
from certificates.models.entry import EvidenceAction
from core.language import choose, language
from domain.numbers.licences import letters_of
from products.evidence import (
    Evidence,
    calibrations_of,
    evidence_of,
    evidence_of_supplier,
)
from products.models import ProductPage, ProductPicture
from products.public.product_page import SUPPLIER_EVIDENCE
from suppliers.models import SupplierPage
from verification.public.short_address import short_address

PublicPage = ProductPage | SupplierPage

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class Gone:
    """A page that was public and is not any more. The names are those last
    entered in the evidence log, where there are any."""

    title: str = ""
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Certificates under one heading."""

    title: str
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a certificate, without the people of the supplier."""

    on: date
    action: EvidenceAction
    kind: CertificateKind
    number: str


def find_page(key: int) -> PublicPage | None:
    """The product or supplier with this primary key, if everyone may see it."""
    products = ProductPage.objects.with_evidence()
    return (
        products.seen_by_all().filter(pk=key).first()
        or SupplierPage.objects.live().public().filter(pk=key).first()
    )


def find_gone(key: int) -> Gone | None:
    """What is left of a page that was public; None if there never was one.

    Drafts may hold other names than the public ever read, so names come from the log
    alone, and none from pages that are live but not for everyone.
    """
    page = Page.objects.type((ProductPage, SupplierPage)).filter(pk=key).first()
    if page is not None and page.live:
        return Gone()
    entry = EvidenceEntry.objects.filter(page_id=key).first()
    if entry is not None:
        return Gone(entry.page_title, entry.supplier_name)
    return Gone() if page is not None and page.first_published_at else None


def verification_context(page: PublicPage, request: HttpRequest) -> dict[str, object]:
    """The template's variables. Makes a fixed number of queries."""
    supplier = _with_cases(page)
    today = timezone.localdate()
    groups = _groups(page, supplier, today)
    declared = [each for group in groups for each in group.evidence]
    history = _history(page, supplier)
    return {
        **_identity(page, supplier),
        "page_url": page.get_url(request),
        "groups": groups,
        "declared": len(declared),
        "verified": sum(each.outcome.is_verified for each in declared),
        "undecided": sum(each.outcome.is_open for each in declared),
        "refuted": sum(each.outcome.is_against for each in declared),
        "history": history[:MOST_EVENTS],
        "history_is_cut": len(history) > MOST_EVENTS,
        "today": today,
        "claimant": supplier.get_kind_display().lower(),
    }


def label_context(page: PublicPage) -> dict[str, object]:
    """What is printed on a label: nothing that can become untrue on paper.

    A licence that was refused or taken back is not printed, as the paper would go on
    vouching for it.
    """
    identity = _identity(page, _with_cases(page))
    licence = identity["licence"]
    overruled = licence is not None and licence.overruled is not None
    return identity | {
        "printed_licence": None if overruled else licence,
        "licence_is_left_out": overruled,
    }


def _with_cases(page: PublicPage) -> SupplierPage:
    """The page's supplier, the cases of both attached."""
    is_product = isinstance(page, ProductPage)
    supplier = page.supplier if is_product else page
    prefetch_related_objects([supplier], *SUPPLIER_EVIDENCE)
    attach_cases([page, supplier] if is_product else [supplier])
    return supplier


def _identity(page: PublicPage, supplier: SupplierPage) -> dict[str, object]:
    """What the page is, and where it is found."""
    product = page if isinstance(page, ProductPage) else None
    today = timezone.localdate()
    eligibility = product.eligibility(today) if product else None
    licence = eligibility.licence if eligibility else None
    return {
        "product": product,
        "supplier": supplier,
        "name": _name(product) if product else supplier.title,
        "picture": _picture(product),
        "licence": licence,
        "licence_status": (eligibility and eligibility.licence_status) or "",
        "licence_kind": letters_of(licence.number) if licence else "",
        "licence_is_verified": eligibility is not None and eligibility.verified,
        "is_domestic": eligibility is not None and eligibility.domestic,
        "address": short_address(page.pk),
    }


def _name(product: ProductPage) -> str:
    return choose(product.title, product.name_en)


def _picture(product: ProductPage | None) -> ProductPicture | None:
    return next(iter(product.pictures.all()), None) if product else None


def _groups(page: PublicPage, supplier: SupplierPage, today: date) -> list[Group]:
    company = Group(_("Sertifikat perusahaan"), evidence_of_supplier(supplier, today))
    if not isinstance(page, ProductPage):
        return [company]
    licences = evidence_of(page, today, language())
    calibrations = calibrations_of(page, today)
    groups = [Group(_("Izin dan sertifikat produk"), licences)]
    if company.evidence:
        groups.append(company)
    if calibrations:
        groups.append(Group(_("Kalibrasi unit contoh"), calibrations))
    return groups


def _history(page: PublicPage, supplier: SupplierPage) -> list[Event]:
    """The newest first, at most one more than ``MOST_EVENTS``."""
    # By the day they happened: a history that was brought along is entered late.
    newest_first = EvidenceEntry.objects.order_by("-at", "-pk")
    # Two queries: either is answered by an index of the log, both in one by none.
    log = newest_first.filter(kind__in=CertificateKind.values)
    declared = log.filter(page_id__in={page.pk, supplier.pk})
    entries = list(declared[: MOST_EVENTS + 1])
    decisions = log.filter(
        fingerprint__in={entry.fingerprint for entry in entries},
        supplier_id=supplier.pk,
        page_id=None,
    )
    entries += decisions[: MOST_EVENTS + 1]
    entries.sort(key=lambda entry: (entry.at, entry.pk), reverse=True)
    return [_event(entry) for entry in entries[: MOST_EVENTS + 1]]


def _event(entry: EvidenceEntry) -> Event:
    return Event(
        on=timezone.localdate(entry.at),
        action=EvidenceAction(entry.action),
        kind=CertificateKind(entry.kind),
        number=entry.number,
    )
