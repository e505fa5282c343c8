"""Bringing ledger and sinks up to date with the catalogue.

The flow (docs/adr/0003-read-model.md, docs/adr/0014-projections-and-sinks.md): notes in
the outbox, and dates that passed, say which products to look at; each is built; where
it differs from what readers have, the ledger gives it the next revision; sinks are
given what the ledger has and they lack. Every step can be repeated: after a crash the
notes are still there, and a sink's cursor says what it was given.
"""

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.upkeep import DailyUpkeep
from readmodel import feeding, ledger, outbox, projections
from readmodel.following import Followers
from readmodel.heartbeat import Heartbeat
from readmodel.lease import LeaseTaken, LedgerLease, held
from readmodel.models import PendingChange, ProductState, ProjectionState
from readmodel.outages import Outages
from readmodel.sinks import Sink, sinks
from readmodel.task_worker import TaskWorker

logger = logging.getLogger(__name__)

BATCH = 250
"""Products built together."""

POLL_SECONDS = 0.5


def drain() -> int:
    """Bring ledger and sinks up to date; the number of products that changed in a sink.

    Raises LeaseTaken when another process is at it, and SinkUnavailable, when all else
    is done, if a sink cannot be written to.
    """
    _derive_what_is_due()
    return feeding.feed_all()


def rebuild(
    progress: Callable[[Sink, int, int], object] = lambda sink, done, total: None,
    only: Sequence[Sink] | None = None,
) -> int:
    """Bring the ledger up to date and build every sink anew from it, or ``only``
    these; the number of products in them. Readers keep what they have until that is
    done. ``progress`` is called with the sink being built, and how far that is.

    Raises LeaseTaken when another process is at it, and SinkUnavailable, when all else
    is done, if a sink cannot be built.
    """
    _derive_what_is_due()
    return feeding.each_of(
        sinks() if only is None else only,
        lambda sink: feeding.rebuild(sink, partial(progress, sink)),
    )


def run(should_stop: Callable[[], bool] = lambda: False) -> None:
    """Keep ledger and sinks up to date until ``should_stop``, do what administrators
    ask for, and once a day have forgotten what is past its time: no other process runs
    wherever the catalogue does. A database that is lost is waited for."""
    daily, outages, heartbeat = DailyUpkeep(), Outages("The ledger"), Heartbeat()
    with Followers(sinks()) as followers, TaskWorker() as worker:

        def look_around() -> None:
            heartbeat.beat(outages.count)
            worker.look()

        while not should_stop():
            if outages.may_try:
                with outages.survived():
                    look_around()
                    daily.run_if_due()
                    _keep_up(followers, look_around)
            time.sleep(POLL_SECONDS)


def _keep_up(followers: Followers, look_around: Callable[[], None]) -> None:
    def after_each() -> None:
        look_around()
        followers.look(is_settled=False)

    try:
        # Looked at before the lease is taken, which writes to the database.
        if _is_something_due():
            _derive_what_is_due(after_each)
        followers.look(is_settled=True)
    except LeaseTaken:
        logger.debug("Another process is writing to the ledger.")
        followers.look(is_settled=False)


def derive_all() -> int:
    """Note every product that readers know or shall know, so that the indexer builds
    all anew; how many those are."""
    return _note_all(outbox.enqueue_all)


def _note_all(note: Callable[[QuerySet], int]) -> int:
    public = projections.source().public()
    known = ProductState.objects.exclude(pk__in=public.order_by().values("pk"))
    with transaction.atomic():
        return note(public) + note(known)


def _is_something_due() -> bool:
    return (
        PendingChange.objects.exists() or _due().exists() or _are_projections_others()
    )


def _derive_what_is_due(after_each: Callable[[], None] = lambda: None) -> None:
    """Build what is noted, or stale since a date passed. Raises LeaseTaken."""
    with held(LedgerLease()) as lease:
        if _are_projections_others():
            _renew_projections()
        while True:
            notes = outbox.read_notes(BATCH)
            due = _due().values_list("product_id", flat=True)[:BATCH]
            product_ids = notes.product_ids.union(due)
            if not product_ids:
                return
            lease.renew()
            ledger.derive(lease, product_ids)
            outbox.remove_notes(notes)
            after_each()


def _due() -> QuerySet[ProductState]:
    """Products that are not, today, as they were built."""
    return ProductState.objects.due(timezone.localdate())


def _are_projections_others() -> bool:
    """Whether the ledger was derived by projections of other versions."""
    known = dict(ProjectionState.objects.values_list("name", "version"))
    return known != projections.versions()


def _renew_projections() -> None:
    """Note every product, and that they are built by the present projections."""
    with transaction.atomic():
        # The lease is held: no other indexer is building what is noted already.
        count = _note_all(lambda rows: outbox.enqueue_all(outbox.unnoted(rows)))
        ProjectionState.objects.all().delete()
        ProjectionState.objects.bulk_create(
            ProjectionState(name=name, version=version)
            for name, version in projections.versions().items()
        )
    logger.info("What is built has another form: %d products are noted.", count)
