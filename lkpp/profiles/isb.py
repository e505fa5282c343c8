"""The flat product record ``Ecat-ProdukDetail`` of the Inaproc Service Bus.

The richest product record that LKPP ever gave out, seen as the answer of its service
in 2023 and 2025: 56 names, of which every record has all. The values of ``nie…`` were
null in the rows that were seen; their types are from a reader's database. Texts are
texts even where they hold numbers, as there.
"""

from typing import Annotated, Literal

import orjson
from pydantic import Field

from lkpp.jakarta_time import stamp
from lkpp.profiles import terms
from lkpp.profiles.base import (
    Answer,
    Confidence,
    Constant,
    Profile,
    Record,
    Unsourced,
    declared,
    in_order_of,
)
from lkpp.profiles.shapes import (
    AssignedId,
    Day,
    JakartaMoment,
    Reason,
    Shape,
    Sku,
    Text,
    emptied,
)

YES, NO = "Ya", "Tidak"
"""What ``flag_minikom`` has at INAPROC. The values of the two flags here, which are
texts as well, were not seen. They say what LKPP's own catalogue does with a variant,
hence null where LKPP reported nothing; ``active`` is that we offer it."""


def render(record: Record, base_url: str) -> Answer:
    """The record of a variant that is offered."""
    listing, price = record["listing"], record["price"]
    maker, licence = listing["maker"], listing["licence"]
    content = listing["local_content"] or _NO_CONTENT
    category = listing["category"]["name"]
    sub_category = listing["sub_category"]["name"]
    is_holder = terms.holds_the_licence(listing)
    return {
        "kd_produk": listing["lkpp"]["kd_produk"],
        "no_produk": None,
        "no_produk_penyedia": record["sku"],
        "nama_produk": record["name"],
        "nama_manufaktur": maker["legal_name"],
        "nama_penyedia": maker["legal_name"],
        "kd_produk_kategori": None,
        "nama_kategori_terkecil": sub_category,
        "nama_sub_kategori_1": category,
        "nama_sub_kategori_2": sub_category,
        "nama_sub_kategori_3": None,
        "nama_sub_kategori_4": None,
        "nama_komoditas": terms.ROOT_CATEGORY,
        "kbki_id": listing["kbki_code"],
        "jenis_produk": terms.PDN if listing["domestic"] else None,
        "nomor_tkdn": content["number"],
        "nama_pemilik_sertifikat_tkdn": content["holder"],
        "tkdn_produk": content["tkdn"],
        "nilai_bmp": content["bmp"],
        "unit_pengukuran": listing["unit"],
        "harga": _price(price),
        "jumlah_stok": float(listing["stock"]),
        "berlaku_sampai": listing["valid_until"],
        "no_kontrak": None,
        "masa_berlaku_kontrak": None,
        "tglkontrak_mulai": None,
        "tglkontrak_selesai": None,
        "setuju_tolak_tanggal": None,
        "status": None,
        "active": 1,
        "status_tayang": _yes_no(terms.shown_at_lkpp(listing)),
        "apakah_dapat_dibeli": _yes_no(terms.purchasable_at_lkpp(listing)),
        "created_date": stamp(record["created_at"]),
        "modified_date": stamp(record["updated_at"]),
        "no_suket_alkes": None,
        "nie": licence["display"],
        "nie_id": None,
        "nie_nib": maker["nib"] if is_holder else None,
        "nie_nama_usaha": licence["registrar"],
        "nie_npwp": maker["npwp"] if is_holder else None,
        "nie_klasifikasi_izin": licence["group"] and licence["group"]["name"],
        "nie_tgl_terbit": licence["issued_on"],
        "nie_tgl_expire": licence["expires_on"],
        "nie_nama_produk": None,
        "nie_kategori": category,
        "nie_sub_kategori": sub_category,
        "nie_jenis_produk": listing["device_type"]["name"],
        "nie_hscode": listing["hs_code"],
        "nie_kelas": licence["risk_class"],
        "nie_kelas_resiko": licence["risk_class"],
        "nie_ukuran": None,
        "nie_kemasan": None,
        "nie_nama_pabrik": licence["factory"],
        "nie_negara_pabrik": terms.COUNTRIES.get(listing["country_of_origin"]),
        "nie_alamat_pabrik": maker["address"]
        if terms.runs_the_factory(listing)
        else None,
        "nie_last_update": None,
    }


