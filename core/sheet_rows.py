"""Rows of a table as an editor sends them: JSON, or text out of a spreadsheet.

Cells are kept as typed: whether "1,5" is a number, or a date is possible, is for the
model's rules to say.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from domain.date_input import for_input, parse_date
from domain.findings import InvalidInput

MOST_ROWS = 500

LARGEST_INPUT = 1_000_000
"""In characters; more is not read at all."""
LONGEST_CELL = 1000
Row = dict[str, str]

QUOTED_OR_PLAIN = re.compile(
    r'"([^"]*(?:""[^"]*)*)"(?=[\t\r\n]|\Z)'  # closed before the next cell
    r"|([^\t\r\n]*)"
)
LOOKS_LIKE_JSON = re.compile(r"\s*\[\s*(?:[{\]]|\Z)")

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff"
    # Half characters, which the database refuses, and marks that reverse the text.
    "\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its name in the stored rows and how it is shown.

    ``choices`` are pairs of value and label, for the kind "choice". ``width`` is the
    number of characters that fit before the column is stretched.
    """

    name: str
    label: str
    kind: Literal["text", "number", "choice", "date"] = "text"
    choices: Sequence[tuple[str, str]] = ()
    width: int = 12
    help_text: str = ""

    def read(self, cell: str) -> str:
        """The cell as it is stored: a choice by its value, a date as 2026-01-31."""
        if self.kind == "choice":
            return self._chosen(cell)
        return _iso_date(cell) if self.kind == "date" else cell

    def shown(self, cell: str) -> str:
        """A stored cell as it is shown and read again: a date with the day first."""
        return _day_first(cell) if self.kind == "date" else cell

    def _chosen(self, cell: str) -> str:
        wanted = cell.casefold()
        for value, label in self.choices:
            if wanted in {str(value).casefold(), str(label).casefold()}:
                return str(value)
        return cell


def read_rows(
    value: str | list | None, columns: Sequence[SheetColumn], most_rows: int
) -> list[Row]:
    """The rows in JSON, in tab-separated text or in a list, without the empty ones.

    In text, a first line that names the columns puts them in another order; columns
    that it names and the table does not have are passed over.

    Raises ValidationError where there are more than ``most_rows``, more than
    LARGEST_INPUT characters, a cell of more than LONGEST_CELL, or no table at all.
    """
    rows: list[Row] = []
    for read in _rows_in(value, columns):
        row = {column.name: column.read(read[column.name]) for column in columns}
        if not any(row.values()):
            continue
        if len(rows) == most_rows:
            raise ValidationError(
                _("Tabel ini paling banyak %(most)s baris."),
                code="too_many_rows",
                params={"most": most_rows},
            )
        rows.append(row)
        _check_lengths(row, columns, len(rows))
    return rows


def write_rows(rows: Iterable[Row], columns: Sequence[SheetColumn]) -> str:
    """Tab-separated text that reads back as the same rows."""
    return "\n".join(
        "\t".join(_quoted(column.shown(row[column.name])) for column in columns)
        for row in rows
    )


def _rows_in(value: object, columns: Sequence[SheetColumn]) -> Iterator[Row]:
    if value is None or value == "":
        return iter(())
    if not isinstance(value, str):
        return _rows_in_list(value, columns)
    if len(value) > LARGEST_INPUT:
        raise ValidationError(
            _("Isi tabel terlalu besar (lebih dari 1 MB)."), code="too_large"
        )
    if value.strip() == "null":
        return iter(())
    if LOOKS_LIKE_JSON.match(value):
        return _rows_in_list(_load(value), columns)
    return _rows_in_text(value, columns)


def _load(text: str) -> object:
    """What JSON says, with numbers as written."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise _no_table() from error


def _no_table() -> ValidationError:
    return ValidationError(_("Isi tabel tidak dapat dibaca."), code="invalid")


def _rows_in_list(items: object, columns: Sequence[SheetColumn]) -> Iterator[Row]:
    if not isinstance(items, list):
        raise _no_table()
    for item in items:
        if not isinstance(item, Mapping):
            raise _no_table()
        yield {column.name: _cell(item.get(column.name)) for column in columns}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list):
        raise _no_table()
    return _plain(str(value))


def _plain(text: str) -> str:
    """One line without control characters: a cell has no place for a second line."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def _rows_in_text(text: str, columns: Sequence[SheetColumn]) -> Iterator[Row]:
    lines = filter(any, (list(map(_plain, cells)) for cells in _split(text)))
    order: Sequence[SheetColumn | None] = columns
    for number, cells in enumerate(lines, start=1):
        named = _columns_named(cells, columns) if number == 1 else None
        if named:
            order = named
            continue
        if any(cells[len(order) :]):
            raise ValidationError(
                _("Baris “%(start)s …” berisi lebih dari %(most)s kolom."),
                code="too_many_columns",
                params={"start": " ".join(cells)[:40], "most": len(order)},
            )
        yield _by_column(cells, order, columns)


def _split(text: str) -> Iterator[list[str]]:
    """The cells of each line as a spreadsheet copies them: quotes around a cell
    enclose tabs and line breaks, and a doubled quote is one."""
    cells, place = [], 0
    while True:
        cell = QUOTED_OR_PLAIN.match(text, place)
        if cell is None:
            raise AssertionError("a plain cell may be empty, so one always matches")
        quoted, plain = cell.groups()
        cells.append(plain if quoted is None else quoted.replace('""', '"'))
        place = cell.end()
        if text[place : place + 1] == "\t":
            place += 1
            continue
        yield cells
        if place == len(text):
            return
        cells = []
        place += 2 if text.startswith("\r\n", place) else 1


def _columns_named(
    cells: Sequence[str], columns: Sequence[SheetColumn]
) -> list[SheetColumn | None] | None:
    """The columns in the order of a header line; None where the line is none.

    It is one where at least two cells, and half of those filled, name a column.
    """
    by_title = {
        title.casefold(): column
        for column in columns
        for title in (column.name, _plain(str(column.label)))
    }
    named = [by_title.get(cell.casefold()) for cell in cells]
    known = [column.name for column in named if column]
    if len(known) < min(2, len(columns)) or len(known) != len(set(known)):
        return None
    return named if 2 * len(known) >= len(list(filter(None, cells))) else None


def _by_column(
    cells: Sequence[str],
    order: Sequence[SheetColumn | None],
    columns: Sequence[SheetColumn],
) -> Row:
    # A line may be shorter than the table: a spreadsheet leaves out empty ends.
    typed = {
        column.name: cell for column, cell in zip(order, cells, strict=False) if column
    }
    return {column.name: typed.get(column.name, "") for column in columns}


def _check_lengths(row: Row, columns: Sequence[SheetColumn], number: int) -> None:
    for column in columns:
        if len(row[column.name]) > LONGEST_CELL:
            raise ValidationError(
                _("Baris %(row)s, %(column)s: paling banyak %(most)s huruf."),
                code="cell_too_long",
                params={
                    "row": number,
                    "column": column.label,
                    "most": LONGEST_CELL,
                },
            )


def _quoted(cell: str) -> str:
    # A quote or bracket at the start would be read as quoting, or as JSON.
    return '"' + cell.replace('"', '""') + '"' if cell.startswith(('"', "[")) else cell


def _iso_date(cell: str) -> str:
    """A date as people write it, as 2026-01-31; what is none stays as it is."""
    try:
        return parse_date(cell).isoformat()
    except InvalidInput:
        return cell


def _day_first(cell: str) -> str:
    try:
        return for_input(date.fromisoformat(cell))
    except ValueError:
        return cell
