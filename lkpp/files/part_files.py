"""The formats in which records are written to files.

A format encodes a record into what it writes of it, so that its length is known
before it is decided whether a file has room for it.
"""

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import orjson
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from core.spreadsheet_text import safe_text

SHEET_ROWS = 1_048_575
"""Records that a sheet of a spreadsheet program holds below its heading."""

BUFFERED_BYTES = 1 << 16
COMPRESSION_LEVEL = 6
DELIMITER = ";"
"""What Excel with Indonesian settings splits by: its decimal sign is the comma."""

Encoded = Any
"""What a format makes of a record: bytes, or the cells of a row."""


class OpenPart(Protocol):
    """A file that is being written. ``content_bytes`` does not count compression."""

    content_bytes: int

    def write(self, encoded: Encoded) -> None: ...

    def close(self) -> None: ...


class Format(Protocol):
    """``suffix`` ends the names of its files; a file holds at most ``most_records``."""

    suffix: str
    most_records: int

    def encode(self, entry: dict[str, Any]) -> Encoded: ...

    def length(self, encoded: Encoded) -> int: ...

    def begin(self, path: Path) -> OpenPart: ...

    def finish(self, paths: Sequence[Path], total: int, per_part: int) -> list[int]:
        """Add what is known only now to finished files; answers by how many bytes
        of content each of them grew."""
        ...


class UndeclaredField(Exception):
    """A record has a field for which the table has no column."""


# JSON


class Lines:
    """``ndjson``: one record a line."""

    suffix = "ndjson"
    most_records = 2**62

    def __init__(self, compressed: bool):
        self.compressed = compressed

    def encode(self, entry: dict[str, Any]) -> bytes:
        return orjson.dumps(entry) + b"\n"

    def length(self, encoded: bytes) -> int:
        return len(encoded)

    def begin(self, path: Path) -> "TextPart":
        return TextPart(path, self.compressed)

    def finish(self, paths: Sequence[Path], total: int, per_part: int) -> list[int]:
        return [0] * len(paths)


class Array(Lines):
    """``json``: one array a file, one record a line."""

    suffix = "json"

    def encode(self, entry: dict[str, Any]) -> bytes:
        return orjson.dumps(entry)

    def begin(self, path: Path) -> "TextPart":
        return TextPart(
            path, self.compressed, head=b"[\n", separator=b",\n", tail=b"\n]\n"
        )


class Envelope(Array):
    """``json`` of v5: each file is a page of the feed.

    The page's numbers follow its products: how many there are in all is known only
    when the last one is written. They are a compressed member of their own, which
    every reader of gzip reads as one text with what precedes it (RFC 1952, 2.2).
    """

    def begin(self, path: Path) -> "TextPart":
        return TextPart(
            path,
            self.compressed,
            head=b'{"produk":[\n',
            separator=b",\n",
            tail=b"\n],\n",
        )

    def finish(self, paths: Sequence[Path], total: int, per_part: int) -> list[int]:
        grown = []
        for page, path in enumerate(paths, 1):
            numbers = orjson.dumps(
                {
                    "total": total,
                    "current_page": page,
                    "per_page": per_part,
                    "total_page": len(paths),
                }
            )
            rest = numbers.removeprefix(b"{") + b"\n"
            with _opened(path, self.compressed, mode="ab") as file:
                file.write(rest)
            grown.append(len(rest))
        return grown


class TextPart:
    """A file of bytes that begins with ``head`` and ends with ``tail``."""

    def __init__(
        self,
        path: Path,
        compressed: bool,
        head: bytes = b"",
        separator: bytes = b"",
        tail: bytes = b"",
    ):
        self._file = _opened(path, compressed)
        self._between = b""
        self._separator = separator
        self._tail = tail
        self.content_bytes = 0
        self._put(head)

    def write(self, encoded: bytes) -> None:
        self._put(self._between + encoded)
        self._between = self._separator

    def close(self) -> None:
        self._put(self._tail)
        self._file.close()

    def _put(self, text: bytes) -> None:
        self._file.write(text)
        self.content_bytes += len(text)