def tombstone(record: Record, base_url: str) -> Answer:
    """All names too, and why the variant left."""
    return _BLANK | {
        "no_produk_penyedia": record["sku"],
        "nama_produk": record["name"],
        "active": 0,
        "status_tayang": NO,
        "apakah_dapat_dibeli": NO,
        "created_date": stamp(record["created_at"]),
        "modified_date": stamp(record["updated_at"]),
        "reason": record["reason"],
    }


def _yes_no(told: bool | None) -> str | None:
    if told is None:
        return None
    return YES if told else NO


def _price(price: Record) -> str:
    """JSON in a text, as attested; the names in it are those of v5's product rows,
    and of ours what those do not tell."""
    return orjson.dumps(
        {
            "harga_utama": price["with_ppn"],
            "harga_pemerintah": price["with_ppn"],
            "harga_sebelum_ppn": price["before_ppn"],
            "ppn_persentase": price["ppn_percent"],
        }
    ).decode()


_NO_CONTENT = dict.fromkeys(("number", "holder", "tkdn", "bmp"))


# What a record is

_PercentText = Annotated[str, Field(pattern=r"^[0-9]{1,3}\.[0-9]{2}$")]


class ProductDetail(Shape):
    """A variant that is offered."""

    kd_produk: AssignedId | None
    no_produk: None
    no_produk_penyedia: Sku
    nama_produk: Text
    nama_manufaktur: Text
    nama_penyedia: Text
    kd_produk_kategori: None
    nama_kategori_terkecil: Text
    nama_sub_kategori_1: Text
    nama_sub_kategori_2: Text
    nama_sub_kategori_3: None
    nama_sub_kategori_4: None
    nama_komoditas: Text
    kbki_id: Text | None
    jenis_produk: Literal["PDN"] | None
    nomor_tkdn: Text | None
    nama_pemilik_sertifikat_tkdn: Text | None
    tkdn_produk: _PercentText | None
    nilai_bmp: _PercentText | None
    unit_pengukuran: Text
    harga: Annotated[str, Field(description="JSON, in whole rupiah with PPN.")]
    jumlah_stok: float
    berlaku_sampai: Day
    no_kontrak: None
    masa_berlaku_kontrak: None
    tglkontrak_mulai: None
    tglkontrak_selesai: None
    setuju_tolak_tanggal: None
    status: None
    active: Literal[1]
    status_tayang: Literal["Ya", "Tidak"] | None
    apakah_dapat_dibeli: Literal["Ya", "Tidak"] | None
    created_date: JakartaMoment
    modified_date: JakartaMoment
    no_suket_alkes: None
    nie: Text
    nie_id: None
    nie_nib: Text | None
    nie_nama_usaha: Text | None
    nie_npwp: Text | None
    nie_klasifikasi_izin: Text | None
    nie_tgl_terbit: Day
    nie_tgl_expire: Day
    nie_nama_produk: None
    nie_kategori: Text
    nie_sub_kategori: Text
    nie_jenis_produk: Text
    nie_hscode: Text | None
    nie_kelas: Text
    nie_kelas_resiko: Text
    nie_ukuran: None
    nie_kemasan: None
    nie_nama_pabrik: Text | None
    nie_negara_pabrik: Text | None
    nie_alamat_pabrik: Text | None
    nie_last_update: None


_Withdrawn = emptied(
    ProductDetail,
    "WithdrawnProductDetail",
    no_produk_penyedia=Sku,
    nama_produk=Text,
    active=Literal[0],
    status_tayang=Literal["Tidak"],
    apakah_dapat_dibeli=Literal["Tidak"],
    created_date=JakartaMoment,
    modified_date=JakartaMoment,
    reason=Reason,
)

_SHAPE = ProductDetail | _Withdrawn
_BLANK = dict.fromkeys(ProductDetail.model_fields)


# Where each field is from

_DETAIL = "ISB Ecat-ProdukDetail"

