"""What a process knows of a cluster that does not answer, so that one request waits for
it and not every one."""

import math
import time
from collections.abc import Callable
from threading import Lock

from search.engines.elasticsearch.faults import NoAnswer

PAUSE_SECONDS = 5.0
"""How long requests fail at once after one that was in vain; then one asks."""


class Silence:
    """Lets requests through to a cluster that answers, and one in a pause to one that
    does not. Threads may share it.

    As many requests in a row as it has ``nodes`` must be in vain: one that hangs is
    left out by the client, and the next request goes to another.
    """

    def __init__(self, nodes: int, now: Callable[[], float] = time.monotonic) -> None:
        self._nodes = nodes
        self._now = now
        self._lock = Lock()
        self._in_vain = 0
        self._reason = ""
        self._until = 0.0
        self._answered_at = -math.inf

    def before_request(self) -> float:
        """The moment at which a request may begin, to be told how it ended.

        Raises NoAnswer with the reason of the last one that was in vain.
        """
        with self._lock:
            now = self._now()
            if self._in_vain >= self._nodes:
                if now < self._until:
                    raise NoAnswer(self._reason)
                # Who asks now does so for all others.
                self._until = now + PAUSE_SECONDS
            return now

    def answered(self) -> None:
        """The cluster has answered, whatever it said."""
        with self._lock:
            self._in_vain = 0
            self._answered_at = self._now()

    def unanswered(self, begun: float, reason: str) -> None:
        """A request that began at ``begun`` was not answered."""
        with self._lock:
            # Another was answered meanwhile: this one was slow, or came before.
            if self._answered_at >= begun:
                return
            self._in_vain += 1
            self._reason = reason
            self._until = self._now() + PAUSE_SECONDS
