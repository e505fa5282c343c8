"""Reading what LKPP reported, from a file or from what was pasted.

CSV, tab-separated text, XLSX and JSON are taken; columns are known by the names that
LKPP's systems, the health ministry's register and this catalogue give them. Nothing
is matched here: a row becomes a :class:`Told` or a :class:`Fault`.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from functools import lru_cache
from uuid import UUID

import orjson
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from domain.numbers.product_codes import InvalidNumber, normalise_kfa_code

LONGEST_CELL = 500
MOST_COLUMNS = 500
HIGHEST_NUMBER = 10**15
LARGEST_UNPACKED = 500_000_000
"""Bytes of an XLSX once unpacked; a workbook of 100,000 rows has some 50 million."""


class Kept(Enum):
    """Of a field that LKPP reported nothing about: what it reported before stays."""

    KEPT = "kept"


KEPT = Kept.KEPT


class UnreadableFile(ValueError):
    """Raised where a file as a whole cannot be used; says why, in the language of the
    screen."""


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row: which variant it is about, and what LKPP reported of it.

    ``row`` is the line as a spreadsheet counts it, with the heading in 1. A field is
    None where it was reported to be unknown, and ``KEPT`` where nothing was.
    """

    row: int
    sku: str
    kfa_code: str
    kd_produk: int | None | Kept = KEPT
    v6_id: UUID | None | Kept = KEPT
    category_id: UUID | None | Kept = KEPT
    shown: bool | None | Kept = KEPT
    purchasable: bool | None | Kept = KEPT

    @property
    def values(self) -> dict[str, object]:
        """What was reported, by field."""
        reported = {each.name: getattr(self, each.name) for each in fields(self)[3:]}
        return {name: value for name, value in reported.items() if value is not KEPT}


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that is not taken: ``key`` is what it calls its variant."""

    row: int
    key: str
    reason: str


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

YES = frozenset(
    {"ya", "y", "iya", "yes", "true", "t", "1", "1.0", "benar", "aktif", "active"}
    | {"tayang", "shown", "dapat", "dapat dibeli", "bisa dibeli", "purchasable"}
)
NO = frozenset(
    {"tidak", "tdk", "t.", "n", "no", "false", "f", "0", "0.0", "salah", "nonaktif"}
    | {"tidak aktif", "inactive", "tidak tayang", "turun tayang", "not shown"}
    | {"tidak dapat", "tidak dapat dibeli", "tidak bisa dibeli", "freeze", "beku"}
)
UNKNOWN = frozenset({"-", "–", "tidak diketahui", "unknown", "hapus"})
"""What takes away what was reported before."""
NOT_REPORTED = frozenset({"", "null", "none", "nan", "n/a", "na"})
KFA_UNKNOWN = "-1"
"""How the health ministry's register says that it does not know a state."""

SQUASHED = re.compile(r"[^a-z0-9]+")
WHOLE = re.compile(r"[0-9]{1,15}(?:\.0+)?", re.ASCII)
CANONICAL_UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff\u200b-\u200f]")

Cells = tuple[int, Mapping[str, str]]
"""The number of a row, and its cells by the name of the field."""


def read_reported_rows(content: bytes, most_rows: int) -> Iterator[ReportedRow | Fault]:
    """The rows of a file, whatever its form.

    Raises UnreadableFile where it is none that is known, names no column that is, or
    has more than ``most_rows`` rows.
    """
    count = 0
    for number, cells in _rows(content):
        if not any(cells.values()):
            continue
        count += 1
        if count > most_rows:
            raise UnreadableFile(
                _("Berkas ini berisi lebih dari %(most)s baris.") % {"most": most_rows}
            )
        yield _read_row(number, cells)


def _read_row(number: int, cells: Mapping[str, str]) -> ReportedRow | Fault:
    sku, kfa_code = cells.get("sku", ""), cells.get("kfa_code", "")
    key = sku or kfa_code
    try:
        values = {
            name: READERS[name](text) for name, text in cells.items() if name in READERS
        }
        if max(len(sku), len(kfa_code)) > LONGEST_CELL:
            raise ValueError(_("Isi sel terlalu panjang."))
        if not key:
            raise ValueError(_("SKU dan kode KFA kosong."))
        kfa_code = _kfa_code(kfa_code, needed=not sku)
    except ValueError as error:
        return Fault(number, key[:60], str(error))
    row = ReportedRow(number, sku, kfa_code, **values)
    if not row.values:
        return Fault(number, key[:60], _("Baris ini tidak memberitahukan apa pun."))
    return row


