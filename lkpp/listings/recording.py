"""Writing what LKPP reported of variants, with its history."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from core.batches import batches
from core.people import display_name
from core.progress import Progress, no_progress
from lkpp.listings.lookup import reported_listings
from lkpp.listings.planning import (
    ImportPlan,
    PlannedChange,
    plan_import,
)
from lkpp.listings.rows import RefusedRow, ReportedRow, plain_values
from lkpp.models import LkppListing, LkppListingChange
from lkpp.models.listing import REPORTED_FIELDS
from readmodel import outbox

LONGEST_SOURCE = 200


@transaction.atomic
def record_listings(
    rows: Iterable[ReportedRow | RefusedRow],
    *,
    source: str,
    by=None,
    expected: str | None = None,
    progress: Progress = no_progress,
) -> ImportPlan:
    """Write what these rows report, with its history; all of it or nothing.

    ``source`` says where it comes from; ``by`` is the user. Raises PlanChanged where
    ``expected``, the digest of the plan that was looked at, is no longer what would
    be written. Notes the products for the indexer.
    """
    planned = plan_import(rows)
    if expected is not None and planned.digest != expected:
        raise PlanChanged
    at, source = timezone.now(), source[:LONGEST_SOURCE]
    name = display_name(by) if by is not None else ""
    done, total = 0, len(planned.changes)
    for batch in batches(planned.changes):
        _write(batch, at=at, by=by, name=name, source=source)
        done += len(batch)
        progress(done, total)
    return planned


class PlanChanged(Exception):
    """Raised where the catalogue changed since a plan was looked at."""


def _write(batch: Sequence[PlannedChange], *, at, by, name: str, source: str) -> None:
    known = reported_listings(each.sku for each in batch)
    listings = [
        _listing(each, known.get(each.sku), at=at, by=by, source=source)
        for each in batch
    ]
    LkppListing.objects.bulk_create(
        listings,
        update_conflicts=True,
        unique_fields=["sku"],
        update_fields=[*REPORTED_FIELDS, "reported_at", "recorded_by", "source"],
    )
    LkppListingChange.objects.bulk_create(
        LkppListingChange(
            sku=each.sku,
            at=at,
            by_name=name,
            source=source,
            before=plain_values(each.before),
            after=plain_values(each.after),
        )
        for each in batch
    )
    outbox.enqueue(sorted({each.product_id for each in batch}))


def _listing(
    change: PlannedChange, known: LkppListing | None, *, at, by, source: str
) -> LkppListing:
    values = {name: getattr(known, name, None) for name in REPORTED_FIELDS}
    return LkppListing(
        sku=change.sku,
        **values | change.after,
        reported_at=at,
        recorded_by=by,
        source=source,
    )
