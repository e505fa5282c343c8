"""Where the index lives on disk, and how a process sees what another wrote.

``generations/<name>/`` is a tantivy index, and the file ``CURRENT`` names the
live one. ``CURRENT`` is replaced by a rename, so that a reader finds either the
old name or the new. The generation before the live one stays until the next
rebuild, because a reader may just be opening it.
"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from tantivy import Index, IndexWriter, Schema, Searcher

from search.engines.base import EngineUnavailable, NoIndex

_NAME = re.compile(r"[0-9a-z-]{1,80}")
_LOCK_TIMEOUT = 10.0
_LOCK_PAUSE = 0.05
# How tantivy tells of an error of the system, in a ValueError as of a damaged file: no
# more files may be open, no right to read, a disk that fails.
_SYSTEM_ERROR = "io_error: Os {"


@dataclass(frozen=True, slots=True)
class IndexSnapshot:
    """The index as it was at one moment; later writes do not change it.

    ``fields`` are the names that the generation was built with, which may differ
    from the engine's until it is rebuilt. ``memo`` keeps what was computed from
    this state of the index.
    """

    generation: str
    searcher: Searcher
    schema: Schema
    fields: frozenset[str]
    memo: dict[Any, Any] = field(default_factory=dict)


@contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Turn what tantivy raises for an index that it cannot read into
    EngineUnavailable."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise EngineUnavailable(_unreadable(directory, error)) from error


@contextmanager
def opening(directory: Path) -> Iterator[None]:
    """As :func:`reading`; NoIndex where the index itself is incomplete or damaged."""
    try:
        yield
    except (OSError, ValueError) as error:
        raised = NoIndex if _is_damage(error) else EngineUnavailable
        raise raised(_unreadable(directory, error)) from error


class Store:
    """The generations of an index in a directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = Path(directory)
        self._generations = self.directory / "generations"
        self._pointer = self.directory / "CURRENT"
        self._lock = Lock()
        self._seen: tuple[Any, ...] | None = None
        self._index: Index | None = None
        self._snapshot: IndexSnapshot | None = None

    def path(self, generation: str) -> Path:
        """The directory of a generation."""
        return self._generations / generation

    def live(self) -> str:
        """The live generation. Raises EngineUnavailable, which is NoIndex where the
        pointer is not there or points to nothing."""
        try:
            name = self._pointer.read_bytes().decode(errors="replace").strip()
            names_one = _NAME.fullmatch(name) and self.path(name).is_dir()
        except FileNotFoundError as error:
            raise NoIndex(
                f"no index in {self.directory}: run the indexer, or manage.py "
                "rebuild_index"
            ) from error
        except OSError as error:
            raise EngineUnavailable(
                f"{self._pointer} cannot be read: {error}"
            ) from error
        if not names_one:
            raise NoIndex(f"{self._pointer} does not name an index")
        return name

    def snapshot(self) -> IndexSnapshot:
        """The newest committed state. Raises EngineUnavailable.

        Costs two ``stat`` calls when nothing has changed.
        """
        with self._lock:
            snapshot = self._snapshot
            if snapshot is None or self._stamp(snapshot.generation) != self._seen:
                snapshot = self._refresh()
            return snapshot

    def close(self) -> None:
        """Forget what was read. Snapshots that are in use stay as they are."""
        with self._lock:
            self._seen = self._index = self._snapshot = None

    def create(self, schema: Schema) -> str:
        """Make an empty generation that nobody reads yet; its name."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"
        self.path(name).mkdir(parents=True)
        Index(schema, path=str(self.path(name)), reuse=False)
        return name

    def publish(self, generation: str) -> None:
        """Make a finished generation the live one, durably and atomically."""
        _sync(self.path(generation))
        _sync(self._generations)
        draft = self._pointer.with_name(f"CURRENT.{secrets.token_hex(4)}")
        with draft.open("w", encoding="utf-8") as file:
            file.write(generation + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._pointer)
        _sync(self.directory)

    def discard(self, generation: str) -> None:
        """Remove a generation; what is mapped elsewhere stays readable there."""
        shutil.rmtree(self.path(generation), ignore_errors=True)

    def sweep(self) -> None:
        """Remove every generation but the live one: a former one, or what a
        rebuild that was killed left behind."""
        with suppress(EngineUnavailable):
            live = self.live()
            for path in self._generations.iterdir():
                if path.name != live:
                    self.discard(path.name)
            for draft in self.directory.glob("CURRENT.*"):
                draft.unlink(missing_ok=True)

    def fields(self, generation: str) -> frozenset[str]:
        """The names of a generation's fields. Raises EngineUnavailable."""
        with opening(self.directory):
            meta = json.loads((self.path(generation) / "meta.json").read_bytes())
            try:
                return frozenset(entry["name"] for entry in meta["schema"])
            except (KeyError, TypeError) as error:
                raise NoIndex("meta.json has no schema") from error

    def writer(self, generation: str, heap: int) -> IndexWriter:
        """tantivy's writer, of which there is one at a time for a generation.

        The lock is an advisory one of the operating system on a file that stays:
        it ends with the process that holds it, however that process ends.
        Raises EngineUnavailable when another process keeps it, or when the
        generation cannot be opened.
        """
        with reading(self.directory):
            index = Index.open(str(self.path(generation)))
            deadline = time.monotonic() + _LOCK_TIMEOUT
            while True:
                try:
                    return index.writer(heap_size=heap, num_threads=1)
                except ValueError as error:
                    if "LockBusy" not in str(error) or time.monotonic() > deadline:
                        raise
                time.sleep(_LOCK_PAUSE)

    def _refresh(self) -> IndexSnapshot:
        name = self.live()
        # Taken before the index is read: a write in between is seen next time.
        seen = self._stamp(name)
        former = self._snapshot
        self._snapshot = None
        with opening(self.directory):
            if self._index is None or former is None or former.generation != name:
                self._index = Index.open(str(self.path(name)))
                self._index.config_reader("manual")
            self._index.reload()
            snapshot = IndexSnapshot(
                name, self._index.searcher(), self._index.schema, self.fields(name)
            )
        self._seen = seen
        self._snapshot = snapshot
        return snapshot

    def _stamp(self, generation: str) -> tuple[Any, ...]:
        return (
            _identity(self._pointer),
            _identity(self.path(generation) / "meta.json"),
        )


def _unreadable(directory: Path, error: Exception) -> str:
    return f"the index in {directory} cannot be read: {error}"


def _is_damage(error: OSError | ValueError) -> bool:
    """Whether a file is not there or not whole, and not only out of reach for now."""
    if isinstance(error, OSError):
        return isinstance(error, FileNotFoundError)
    return _SYSTEM_ERROR not in str(error)


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
