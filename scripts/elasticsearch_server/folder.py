"""The folder of a cluster, and those that killed processes have left."""

import fcntl
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "elasticsearch-"
_LOCK = "lock"


class Folder:
    """A temporary folder. It is locked until it is removed, or until its process ends,
    however that ends."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        draft = self.path / f"{_LOCK}.new"
        self._lock = draft.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        # Others look for this name, and never find it before it is locked.
        draft.rename(self.path / _LOCK)

    def remove(self) -> None:
        """Remove it with all that is in it."""
        shutil.rmtree(self.path)
        self._lock.close()


def remove_left_behind() -> None:
    """Remove every folder whose process has ended without removing it."""
    for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        # It is in use, another user's, or another process removes it.
        with suppress(OSError), lock.open() as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(lock.parent)
