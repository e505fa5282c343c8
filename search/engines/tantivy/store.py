"""Where the index lives on disk, and how a process sees what another wrote.

``generations/<name>/`` is a tantivy index, and the file ``CURRENT`` names the
live one. ``CURRENT`` is replaced by a rename, so that a reader finds either the
old name or the new. The generation before the live one stays until the next
rebuild, because a reader may just be opening it.

Damage is looked for when a process opens a generation, and when somebody left the mark
:data:`SUSPECT` in it (docs/adr/0029-lost-databases-damage-and-clocks.md).
"""

import json
import logging
import math
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
from search.engines.tantivy.faults import is_damage, is_failure
from search.engines.tantivy.sums import damaged_file

logger = logging.getLogger(__name__)

_NAME = re.compile(r"[0-9a-z-]{1,80}")
_LOCK_TIMEOUT = 10.0
_LOCK_PAUSE = 0.05

SUSPECT = "SUSPECT"
"""The mark in a generation's directory: its files are to be checked by whoever reads
it, for somebody met what may be damage."""

BELIEVED_FOR = 60.0
"""Seconds for which a process that found all files whole leaves no mark: a query that
tantivy panics at must not have all files read each time."""


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


@dataclass(frozen=True, slots=True)
class _Damage:
    """Damage that was found while all else was as it was ``seen``."""

    generation: str
    seen: tuple[Any, ...]
    told: str


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
        self._damage: _Damage | None = None
        self._checked = ""
        self._checked_at = -math.inf

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
        """The newest committed state. Raises EngineUnavailable, which is NoIndex where
        a file of it is damaged.

        Costs three ``stat`` calls when nothing has changed.
        """
        with self._lock:
            snapshot = self._snapshot
            if snapshot and self._stamp(snapshot.generation) == self._seen:
                return snapshot
            damage = self._damage
            if damage and self._stamp(damage.generation) == damage.seen:
                raise NoIndex(damage.told)
            return self._refresh()

    def check(self) -> None:
        """Read all files of the live generation again. Raises EngineUnavailable, which
        is NoIndex where one is damaged."""
        name = self.live()
        with self.opening(name):
            found = damaged_file(self.path(name))
        if found:
            with self._lock:
                raise NoIndex(self._damaged(name, found))

    def close(self) -> None:
        """Forget what was read. Snapshots that are in use stay as they are."""
        with self._lock:
            self._seen = self._index = self._snapshot = self._damage = None

    @contextmanager
    def reading(self, generation: str) -> Iterator[None]:
        """Turn what tantivy raises for a generation that it cannot read or write into
        EngineUnavailable, and leave a mark where that may be damage."""
        try:
            yield
        except BaseException as error:
            if not is_failure(error):
                raise
            if is_damage(error):
                if not self._was_just_checked(generation):
                    self._suspect(generation, error)
                # A panic leaves locks behind that nobody can take any more.
                self.close()
            raise EngineUnavailable(self._unreadable(error)) from error

    @contextmanager
    def opening(self, generation: str) -> Iterator[None]:
        """As :meth:`reading`; NoIndex where the generation itself is incomplete or
        damaged."""
        try:
            yield
        except BaseException as error:
            if not is_failure(error):
                raise
            if is_damage(error):
                self._suspect(generation, error)
                raise NoIndex(self._unreadable(error)) from error
            raise EngineUnavailable(self._unreadable(error)) from error

    def create(self, schema: Schema) -> str:
        """Make an empty generation that nobody reads yet; its name. Raises
        EngineUnavailable where it cannot be written, as on a full disk."""
        name = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}"
        try:
            self.path(name).mkdir(parents=True)
            Index(schema, path=str(self.path(name)), reuse=False)
        except (OSError, ValueError) as error:
            self.discard(name)
            raise EngineUnavailable(self._unwritable(error)) from error
        return name

    def publish(self, generation: str) -> None:
        """Make a finished generation the live one, durably and atomically. Raises
        EngineUnavailable where that cannot be written."""
        try:
            self._point_to(generation)
        except OSError as error:
            raise EngineUnavailable(self._unwritable(error)) from error

    def _point_to(self, generation: str) -> None:
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
        with self.opening(generation):
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
        with self.reading(generation):
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
        former, index = self._snapshot, self._index
        self._snapshot = self._damage = None
        with self.opening(name):
            if self._is_to_be_checked(name):
                self._check(name)
                index = None
            if index is None or former is None or former.generation != name:
                index = Index.open(str(self.path(name)))
                index.config_reader("manual")
            index.reload()
            snapshot = IndexSnapshot(
                name, index.searcher(), index.schema, self.fields(name)
            )
        self._seen = seen
        self._index, self._snapshot = index, snapshot
        return snapshot

    def _is_to_be_checked(self, generation: str) -> bool:
        return self._checked != generation or self._is_suspect(generation)

    def _check(self, generation: str) -> None:
        """Raises NoIndex where a file of the generation is damaged."""
        found = damaged_file(self.path(generation))
        if found:
            raise NoIndex(self._damaged(generation, found))
        self._checked, self._checked_at = generation, time.monotonic()
        with suppress(OSError):
            (self.path(generation) / SUSPECT).unlink(missing_ok=True)

    def _damaged(self, generation: str, file: str) -> str:
        """What to tell of a damaged file, which is kept until something changes."""
        self._suspect(generation)
        self._checked, self._snapshot = "", None
        told = (
            f"{file} of the index in {self.directory} is damaged: the indexer builds "
            "it anew"
        )
        self._damage = _Damage(generation, self._stamp(generation), told)
        return told

    def _was_just_checked(self, generation: str) -> bool:
        age = time.monotonic() - self._checked_at
        return self._checked == generation and age < BELIEVED_FOR

    def _suspect(self, generation: str, error: BaseException | None = None) -> None:
        """Leave the mark, for another process may be the one that mends."""
        if not self._is_suspect(generation):
            path = self.path(generation)
            logger.error("The index %s is to be checked.", path, exc_info=error)
            with suppress(OSError):
                (self.path(generation) / SUSPECT).touch()

    def _is_suspect(self, generation: str) -> bool:
        return (self.path(generation) / SUSPECT).exists()

    def _unwritable(self, error: BaseException) -> str:
        return f"no index can be written in {self.directory}: {error}"

    def _unreadable(self, error: BaseException) -> str:
        return f"the index in {self.directory} cannot be read: {error}"

    def _stamp(self, generation: str) -> tuple[Any, ...]:
        path = self.path(generation)
        return tuple(
            map(_identity, (self._pointer, path / "meta.json", path / SUSPECT))
        )


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
