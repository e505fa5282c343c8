"""The indexer's signs of life, by which others see whether it is at work."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from core.moments import is_within
from readmodel.models import IndexerState

EVERY = 10.0
"""Seconds between two signs; a batch of products, which keeps it from giving one, takes
about as long on a busy machine."""

ALIVE = timedelta(minutes=2)
"""How old the last sign of a living indexer may be."""

_ROW = 1


class Heartbeat:
    """That of one process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._next = 0.0
        self._outages = 0

    def beat(self, outages: int = 0) -> None:
        """Give a sign, if it is time. ``outages`` are those that this process has
        met so far."""
        if self._now() < self._next:
            return
        IndexerState.objects.get_or_create(pk=_ROW)
        row = IndexerState.objects.filter(pk=_ROW)
        now = timezone.now()
        row.update(seen_at=now)
        if outages > self._outages:
            row.update(
                outages=F("outages") + outages - self._outages, last_outage_at=now
            )
            self._outages = outages
        self._next = self._now() + EVERY


def indexer_state() -> IndexerState:
    """What is known of the indexer; an empty one before its first sign."""
    return IndexerState.objects.filter(pk=_ROW).first() or IndexerState()


def is_alive(seen_at: datetime | None) -> bool:
    """Whether an indexer that was seen then is at work."""
    return seen_at is not None and is_within(seen_at, ALIVE)
