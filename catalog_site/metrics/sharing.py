"""Where the workers of a server count together: files of ``prometheus_client`` in
memory, which are mapped into each.

The library decides when it is imported whether it counts so. Nothing here imports it.
"""

import hashlib
import logging
import os
import shutil
import stat
import tempfile
from pathlib import Path

logger = logging.getLogger(__name__)

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
MEMORY = Path("/dev/shm")  # noqa: S108
LEAST_ROOM = 16 * 1024**2
"""Bytes. A page of a mapped file for which there is no room ends the process, so where
there is less, each worker counts for itself."""


def share(project: Path) -> None:
    """Have this process, and what it imports from now on, count in a directory that is
    the same for all workers of the ``project``, unless the environment names another.

    What servers counted that no longer run is removed.
    """
    directory = Path(os.environ.get(VARIABLE, "") or _directory_of(project))
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(directory) or shutil.disk_usage(directory).free < LEAST_ROOM:
            logger.warning("Each worker counts for itself: %s.", directory)
            os.environ.pop(VARIABLE, None)
            return
        _remove_what_ended(directory)
    except OSError as error:
        logger.warning("Each worker counts for itself: %s", error)
        os.environ.pop(VARIABLE, None)
        return
    os.environ[VARIABLE] = str(directory)


def _directory_of(project: Path) -> Path:
    parent = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    digest = hashlib.sha256(str(project).encode()).hexdigest()[:12]
    return parent / f"catalogue-metrics-{os.getuid()}-{digest}"


def _is_own(directory: Path) -> bool:
    """Whether it is ours alone: others can write to the folder that it lies in."""
    found = directory.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _remove_what_ended(directory: Path) -> None:
    """Remove the files unless a worker lives: a sum from which a part is taken would
    look like one that began anew."""
    files = list(directory.glob("*.db"))
    others = {pid for pid in map(_pid, files) if pid != os.getpid()}
    if not any(map(_is_alive, others)):
        for file in files:
            file.unlink(missing_ok=True)


def _pid(file: Path) -> int:
    """The library names a file by its kind and the process."""
    digits = file.stem.rpartition("_")[2]
    return int(digits) if digits.isdecimal() else 0


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != 0