def _opened(path: Path, compressed: bool, mode: str = "wb") -> BinaryIO:
    """Without a name or a moment in it, so that the same records give the same
    bytes."""
    if not compressed:
        return path.open(mode, buffering=BUFFERED_BYTES)
    raw = _ClosingGzip(path, mode)
    return io.BufferedWriter(raw, BUFFERED_BYTES)


class _ClosingGzip(gzip.GzipFile):
    """Closes the file below it too, which GzipFile leaves open."""

    def __init__(self, path: Path, mode: str):
        self._below = path.open(mode)
        super().__init__("", mode, COMPRESSION_LEVEL, self._below, mtime=0)

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._below.close()


# Tables


class Csv(Lines):
    """``csv`` as Excel with Indonesian settings opens it: UTF-8 with a byte order
    mark, semicolons, decimal commas."""

    suffix = "csv"

    def __init__(self, columns: Sequence[str], compressed: bool):
        super().__init__(compressed)
        self.columns = tuple(columns)

    def encode(self, entry: dict[str, Any]) -> bytes:
        cells = cells_of(entry, self.columns)
        return _csv_line([_csv_text(cell) for cell in cells])

    def begin(self, path: Path) -> TextPart:
        head = b"\xef\xbb\xbf" + _csv_line(self.columns)
        return TextPart(path, self.compressed, head=head)


class Sheet:
    """``xlsx``: numbers are numbers, codes are texts, nothing is a formula."""

    suffix = "xlsx"
    most_records = SHEET_ROWS

    def __init__(self, columns: Sequence[str]):
        self.columns = tuple(columns)

    def encode(self, entry: dict[str, Any]) -> list[Any]:
        return cells_of(entry, self.columns)

    def length(self, encoded: list[Any]) -> int:
        """About what the row takes in the sheet before it is packed."""
        return sum(len(str(cell)) for cell in encoded if cell is not None)

    def begin(self, path: Path) -> "SheetPart":
        return SheetPart(path, [self.columns], frozen="B2")

    def finish(self, paths: Sequence[Path], total: int, per_part: int) -> list[int]:
        return [0] * len(paths)


class SheetPart:
    """A workbook with one sheet, whose rows go to the disk as they come.

    ``headings`` are its first rows. ``content_bytes`` is the size of the file: what a
    workbook holds is packed by itself.
    """

    def __init__(self, path: Path, headings: Sequence[Sequence[str]], frozen: str):
        self._path = path
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("Data")
        self._sheet.freeze_panes = frozen
        self.content_bytes = 0
        for heading in headings:
            self._sheet.append([self._heading(text) for text in heading])

    def write(self, encoded: Sequence[Any]) -> None:
        self._sheet.append([self._cell(value) for value in encoded])

    def close(self) -> None:
        self._book.save(self._path)
        self.content_bytes = self._path.stat().st_size

    def _heading(self, text: str) -> WriteOnlyCell:
        cell = self._cell(text)
        cell.font = Font(bold=True)
        return cell

    def _cell(self, value: Any) -> Any:
        """A text is written as one, whatever it looks like; a whole number without
        separators, for a portal that reads 1.000 as one."""
        if value is None or isinstance(value, bool):
            return value
        cell = WriteOnlyCell(self._sheet)
        if isinstance(value, str):
            cell.value = safe_text(value)
            cell.data_type = "s"
        else:
            cell.value = value
            cell.number_format = "0" if isinstance(value, int) else "General"
        return cell


def cells_of(entry: dict[str, Any], columns: Sequence[str]) -> list[Any]:
    """The values of an entry by the dotted names of ``columns``, None where it has
    none. A list is its JSON text.

    Raises UndeclaredField rather than leave out what has no column.
    """
    flat = dict(_flattened(entry))
    cells = [flat.pop(column, None) for column in columns]
    lost = [name for name, value in flat.items() if value is not None]
    if lost:
        raise UndeclaredField(", ".join(lost))
    return cells


def _flattened(entry: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from _flattened(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield prefix + name, orjson.dumps(value).decode() if value else None
        else:
            yield prefix + name, value


def _csv_line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=DELIMITER).writerow(cells)
    return line.getvalue().encode()


def _csv_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return str(value) if isinstance(value, int) else safe_text(value)
