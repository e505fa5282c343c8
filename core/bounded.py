"""Asking what may hang, and waiting no longer than one can."""

import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from django.db import connections

Answer = TypeVar("Answer")
Start = Callable[[Callable[[], None]], object]


def in_thread(work: Callable[[], None]) -> None:
    """Do it in a thread that hinders nothing: also not the end of the process."""

    def work_and_disconnect() -> None:
        try:
            work()
        finally:
            connections.close_all()

    Thread(target=work_and_disconnect, name="bounded", daemon=True).start()


class _Asking(Generic[Answer]):
    """One question on its way, and the answer once it is there."""

    def __init__(self) -> None:
        self.ended = Event()
        self.ended_at = 0.0
        self.answer: Answer | None = None


class Bounded(Generic[Answer]):
    """``ask``, in a thread, once at a time: who comes meanwhile waits for the same
    answer, and who comes within ``kept`` seconds is given it again. One that hangs
    keeps one thread, however many want to know.
    """

    def __init__(
        self,
        ask: Callable[[], Answer],
        kept: float,
        start: Start = in_thread,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._kept = kept
        self._start = start
        self._now = now
        self._lock = Lock()
        self._asking: _Asking[Answer] | None = None

    def answer(self, patience: float) -> Answer | None:
        """The answer, or None where there is none within ``patience`` seconds, or
        asking failed, which the log tells. Raises what ``start`` does."""
        asking = self._current()
        asking.ended.wait(max(patience, 0.0))
        return asking.answer

    def forget(self) -> None:
        """Ask anew when the next one wants to know."""
        with self._lock:
            self._asking = None

    def _current(self) -> _Asking[Answer]:
        with self._lock:
            asking = self._asking
            if asking is None or self._is_old(asking):
                begun: _Asking[Answer] = _Asking()
                self._start(lambda: self._work(begun))
                # Not before: where no thread can be had, nobody would ever answer it.
                self._asking = asking = begun
            return asking

    def _is_old(self, asking: _Asking[Answer]) -> bool:
        return asking.ended.is_set() and self._now() - asking.ended_at >= self._kept

    def _work(self, asking: _Asking[Answer]) -> None:
        try:
            asking.answer = self._ask()
        finally:
            asking.ended_at = self._now()
            asking.ended.set()
