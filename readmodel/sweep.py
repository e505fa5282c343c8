"""Noting once a day what readers are shown wrongly although nothing was saved.

A date passed, or products and the ledger drifted apart: after a backup was restored,
or a change in bulk that no signal told of. What is found goes into the outbox, and the
indexer does the rest. A sweep can be repeated, and left out for a day.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from readmodel import outbox, projections
from readmodel.models import ProductState


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How many products were noted: because a date in them passed, or they were built
    for a day still to come; public, but not in the ledger; in the ledger, but no longer
    public."""

    crossed: int
    unknown: int
    gone: int


def sweep(on: date, *, dry_run: bool = False) -> SweepResult:
    """Note what crossed a date by the day ``on``, and what the ledger knows wrongly.

    What is noted already is not counted again. With ``dry_run`` nothing is noted.
    """
    note = QuerySet.count if dry_run else outbox.enqueue_all
    crossed = ProductState.objects.due(on)
    return SweepResult(
        crossed=note(outbox.unnoted(crossed)),
        unknown=note(outbox.unnoted(_unknown())),
        gone=note(outbox.unnoted(_gone())),
    )


def _unknown() -> QuerySet[Any]:
    known = ProductState.objects.filter(live=True)
    return projections.source().public().exclude(pk__in=known.values("pk"))


def _gone() -> QuerySet[ProductState]:
    public = projections.source().public().order_by()
    return ProductState.objects.filter(live=True).exclude(pk__in=public.values("pk"))
