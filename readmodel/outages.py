"""Going on without a database for a while: it restarts, moves, or its disk is full.

See docs/adr/0029-lost-databases-damage-and-clocks.md.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 10.0
"""Seconds between attempts; each pause is twice the one before it."""


class Outages:
    """Those of the database that ``who``, named in the log, meets on its way."""

    def __init__(self, who: str, now: Callable[[], float] = time.monotonic) -> None:
        self._who = who
        self._now = now
        self._pause = 0.0
        self._next_try = 0.0
        self.count = 0
        """How often it was lost so far, however many attempts failed."""

    @property
    def may_try(self) -> bool:
        """Whether the pause after the last attempt is over."""
        return self._now() >= self._next_try

    @contextmanager
    def survived(self) -> Iterator[None]:
        """End what is done within where the database is lost, and go on behind it, with
        another connection. The log tells of the first attempt that fails so, and of the
        first that does not."""
        try:
            yield
        except (OperationalError, InterfaceError) as error:
            if not self._pause:
                self.count += 1
                logger.error("%s waits for the database: %s", self._who, error)
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE)
            self._next_try = self._now() + self._pause
            connection.close()
        else:
            if self._pause:
                logger.warning("%s has the database again.", self._who)
            self._pause = self._next_try = 0.0
