"""The workbooks of the bulk upload: one for each category of the third level.

A variant becomes a row: it is ordered by itself. What cannot go is listed with the
reason, and so is what had to be shortened.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import orjson
from django.utils.text import slugify

from core.findings import text
from core.spreadsheet_text import safe_text
from domain.findings import Finding
from lkpp.files.bulk_upload.rows import COLUMNS, SKU, row_of
from lkpp.files.export import STEP_RECORDS, Reached, RecordSource, Row, Step, Summary
from lkpp.files.manifest import Contents, PartFile, write_manifest
from lkpp.files.part_files import DELIMITER, SHEET_ROWS, SheetPart
from lkpp.profiles.base import Record
from lkpp.profiles.terms import ROOT_CATEGORY
from lkpp.records.neutral_record import SCHEMA_VERSION

NOT_EXPORTED = "not-exported.csv"
ALTERED = "altered.csv"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the third level. ``category_id`` is LKPP's, or None until LKPP
    reported it for any variant in it."""

    code: str
    name: str
    parent: str
    category_id: str | None

    @property
    def path(self) -> str:
        return " > ".join((ROOT_CATEGORY, self.parent, self.name))


def category_of(record: Record) -> Category:
    listing = record["listing"]
    return Category(
        code=listing["sub_category"]["code"],
        name=listing["sub_category"]["name"],
        parent=listing["category"]["name"],
        category_id=listing["lkpp"]["category_id"],
    )


def export_bulk_upload(
    source: RecordSource,
    directory: Path,
    base_url: str,
    *,
    since: int | None,
    rows_a_file: int,
    now: datetime,
    step: Step,
) -> Summary:
    """Write a workbook for each category into ``directory``, which is empty.

    ``source`` has what changed after ``since``; withdrawn variants are left out, for
    the upload can only add. Raises SigningKeyError and OSError.
    """
    spool = _Spool(directory, base_url)
    with spool:
        spool.take(source.rows, step)
    parts = list(
        _workbooks(spool, directory, min(rows_a_file, SHEET_ROWS), source.to, step)
    )
    spool.remove()
    contents = Contents(
        profile="v6",
        format="xlsx",
        schema_version=SCHEMA_VERSION,
        key=SKU,
        compressed=False,
        is_snapshot=since is None,
        feed=source.feed,
        after=since or 0,
        to=source.to,
        cursor=source.cursor,
        parts=parts,
        other_files=(NOT_EXPORTED, ALTERED),
        about={
            "bulk_upload": True,
            "not_exported": spool.refused,
            "altered": spool.altered,
        },
    )
    return Summary(contents, bytes=write_manifest(directory, contents, base_url, now))


class _Spool:
    """Rows by category, kept on the disk until all are known: a workbook begins with
    its category's identifier, which a later variant may be the first to tell."""

    def __init__(self, directory: Path, base_url: str):
        self._directory = directory
        self._base_url = base_url
        self._files: dict[Category, BinaryIO] = {}
        self._paths: dict[Category, Path] = {}
        self._open = ExitStack()
        self.refused = 0
        self.altered = 0

    def __enter__(self) -> "_Spool":
        self._not_exported = self._list(NOT_EXPORTED, ("sku", "nama", "alasan"))
        self._altered = self._list(ALTERED, ("sku", "nama", "perubahan"))
        return self

    def __exit__(self, *raised) -> None:
        self._open.close()

    def take(self, rows: Iterable[Row], step: Step) -> None:
        for count, row in enumerate(rows, 1):
            if row.active:
                self._take(row)
            if count % STEP_RECORDS == 0:
                step(Reached(row.revision, count))

    def categories(self) -> dict[Category, list[Path]]:
        """The files of each category. Rows without an identifier join those of the
        same category that have one, if there is one only."""
        merged: dict[Category, list[Path]] = {}
        for category, path in self._paths.items():
            merged.setdefault(self._home(category), []).append(path)
        return dict(sorted(merged.items(), key=lambda each: _sort_key(each[0])))

    def remove(self) -> None:
        for path in self._paths.values():
            path.unlink()

    def _take(self, row: Row) -> None:
        record = orjson.loads(row.record)
        written = row_of(record, self._base_url)
        named = [safe_text(record["sku"]), safe_text(record["name"])]
        if written.reasons:
            self.refused += 1
            self._not_exported.writerow([*named, _sentences(written.reasons)])
            return
        if written.alterations:
            self.altered += 1
            self._altered.writerow([*named, _sentences(written.alterations)])
        line = orjson.dumps([row.revision, written.cells])
        self._file(category_of(record)).write(line + b"\n")

    def _file(self, category: Category) -> BinaryIO:
        if category not in self._files:
            path = self._directory / f".rows-{len(self._paths)}"
            self._paths[category] = path
            self._files[category] = self._open.enter_context(path.open("wb"))
        return self._files[category]

    def _list(self, name: str, heading: tuple[str, ...]):
        file = self._open.enter_context(
            (self._directory / name).open("w", encoding="utf-8-sig", newline="")
        )
        writer = csv.writer(file, delimiter=DELIMITER)
        writer.writerow(heading)
        return writer

    def _home(self, category: Category) -> Category:
        if category.category_id is not None:
            return category
        identified = [
            each
            for each in self._paths
            if each.code == category.code and each.category_id is not None
        ]
        return identified[0] if len(identified) == 1 else category


def _sentences(found: Iterable[Finding]) -> str:
    return " ".join(map(text, found))


def _sort_key(category: Category) -> tuple[str, str, str, str]:
    return category.code, category.name, category.parent, category.category_id or ""


def _workbooks(
    spool: _Spool, directory: Path, rows_a_file: int, revision: int, step: Step
) -> Iterator[PartFile]:
    taken: set[str] = set()
    for category, paths in spool.categories().items():
        stem = _stem(category, taken)
        lines = _lines(paths)
        line = next(lines, None)
        number = 0
        while line is not None:
            number += 1
            name = f"{stem}-{number:03}.xlsx"
            file = SheetPart(directory / name, _headings(category), frozen="B5")
            revisions = []
            while line is not None and len(revisions) < rows_a_file:
                changed_at, cells = orjson.loads(line)
                file.write(cells)
                revisions.append(changed_at)
                line = next(lines, None)
            file.close()
            part = _part(name, category, revisions, file.content_bytes)
            step(Reached(revision, len(revisions), part))
            yield part


def _lines(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            yield from file


def _part(name: str, category: Category, revisions: list[int], length: int) -> PartFile:
    return PartFile(
        name=name,
        records=len(revisions),
        withdrawn=0,
        first_revision=min(revisions),
        last_revision=max(revisions),
        content_bytes=length,
        about={"category": category.path, "category_id": category.category_id},
    )


def _stem(category: Category, taken: set[str]) -> str:
    """A file name that stays the same from one export to the next."""
    stem = slugify(f"{category.code} {category.name}")[:80] or "kategori"
    if stem in taken:
        stem += "-" + (category.category_id or "tanpa-id")[:8]
    while stem in taken:
        stem += "x"
    taken.add(stem)
    return stem


def _headings(category: Category) -> list[list[str]]:
    groups = [
        column.group if first else ""
        for column, first in zip(COLUMNS, _begins_group(), strict=True)
    ]
    return [
        ["Kategori", category.path],
        ["Category ID", category.category_id or ""],
        groups,
        [column.label for column in COLUMNS],
    ]


def _begins_group() -> list[bool]:
    groups = [column.group for column in COLUMNS]
    return [index == groups.index(group) for index, group in enumerate(groups)]