def _kfa_code(text: str, needed: bool) -> str:
    """The code, or nothing where it cannot be one and there is a SKU."""
    if text.casefold() in NOT_REPORTED | UNKNOWN | {KFA_UNKNOWN}:
        if needed:
            raise ValueError(_("SKU dan kode KFA kosong."))
        return ""
    try:
        return normalise_kfa_code(text.removesuffix(".0"))
    except InvalidNumber:
        if needed:
            raise
        return ""


def read_number(text: str) -> int | None | Kept:
    """A product's number at LKPP. Raises ValueError."""
    if (said := _said(text)) is not None:
        return said.value
    number = int(text.split(".")[0]) if WHOLE.fullmatch(text) else 0
    if not 0 < number < HIGHEST_NUMBER:
        raise ValueError(
            _("“%(text)s” bukan nomor produk LKPP, yang terdiri dari angka saja.")
            % {"text": text[:40]}
        )
    return number


def _identifier(text: str) -> UUID | None | Kept:
    if (said := _said(text)) is not None:
        return said.value
    if not CANONICAL_UUID.fullmatch(text):
        raise ValueError(
            _("“%(text)s” bukan UUID, seperti 0190f3c2-….") % {"text": text[:40]}
        )
    return UUID(text)


def _yes_no(text: str) -> bool | None | Kept:
    if text == KFA_UNKNOWN:
        return None
    if (said := _said(text)) is not None:
        return said.value
    word = " ".join(text.casefold().replace("_", " ").split())
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(_("“%(text)s” bukan ya atau tidak.") % {"text": text[:40]})


READERS = {
    "kd_produk": read_number,
    "v6_id": _identifier,
    "category_id": _identifier,
    "shown": _yes_no,
    "purchasable": _yes_no,
}


@dataclass(frozen=True, slots=True)
class _Said:
    value: None | Kept


def _said(text: str) -> _Said | None:
    """That nothing was reported, or that it is unknown; None where there is a value."""
    word = text.casefold()
    if word in NOT_REPORTED:
        return _Said(KEPT)
    return _Said(None) if word in UNKNOWN else None


# Forms of files


def _rows(content: bytes) -> Iterator[Cells]:
    if content.startswith(b"PK\x03\x04"):
        return _by_heading(_sheet_lines(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _("Ini berkas XLS lama. Simpan sebagai XLSX atau CSV lebih dulu.")
        )
    text = _decoded(content).strip("\r\n \ufeff")
    if not text:
        raise UnreadableFile(_("Tidak ada isinya."))
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
        raise UnreadableFile(_("Berkas ini bukan CSV, TSV, XLSX, atau JSON."))
    return text


def _text_lines(text: str) -> Iterator[Sequence[str]]:
    heading = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=heading.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from lines
    except csv.Error as error:
        raise UnreadableFile(
            _("Baris %(row)d tidak dapat dibaca sebagai CSV.") % {"row": lines.line_num}
        ) from error


def _sheet_lines(content: bytes) -> Iterator[Sequence[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(_("Berkas XLSX ini terlalu besar."))
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
    ) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(_("Berkas XLSX ini rusak.")) from error


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
    except (orjson.JSONDecodeError, RecursionError) as error:
        lines = text.splitlines()
        if text.startswith("{") and len(lines) > 1:
            return _json_lines(lines)
        raise UnreadableFile(_("Isi JSON tidak sah.")) from error
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
                except orjson.JSONDecodeError as error:
                    raise UnreadableFile(
                        _("Baris %(row)d bukan JSON yang sah.") % {"row": number}
                    ) from error

    return _objects(loaded())


def _objects(items: Iterable[object]) -> Iterator[Cells]:
    known = False
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise UnreadableFile(
                _("Isi JSON harus berupa daftar objek; butir %(row)d bukan objek.")
                % {"row": number}
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
        raise UnreadableFile(_("Tidak ada isinya."))
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
    return bool(columns & {"sku", "kfa_code"} and columns & READERS.keys())


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
        _(
            "Baris judul harus menyebut no_produk_penyedia (SKU) atau kfa_code, dan "
            "sekurang-kurangnya satu dari kd_produk, uuid, category_id, "
            "status_tayang, apakah_dapat_dibeli."
        )
    )


def _clean(text: str) -> str:
    return " ".join(UNPRINTABLE.sub(" ", text).split())
