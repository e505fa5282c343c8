"""The right to write: to the ledger, and to each sink, for one process at a time.

A row of the database stands for it, taken by one conditional UPDATE, which every
database does atomically. A holder that dies loses it when the time that it asked for
has passed; one that asked by a clock that was ahead loses it as soon
(docs/adr/0029-lost-databases-damage-and-clocks.md). The ledger and every sink have a
lease of their own, so that who waits for one of them keeps nobody from the others
(docs/adr/0026-moving-between-engines.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import Error
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from core.moments import CLOCKS_DIFFER
from readmodel.models import IndexerLease, IndexTask, SinkState

LEASE_TIME = timedelta(seconds=10)
"""A holder renews before this has passed, unless it asked for longer; see
:meth:`Lease.renew`."""

_ROW = 1

_not_given_back: dict[tuple[type[Model], int | str], str] = {}
"""Who held a lease in this process when the database was lost, by row."""


class LeaseTaken(Exception):
    """Another process is writing."""


class Lease:
    """A lease that this process holds, on a row with ``holder`` and ``expires_at``.

    ``longest`` is what anybody asks for: one that ends later was taken by a clock that
    was ahead, and is not believed.
    """

    model: type[Model]

    def __init__(self, row: int | str, longest: timedelta) -> None:
        self.holder = uuid4().hex
        self._row = row
        self._longest = longest

    def take(self) -> None:
        """Hold the row for :data:`LEASE_TIME`. Raises LeaseTaken at once when another
        process does."""
        self._rows().get_or_create(pk=self._row)
        now = timezone.now()
        end = now + self._longest + CLOCKS_DIFFER
        free = Q(holder="") | Q(expires_at__lt=now) | Q(expires_at__gt=end)
        free |= Q(holder=_not_given_back.get((self.model, self._row), ""))
        taken = (
            self._rows()
            .filter(free, pk=self._row)
            .update(holder=self.holder, expires_at=now + LEASE_TIME)
        )
        if not taken:
            raise LeaseTaken

    def renew(self, duration: timedelta = LEASE_TIME) -> None:
        """Hold on for another ``duration``. Raises LeaseTaken when too late."""
        self._write(expires_at=timezone.now() + duration)

    def is_held(self) -> bool:
        """Whether nobody else has taken it; it may have run out."""
        return self._mine().exists()

    def release(self) -> None:
        """Give it back, if it was not lost."""
        self._mine().update(holder="", expires_at=None)

    def give_back(self) -> None:
        """As :meth:`release`. Where the database is lost, this process may take the
        lease again as soon as it is there: its work is over."""
        try:
            self.release()
        except Error:
            _not_given_back[self.model, self._row] = self.holder
            raise

    def _write(self, **values: object) -> None:
        """Write to the row that is held. Raises LeaseTaken."""
        if not self._mine().update(**values):
            raise LeaseTaken

    def _mine(self) -> QuerySet:
        return self._rows().filter(pk=self._row, holder=self.holder)

    def _rows(self) -> QuerySet:
        return self.model._default_manager.all()


class LedgerLease(Lease):
    """The right to write to the ledger and to hand out revisions."""

    model = IndexerLease

    def __init__(self) -> None:
        super().__init__(_ROW, LEASE_TIME)

    def number(self, count: int) -> range:
        """The next ``count`` revisions. Call it in the transaction that uses them:
        they are taken back with it. Raises LeaseTaken when the lease was lost."""
        row = self._mine().select_for_update().first()
        if row is None:
            raise LeaseTaken
        first = row.last_revision + 1
        row.last_revision += count
        row.save(update_fields=["last_revision"])
        return range(first, first + count)


class SinkLease(Lease):
    """The right to write to the sink of this name, and to move its cursor; nobody asks
    for longer than ``longest``."""

    model = SinkState

    def __init__(self, name: str, longest: timedelta = LEASE_TIME) -> None:
        super().__init__(name, longest)

    def remember(self, revision: int) -> None:
        """It has everything up to ``revision``. Raises LeaseTaken: the cursor belongs
        to who holds the lease."""
        self._write(applied_revision=revision)

    def remember_built(
        self, schema_version: str, generation: str, revision: int
    ) -> None:
        """It was built for this schema as this generation, and has everything up to
        ``revision``. Raises LeaseTaken."""
        self._write(
            schema_version=schema_version,
            generation=generation,
            applied_revision=revision,
        )

    def remember_generation(self, generation: str) -> None:
        """What the cursor speaks of is this generation. Raises LeaseTaken."""
        self._write(generation=generation)


AnyLease = TypeVar("AnyLease", bound=Lease)


@contextmanager
def held(lease: AnyLease) -> Iterator[AnyLease]:
    """Hold the lease. Raises LeaseTaken at once when another process has it."""
    lease.take()
    try:
        yield lease
    finally:
        lease.give_back()


def take_over() -> None:
    """Take every lease from whoever holds it, so that the next who asks has it. A
    former holder that lives finds at its next write that it was too late."""
    for model in (IndexerLease, SinkState, IndexTask):
        model._default_manager.update(holder="", expires_at=None)


def last_revision() -> int:
    """The highest revision handed out so far."""
    row = IndexerLease.objects.filter(pk=_ROW).first()
    return row.last_revision if row else 0


def feed_id() -> UUID:
    """Names the sequence of revisions. A reader whose cursor is of another one begins
    anew: after a backup was restored the same numbers may mean something else."""
    row, _created = IndexerLease.objects.get_or_create(pk=_ROW)
    return row.feed_id


def renew_feed() -> UUID:
    """Begin a new sequence, so that every reader begins anew."""
    IndexerLease.objects.get_or_create(pk=_ROW)
    renewed = uuid4()
    IndexerLease.objects.filter(pk=_ROW).update(feed_id=renewed)
    return renewed
