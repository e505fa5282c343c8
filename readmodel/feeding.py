"""Giving sinks what the ledger has, while this process holds the lease of each.

What is given is repeated after a crash: a cursor moves when the sink has taken what
came before it, and never before. See docs/adr/0026-moving-between-engines.md.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core.progress import Progress, no_progress
from readmodel.lease import (
    LEASE_TIME,
    LeaseTaken,
    SinkLease,
    held,
    last_revision,
)
from readmodel.models import (
    IndexerLease,
    PendingRepair,
    ProductState,
    RefusedProduct,
    SinkState,
)
from readmodel.sinks import LedgerProduct, Sink, SinkUnavailable, sinks

logger = logging.getLogger(__name__)

BATCH = 250
"""Products given to a sink together."""

SWITCH_TIME = timedelta(minutes=5)
"""How long a sink may take to finish and switch to what was rebuilt."""


class BuildFailed(SinkUnavailable):
    """A sink could not be built anew; what was done for it is lost."""


class Stopped(Exception):
    """``should_stop`` returned true between two batches. What was added stays, and a
    build that is not finished is given up."""


def never() -> bool:
    """Nobody wants it to stop."""
    return False


def feed(sink: Sink, should_stop: Callable[[], bool] = never) -> int:
    """Give the sink what it lacks, or build it anew where it must be; how many
    products it was given.

    Raises SinkUnavailable when it cannot be written (BuildFailed when it cannot be
    built), LeaseTaken when another process writes to it, and Stopped.
    """
    with _writing(sink) as lease:
        writer = _Writer(sink, lease, should_stop)
        if must_be_rebuilt(sink):
            return writer.rebuild()
        return writer.catch_up()


def rebuild(
    sink: Sink,
    progress: Progress = no_progress,
    should_stop: Callable[[], bool] = never,
) -> int:
    """Build the sink anew; how many products it was given. Raises BuildFailed,
    LeaseTaken when another process writes to it, and Stopped."""
    with _writing(sink) as lease:
        return _Writer(sink, lease, should_stop).rebuild(progress)


def feed_all() -> int:
    """Give every sink what it lacks; the number of products of the one that got most.
    Raises SinkUnavailable and LeaseTaken when the others are done."""
    return each_of(sinks(), feed)


def each_of(chosen: Sequence[Sink], work: Callable[[Sink], int]) -> int:
    """Do ``work`` for each sink, whether it failed for others or not; the largest
    number that it returned.

    When all are done, raises SinkUnavailable with the reason of each sink that cannot
    be written, or LeaseTaken where another process writes to one.
    """
    given, failures, taken = [0], [], False
    for sink in chosen:
        try:
            given.append(work(sink))
        except SinkUnavailable as error:
            failures.append(f"{sink.name}: {error}")
        except LeaseTaken:
            taken = True
    if failures:
        raise SinkUnavailable("; ".join(failures))
    if taken:
        raise LeaseTaken
    return max(given)


def note_repairs(sink: Sink, product_ids: Iterable[int]) -> None:
    """Have the indexer give the sink these products again as the ledger has them: it
    takes out what the ledger does not know."""
    PendingRepair.objects.bulk_create(
        [
            PendingRepair(sink=sink.name, product_id=product_id)
            for product_id in product_ids
        ],
        batch_size=BATCH,
    )


def is_behind(sink: Sink) -> bool:
    """Whether it lacks something that the ledger has, as far as the database knows."""
    latest = IndexerLease.objects.values("last_revision")[:1]
    repairs = PendingRepair.objects.filter(sink=OuterRef("name"))
    in_step = SinkState.objects.annotate(latest=Subquery(latest)).filter(
        ~Exists(repairs),
        Q(latest=F("applied_revision")) | Q(latest=None),
        pk=sink.name,
        schema_version=sink.schema_version,
    )
    return not in_step.exists()


def must_be_rebuilt(sink: Sink) -> bool:
    """Whether nothing can be added to what it has: it was never built, or for another
    schema, or lost what it had, or has what the cursor does not speak of."""
    state = SinkState.objects.filter(
        pk=sink.name, schema_version=sink.schema_version
    ).first()
    return state is None or sink.needs_rebuild(state.generation)


@contextmanager
def _writing(sink: Sink) -> Iterator[SinkLease]:
    """Hold the sink's lease, and keep what is told of it by other processes: since
    when it fails, and why."""
    state = SinkState.objects.filter(pk=sink.name)
    with held(SinkLease(sink.name, _longest_hold(sink))) as lease:
        try:
            yield lease
        except SinkUnavailable as error:
            state.filter(failing_since=None).update(failing_since=timezone.now())
            state.update(failure=str(error))
            raise
        state.exclude(failing_since=None).update(failing_since=None, failure="")


def _longest_write(sink: Sink) -> timedelta:
    """For how long the lease is asked for before each write."""
    return sink.longest_apply + LEASE_TIME


def _longest_hold(sink: Sink) -> timedelta:
    return max(_longest_write(sink), SWITCH_TIME)


class _Writer:
    """Who holds a sink's lease. Methods raise SinkUnavailable, LeaseTaken and
    Stopped."""

    def __init__(
        self, sink: Sink, lease: SinkLease, should_stop: Callable[[], bool] = never
    ) -> None:
        self.sink = sink
        self.lease = lease
        self._should_stop = should_stop

    def catch_up(self) -> int:
        latest, given = last_revision(), 0
        while products := self._after_cursor():
            self._apply(products)
            self.lease.remember(products[-1].revision)
            given += len(products)
        # The last revisions may be of products that have changed again meanwhile.
        if self._applied() < latest:
            self.lease.remember(latest)
        # It was built before generations were noted.
        if self._state().filter(generation="").exists():
            self.lease.remember_generation(self.sink.generation())
        return given + self._repair()

    def rebuild(self, progress: Progress = no_progress) -> int:
        if not self._state().exclude(failing_since=None).exists():
            logger.info("Building %s anew.", self.sink.name)
        latest = last_revision()
        repairs = list(self._noted().values_list("pk", flat=True))
        products = _Counted(self._all(progress))
        # Something may have to be cleared away before the first product is asked for.
        self.lease.renew(SWITCH_TIME)
        try:
            built = self.sink.rebuild(products)
        except SinkUnavailable as error:
            raise BuildFailed(str(error)) from error
        finally:
            if not self.lease.is_held():
                # What another process gave it may have been switched away.
                self._state().update(schema_version="")
        self.lease.remember_built(self.sink.schema_version, built.generation, latest)
        self._note_refused(RefusedProduct.objects.all(), built.refused)
        for start in range(0, len(repairs), BATCH):
            self._noted().filter(pk__in=repairs[start : start + BATCH]).delete()
        return products.count

    def _after_cursor(self) -> list[LedgerProduct]:
        rows = ProductState.objects.filter(revision__gt=self._applied())
        return _read(rows.order_by("revision")[:BATCH])

    def _applied(self) -> int:
        """Up to which revision it was given everything."""
        return self._state().values_list("applied_revision", flat=True).get()

    def _state(self) -> QuerySet[SinkState]:
        return SinkState.objects.filter(pk=self.sink.name)

    def _repair(self) -> int:
        given = 0
        while repairs := list(self._noted().order_by("pk")[:BATCH]):
            product_ids = {each.product_id for each in repairs}
            known = _read(ProductState.objects.filter(pk__in=product_ids))
            unknown = product_ids - {each.product_id for each in known}
            gone = [LedgerProduct(product_id, 0, None) for product_id in unknown]
            self._apply([*known, *gone])
            self._noted().filter(pk__in=[each.pk for each in repairs]).delete()
            given += len(product_ids)
        return given

    def _noted(self) -> QuerySet[PendingRepair]:
        return PendingRepair.objects.filter(sink=self.sink.name)

    def _apply(self, products: list[LedgerProduct]) -> None:
        # Whoever stood still too long must not write over what came after.
        self._hold_on()
        try:
            refused = self.sink.apply(products)
        finally:
            if not self.lease.is_held():
                # It may have written over what another process gave meanwhile.
                note_repairs(self.sink, (each.product_id for each in products))

        product_ids = [each.product_id for each in products]
        self._note_refused(
            RefusedProduct.objects.filter(product_id__in=product_ids), refused
        )

    def _note_refused(
        self, former: QuerySet[RefusedProduct], refused: Mapping[int, str]
    ) -> None:
        """Tell what was refused, in place of what was before."""
        former = former.filter(sink=self.sink.name)
        if not refused:
            former.delete()
            return
        for product_id, reason in refused.items():
            logger.error(
                "%s refuses product %d: %s", self.sink.name, product_id, reason
            )
        rows = [
            RefusedProduct(sink=self.sink.name, product_id=product_id, reason=reason)
            for product_id, reason in refused.items()
        ]
        with transaction.atomic():
            former.delete()
            # Another process may have noted it, if this one has lost the lease.
            RefusedProduct.objects.bulk_create(
                rows, batch_size=BATCH, ignore_conflicts=True
            )

    def _hold_on(self) -> None:
        """Have the lease outlast the longest write, before each."""
        if self._should_stop():
            raise Stopped
        self.lease.renew(_longest_write(self.sink))

    def _all(self, progress: Progress) -> Iterator[LedgerProduct]:
        live = ProductState.objects.filter(live=True).order_by("pk")
        total, done, last_id = live.count(), 0, 0
        # No query stays open to be read while others write.
        while products := _read(live.filter(pk__gt=last_id)[:BATCH]):
            self._hold_on()
            yield from products
            last_id = products[-1].product_id
            done += len(products)
            progress(done, total)
        if self._should_stop():
            raise Stopped
        # Nobody else may write between the last product and the switch.
        self.lease.renew(SWITCH_TIME)


class _Counted:
    """Products passed on, and counted."""

    def __init__(self, products: Iterable[LedgerProduct]) -> None:
        self.products = products
        self.count = 0

    def __iter__(self) -> Iterator[LedgerProduct]:
        for product in self.products:
            self.count += 1
            yield product


def _read(rows: QuerySet[ProductState]) -> list[LedgerProduct]:
    return [
        LedgerProduct(product_id, revision, bytes(document) if document else None)
        for product_id, revision, document in rows.values_list(
            "product_id", "revision", "document"
        )
    ]
