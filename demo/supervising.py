"""A process that is started again when it ends: what systemd or Docker do elsewhere."""

import subprocess
import time
from collections.abc import Callable

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds until it is started again; each pause is twice the one before it."""

SETTLED = 60.0
"""Seconds after which one that ends is no longer one that ends again and again."""


class Supervised:
    """A process that ``start`` starts, at once and whenever it has ended."""

    def __init__(
        self,
        start: Callable[[], subprocess.Popen],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._start = start
        self._now = now
        self._pause = 0.0
        self._begin()

    def look(self) -> int | None:
        """Start the process again where it has ended and the pause is over. Returns
        with which status it ended, if that is so since the last look."""
        if self._starts_at is not None:
            if self._now() >= self._starts_at:
                self._begin()
            return None
        status = self.process.poll()
        if status is not None:
            if self._now() >= self._began_at + SETTLED:
                self._pause = 0.0
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE)
            self._starts_at = self._now() + self._pause
        return status

    def _begin(self) -> None:
        self.process = self._start()
        self._began_at = self._now()
        self._starts_at: float | None = None
