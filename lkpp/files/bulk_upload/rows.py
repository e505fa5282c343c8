"""The row of a variant in the bulk upload, or why there is none."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.pictures import rendition_url
from domain.findings import Finding, error, warning
from domain.messages import gettext_noop as _
from domain.nomenclature import LKPP_UNITS
from lkpp.bounds import BULK_LONGEST, BULK_SHORTEST, MOST_PICTURES
from lkpp.profiles.base import Answer, Record
from lkpp.profiles.terms import shortened
from lkpp.profiles.v6 import V6
from lkpp.profiles.v6.labels import ATTRIBUTES

SKU = "SKU"

WITHOUT_DOCUMENT = ("Kode KFA", "Masa Berlaku NIE", "BMHP")
"""Each of the other thirteen is to be proved by a document."""

PNG_SPEC = "max-1200x1200|format-png|bgcolor-fff"
_OUR_PICTURE = re.compile(r"/gambar/[^/]+/(?P<image_id>\d+)/[^/]+/[^/]*")

Value = str | int | None

Taking = Callable[[Record, Answer], Value]
"""Takes a cell from the neutral record and what profile v6 makes of it."""


@dataclass(frozen=True, slots=True)
class Column:
    group: str
    label: str
    value: Taking


@dataclass(slots=True)
class UploadRow:
    """A variant in the upload: its cells, unless ``reasons`` keep it out.
    ``alterations`` say what its maker should look at."""

    cells: list[Value] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)
    alterations: list[Finding] = field(default_factory=list)


def row_of(record: Record, base_url: str) -> UploadRow:
    """The row of an active variant."""
    row = UploadRow(reasons=list(_reasons(record)))
    if not row.reasons:
        answer = V6.render(record, base_url)
        answer["images"] = _photos(record, base_url)
        row.cells = [column.value(record, answer) for column in COLUMNS]
        row.alterations = list(_alterations(record))
    return row


def _reasons(record: Record) -> Iterator[Finding]:
    listing = record["listing"]
    if not listing["purchasable"]:
        yield error("unorderable", _("Varian ini sedang tidak dapat dipesan."))
    if len(record["name"]) < BULK_SHORTEST:
        yield error(
            "name_short", _("Nama kurang dari %(count)d karakter."), count=BULK_SHORTEST
        )
    if len(_whole_description(record)) < BULK_SHORTEST:
        yield error(
            "description_short",
            _("Deskripsi kurang dari %(count)d karakter."),
            count=BULK_SHORTEST,
        )
    if not listing["kfa_code"]:
        yield error("kfa_missing", _("Kode KFA belum ada."))
    if not listing["kbki_code"]:
        yield error("kbki_missing", _("Kode KBKI belum ada."))
    if not listing["weight_grams"]:
        yield error("weight_missing", _("Berat belum ada."))
    if listing["unit"] not in LKPP_UNITS:
        yield error(
            "unit_unknown",
            _("Satuan %(unit)s tidak ada dalam daftar LKPP."),
            unit=listing["unit"],
        )
    if not record["price"]:
        yield error("price_missing", _("Harga belum ada."))
    if not _photos(record, ""):
        yield error("photo_missing", _("Foto belum ada."))


def _alterations(record: Record) -> Iterator[Finding]:
    if len(record["name"]) > BULK_LONGEST:
        yield warning(
            "name_shortened",
            _("Nama dipendekkan menjadi %(count)d karakter."),
            count=BULK_LONGEST,
        )
    if len(_whole_description(record)) > BULK_LONGEST:
        yield warning(
            "description_shortened",
            _("Deskripsi dipendekkan menjadi %(count)d karakter."),
            count=BULK_LONGEST,
        )
    if len(record["pictures"]) > MOST_PICTURES:
        yield warning(
            "photos_left_out",
            _("Hanya %(count)d foto pertama disertakan."),
            count=MOST_PICTURES,
        )


def _whole_description(record: Record) -> str:
    """The maker's short text, which was written to be short, before the long one."""
    listing = record["listing"]
    texts = [listing["summary"], listing["description"]]
    lines = [" ".join(text.split()) for text in texts if text]
    long_enough = (line for line in lines if len(line) >= BULK_SHORTEST)
    return next(long_enough, lines[0] if lines else "")


def _photos(record: Record, base_url: str) -> list[str]:
    addresses = (_png_address(each["urls"]) for each in record["pictures"] or ())
    shown = [each for each in addresses if each][:MOST_PICTURES]
    return [base_url + each if each.startswith("/") else each for each in shown]


def _png_address(urls: dict[str, str]) -> str | None:
    """A picture as PNG: of ours any form can be had under an address of its own."""
    for address in urls.values():
        if ours := _OUR_PICTURE.fullmatch(address):
            return rendition_url(int(ours["image_id"]), PNG_SPEC) + ".png"
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
    Column(
        _MAIN,
        "Nama Produk",
        lambda record, _answer: shortened(record["name"], BULK_LONGEST),
    ),
    Column(
        _MAIN,
        "Deskripsi",
        lambda record, _answer: shortened(_whole_description(record), BULK_LONGEST),
    ),
    Column(_MAIN, SKU, lambda record, _answer: record["sku"]),
    Column(_MAIN, "Kode KBKI", _listed("kbki_code")),
    Column(_MAIN, "Klasifikasi Produk", _answered("pdn", "type")),
    Column(_MAIN, "Lokasi Produksi", _answered("pdn", "locationType")),
    Column(_MAIN, "Tenaga Kerja", _answered("pdn", "laborType")),
    Column(_MAIN, "Bahan Baku", _answered("pdn", "materialType")),
    Column(_MAIN, "PPN", lambda record, _answer: f"{record['price']['ppn_percent']}%"),
    Column(
        _MAIN, "Harga Produk", lambda record, _answer: record["price"]["before_ppn"]
    ),
    Column(_MAIN, "Minimum Pembelian", _listed("minimum_order")),
    Column(_MAIN, "Jumlah Stok", _listed("stock")),
    Column(_MAIN, "Satuan Produk", _listed("unit")),
    Column(_MAIN, "Berat (gram)", _listed("weight_grams")),
    Column(_MAIN, "Panjang (cm)", _centimetres("length_mm")),
    Column(_MAIN, "Lebar (cm)", _centimetres("width_mm")),
    Column(_MAIN, "Tinggi (cm)", _centimetres("height_mm")),
    *(
        Column(_MAIN, f"Foto {number}", _photo(number - 1))
        for number in range(1, MOST_PICTURES + 1)
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
