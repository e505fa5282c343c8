"""Showing a person that something is being waited for."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

SECONDS_BETWEEN_LINES = 15.0
"""Where the output is a file or a build server, which keep every line."""


class Waiting:
    """Within a ``with``, ``tick()`` tells now and then for how long it has lasted.

    A terminal shows one line that changes each second and is gone at the end;
    anything else gets a line every fifteen seconds, and none when it was quicker.
    """

    def __init__(
        self,
        what: str,
        stream: TextIO | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._now = now
        self._began = now()
        self._said_at = self._began
        self._is_terminal = self._stream.isatty()

    def __enter__(self) -> "Waiting":
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._is_terminal:
            self._write("\r\033[K")

    def tick(self) -> None:
        now = self._now()
        between = 1.0 if self._is_terminal else SECONDS_BETWEEN_LINES
        if now - self._said_at < between:
            return
        self._said_at = now
        line = f"{self._what} … {now - self._began:.0f} s"
        self._write(f"\r\033[K{line}" if self._is_terminal else f"{line}\n")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
