"""What is in the parts: can it be read, counted, and is every record what it should
be?"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from gzip import BadGzipFile, GzipFile
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from domain import findings
from domain.findings import Finding
from domain.messages import gettext_noop as _
from lkpp.files.verification.entries import (
    BoundedReader,
    PlacedEntry,
    json_lines,
    padded,
    record_place,
    require_modest_workbook,
    without_gaps,
)
from lkpp.files.verification.report import Report, Unreadable, shown
from lkpp.files.verification.schema import RecordShape
from lkpp.files.verification.strict_json import strict_json

ERRORS_A_FILE = 20
"""So many errors are listed of one file, then only that there are more."""

LONGEST_RECORD = 16 * 1024 * 1024
LONGEST_ARRAY = 128 * 1024 * 1024
"""A JSON array is parsed as a whole, in several times its length."""

DELIMITER = ";"
BROKEN = (EOFError, BadGzipFile, zlib.error)
MALFORMED_WORKBOOK = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError)


class ContentCheck:
    """Goes through the parts of one export in their order."""

    def __init__(
        self, manifest: dict[str, Any], report: Report, shape: RecordShape | None
    ):
        self._manifest = manifest
        self._report = report
        self._shape = shape
        self._seen: set[int] = set()
        self._listed = 0
        self._reached = 0

    def check(self, directory: Path, part: dict[str, Any]) -> None:
        """Check one part, whose digest is the one that was signed."""
        path = directory / part["name"]
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
                where = gettext("%(name)s, sesudah catatan %(count)d") % {
                    "name": where,
                    "count": count,
                }
            self._add(where, error.finding)
            return
        self._report.records += count
        if count != part["records"]:
            self._add(
                part["name"],
                findings.error(
                    "record_count",
                    _("Berisi %(found)d catatan, menurut manifes %(expected)d."),
                    found=count,
                    expected=part["records"],
                ),
            )

    def _check_numbers(self, part: dict[str, Any]) -> None:
        after, to = self._manifest["revisions"]["after"], self._manifest["revisions"]
        first, last = part["first_revision"], part["last_revision"]
        if not after < first <= last <= to["to"]:
            self._add(
                part["name"],
                findings.error(
                    "part_revisions", _("Revisinya di luar yang disebut manifes.")
                ),
            )
        if not part["records"] > 0 or part["withdrawn"] > part["records"]:
            self._add(
                part["name"],
                findings.error("part_counts", _("Jumlah catatannya tidak mungkin.")),
            )

    # The entries of each format

    def _entries(self, path: Path, part: dict[str, Any]) -> Iterator[PlacedEntry]:
        if self._manifest["format"] == "xlsx":
            return self._sheet_rows(path, part)
        return self._text_entries(path, part)

    def _text_entries(self, path: Path, part: dict[str, Any]) -> Iterator[PlacedEntry]:
        name = part["name"]
        is_packed = self._manifest["compression"] == "gzip"
        readers = {"ndjson": json_lines, "json": self._array, "csv": self._csv_rows}
        with path.open("rb") as below:
            source = GzipFile(fileobj=below) if is_packed else below
            content = self._bounded(source, part)
            try:
                yield from readers[self._manifest["format"]](name, content)
            except BROKEN as error:
                raise Unreadable(
                    findings.error(
                        "broken_compression",
                        _("Kompresinya terpotong atau rusak: %(error)s"),
                        error=error,
                    )
                ) from error
            except UnicodeDecodeError as error:
                raise Unreadable(
                    findings.error("no_utf8", _("Bukan UTF-8."))
                ) from error
        if content.length != part["content_bytes"]:
            raise Unreadable(
                findings.error(
                    "content_length",
                    _("Isinya %(found)d byte, menurut manifes %(expected)d."),
                    found=content.length,
                    expected=part["content_bytes"],
                )
            )

    def _bounded(self, source, part: dict[str, Any]) -> BoundedReader:
        """Nothing is held in memory that is longer than these bounds."""
        longest = part["content_bytes"]
        if self._manifest["format"] != "json":
            return BoundedReader(source, longest, longest_line=LONGEST_RECORD)
        if longest > LONGEST_ARRAY:
            raise Unreadable(
                findings.error(
                    "array_large",
                    _(
                        "Isinya %(found)d byte; larik JSON dibaca sampai "
                        "%(longest)d byte."
                    ),
                    found=longest,
                    longest=LONGEST_ARRAY,
                )
            )
        return BoundedReader(source, longest)

    def _array(self, name: str, content: "BoundedReader") -> Iterator[PlacedEntry]:
        try:
            whole = strict_json(io.BufferedReader(content).read())
        except ValueError as error:
            raise Unreadable(
                findings.error("no_json", _("Bukan JSON: %(error)s"), error=error)
            ) from error
        if isinstance(whole, dict):
            self._check_envelope(name, whole)
            whole = whole.get("produk")
        if not isinstance(whole, list):
            raise Unreadable(
                findings.error("no_list", _("Isinya bukan daftar catatan."))
            )
        for number, entry in enumerate(whole, 1):
            yield record_place(name, number), entry

    def _check_envelope(self, name: str, page: dict[str, Any]) -> None:
        names = [part["name"] for part in self._manifest["parts"]]
        expected = {
            "total": self._manifest["records"]["total"],
            "current_page": names.index(name) + 1,
            "total_page": len(names),
        }
        for field, value in expected.items():
            if page.get(field) != value:
                self._add(
                    name,
                    findings.error(
                        "envelope",
                        _("%(field)s adalah %(found)s, seharusnya %(expected)d."),
                        field=field,
                        found=shown(page.get(field)),
                        expected=value,
                    ),
                )

    def _csv_rows(self, name: str, content: "BoundedReader") -> Iterator[PlacedEntry]:
        text = io.TextIOWrapper(
            io.BufferedReader(content), encoding="utf-8-sig", newline=""
        )
        rows = csv.reader(text, delimiter=DELIMITER, strict=True)
        try:
            yield from self._table(name, rows)
        except csv.Error as error:
            raise Unreadable(
                findings.error("no_csv", _("Bukan CSV: %(error)s"), error=error)
            ) from error

    def _sheet_rows(self, path: Path, part: dict[str, Any]) -> Iterator[PlacedEntry]:
        name = part["name"]
        try:
            require_modest_workbook(path)
            book = load_workbook(path, read_only=True)
            rows = book.worksheets[0].iter_rows(values_only=True)
            if self._manifest.get("bulk_upload"):
                self._check_category(part, *islice(without_gaps(rows), 2))
                next(rows, None)
            yield from self._table(name, padded(rows))
        except MALFORMED_WORKBOOK as error:
            raise Unreadable(
                findings.error(
                    "no_workbook", _("Bukan buku kerja XLSX: %(error)s"), error=error
                )
            ) from error

    def _check_category(
        self, part: dict[str, Any], path: tuple = (), identified: tuple = ()
    ) -> None:
        if tuple(path[:2]) != ("Kategori", part.get("category")):
            self._add(
                part["name"],
                findings.error(
                    "category_line", _("Baris 1 tidak menyebut kategorinya.")
                ),
            )
        if tuple(identified[:2]) != ("Category ID", part.get("category_id") or ""):
            self._add(
                part["name"],
                findings.error(
                    "category_id_line",
                    _("Baris 2 tidak menyebut Category ID dari manifes."),
                ),
            )

    def _table(self, name: str, rows: Iterable) -> Iterator[PlacedEntry]:
        lines = iter(rows)
        heading = list(next(lines, ()))
        if self._manifest["key"] not in heading:
            raise Unreadable(
                findings.error(
                    "key_column",
                    _("Tidak ada kolom %(key)s."),
                    key=self._manifest["key"],
                )
            )
        for number, row in enumerate(lines, 1):
            if len(row) != len(heading):
                raise Unreadable(
                    findings.error(
                        "cell_count",
                        _(
                            "Catatan %(number)d berisi %(found)d sel, bukan "
                            "%(expected)d."
                        ),
                        number=number,
                        found=len(row),
                        expected=len(heading),
                    )
                )
            key = row[heading.index(self._manifest["key"])]
            yield record_place(name, number), {self._manifest["key"]: key}

    # One entry

    def _check_entry(self, where: str, entry: Any, part: dict[str, Any]) -> None:
        if not isinstance(entry, dict):
            self._add(where, findings.error("no_object", _("Ini bukan objek.")))
            return
        self._check_key(where, entry)
        self._check_revision(where, entry, part)
        if self._shape is None:
            return
        for finding in self._shape.faults(entry):
            self._add(where, finding)

    def _check_key(self, where: str, entry: dict[str, Any]) -> None:
        """Every variant occurs once."""
        path = self._manifest["key"]
        key = entry.get(path) or _value_at(entry, path)
        if not isinstance(key, str) or not key:
            self._add(
                where, findings.error("key_missing", _("Tanpa %(key)s."), key=path)
            )
            return
        # Numbers instead of the texts: a million of them have to be remembered.
        if hash(key) in self._seen:
            self._add(
                where,
                findings.error(
                    "key_repeated", _("%(sku)s sudah ada sebelumnya."), sku=shown(key)
                ),
            )
        self._seen.add(hash(key))

    def _check_revision(
        self, where: str, entry: dict[str, Any], part: dict[str, Any]
    ) -> None:
        """Of the profiles that have it."""
        revision = entry.get("revision")
        if not isinstance(revision, int):
            return
        if not part["first_revision"] <= revision <= part["last_revision"]:
            self._add(
                where,
                findings.error(
                    "revision_outside_part",
                    _("Revisi %(revision)d di luar bagian ini."),
                    revision=revision,
                ),
            )
        elif revision < self._reached:
            self._add(
                where,
                findings.error(
                    "revision_out_of_order",
                    _("Revisi %(revision)d sesudah revisi %(reached)d."),
                    revision=revision,
                    reached=self._reached,
                ),
            )
        self._reached = revision

    def _add(self, where: str, finding: Finding) -> None:
        self._listed += 1
        if self._listed <= ERRORS_A_FILE:
            self._report.add(where, finding)
        elif self._listed == ERRORS_A_FILE + 1:
            self._report.add(
                where,
                findings.error(
                    "further_faults", _("Masih ada kesalahan lain di berkas ini.")
                ),
            )


def _value_at(entry: dict[str, Any], path: str) -> Any:
    value: Any = entry
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
