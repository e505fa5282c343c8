"""The right to write to the index, for one process at a time.

A row of the database stands for it, taken by one conditional UPDATE, which every
database does atomically. A holder that dies loses it after :data:`LEASE_TIME`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from readmodel.models import IndexerLease

LEASE_TIME = timedelta(seconds=10)
"""A holder renews before this has passed; see :meth:`Lease.renew`."""

_ROW = 1


class LeaseTaken(Exception):
    """Another process is writing to the index."""


class Lease:
    """A lease that this process holds."""

    def __init__(self) -> None:
        self.holder = uuid4().hex

    def renew(self, duration: timedelta = LEASE_TIME) -> None:
        """Hold on for another ``duration``. Raises LeaseTaken when too late."""
        expires_at = timezone.now() + duration
        if not self._mine().update(expires_at=expires_at):
            raise LeaseTaken

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

    def take(self) -> None:
        IndexerLease.objects.get_or_create(pk=_ROW)
        now = timezone.now()
        free = Q(holder="") | Q(expires_at__lt=now)
        taken = IndexerLease.objects.filter(free, pk=_ROW).update(
            holder=self.holder, expires_at=now + LEASE_TIME
        )
        if not taken:
            raise LeaseTaken

    def release(self) -> None:
        self._mine().update(holder="", expires_at=None)

    def _mine(self) -> QuerySet[IndexerLease]:
        return IndexerLease.objects.filter(pk=_ROW, holder=self.holder)


@contextmanager
def held_lease() -> Iterator[Lease]:
    """Hold the lease. Raises LeaseTaken at once when another process has it."""
    lease = Lease()
    lease.take()
    try:
        yield lease
    finally:
        lease.release()


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
