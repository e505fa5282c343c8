"""Exports as files: parts of bounded size, a manifest, a signature.

Records pass from the ledger through a profile into the current part one by one, so
that memory does not grow with the catalogue.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import orjson

from lkpp.files.manifest import Contents, PartFile, write_manifest
from lkpp.files.part_files import Array, Csv, Envelope, Format, Lines, OpenPart, Sheet
from lkpp.profiles import Profile
from lkpp.records.neutral_record import SCHEMA_VERSION

FORMATS = ("ndjson", "json", "csv", "xlsx")
COMPRESSED_BY_DEFAULT = ("ndjson", "json")
"""Those that programs read. A person opens a table without unpacking it first; XLSX
is packed already."""

PART_RECORDS = 10_000
PART_BYTES = 64 * 1024 * 1024
"""Bounds of a part unless others are wanted: some five megabytes over a poor line."""

STEP_RECORDS = 500
"""Progress is reported after so many records, and after every part."""

SCHEMA = "schema.json"
"""The JSON Schema of a record, laid beside the parts for readers without network."""


class Row(Protocol):
    """A variant as the ledger streams it: see :mod:`readmodel.ledger_reader`."""

    @property
    def revision(self) -> int: ...
    @property
    def active(self) -> bool: ...
    @property
    def record(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Every variant that changed after some revision, in the order of revisions.

    They are as of the revision ``to`` of the sequence ``feed``; ``cursor`` is what
    the next export goes on after (:mod:`lkpp.feed.cursors`).
    """

    rows: Iterable[Row]
    to: int
    feed: str
    cursor: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported.

    ``since`` is the revision that the reader has: what changed or left after it is
    wanted. Without it everything that is active is, and ``tombstones`` says whether
    also everything that ever left. ``key`` is the dotted name of the SKU in an entry,
    ``columns`` those of a table.
    """

    profile: Profile
    format: str
    base_url: str
    key: str
    columns: Sequence[str] = ()
    schema: dict[str, Any] | None = None
    since: int | None = None
    tombstones: bool = False
    compressed: bool = False
    part_records: int = PART_RECORDS
    part_bytes: int = PART_BYTES

    @property
    def with_tombstones(self) -> bool:
        return self.tombstones or self.since is not None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an export is. ``part`` names the one that was just finished."""

    revision: int
    records: int
    part: PartFile | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written; ``bytes`` are those of all files together."""

    contents: Contents
    bytes: int

    @property
    def records(self) -> int:
        return sum(part.records for part in self.contents.parts)

    @property
    def withdrawn(self) -> int:
        return sum(part.withdrawn for part in self.contents.parts)


Step = Callable[[Reached], object]


def export(
    source: RecordSource, directory: Path, order: Order, *, now: datetime, step: Step
) -> Summary:
    """Write what ``order`` asks for of ``source``, which has what changed after
    ``order.since``, into ``directory``, which is empty.

    Raises SigningKeyError, UndeclaredField and OSError; the directory is then in an
    unknown state.
    """
    parts = _Parts(directory, order, step)
    for row in source.rows:
        if row.active or order.with_tombstones:
            parts.add(row)
    contents = Contents(
        profile=order.profile.name,
        format=order.format,
        schema_version=SCHEMA_VERSION,
        key=order.key,
        compressed=order.compressed,
        is_snapshot=order.since is None,
        feed=source.feed,
        after=order.since or 0,
        to=source.to,
        cursor=source.cursor,
        parts=parts.finish(),
        other_files=_write_schema(directory, order),
    )
    return Summary(
        contents, bytes=write_manifest(directory, contents, order.base_url, now)
    )


def _write_schema(directory: Path, order: Order) -> tuple[str, ...]:
    """A schema describes entries, hence not the cells of a table."""
    if order.schema is None or order.format not in ("ndjson", "json"):
        return ()
    text = orjson.dumps(order.schema, option=orjson.OPT_INDENT_2)
    (directory / SCHEMA).write_bytes(text + b"\n")
    return (SCHEMA,)


@dataclass(slots=True)
class _Current:
    """The part that is being written, and what has gone into it."""

    name: str
    file: OpenPart
    first_revision: int
    last_revision: int = 0
    records: int = 0
    withdrawn: int = 0
    length: int = 0

    def add(self, encoded: Any, length: int, row: Row) -> None:
        self.file.write(encoded)
        self.length += length
        self.records += 1
        self.withdrawn += not row.active
        self.last_revision = row.revision

    def close(self) -> PartFile:
        self.file.close()
        return PartFile(
            name=self.name,
            records=self.records,
            withdrawn=self.withdrawn,
            first_revision=self.first_revision,
            last_revision=self.last_revision,
            content_bytes=self.file.content_bytes,
        )


@dataclass(slots=True)
class _Parts:
    """The parts of an export, cut where one would grow beyond its bounds."""

    directory: Path
    order: Order
    step: Step
    written: list[PartFile] = field(default_factory=list)
    records: int = 0
    format: Format = field(init=False)
    current: _Current | None = None

    def __post_init__(self) -> None:
        self.format = _format(self.order)

    def add(self, row: Row) -> None:
        encoded = self.format.encode(_entry(self.order, row))
        length = self.format.length(encoded)
        if self.current is not None and self._is_full(length):
            self._close()
        if self.current is None:
            self._begin(row)
        self.current.add(encoded, length, row)
        self.records += 1
        if self.records % STEP_RECORDS == 0:
            self.step(Reached(row.revision, self.records))

    def finish(self) -> list[PartFile]:
        if self.current is not None:
            self._close()
        grown = self.format.finish(
            [self.directory / part.name for part in self.written],
            self.records,
            self._most_records(),
        )
        return [
            part.longer_by(length)
            for part, length in zip(self.written, grown, strict=True)
        ]

    def _is_full(self, length: int) -> bool:
        """A part has one record at least, however long that is."""
        return (
            self.current.records >= self._most_records()
            or self.current.length + length > self.order.part_bytes
        )

    def _most_records(self) -> int:
        return min(self.order.part_records, self.format.most_records)

    def _begin(self, row: Row) -> None:
        number = len(self.written) + 1
        packed = ".gz" if self.order.compressed else ""
        name = f"part-{number:05}.{self.format.suffix}{packed}"
        file = self.format.begin(self.directory / name)
        self.current = _Current(name, file, first_revision=row.revision)

    def _close(self) -> None:
        part = self.current.close()
        self.current = None
        self.written.append(part)
        self.step(Reached(part.last_revision, self.records, part))


def _entry(order: Order, row: Row) -> dict[str, Any]:
    return order.profile.entry(orjson.loads(row.record), order.base_url)


def _format(order: Order) -> Format:
    if order.format == "ndjson":
        return Lines(order.compressed)
    if order.format == "csv":
        return Csv(order.columns, order.compressed)
    if order.format == "xlsx":
        return Sheet(order.columns)
    # Readers of v5 expect the pages of its feed.
    return (Envelope if order.profile.name == "v5" else Array)(order.compressed)
