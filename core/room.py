"""How much room is left where the catalogue writes, and whether an error says that
there is none."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

MEGABYTE = 1024**2
_FULL = (errno.ENOSPC, errno.EDQUOT)
_SQLITE_FULL = 13
_POSTGRESQL_FULL = "53100"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that is written to; it may not be there yet."""

    name: str
    folder: Path

    def free_bytes(self) -> int:
        """Room for who is not root. Raises OSError where nobody can say."""
        folder = self.folder.absolute()
        while not folder.exists() and folder != folder.parent:
            folder = folder.parent
        found = os.statvfs(folder)
        if found.f_files and not found.f_favail:
            # Nothing that is new has a name any more.
            return 0
        return found.f_bavail * found.f_frsize

    def is_short(self) -> bool:
        """Whether less is left than ``DISK_LEAST_FREE_MEGABYTES``. Raises OSError."""
        return bool(self.free_bytes() < settings.DISK_LEAST_FREE_MEGABYTES * MEGABYTE)


def places() -> Iterator[Place]:
    """Where this process writes. A database or search engine that is a server looks
    after its own disk."""
    yield Place("media", Path(settings.MEDIA_ROOT))
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        if ":memory:" not in name and "mode=memory" not in name:
            yield Place("database", Path(name).parent)
    if "embedded" in (settings.SEARCH_ENGINE, *settings.SEARCH_ENGINES_BESIDE):
        yield Place("index", Path(settings.SEARCH_INDEX_DIR))


def is_full(error: BaseException) -> bool:
    """Whether the error, or one behind it, says that there is no room left: on our disk
    or on that of the database."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        if _says_full(cause):
            return True
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
    return False


def _says_full(error: BaseException) -> bool:
    return (
        (isinstance(error, OSError) and error.errno in _FULL)
        or getattr(error, "sqlite_errorcode", None) == _SQLITE_FULL
        or getattr(error, "sqlstate", None) == _POSTGRESQL_FULL
    )
