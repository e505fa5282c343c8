"""Where uploaded files lie."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.storage import FileSystemStorage, default_storage

UNFINISHED = ".unfinished"
LONGEST_WRITE = timedelta(days=1)
"""A file that nobody wrote to for so long is that of a process that was killed."""


class WholeFiles(FileSystemStorage):
    """Keeps a file wholly or not at all: a disk that is full, or a process that is
    killed while it writes, leaves nothing under its name."""

    def _save(self, name: str, content: Any) -> str:
        unfinished = f"{name}.{uuid4().hex}{UNFINISHED}"
        try:
            super()._save(unfinished, content)  # type: ignore[misc]
            return self._named(unfinished, name)
        except OSError:
            Path(self.path(unfinished)).unlink(missing_ok=True)
            raise

    def _named(self, unfinished: str, name: str) -> str:
        """Give it its name, or another where somebody has taken that meanwhile."""
        while True:
            try:
                # Never over what is there: renaming would not ask.
                os.close(os.open(self.path(name), os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                Path(self.path(unfinished)).replace(self.path(name))
                return name


def forget_unfinished() -> int:
    """Remove what processes that were killed had begun to write; how much that was."""
    if not isinstance(default_storage, WholeFiles):
        return 0
    begun = Path(default_storage.location).rglob(f"*{UNFINISHED}")
    given_up = [path for path in begun if _is_given_up(path)]
    for path in given_up:
        path.unlink(missing_ok=True)
    return len(given_up)


def _is_given_up(path: Path) -> bool:
    try:
        written = path.stat().st_mtime
    except FileNotFoundError:
        # It got its name meanwhile.
        return False
    return time.time() - written > LONGEST_WRITE.total_seconds()
