"""The indexer at work on what was asked for: in a thread of its own, so that changes
are followed meanwhile.

A task may be begun again at any time. Who works on it holds a lease, renewed by the
indexer's own thread: where that hangs or dies, another process begins it again.
"""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from types import TracebackType
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from readmodel import checking, feeding, tasks
from readmodel.lease import Lease, LeaseTaken
from readmodel.models import IndexTask
from readmodel.sinks import Sink, SinkUnavailable, sinks

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between looks whether something was asked for."""

HELD_FOR = timedelta(minutes=1)
"""How long a task is its worker's after the last renewal."""

RENEW_SECONDS = 10.0

STEP_SECONDS = 1.0
"""Between two notes of how far a task is."""

PATIENCE_SECONDS = 300.0
"""How long a rebuild waits for who is writing to the sink."""

MOST_ATTEMPTS = 3
"""Deaths of the indexer over one task, after which it is given up."""


GIVEN_UP = _("Pengindeks berhenti tiga kali selagi mengerjakannya; lihat catatannya.")
STILL_WRITTEN = _("Proses lain terus menulis ke indeks.")


class TaskLease(Lease):
    """The right to work on a task."""

    model = IndexTask

    def __init__(self, task: IndexTask) -> None:
        super().__init__(task.pk, HELD_FOR)

    def begin(self) -> None:
        """Note another attempt. Raises LeaseTaken."""
        self._write(began_at=timezone.now(), attempts=F("attempts") + 1)

    def note(self, stage: str, done: int, total: int) -> None:
        """Note how far it is. Raises LeaseTaken."""
        self._write(stage=stage, done=done, total=total)

    def leave(self) -> None:
        """Leave it to be begun again: this attempt does not count."""
        self._mine().update(attempts=F("attempts") - 1)
        self.release()


class Work:
    """One attempt at a task. ``should_stop`` ends it between two batches."""

    def __init__(
        self,
        task: IndexTask,
        lease: TaskLease,
        should_stop: Callable[[], bool] = feeding.never,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.task = task
        self.lease = lease
        self._should_stop = should_stop
        self._now = now
        self._sleep = sleep
        self._next_note = 0.0

    def do(self) -> None:
        """Do it and keep what came of it, unless it is to be begun again."""
        logger.info("Task %d (%s) begins.", self.task.pk, self.task.kind)
        try:
            result = KINDS[IndexTask.Kind(self.task.kind)](self)
        except feeding.Stopped:
            self.lease.leave()
        except LeaseTaken:
            self._end({}, STILL_WRITTEN)
        except SinkUnavailable as error:
            self._end({}, str(error))
        else:
            self._end(result)

    def rebuild(self) -> dict[str, Any]:
        """Build every index anew. Raises SinkUnavailable, LeaseTaken and Stopped."""
        count = feeding.each_of(sinks(), self._rebuild_when_free)
        return {"products": count}

    def sweep(self) -> dict[str, Any]:
        """Compare the indexes with the ledger. Raises Stopped."""
        checked = checking.check(
            timezone.localdate(), step=self._note, should_stop=self._should_stop
        )
        return checked.as_json()

    def _rebuild_when_free(self, sink: Sink) -> int:
        end = self._now() + PATIENCE_SECONDS
        while True:
            try:
                return feeding.rebuild(
                    sink,
                    lambda done, total: self._note(sink, done, total),
                    self._should_stop,
                )
            except LeaseTaken:
                if self._should_stop():
                    raise feeding.Stopped from None
                if self._now() >= end:
                    raise
                self._sleep(STEP_SECONDS)

    def _note(self, sink: Sink, done: int, total: int) -> None:
        if done < total and self._now() < self._next_note:
            return
        self._next_note = self._now() + STEP_SECONDS
        try:
            self.lease.note(sink.name, done, total)
        except LeaseTaken as error:
            # Another process took it up: it is no longer ours to do.
            raise feeding.Stopped from error

    def _end(self, result: dict[str, Any], problem: str = "") -> None:
        if problem:
            logger.error(
                "Task %d (%s) failed: %s", self.task.pk, self.task.kind, problem
            )
        if self.lease.is_held():
            tasks.end(self.task, result, problem)
            logger.info("Task %d (%s) has ended.", self.task.pk, self.task.kind)


KINDS: Mapping[IndexTask.Kind, Callable[[Work], dict[str, Any]]] = {
    IndexTask.Kind.REBUILD: Work.rebuild,
    IndexTask.Kind.SWEEP: Work.sweep,
}


def take_up(should_stop: Callable[[], bool] = feeding.never) -> Work | None:
    """The open task for this process to do, or None: there is none, or another has it.

    One over which the indexer died too often is ended.
    """
    task = IndexTask.objects.filter(is_open=True).first()
    if task is None:
        return None
    lease = TaskLease(task)
    try:
        lease.take()
        # Who held it until now may just have ended it, or died over it once more.
        task.refresh_from_db()
        if not task.is_open:
            lease.release()
            return None
        if task.attempts >= MOST_ATTEMPTS:
            tasks.end(task, {}, GIVEN_UP)
            return None
        lease.begin()
        lease.renew(HELD_FOR)
    except LeaseTaken:
        return None
    return Work(task, lease, should_stop)


class TaskWorker:
    """Does what is asked for, within a ``with``, whose end waits for no more than the
    batch that is being done."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._stopping = Event()
        self._next_look = 0.0
        self._work: Work | None = None
        self._thread: Future[None] | None = None

    def __enter__(self) -> "TaskWorker":
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="task")
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._pool.shutdown()

    def look(self) -> None:
        """Take up what was asked for, or hold on to what is being done. Raises what
        the thread died of, if it did."""
        if self._now() < self._next_look:
            return
        if self._thread is not None and self._thread.done():
            thread, self._thread, self._work = self._thread, None, None
            thread.result()
        if self._work is None:
            self._next_look = self._now() + LOOK_SECONDS
            self._work = take_up(self._stopping.is_set)
            if self._work is not None:
                self._thread = self._pool.submit(_in_thread, self._work)
        else:
            self._next_look = self._now() + RENEW_SECONDS
            self._hold_on(self._work)

    def _hold_on(self, work: Work) -> None:
        try:
            work.lease.renew(HELD_FOR)
        except LeaseTaken:
            # It has ended at this moment, or is another process's, as it will notice.
            logger.debug("Task %d is no longer held.", work.task.pk)


def _in_thread(work: Work) -> None:
    try:
        work.do()
    except (OperationalError, InterfaceError) as error:
        logger.error("Task %d has lost the database: %s", work.task.pk, error)
    finally:
        connection.close()
