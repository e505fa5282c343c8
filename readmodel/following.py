"""Sinks that follow the ledger, each in a thread of its own: one that fails, hangs or
is being built holds up neither the ledger nor the others."""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from types import TracebackType

from django.db import close_old_connections, connection

from readmodel import feeding
from readmodel.lease import LeaseTaken
from readmodel.outages import Outages
from readmodel.sinks import Sink, SinkUnavailable

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.5

LOOK_SECONDS = 5.0
"""Between asking a sink whether it lost what it had, which is a request to a server
for some."""

LONGEST_PAUSE = 10.0
"""Seconds between attempts to write to a sink that fails; the first pauses are
shorter."""

LONGEST_BUILD_PAUSE = 1800.0
"""Seconds between attempts to build a sink that cannot be built. Up to this a pause is
as long as the attempt before it, which filled a whole index for nothing."""

REMINDER_SECONDS = 3600.0
"""How often the log tells of a sink that goes on failing for the same reason."""


class Follower:
    """Keeps one sink in step with the ledger, a turn at a time.

    ``may_build`` says whether the ledger has all that there is to build of: until
    then a sink that must be built anew waits, and readers keep what they have.
    ``should_stop`` ends a turn between two batches.

    Pauses are those of this process: one that has mended why the sink cannot be built,
    or builds for another schema, begins at once.
    """

    def __init__(
        self,
        sink: Sink,
        may_build: Callable[[], bool],
        now: Callable[[], float] = time.monotonic,
        should_stop: Callable[[], bool] = feeding.never,
    ) -> None:
        self.sink = sink
        self._may_build = may_build
        self._should_stop = should_stop
        self._now = now
        self._next_try = 0.0
        self._next_build = 0.0
        self._next_look = 0.0
        self._pause = 0.0
        self._failure = ""
        self._told_at = 0.0

    def turn(self) -> None:
        """Give the sink what it lacks; what keeps it from being written is logged."""
        begun = self._now()
        if begun < self._next_try or not self._is_due():
            return
        try:
            feeding.feed(self.sink, self._should_stop)
        except feeding.Stopped:
            logger.debug("%s is left as it is.", self.sink.name)
        except LeaseTaken:
            logger.debug("Another process is writing to %s.", self.sink.name)
        except SinkUnavailable as error:
            self._failed(str(error))
            if isinstance(error, feeding.BuildFailed):
                taken = self._now() - begun
                self._next_build = self._now() + min(taken, LONGEST_BUILD_PAUSE)
        else:
            self._succeeded()

    def _is_due(self) -> bool:
        is_behind = feeding.is_behind(self.sink)
        if is_behind and self._may_build_now():
            # Whether it must be built is asked when it is fed.
            return True
        if not is_behind and self._now() < self._next_look:
            return False
        if feeding.must_be_rebuilt(self.sink):
            return self._may_build_now()
        self._next_look = self._now() + LOOK_SECONDS
        return is_behind

    def _may_build_now(self) -> bool:
        return self._may_build() and self._now() >= self._next_build

    def _failed(self, failure: str) -> None:
        now = self._now()
        if failure != self._failure or now >= self._told_at + REMINDER_SECONDS:
            logger.error("%s cannot be written: %s", self.sink.name, failure)
            self._told_at = now
        self._failure = failure
        self._next_try = now + self._pause
        self._pause = min(max(2 * self._pause, POLL_SECONDS), LONGEST_PAUSE)

    def _succeeded(self) -> None:
        if self._failure:
            logger.warning("%s is written again.", self.sink.name)
        self._failure, self._pause = "", 0.0
        self._next_try = self._next_build = 0.0


class Followers:
    """The followers of these sinks at work, within a ``with``, whose end waits for no
    more than the batch that each is writing."""

    def __init__(self, sinks: Iterable[Sink]) -> None:
        self._stopping = Event()
        self._settled = Event()
        self._followers = [
            Follower(sink, self._settled.is_set, should_stop=self._stopping.is_set)
            for sink in sinks
        ]
        self._wakers = [Event() for _ in self._followers]
        self._threads: list[Future[None]] = []

    def __enter__(self) -> "Followers":
        self._pool = ThreadPoolExecutor(
            max(1, len(self._followers)), thread_name_prefix="follower"
        )
        self._threads = [
            self._pool.submit(self._follow, follower, waker)
            for follower, waker in zip(self._followers, self._wakers, strict=True)
        ]
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._wake()
        self._pool.shutdown()

    def look(self, *, is_settled: bool) -> None:
        """The ledger may have something new; ``is_settled`` when nothing is left to be
        derived. Raises what a follower died of, if one did."""
        if is_settled:
            self._settled.set()
        else:
            self._settled.clear()
        self._wake()
        for thread in self._threads:
            if thread.done():
                thread.result()

    def _wake(self) -> None:
        for waker in self._wakers:
            waker.set()

    def _follow(self, follower: Follower, waker: Event) -> None:
        outages = Outages(follower.sink.name)
        try:
            while not self._stopping.is_set():
                if outages.may_try:
                    with outages.survived():
                        close_old_connections()
                        follower.turn()
                waker.wait(POLL_SECONDS)
                waker.clear()
        finally:
            connection.close()
