"""How often a client may ask.

A bucket of tokens in the database: it holds as many as the client may make requests
in a minute, and fills evenly. It is kept as one number, the moment at which all
requests so far are paid for (the "generic cell rate algorithm"), so that a request is
let in by one conditional UPDATE. That is atomic on every database and holds over any
number of processes and threads.
"""

import logging
from math import ceil
from time import time_ns

from django.db import OperationalError, connection

from core.lock_timeout import lock_timeout
from lkpp.models import FeedRate

logger = logging.getLogger(__name__)

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
LOCK_TIMEOUT = 100
"""Milliseconds to wait for the database before a request is let in uncounted."""

# Written out because it is asked before every answer and takes a third of the time.
# A moment beyond a full bucket was written before the clock was set back.
LET_IN = """
UPDATE lkpp_feedrate
SET due = %(cost)s
    + CASE WHEN due > %(now)s AND due <= %(full)s THEN due ELSE %(now)s END
WHERE client = %(client)s AND (due <= %(latest)s OR due > %(full)s)
"""


def take(client: str, per_minute: int) -> int:
    """Count a request of ``client``: 0, or the seconds until it may ask again.

    A refused request is not counted. When the database is locked by somebody else
    the request is let in, for a reader must not suffer from our bookkeeping.
    """
    try:
        with lock_timeout(LOCK_TIMEOUT):
            return _take(client, per_minute, _now())
    except OperationalError as error:
        logger.warning("The rate of %s was not counted: %s", client, error)
        return 0


def should_log_refusal(client: str) -> bool:
    """Whether a refusal of ``client`` should be written to the log: once a minute,
    so that a reader that does not slow down cannot fill it."""
    now = _now()
    try:
        with lock_timeout(LOCK_TIMEOUT):
            row = FeedRate.objects.filter(pk=client, refusal_logged__lte=now - MINUTE)
            return row.update(refusal_logged=now) == 1
    except OperationalError:
        return False


def forget_rates() -> int:
    """Forget readers that have asked for nothing in a day, and so have their whole rate
    again; how many."""
    day_ago = _now() - DAY
    idle = FeedRate.objects.filter(due__lt=day_ago, refusal_logged__lt=day_ago)
    return idle.delete()[0]


def _take(client: str, per_minute: int, now: int) -> int:
    """A client is made known to the table by its first request."""
    if _let_in(client, per_minute, now):
        return 0
    due = FeedRate.objects.filter(pk=client).values_list("due", flat=True).first()
    if due is None:
        FeedRate.objects.bulk_create([FeedRate(client=client)], ignore_conflicts=True)
    if due is None or due <= _latest(per_minute, now):
        # Made known just now, by this request or by another of the same moment.
        return 0 if _let_in(client, per_minute, now) else 1
    return max(1, ceil((due - _latest(per_minute, now)) / SECOND))


def _let_in(client: str, per_minute: int, now: int) -> bool:
    bounds = {
        "client": client,
        "now": now,
        "latest": _latest(per_minute, now),
        "full": now + MINUTE,
        "cost": MINUTE // per_minute,
    }
    with connection.cursor() as cursor:
        cursor.execute(LET_IN, bounds)
        return cursor.rowcount == 1


def _latest(per_minute: int, now: int) -> int:
    """Until when requests may be paid for, and one more still be let in."""
    return now + MINUTE - MINUTE // per_minute


def _now() -> int:
    return time_ns() // 1000
