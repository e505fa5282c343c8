"""What is in the parts: can it be read, counted, and is every record what it should
be?"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from gzip import BadGzipFile, GzipFile
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lkpp.files.verification.report import Report, Unreadable, shown
from lkpp.files.verification.strict_json import no_constant, strict_json

try:
    from jsonschema import Draft202012Validator, SchemaError
except ModuleNotFoundError:
    # Not needed to run the catalogue; where it is missing, that is said.
    Draft202012Validator = SchemaError = None

SCHEMA = "schema.json"

FAULTS_A_FILE = 20
"""So many faults are listed of one file, then only that there are more."""

DELIMITER = ";"
BROKEN = (EOFError, BadGzipFile, zlib.error)
MALFORMED_WORKBOOK = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError)

Entry = tuple[str, Any]
"""Where a record stands, and the record: parsed JSON or cells by column."""


def schema_validator(text: bytes, report: Report):
    """A validator for records, or None with the reason in the report."""
    if Draft202012Validator is None:
        report.notes.append(
            _("Bentuk catatan tidak diperiksa: pustaka jsonschema tidak terpasang.")
        )
        return None
    try:
        schema = strict_json(text)
        Draft202012Validator.check_schema(schema)
    except (ValueError, SchemaError) as error:
        message = str(error).partition("\n")[0]
        report.fault(SCHEMA, _("Bukan skema JSON: %(error)s") % {"error": message})
        return None
    report.schema_checked = True
    return Draft202012Validator(schema)


class ContentCheck:
    """Goes through the parts of one export in their order."""

    def __init__(self, manifest: dict[str, Any], report: Report, validator):
        self._manifest = manifest
        self._report = report
        self._validator = validator
        self._seen: set[int] = set()
        self._listed = 0
        self._reached = 0

    def check(self, directory: Path, part: dict[str, Any], is_intact: bool) -> None:
        """Check one part; also of a damaged one how far it can be read."""
        path = directory / part["name"]
        if path.is_symlink() or not path.is_file():
            return
        if self._manifest["format"] == "xlsx" and not is_intact:
            return
        self._listed = 0
        self._check_numbers(part)
        count = 0
        try:
            for where, entry in self._entries(path, part):
                count += 1
                self._check_entry(where, entry, part)
        except Unreadable as error:
            where = part["name"]
            if count:
                where = _("%(name)s, sesudah catatan %(count)d") % {
                    "name": where,
                    "count": count,
                }
            self._fault(where, str(error))
            return
        self._report.records += count
        if count != part["records"]:
            self._fault(
                part["name"],
                _("Berisi %(found)d catatan, menurut manifes %(expected)d.")
                % {"found": count, "expected": part["records"]},
            )

    def _check_numbers(self, part: dict[str, Any]) -> None:
        after, to = self._manifest["revisions"]["after"], self._manifest["revisions"]
        first, last = part["first_revision"], part["last_revision"]
        if not after < first <= last <= to["to"]:
            self._fault(part["name"], _("Revisinya di luar yang disebut manifes."))
        if not part["records"] > 0 or part["withdrawn"] > part["records"]:
            self._fault(part["name"], _("Jumlah catatannya tidak mungkin."))

    # The entries of each format

    def _entries(self, path: Path, part: dict[str, Any]) -> Iterator[Entry]:
        if self._manifest["format"] == "xlsx":
            return self._sheet_rows(path, part)
        return self._text_entries(path, part)

    def _text_entries(self, path: Path, part: dict[str, Any]) -> Iterator[Entry]:
        name = part["name"]
        is_packed = self._manifest["compression"] == "gzip"
        readers = {"ndjson": _lines, "json": self._array, "csv": self._csv_rows}
        with path.open("rb") as below:
            source = GzipFile(fileobj=below) if is_packed else below
            content = _Bounded(source, part["content_bytes"])
            try:
                yield from readers[self._manifest["format"]](name, content)
            except BROKEN as error:
                raise Unreadable(
                    _("Kompresinya terpotong atau rusak: %(error)s") % {"error": error}
                ) from error
            except UnicodeDecodeError as error:
                raise Unreadable(_("Bukan UTF-8.")) from error
        if content.length != part["content_bytes"]:
            raise Unreadable(
                _("Isinya %(found)d byte, menurut manifes %(expected)d.")
                % {"found": content.length, "expected": part["content_bytes"]}
            )

    def _array(self, name: str, content: "_Bounded") -> Iterator[Entry]:
        try:
            whole = strict_json(io.BufferedReader(content).read())
        except ValueError as error:
            raise Unreadable(_("Bukan JSON: %(error)s") % {"error": error}) from error
        if isinstance(whole, dict):
            self._check_envelope(name, whole)
            whole = whole.get("produk")
        if not isinstance(whole, list):
            raise Unreadable(_("Isinya bukan daftar catatan."))
        for number, entry in enumerate(whole, 1):
            yield _record_of(name, number), entry

    def _check_envelope(self, name: str, page: dict[str, Any]) -> None:
        names = [part["name"] for part in self._manifest["parts"]]
        expected = {
            "total": self._manifest["records"]["total"],
            "current_page": names.index(name) + 1,
            "total_page": len(names),
        }
        for field, value in expected.items():
            if page.get(field) != value:
                self._fault(
                    name,
                    _("%(field)s adalah %(found)s, seharusnya %(expected)d.")
                    % {
                        "field": field,
                        "found": shown(page.get(field)),
                        "expected": value,
                    },
                )

    def _csv_rows(self, name: str, content: "_Bounded") -> Iterator[Entry]:
        text = io.TextIOWrapper(
            io.BufferedReader(content), encoding="utf-8-sig", newline=""
        )
        rows = csv.reader(text, delimiter=DELIMITER, strict=True)
        try:
            yield from self._table(name, rows)
        except csv.Error as error:
            raise Unreadable(_("Bukan CSV: %(error)s") % {"error": error}) from error

    def _sheet_rows(self, path: Path, part: dict[str, Any]) -> Iterator[Entry]:
        name = part["name"]
        try:
            book = load_workbook(path, read_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True)
            if self._manifest.get("bulk_upload"):
                self._check_category(part, *islice(_without_gaps(rows), 2))
                next(rows, None)
            yield from self._table(name, _padded(rows))
        except MALFORMED_WORKBOOK as error:
            raise Unreadable(
                _("Bukan buku kerja XLSX: %(error)s") % {"error": error}
            ) from error

    def _check_category(
        self, part: dict[str, Any], path: tuple = (), identified: tuple = ()
    ) -> None:
        if tuple(path[:2]) != ("Kategori", part.get("category")):
            self._fault(part["name"], _("Baris 1 tidak menyebut kategorinya."))
        if tuple(identified[:2]) != ("Category ID", part.get("category_id") or ""):
            self._fault(
                part["name"], _("Baris 2 tidak menyebut Category ID dari manifes.")
            )

    def _table(self, name: str, rows: Iterable) -> Iterator[Entry]:
        lines = iter(rows)
        heading = list(next(lines, ()))
        if self._manifest["key"] not in heading:
            raise Unreadable(
                _("Tidak ada kolom %(key)s.") % {"key": self._manifest["key"]}
            )
        for number, row in enumerate(lines, 1):
            if len(row) != len(heading):
                raise Unreadable(
                    _("Catatan %(number)d berisi %(found)d sel, bukan %(expected)d.")
                    % {
                        "number": number,
                        "found": len(row),
                        "expected": len(heading),
                    }
                )
            key = row[heading.index(self._manifest["key"])]
            yield _record_of(name, number), {self._manifest["key"]: key}

    # One entry

    def _check_entry(self, where: str, entry: Any, part: dict[str, Any]) -> None:
        if not isinstance(entry, dict):
            self._fault(where, _("Ini bukan objek."))
            return
        self._check_key(where, entry)
        self._check_revision(where, entry, part)
        if self._validator is None:
            return
        for error in self._validator.iter_errors(entry):
            self._fault(
                where,
                _("%(path)s tidak menurut skema: %(error)s")
                % {"path": error.json_path, "error": shown(error.message)},
            )

    def _check_key(self, where: str, entry: dict[str, Any]) -> None:
        """Every variant occurs once."""
        path = self._manifest["key"]
        key = entry.get(path) or _value_at(entry, path)
        if not isinstance(key, str) or not key:
            self._fault(where, _("Tanpa %(key)s.") % {"key": path})
            return
        # Numbers instead of the texts: a million of them have to be remembered.
        if hash(key) in self._seen:
            self._fault(where, _("%(sku)s sudah ada sebelumnya.") % {"sku": shown(key)})
        self._seen.add(hash(key))

    def _check_revision(
        self, where: str, entry: dict[str, Any], part: dict[str, Any]
    ) -> None:
        """Of the profiles that tell it."""
        revision = entry.get("revision")
        if not isinstance(revision, int):
            return
        if not part["first_revision"] <= revision <= part["last_revision"]:
            self._fault(
                where,
                _("Revisi %(revision)d di luar bagian ini.") % {"revision": revision},
            )
        elif revision < self._reached:
            self._fault(
                where,
                _("Revisi %(revision)d sesudah revisi %(reached)d.")
                % {"revision": revision, "reached": self._reached},
            )
        self._reached = revision

    def _fault(self, where: str, what: str) -> None:
        self._listed += 1
        if self._listed <= FAULTS_A_FILE:
            self._report.fault(where, what)
        elif self._listed == FAULTS_A_FILE + 1:
            self._report.fault(where, _("Masih ada kesalahan lain di berkas ini."))


class _Bounded(io.RawIOBase):
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
                _("Isinya lebih panjang dari %(longest)d byte menurut manifes.")
                % {"longest": self._longest}
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _lines(name: str, content: _Bounded) -> Iterator[Entry]:
    for number, line in enumerate(io.BufferedReader(content, 1 << 16), 1):
        if not line.endswith(b"\n"):
            raise Unreadable(_("Baris terakhir tidak selesai."))
        try:
            entry = json.loads(line, parse_constant=no_constant)
        except (ValueError, RecursionError) as error:
            raise Unreadable(_("Bukan JSON: %(error)s") % {"error": error}) from error
        yield _record_of(name, number), entry


def _without_gaps(rows: Iterable[tuple]) -> Iterator[tuple]:
    """An empty cell as an empty text."""
    return (tuple("" if cell is None else cell for cell in row) for row in rows)


def _padded(rows: Iterable[tuple]) -> Iterator[tuple]:
    """A sheet leaves empty cells at the end of a row out."""
    width = 0
    for row in rows:
        width = width or len(row)
        yield row + (None,) * (width - len(row))


def _record_of(name: str, number: int) -> str:
    return _("%(name)s, catatan %(number)d") % {"name": name, "number": number}


def _value_at(entry: dict[str, Any], path: str) -> Any:
    value: Any = entry
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
