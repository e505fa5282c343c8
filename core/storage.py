"""Where uploaded files lie."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.storage import FileSystemStorage

UNFINISHED = ".unfinished"


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
