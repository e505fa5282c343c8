"""A process that gives the embedded engine what the ledger has, and is killed.

:func:`main` begins from the database ``begin.sqlite3`` of a folder again and again,
kills the writer before the first call that changes database or index, then before the
second, and so on, and looks whether the next writer brings everything to equal. Between
two such calls nothing is changed, so that what is before one is after another. Every
writer is a process of its own.
"""

import os
import shutil
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from itertools import count
from pathlib import Path

from django.db import connections

from readmodel import comparison, feeding
from readmodel.models import SinkState
from search.indexing.sink import EngineSink
from tests.search.ledger_documents import forget, remember_lamps

_OF_FILES = {"fsync", "replace", "rename", "mkdir", "unlink", "rmdir"}
_OF_ENGINE = {
    "writer",
    "delete_documents_by_term",
    "add_document",
    "commit",
    "rollback",
    "wait_merging_threads",
}
_OF_DATABASE = {"execute", "executemany"}


def first_state() -> None:
    """Have the ledger hold five products."""
    remember_lamps(1, 2, 3, 4, 5)


def change(number: int) -> None:
    """Change what the ledger says of four products: one is another, one is new, the
    one that was new before leaves, and one that left is back."""
    remember_lamps(1, brand=f"Merek {number}")
    remember_lamps(100 + number)
    if number > 1:
        forget(99 + number)
    else:
        forget(2)
    remember_lamps(3, summary=f"Ringkasan {number}")


class Killer:
    """Kills its own process at the step of this number."""

    def __init__(self, step: int) -> None:
        self.left = step

    def __call__(self, frame, event: str, called) -> None:
        if event == "c_call" and _changes(frame, called):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _changes(frame, called) -> bool:
    """Whether a call may change database or index."""
    name, owner = called.__name__, getattr(called, "__self__", None)
    if isinstance(owner, sqlite3.Cursor):
        query = str(frame.f_locals.get("query", ""))
        return name in _OF_DATABASE and not query.startswith("SELECT")
    if type(owner).__name__ in {"IndexWriter", "Index"}:
        return name in _OF_ENGINE
    return name in _OF_FILES and getattr(called, "__module__", "") == "posix"


def in_process(work: Callable[[], object]) -> int:
    """What a process that does the work ends with; -9 where it was killed."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            # What was written lies beside the database's file until it is closed.
            connections.close_all()
            status = 0
        except BaseException:  # noqa: BLE001 - the process ends with it
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class Trial:
    """The state that every writer begins from, and what is done to it."""

    def __init__(self, folder: Path, work: str) -> None:
        self.folder = folder
        self.work = work
        self.kept = folder / "kept"

    def prepare(self) -> None:
        self.kept.mkdir()
        shutil.copy(self.folder / "begin.sqlite3", self.folder / "catalogue.sqlite3")
        self._must_end_well(self._begin)
        shutil.copy(self.folder / "catalogue.sqlite3", self.kept)
        shutil.copytree(self.folder / "index", self.kept / "index")

    def survives(self, step: int) -> bool:
        """Whether a writer had fewer steps than that. Raises RuntimeError where what
        it left behind was not made good."""
        self._restore()
        status = in_process(lambda: self._write(step))
        if status not in {0, -signal.SIGKILL}:
            raise RuntimeError(f"step {step}: the writer ended with {status}")
        try:
            self._must_end_well(self._make_good)
        except RuntimeError as error:
            raise RuntimeError(f"step {step} of {self.work}: {error}") from error
        return status == 0

    def _restore(self) -> None:
        for path in self.folder.glob("catalogue.sqlite3*"):
            path.unlink()
        shutil.rmtree(self.folder / "index", ignore_errors=True)
        shutil.copy(self.kept / "catalogue.sqlite3", self.folder)
        shutil.copytree(self.kept / "index", self.folder / "index")

    def _must_end_well(self, work: Callable[[], object]) -> None:
        if in_process(work):
            raise RuntimeError("what was left behind was not made good")

    def _begin(self) -> None:
        feeding.feed(EngineSink("embedded"))
        change(1)

    def _write(self, step: int) -> None:
        sink = EngineSink("embedded")
        sys.setprofile(Killer(step))
        (feeding.feed if self.work == "feed" else feeding.rebuild)(sink)
        sys.setprofile(None)

    def _make_good(self) -> None:
        sink = EngineSink("embedded")
        before = list(sink.documents())
        # The lease of the dead ends by itself, after seconds that nobody need wait.
        SinkState.objects.update(holder="")
        feeding.feed(sink)
        found = comparison.compare([sink], sleep=lambda seconds: None)
        if not before or not found.is_equal or feeding.is_behind(sink):
            raise RuntimeError(f"{len(before)} documents before, then {found}")


def main(folder: str, work: str) -> None:
    """Write how many steps ``feed`` or ``rebuild`` had. Raises RuntimeError where one
    was not made good."""
    trial = Trial(Path(folder), work)
    trial.prepare()
    steps = next(step for step in count(1) if trial.survives(step)) - 1
    sys.stdout.write(f"{steps}\n")
