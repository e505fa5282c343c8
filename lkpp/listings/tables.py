"""Reading tables from files: CSV, tab-separated text, XLSX and JSON.

Columns are known by the names that LKPP's systems, the health ministry's register and
this catalogue give them.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import orjson
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from domain.findings import InvalidInput, error
from domain.messages import gettext_noop as _

MOST_COLUMNS = 500
LARGEST_UNPACKED = 500_000_000
"""Bytes of an XLSX once unpacked; a workbook of 100,000 rows has some 50 million."""


class UnreadableFile(InvalidInput):
    """Raised where a file as a whole cannot be used."""


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sku": ("sku", "noprodukpenyedia", "nomorprodukpenyedia", "skupenyedia"),
    "kfa_code": ("kfacode", "kodekfa", "kfa"),
    "kd_produk": ("kdproduk", "kodeproduk", "kodelkpp", "nomorproduklkpp", "idproduk"),
    "v6_id": ("v6id", "uuid", "id", "productid", "idv6", "uuidproduk"),
    "category_id": ("categoryid", "kategoriv6id", "idkategori", "kategoriid"),
    "shown": ("shown", "statustayang", "tayang", "tayanglkpp"),
    "purchasable": (
        "purchasable",
        "apakahdapatdibeli",
        "dapatdibeli",
        "dapatdibelilkpp",
    ),
}
"""Names of columns, as letters and digits, the preferred first."""

KEYS = frozenset({"sku", "kfa_code"})
"""Columns that say which variant a row is about; the others say something of it."""

SQUASHED = re.compile(r"[^a-z0-9]+")
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff\u200b-\u200f]")

Cells = tuple[int, Mapping[str, str]]
"""The number of a row, and its cells by the name of the field."""


def rows_of(content: bytes) -> Iterator[Cells]:
    """The rows of a file, whatever its form.

    Raises UnreadableFile where it is none that is known, or names no column that is.
    """
    if content.startswith(b"PK\x03\x04"):
        return _by_heading(_sheet_lines(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            error(
                "old_workbook",
                _("Ini berkas XLS lama. Simpan sebagai XLSX atau CSV lebih dulu."),
            )
        )
    text = _decoded(content).strip("\r\n \ufeff")
    if not text:
        raise UnreadableFile(error("empty_file", _("Tidak ada isinya.")))
    if text[0] in "[{":
        return _json_rows(text)
    return _by_heading(_text_lines(text))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        # As a spreadsheet on Windows saves CSV; every byte is some letter in it.
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise UnreadableFile(
            error("unknown_form", _("Berkas ini bukan CSV, TSV, XLSX, atau JSON."))
        )
    return text


def _text_lines(text: str) -> Iterator[Sequence[str]]:
    heading = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=heading.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from lines
    except csv.Error as failure:
        raise UnreadableFile(
            error(
                "broken_csv",
                _("Baris %(row)s tidak dapat dibaca sebagai CSV."),
                row=lines.line_num,
            )
        ) from failure


def _sheet_lines(content: bytes) -> Iterator[Sequence[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(
                    error("workbook_large", _("Berkas XLSX ini terlalu besar."))
                )
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # Some programs write a wrong size, which would cut off rows.
        sheet.reset_dimensions()
        for line in sheet.iter_rows(values_only=True):
            yield [_cell_text(cell) for cell in line[:MOST_COLUMNS]]
    # Everything that a damaged workbook makes the library raise.
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        EOFError,
        OSError,
    ) as failure:
        if isinstance(failure, UnreadableFile):
            raise
        raise UnreadableFile(
            error("broken_workbook", _("Berkas XLSX ini rusak."))
        ) from failure


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _json_rows(text: str) -> Iterator[Cells]:
    """A list of objects, or an object that holds one."""
    try:
        found = orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError) as failure:
        lines = text.splitlines()
        if text.startswith("{") and len(lines) > 1:
            return _json_lines(lines)
        raise UnreadableFile(
            error("broken_json", _("Isi JSON tidak sah."))
        ) from failure
    if isinstance(found, dict):
        lists = (each for each in found.values() if isinstance(each, list))
        found = next(lists, [found])
    return _objects(found)


def _json_lines(lines: Iterable[str]) -> Iterator[Cells]:
    def loaded():
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield orjson.loads(line)
                except orjson.JSONDecodeError as failure:
                    raise UnreadableFile(
                        error(
                            "broken_json_line",
                            _("Baris %(row)s bukan JSON yang sah."),
                            row=number,
                        )
                    ) from failure

    return _objects(loaded())


def _objects(items: Iterable[object]) -> Iterator[Cells]:
    known = False
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise UnreadableFile(
                error(
                    "json_of_other_form",
                    _("Isi JSON harus berupa daftar objek; butir %(row)s bukan objek."),
                    row=number,
                )
            )
        titles = tuple(item)
        named = _named(titles)
        known = known or _tells(named)
        yield (
            number,
            {name: _clean(_cell_text(item[titles[place]])) for name, place in named},
        )
    if not known:
        raise _no_columns()


def _by_heading(lines: Iterator[Sequence[str]]) -> Iterator[Cells]:
    numbered = enumerate(lines, start=1)
    filled = ((n, line) for n, line in numbered if any(map(str.strip, line)))
    heading = next(filled, None)
    if heading is None:
        raise UnreadableFile(error("empty_file", _("Tidak ada isinya.")))
    named = _named(tuple(heading[1]))
    if not _tells(named):
        raise _no_columns()
    for number, line in filled:
        yield (
            number,
            {
                name: _clean(line[place]) if place < len(line) else ""
                for name, place in named
            },
        )


def _tells(named: Iterable[tuple[str, int]]) -> bool:
    """Whether these columns say which variant a row is about, and something of it."""
    columns = {name for name, _place in named}
    return bool(columns & KEYS and columns - KEYS)


@lru_cache(maxsize=64)
def _named(titles: tuple[str, ...]) -> list[tuple[str, int]]:
    """The fields that the titles name, with the place of each."""
    places: dict[str, int] = {}
    for place, title in enumerate(titles):
        places.setdefault(SQUASHED.sub("", str(title).casefold()), place)
    found = []
    for field, names in COLUMNS.items():
        place = next((places[name] for name in names if name in places), None)
        if place is not None:
            found.append((field, place))
    return found


def _no_columns() -> UnreadableFile:
    return UnreadableFile(
        error(
            "no_columns",
            _(
                "Baris judul harus menyebut no_produk_penyedia (SKU) atau "
                "kfa_code, dan "
                "sekurang-kurangnya satu dari kd_produk, uuid, category_id, "
                "status_tayang, apakah_dapat_dibeli."
            ),
        )
    )


def _clean(text: str) -> str:
    return " ".join(UNPRINTABLE.sub(" ", text).split())
