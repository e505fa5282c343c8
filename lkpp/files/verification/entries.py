"""Reading the entries of a part, whatever its format."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from domain import findings
from domain.messages import gettext_noop as _
from lkpp.files.verification.report import Unreadable, shown
from lkpp.files.verification.strict_json import no_constant

PlacedEntry = tuple[str, Any]
"""Where an entry stands, and the entry: parsed JSON or cells by column."""


LARGEST_SHEET = 2 * 1024 * 1024 * 1024
LARGEST_MEMBER = 64 * 1024 * 1024
"""Of what else is in a workbook: it is read as a whole, a sheet row by row."""


class BoundedReader(io.RawIOBase):
    """Reads no more than the manifest promises: what unpacks to more is not ours; and
    no more of one line than ``longest_line``, since a line is held in memory."""

    def __init__(self, source, longest: int, longest_line: int | None = None):
        super().__init__()
        self._source = source
        self._longest = longest
        self._longest_line = longest_line
        self._line = 0
        self.length = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        chunk = self._source.read(len(buffer))
        self.length += len(chunk)
        if self.length > self._longest:
            raise Unreadable(
                findings.error(
                    "content_longer",
                    _("Isinya lebih panjang dari %(longest)d byte menurut manifes."),
                    longest=self._longest,
                )
            )
        self._bound_line(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _bound_line(self, chunk: bytes) -> None:
        ended = chunk.rfind(b"\n")
        self._line = self._line + len(chunk) if ended < 0 else len(chunk) - ended - 1
        if self._longest_line is not None and self._line > self._longest_line:
            raise Unreadable(
                findings.error(
                    "record_long",
                    _("Sebuah baris lebih panjang dari %(longest)d byte."),
                    longest=self._longest_line,
                )
            )


def json_lines(name: str, content: BoundedReader) -> Iterator[PlacedEntry]:
    for number, line in enumerate(io.BufferedReader(content, 1 << 16), 1):
        if not line.endswith(b"\n"):
            raise Unreadable(
                findings.error(
                    "last_line_unfinished", _("Baris terakhir tidak selesai.")
                )
            )
        try:
            entry = json.loads(line, parse_constant=no_constant)
        except (ValueError, RecursionError) as error:
            raise Unreadable(
                findings.error("no_json", _("Bukan JSON: %(error)s"), error=error)
            ) from error
        yield record_place(name, number), entry


def require_modest_workbook(path: Path) -> None:
    """Raises Unreadable for a workbook that unpacks to more than is held in memory,
    and BadZipFile for what is none."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            is_sheet = member.filename.startswith("xl/worksheets/")
            longest = LARGEST_SHEET if is_sheet else LARGEST_MEMBER
            if member.file_size > longest:
                raise Unreadable(
                    findings.error(
                        "workbook_large",
                        _("%(name)s di dalamnya lebih panjang dari %(longest)d byte."),
                        name=shown(member.filename),
                        longest=longest,
                    )
                )


def without_gaps(rows: Iterable[tuple]) -> Iterator[tuple]:
    """An empty cell as an empty text."""
    return (tuple("" if cell is None else cell for cell in row) for row in rows)


def padded(rows: Iterable[tuple]) -> Iterator[tuple]:
    """A sheet leaves empty cells at the end of a row out."""
    width = 0
    for row in rows:
        width = width or len(row)
        yield row + (None,) * (width - len(row))


def record_place(name: str, number: int) -> str:
    return gettext("%(name)s, catatan %(number)d") % {"name": name, "number": number}
