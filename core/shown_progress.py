"""Showing how far a long command has come: bars on a terminal, lines anywhere else.

A log or a build server shows nothing of a bar until it is full; there a line is
written when something begins, every few seconds, and when it is done.
"""

import time
from collections.abc import Callable
from types import TracebackType
from typing import IO, Any

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

SECONDS_BETWEEN_LINES = 5.0


class ShownProgress:
    """Within a ``with``, ``update(what, done, total)`` shows each thing being done."""

    def __init__(
        self,
        stdout: OutputWrapper | IO[str],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stdout = stdout
        self._now = now
        self._is_terminal = stdout.isatty()
        # The stream behind Django's wrapper, which Rich writes to as it likes.
        stream: Any = getattr(stdout, "_out", stdout)
        self._bars = Progress(
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(file=stream),
            disable=not self._is_terminal,
        )
        self._tasks: dict[str, Any] = {}
        self._began: dict[str, float] = {}
        self._said_at: dict[str, float] = {}

    def __enter__(self) -> "ShownProgress":
        self._bars.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def update(self, what: str, done: int, total: int) -> None:
        if self._is_terminal:
            if what not in self._tasks:
                self._tasks[what] = self._bars.add_task(what, total=total)
            self._bars.update(self._tasks[what], completed=done, total=total)
        else:
            self._say(what, done, total)

    def _say(self, what: str, done: int, total: int) -> None:
        now = self._now()
        began = self._began.setdefault(what, now)
        said_at = self._said_at.get(what)
        is_due = said_at is None or now - said_at >= SECONDS_BETWEEN_LINES
        if not is_due and done < total:
            return
        self._said_at[what] = now
        line = _("%(what)s: %(done)d dari %(total)d, %(seconds)d detik") % {
            "what": what,
            "done": done,
            "total": total,
            "seconds": round(now - began),
        }
        self._stdout.write(f"{line}\n")
        self._stdout.flush()
