"""Workbooks for INAPROC's bulk upload of products ("unggah massal").

The official template is not public. What is known of it (third parties quoting the
INAPROC guide): one file per category of the third level, whose identifier stands in
row 2; columns in the groups "Informasi Utama", "Informasi Lainnya" and "Dokumen";
names and descriptions of 10 to 100 characters; photos as public links to PNG files;
documents as links. Variants, wholesale prices, TKDN, SNI and brand cannot be given
there, and a price written 1.000 is read as 1. Labels are those of the form for alkes.

A variant becomes a row: it is ordered by itself. What cannot go is listed with the
reason, and so is what had to be shortened.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import orjson
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.images.utils import generate_signature

from core.spreadsheet_text import safe_text
from domain.nomenclature import LKPP_UNITS
from lkpp.files.export import STEP_RECORDS, Progress, Row, Source, Step, Summary
from lkpp.files.manifest import Contents, Part, write_manifest
from lkpp.files.part_files import DELIMITER, SHEET_ROWS, SheetPart
from lkpp.profiles.base import Answer, Record
from lkpp.profiles.terms import ROOT_CATEGORY, shortened
from lkpp.profiles.v6 import V6
from lkpp.records.neutral_record import SCHEMA_VERSION

SHORTEST, LONGEST = 10, 100
"""Characters of a name or a description in the bulk upload."""

MOST_PHOTOS = 5
NOT_EXPORTED = "not-exported.csv"
ALTERED = "altered.csv"

SKU = "SKU"

ATTRIBUTES = (
    "Kode KFA",
    "Spesifikasi Produk",
    "Nomor Izin Edar (NIE)",
    "Masa Berlaku NIE",
    "Daftar Distributor yang Ditunjuk",
    "Izin Distribusi Alat Kesehatan",
    "Sertifikat Cara Pembuatan Alat Kesehatan yang Baik Yang Masih Berlaku (CPAKB)",
    "Sertifikat Cara Distribusi Alat Kesehatan Yang Baik Yang Masih Berlaku (CDAKB)",
    "Sertifikat Alat Telekomunikasi dan/atau Perangkat Telekomunikasi",
    "Sertifikat Izin Pemanfaatan Sumber Radiasi Pengion (SRP)",
    "Hasil Pengujian Post Market",
    "Pemberitahuan Import Barang (PIB)",
    "BMHP",
    "Garansi",
    "Surat Ketersediaan Layanan Purna Jual dan Spare Part",
    "Struktur Harga",
)
"""The labels of the form for alkes, in its order."""

WITHOUT_DOCUMENT = ("Kode KFA", "Masa Berlaku NIE", "BMHP")
"""Each of the other thirteen is to be proved by a document."""

PNG_SPEC = "max-1200x1200|format-png|bgcolor-fff"
_OUR_PICTURE = re.compile(r"/gambar/[^/]+/(?P<image_id>\d+)/[^/]+/[^/]*")


# The row of a variant

Value = str | int | None

Taking = Callable[[Record, Answer], Value]
"""Takes a cell from the neutral record and what profile v6 makes of it."""


@dataclass(frozen=True, slots=True)
class Column:
    group: str
    label: str
    value: Taking


@dataclass(slots=True)
class Outcome:
    """What became of a variant: its cells, unless ``reasons`` keep it out.
    ``alterations`` say what its maker should look at."""

    cells: list[Value] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    alterations: list[str] = field(default_factory=list)


def row_of(record: Record, base_url: str) -> Outcome:
    """The row of an active variant."""
    outcome = Outcome(reasons=list(_reasons(record)))
    if not outcome.reasons:
        answer = V6.render(record, base_url)
        answer["images"] = _photos(record, base_url)
        outcome.cells = [column.value(record, answer) for column in COLUMNS]
        outcome.alterations = list(_alterations(record))
    return outcome


def _reasons(record: Record) -> Iterator[str]:
    listing = record["listing"]
    if len(record["name"]) < SHORTEST:
        yield _("Nama kurang dari %(count)d karakter.") % {"count": SHORTEST}
    if len(_whole_description(record)) < SHORTEST:
        yield _("Deskripsi kurang dari %(count)d karakter.") % {"count": SHORTEST}
    if not listing["kfa_code"]:
        yield _("Kode KFA belum ada.")
    if not listing["kbki_code"]:
        yield _("Kode KBKI belum ada.")
    if not listing["weight_grams"]:
        yield _("Berat belum ada.")
    if listing["unit"] not in LKPP_UNITS:
        yield _("Satuan %(unit)s tidak ada dalam daftar LKPP.") % {
            "unit": listing["unit"]
        }
    if not record["price"]:
        yield _("Harga belum ada.")
    if not _photos(record, ""):
        yield _("Foto belum ada.")


def _alterations(record: Record) -> Iterator[str]:
    if len(record["name"]) > LONGEST:
        yield _("Nama dipendekkan menjadi %(count)d karakter.") % {"count": LONGEST}
    if len(_whole_description(record)) > LONGEST:
        yield _("Deskripsi dipendekkan menjadi %(count)d karakter.") % {
            "count": LONGEST
        }
    if len(record["pictures"]) > MOST_PHOTOS:
        yield _("Hanya %(count)d foto pertama disertakan.") % {"count": MOST_PHOTOS}


def _whole_description(record: Record) -> str:
    """The maker's short text, which was written to be short, before the long one."""
    listing = record["listing"]
    texts = [listing["summary"], listing["description"]]
    lines = [" ".join(text.split()) for text in texts if text]
    long_enough = (line for line in lines if len(line) >= SHORTEST)
    return next(long_enough, lines[0] if lines else "")


