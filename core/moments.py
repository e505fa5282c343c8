"""Moments: how programs are told them, and what is not long ago.

Clocks may have been wrong for a while. A moment that lies ahead was told by a clock
that was ahead: what counts for a time from then on would count until that day
(docs/adr/0029-lost-databases-damage-and-clocks.md).
"""

from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

CLOCKS_DIFFER = timedelta(minutes=1)
"""By how much the clocks of machines that write may be apart."""


def rfc3339(moment: datetime) -> str:
    """An aware moment as every program is told it: ``2026-11-20T02:30:00Z``, in UTC and
    whole seconds. Raises ValueError for one without a zone."""
    if timezone.is_naive(moment):
        raise ValueError("A moment without a zone is not a moment.")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def is_within(moment: datetime, duration: timedelta) -> bool:
    """Whether the moment is past, and less than ``duration`` ago."""
    now = timezone.now()
    return now - duration < moment <= now + CLOCKS_DIFFER


def within(field: str, duration: timedelta) -> Q:
    """Rows whose moment in ``field`` is past, and less than ``duration`` ago."""
    now = timezone.now()
    return Q((f"{field}__gt", now - duration), (f"{field}__lte", now + CLOCKS_DIFFER))
