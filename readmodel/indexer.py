"""Bringing the index up to date with the catalogue.

The flow (docs/adr/0003-read-model.md): notes in the outbox, and dates that passed,
say which products to look at; each is built into a document; where it differs from
what readers have, the ledger gives it the next revision; then it is applied to the
engine. Every step can be repeated: after a crash the notes are still there, and a
state that was not applied yet is applied again.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from core.batches import batches
from readmodel import ledger
from readmodel.lease import Lease, LeaseTaken, held_lease
from readmodel.models import IndexState, PendingChange
from search.engines import get_engine
from search.engines.base import DocumentGroup, EngineUnavailable
from search.loading import public_products

logger = logging.getLogger(__name__)

BATCH = 250
"""Products looked at together: one commit of the engine."""

POLL_SECONDS = 0.5

SWITCH_TIME = timedelta(minutes=5)
"""How long the engine may take to finish and switch to a rebuilt index."""

Progress = Callable[[int, int], None]


def drain() -> int:
    """Bring the index up to date; the number of products that changed in it.

    Raises LeaseTaken when another process is at it.
    """
    changed = 0
    with held_lease() as lease:
        while True:
            notes = list(PendingChange.objects.order_by("pk")[:BATCH])
            product_ids = _products_to_look_at(notes)
            if not product_ids:
                return changed
            lease.renew()
            changed += _update(lease, product_ids)
            PendingChange.objects.filter(pk__in=[note.pk for note in notes]).delete()


def catch_up() -> int:
    """Build the index where it is missing, otherwise :func:`drain`; the number of
    products that changed in it. Raises LeaseTaken."""
    # Applied to no index, a few changes would pass for the whole catalogue.
    return rebuild() if _is_index_missing() else drain()


def run(should_stop: Callable[[], bool] = lambda: False) -> None:
    """Keep the index up to date until ``should_stop``."""
    while not should_stop():
        try:
            # Looked at before the lease is taken, which writes to the database.
            if _is_index_missing() or _is_work_waiting():
                catch_up()
        except LeaseTaken:
            logger.debug("Another process is writing to the index.")
        except EngineUnavailable as error:
            # What was noted stays noted; the engine may come back.
            logger.error("The index cannot be written: %s", error)
        time.sleep(POLL_SECONDS)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Build the whole index anew beside the live one and switch to it; the number
    of products in it. What changes meanwhile is in the outbox and follows.

    Raises LeaseTaken when another process is writing to the index.
    """
    with held_lease() as lease:
        counted = _Counted(_all_products(lease, progress))
        get_engine().rebuild(counted)
        IndexState.objects.filter(applied=False).update(applied=True)
    return counted.live


class _Counted:
    """Groups passed on, counting those with a live product."""

    def __init__(self, products: Iterable[ledger.RecordedProduct]) -> None:
        self.products = products
        self.live = 0

    def __iter__(self) -> Iterator[DocumentGroup]:
        for product in self.products:
            self.live += product.seen.document is not None
            yield product.group()


def _is_index_missing() -> bool:
    return not get_engine().health().ok


def _is_work_waiting() -> bool:
    return PendingChange.objects.exists() or any(
        states.exists() for states in _states_to_look_at()
    )


def _products_to_look_at(notes: list[PendingChange]) -> set[int]:
    """Those that are noted, not applied yet, or stale since a date passed."""
    product_ids = {note.product_id for note in notes}
    for states in _states_to_look_at():
        product_ids.update(states.values_list("product_id", flat=True)[:BATCH])
    return product_ids


def _states_to_look_at() -> tuple[QuerySet[IndexState], ...]:
    """Not applied yet, and stale since a date passed."""
    return (
        IndexState.objects.filter(applied=False),
        IndexState.objects.filter(rebuild_on__lte=timezone.localdate()),
    )


def _update(lease: Lease, product_ids: set[int]) -> int:
    """Look at these products and apply what changed; how many did."""
    unapplied = [
        product
        for product in ledger.record_changes(lease, product_ids)
        if product.state is not None and not product.state.applied
    ]
    # Whoever stood still too long must not write over what came after.
    lease.renew()
    get_engine().apply([product.group() for product in unapplied])
    applied = IndexState.objects.filter(pk__in=[each.state.pk for each in unapplied])
    applied.update(applied=True)
    return len(unapplied)


def _all_products(lease: Lease, progress: Progress) -> Iterator[ledger.RecordedProduct]:
    """Every product that readers know or shall know."""
    public = public_products()
    total = public.count()
    done = last_id = 0
    while chunk := _ids_after(public, last_id):
        last_id = chunk[-1]
        yield from _recorded(lease, chunk)
        done += len(chunk)
        progress(done, total)
    gone = list(
        IndexState.objects.exclude(product_id__in=public.values("pk")).values_list(
            "product_id", flat=True
        )
    )
    for batch in batches(gone, BATCH):
        yield from _recorded(lease, batch)
    # Nobody else may write between the last group and the switch.
    lease.renew(SWITCH_TIME)


def _ids_after(products, last_id: int) -> list[int]:
    following = products.filter(pk__gt=last_id).order_by("pk")
    return list(following.values_list("pk", flat=True)[:BATCH])


def _recorded(lease: Lease, product_ids: list[int]) -> Iterator[ledger.RecordedProduct]:
    lease.renew()
    for product in ledger.record_changes(lease, set(product_ids)):
        if product.state is not None:
            yield product