FIELDS = (
    *declared(
        _DETAIL,
        Confidence.ATTESTED,
        {
            "kd_produk": "listing.lkpp.kd_produk",
            "no_produk": Unsourced.LKPP,
            "no_produk_penyedia": "sku",
            "nama_produk": "name",
            "nama_penyedia": "listing.maker.legal_name",
            "kd_produk_kategori": Unsourced.LKPP,
            "nama_sub_kategori_3": Unsourced.NOT_HELD,
            "nama_sub_kategori_4": Unsourced.NOT_HELD,
            "kbki_id": "listing.kbki_code",
            "jenis_produk": "listing.domestic",
            "nomor_tkdn": "listing.local_content.number",
            "nama_pemilik_sertifikat_tkdn": "listing.local_content.holder",
            "tkdn_produk": "listing.local_content.tkdn",
            "nilai_bmp": "listing.local_content.bmp",
            "unit_pengukuran": "listing.unit",
            "jumlah_stok": "listing.stock",
            "berlaku_sampai": "listing.valid_until",
            "no_kontrak": Unsourced.LKPP,
            "masa_berlaku_kontrak": Unsourced.LKPP,
            "tglkontrak_mulai": Unsourced.LKPP,
            "tglkontrak_selesai": Unsourced.LKPP,
            "setuju_tolak_tanggal": Unsourced.LKPP,
            "status": Unsourced.LKPP,
            "active": "active",
            "created_date": "created_at",
            "modified_date": "updated_at",
        },
    ),
    *declared(
        _DETAIL,
        Confidence.INFERRED,
        {
            "nama_manufaktur": "listing.maker.legal_name",
            "nama_kategori_terkecil": "listing.sub_category.name",
            "nama_sub_kategori_1": "listing.category.name",
            "nama_sub_kategori_2": "listing.sub_category.name",
            "nama_komoditas": Constant(terms.ROOT_CATEGORY),
            "status_tayang": terms.SHOWN,
            "apakah_dapat_dibeli": terms.PURCHASABLE,
        },
    ),
    *declared(
        "ISB Ecat-ProdukDetail, a JSON text; names in it from v5 product rows",
        Confidence.INFERRED,
        {"harga": ("price.with_ppn", "price.before_ppn", "price.ppn_percent")},
    ),
    *declared(
        "ISB Ecat-ProdukDetail, type from a reader's database",
        Confidence.ATTESTED,
        {
            "no_suket_alkes": Unsourced.NOT_HELD,
            "nie": "listing.licence.display",
            "nie_id": Unsourced.NOT_HELD,
            "nie_nama_usaha": "listing.licence.registrar",
            "nie_klasifikasi_izin": "listing.licence.group.name",
            "nie_tgl_terbit": "listing.licence.issued_on",
            "nie_tgl_expire": "listing.licence.expires_on",
            "nie_nama_produk": Unsourced.NOT_HELD,
            "nie_kategori": "listing.category.name",
            "nie_sub_kategori": "listing.sub_category.name",
            "nie_jenis_produk": "listing.device_type.name",
            "nie_kelas_resiko": "listing.licence.risk_class",
            "nie_ukuran": Unsourced.NOT_HELD,
            "nie_kemasan": Unsourced.NOT_HELD,
            "nie_nama_pabrik": "listing.licence.factory",
            "nie_last_update": Unsourced.NOT_HELD,
        },
    ),
    *declared(
        "ISB Ecat-ProdukDetail, type from a reader's database",
        Confidence.INFERRED,
        {
            "nie_nib": ("listing.maker.nib", "listing.licence.registrar"),
            "nie_npwp": ("listing.maker.npwp", "listing.licence.registrar"),
            "nie_hscode": "listing.hs_code",
            "nie_kelas": "listing.licence.risk_class",
            "nie_negara_pabrik": "listing.country_of_origin",
            "nie_alamat_pabrik": ("listing.maker.address", "listing.licence.factory"),
        },
    ),
    *declared("ours, in tombstones only", Confidence.INFERRED, {"reason": "reason"}),
)

ISB = Profile(
    name="isb",
    title="Product record Ecat-ProdukDetail of the Inaproc Service Bus",
    media="application/json",
    fields=in_order_of(_SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=_SHAPE,
    schema_name="isb.schema.json",
)
