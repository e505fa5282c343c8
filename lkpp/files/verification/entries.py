"""Reading the entries of a part, whatever its format."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from domain import findings
from domain.messages import gettext_noop as _
from lkpp.files.verification.report import Unreadable
from lkpp.files.verification.strict_json import no_constant

PlacedEntry = tuple[str, Any]
"""Where an entry stands, and the entry: parsed JSON or cells by column."""


class BoundedReader(io.RawIOBase):
    """Reads no more than the manifest promises: what unpacks to more is not ours."""

    def __init__(self, source, longest: int):
        super().__init__()
        self._source = source
        self._longest = longest
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
        buffer[: len(chunk)] = chunk
        return len(chunk)


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
