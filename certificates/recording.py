"""Keeping the evidence log and the verifiers' cases in step with public pages.

:func:`record_published` compares what pages declare now with the last entries of the
log, adds what differs, and opens or withdraws cases. It can be repeated: what is
recorded already is not recorded again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from certificates.declared import certificates_of, with_certificates
from certificates.models import Certificate, EvidenceEntry, VerificationCase
from certificates.models.entry import EvidenceAction
from core.batches import batches
from core.people import Signature, signature_of

RowKey = tuple[int, str]
"""A page and a row of its certificates."""

BATCH = 1000


@dataclass(frozen=True, slots=True)
class _Declared:
    """A certificate on a public page."""

    page: Page
    supplier: Page
    certificate: Certificate
    claims: dict[str, object]
    fingerprint: str
    since: datetime


@transaction.atomic
def record_published(
    pages: Iterable[Page], *, author: AbstractBaseUser | None = None
) -> None:
    """Record what these pages declare now; pages that are not live declare nothing.

    ``author`` wrote it; who made it public is the user of Wagtail's log context.
    """
    pages = with_certificates(pages)
    now = _declared([page for page in pages if page.live])
    _record(pages, now, author)


@transaction.atomic
def record_removed(pages: Iterable[Page]) -> None:
    """Record that these pages were taken off, or are about to be deleted, and declare
    nothing any more."""
    _record([page.specific for page in pages], {}, None)


def pages_declaring(case: VerificationCase) -> list[int]:
    """Primary keys of the pages whose certificates the case is about."""
    entries = EvidenceEntry.objects.filter(
        supplier_id=case.supplier_id, fingerprint=case.fingerprint
    )
    concerned = set(entries.exclude(page_id=None).values_list("page_id", flat=True))
    last = _last_entries(concerned)
    return sorted(
        {
            page_id
            for (page_id, _row), entry in last.items()
            if entry.fingerprint == case.fingerprint
        }
    )


def _declared(pages: list[Page]) -> dict[RowKey, _Declared]:
    paths = {page.supplier_path for page in pages}
    suppliers = {page.path: page for page in Page.objects.filter(path__in=paths)}
    moment = timezone.now()
    return {
        (page.pk, f"{accessor}:{certificate.pk}"): _Declared(
            page,
            suppliers[page.supplier_path],
            certificate,
            certificate.claims,
            certificate.fingerprint,
            certificate.declared_at or moment,
        )
        for page in pages
        for accessor, certificate in certificates_of(page)
    }


def _record(
    pages: list[Page], now: dict[RowKey, _Declared], author: AbstractBaseUser | None
) -> None:
    before = _last_entries({page.pk for page in pages})
    by = signature_of(get_active_log_context().user)
    writer = signature_of(author) if author else by
    entries = [
        *_additions(now, before, writer, by),
        *_removals(now, before, by),
    ]
    entries.sort(key=attrgetter("at"))
    EvidenceEntry.objects.bulk_create(entries, batch_size=BATCH)
    _open_cases(now.values(), writer)
    _withdraw_cases({entry.fingerprint for entry in before.values()}, now)


def _last_entries(page_ids: set[int]) -> dict[RowKey, EvidenceEntry]:
    """The last entry of each certificate that these pages declared, and still do."""
    last = {}
    for entry in EvidenceEntry.objects.filter(page_id__in=page_ids).order_by("pk"):
        last[entry.page_id, entry.row] = entry
    return {
        key: entry
        for key, entry in last.items()
        if entry.action != EvidenceAction.REMOVED
    }


def _additions(
    now: dict[RowKey, _Declared],
    before: dict[RowKey, EvidenceEntry],
    writer: Signature,
    by: Signature,
) -> list[EvidenceEntry]:
    entries = []
    for (page_id, row), declared in now.items():
        known = before.get((page_id, row))
        if known is not None and known.fingerprint == declared.fingerprint:
            continue
        entries.append(
            EvidenceEntry(
                at=declared.since,
                action=EvidenceAction.CHANGED if known else EvidenceAction.DECLARED,
                kind=declared.certificate.certificate_kind,
                number=declared.certificate.declared_number,
                supplier_id=declared.supplier.pk,
                supplier_name=declared.supplier.title,
                page_id=page_id,
                page_title=declared.page.title,
                row=row,
                fingerprint=declared.fingerprint,
                author_id=writer.user_id,
                author_name=writer.name,
                by_id=by.user_id,
                by_name=by.name,
                before=known.after if known else None,
                after=_with_document(declared),
            )
        )
    return entries


def _with_document(declared: _Declared) -> dict[str, object]:
    """The claims and, so that a changed file shows, its name and digest."""
    document = declared.certificate.document
    if document is None:
        return declared.claims
    return declared.claims | {
        "document": f"{document.title} ({document.file_hash or document.pk})"
    }


def _removals(
    now: dict[RowKey, _Declared], before: dict[RowKey, EvidenceEntry], by: Signature
) -> list[EvidenceEntry]:
    return [
        EvidenceEntry(
            action=EvidenceAction.REMOVED,
            kind=known.kind,
            number=known.number,
            supplier_id=known.supplier_id,
            supplier_name=known.supplier_name,
            page_id=known.page_id,
            page_title=known.page_title,
            row=known.row,
            fingerprint=known.fingerprint,
            by_id=by.user_id,
            by_name=by.name,
            before=known.after,
        )
        for key, known in before.items()
        if key not in now
    ]


def _open_cases(declared: Iterable[_Declared], writer: Signature) -> None:
    """Open a case for claims that have none; take up again one that was withdrawn."""
    wanted = {(each.supplier.pk, each.fingerprint): each for each in declared}
    cases = [
        VerificationCase(
            supplier_id=supplier_id,
            fingerprint=fingerprint,
            kind=each.certificate.certificate_kind,
            number=each.certificate.declared_number,
            claims=each.claims,
            page_id=each.page.pk,
            opened_at=each.since,
            declared_by_id=writer.user_id,
        )
        for (supplier_id, fingerprint), each in wanted.items()
    ]
    VerificationCase.objects.bulk_create(cases, batch_size=BATCH, ignore_conflicts=True)
    for batch in batches(sorted({fingerprint for _id, fingerprint in wanted})):
        withdrawn = VerificationCase.objects.filter(fingerprint__in=batch).exclude(
            withdrawn_at=None
        )
        again = [
            case.pk
            for case in withdrawn
            if (case.supplier_id, case.fingerprint) in wanted
        ]
        VerificationCase.objects.filter(pk__in=again).update(
            withdrawn_at=None, opened_at=timezone.now()
        )


def _withdraw_cases(known: set[str], now: dict[RowKey, _Declared]) -> None:
    """Withdraw the cases of claims that no public page makes any more."""
    gone = known - {declared.fingerprint for declared in now.values()}
    for batch in batches(sorted(gone)):
        for case in VerificationCase.objects.filter(
            fingerprint__in=batch, withdrawn_at=None
        ):
            if not pages_declaring(case):
                case.withdrawn_at = timezone.now()
                case.claimed_by = case.claimed_at = None
                case.save(update_fields=["withdrawn_at", "claimed_by", "claimed_at"])