def _photos(record: Record, base_url: str) -> list[str]:
    addresses = (_png_address(each["urls"]) for each in record["pictures"] or ())
    shown = [each for each in addresses if each][:MOST_PHOTOS]
    return [base_url + each if each.startswith("/") else each for each in shown]


def _png_address(urls: dict[str, str]) -> str | None:
    """A picture as PNG: of ours any form can be had under an address of its own."""
    for address in urls.values():
        if ours := _OUR_PICTURE.fullmatch(address):
            image_id = int(ours["image_id"])
            signature = generate_signature(image_id, PNG_SPEC)
            served = reverse(
                "wagtailimages_serve", args=(signature, image_id, PNG_SPEC)
            )
            return served + "gambar.png"
        if address.endswith(".png"):
            return address
    return None


def _listed(name: str) -> Taking:
    return lambda record, answer: record["listing"][name]


def _answered(block: str, name: str) -> Taking:
    return lambda record, answer: answer[block][name]


def _centimetres(name: str) -> Taking:
    """Rounded up: whole numbers only, and a parcel must not be stated too small."""

    def value(record: Record, answer: Answer) -> Value:
        millimetres = record["listing"][name]
        return None if millimetres is None else -(-millimetres // 10)

    return value


def _photo(number: int) -> Taking:
    def value(record: Record, answer: Answer) -> Value:
        photos = answer["images"]
        return photos[number] if number < len(photos) else None

    return value


def _informed(part: str, label: str) -> Taking:
    """What v6 has under a label; None where it has nothing."""

    def value(record: Record, answer: Answer) -> Value:
        for each in answer["productInformations"][part]:
            if each["name"] == label:
                return each["value"]
        return None

    return value


_MAIN = "Informasi Utama"
_FURTHER = "Informasi Lainnya"
_DOCUMENTS = "Dokumen"

COLUMNS: tuple[Column, ...] = (
    Column(_MAIN, "Nama Produk", lambda record, _: shortened(record["name"], LONGEST)),
    Column(
        _MAIN,
        "Deskripsi",
        lambda record, _: shortened(_whole_description(record), LONGEST),
    ),
    Column(_MAIN, SKU, lambda record, _: record["sku"]),
    Column(_MAIN, "Kode KBKI", _listed("kbki_code")),
    Column(_MAIN, "Klasifikasi Produk", _answered("pdn", "type")),
    Column(_MAIN, "Lokasi Produksi", _answered("pdn", "locationType")),
    Column(_MAIN, "Tenaga Kerja", _answered("pdn", "laborType")),
    Column(_MAIN, "Bahan Baku", _answered("pdn", "materialType")),
    Column(_MAIN, "PPN", lambda record, _: f"{record['price']['ppn_percent']}%"),
    Column(_MAIN, "Harga Produk", lambda record, _: record["price"]["before_ppn"]),
    Column(_MAIN, "Minimum Pembelian", _listed("minimum_order")),
    Column(_MAIN, "Jumlah Stok", _listed("stock")),
    Column(_MAIN, "Satuan Produk", _listed("unit")),
    Column(_MAIN, "Berat (gram)", _listed("weight_grams")),
    Column(_MAIN, "Panjang (cm)", _centimetres("length_mm")),
    Column(_MAIN, "Lebar (cm)", _centimetres("width_mm")),
    Column(_MAIN, "Tinggi (cm)", _centimetres("height_mm")),
    *(
        Column(_MAIN, f"Foto {number}", _photo(number - 1))
        for number in range(1, MOST_PHOTOS + 1)
    ),
    *(
        Column(_FURTHER, label, _informed("mainInformations", label))
        for label in ATTRIBUTES
    ),
    *(
        Column(_DOCUMENTS, label, _informed("documents", label))
        for label in ATTRIBUTES
        if label not in WITHOUT_DOCUMENT
    ),
)


# The files


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
    source: Source,
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
                step(Progress(row.revision, count))

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
        outcome = row_of(record, self._base_url)
        named = [safe_text(record["sku"]), safe_text(record["name"])]
        if outcome.reasons:
            self.refused += 1
            self._not_exported.writerow([*named, " ".join(outcome.reasons)])
            return
        if outcome.alterations:
            self.altered += 1
            self._altered.writerow([*named, " ".join(outcome.alterations)])
        line = orjson.dumps([row.revision, outcome.cells])
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


def _sort_key(category: Category) -> tuple[str, str, str, str]:
    return category.code, category.name, category.parent, category.category_id or ""


def _workbooks(
    spool: _Spool, directory: Path, rows_a_file: int, revision: int, step: Step
) -> Iterator[Part]:
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
            step(Progress(revision, len(revisions), part))
            yield part


def _lines(paths: list[Path]) -> Iterator[bytes]:
    for path in paths:
        with path.open("rb") as file:
            yield from file


def _part(name: str, category: Category, revisions: list[int], length: int) -> Part:
    return Part(
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
