"""The product of the e-Katalog v5 vendor feed, shaped to the last public format.

LKPP published no specification that is still public. Names and types are those on
which three independent public implementations of the feed agree. The format knows
neither licence, KBKI, BMP nor what a price is before tax; those stand in a block of
our own, ``x_alkes``, under names that LKPP uses elsewhere. What LKPP assigns
(category, manufacturer, offer and unit ids) is null until LKPP tells it.
"""

from typing import Annotated, Literal

from pydantic import Field

from lkpp.jakarta_time import stamp
from lkpp.profiles import terms
from lkpp.profiles.addresses import absolute, sized
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
    Address,
    Amount,
    AssignedId,
    Count,
    Day,
    Flag,
    JakartaMoment,
    NoItems,
    Percent,
    PercentText,
    PpnPercent,
    Reason,
    Rupiah,
    Shape,
    Sku,
    Text,
    emptied,
)

DESCRIPTION_LIMIT = 2_000
"""Longest ``deskripsi_lengkap``, in characters: the limit of INAPROC's own form."""

RUPIAH = 1
"""``kurs_id`` of the rupiah: the constant of all three implementations."""

NO_TKDN = "0"
"""``tkdn_produk`` where no certificate is valid, as the WooCommerce implementation
has it for products without local content."""

NPWP_16 = 16
"""Digits of the present tax number; the former had fifteen."""


def render(record: Record, base_url: str) -> Answer:
    """The entry of a variant that is offered.

    Each block's ``tanggal_update`` is the moment that block last changed, so that a
    reader may refresh blocks one by one.
    """
    changed = record["changed"]
    images = [_picture(each, base_url) for each in record["pictures"]]
    return {
        "informasi": _information(record, base_url) | _cover(record, images, base_url),
        "spesifikasi": {
            "item": [
                {"label": item["label"], "deskripsi": item["text"]}
                for item in record["specification"]
            ],
            "tanggal_update": stamp(changed["specification"]),
        },
        "image": {
            "item": images,
            "tanggal_update": stamp(changed["pictures"]),
        },
        "harga": _price(record["price"]["with_ppn"], stamp(changed["price"])),
        "lampiran": {
            "item": [
                {"file": absolute(base_url, each["url"]), "deskripsi": each["label"]}
                for each in record["attachments"]
            ],
            "tanggal_update": stamp(changed["attachments"]),
        },
        "x_alkes": _alkes(record["listing"], record["price"]),
    }


def tombstone(record: Record, base_url: str) -> Answer:
    """The entry of a variant that left: it keeps number and name, has
    ``produk_aktif`` 0, says why, and all its blocks changed when it left."""
    left_at = stamp(record["updated_at"])
    return {
        "informasi": _BLANK_INFORMATION
        | {
            "nama_produk": record["name"],
            "no_produk_penyedia": record["sku"],
            "tanggal_update": left_at,
            "produk_aktif": 0,
        },
        "spesifikasi": {"item": [], "tanggal_update": left_at},
        "image": {"item": [], "tanggal_update": left_at},
        "harga": _price(None, left_at),
        "lampiran": {"item": [], "tanggal_update": left_at},
        "x_alkes": _BLANK_ALKES
        | {
            "status_tayang": False,
            "apakah_dapat_dibeli": False,
            "reason": record["reason"],
        },
    }


def _information(record: Record, base_url: str) -> Answer:
    listing = record["listing"]
    content = listing["local_content"]
    description = listing["description"]
    return {
        "unspsc": None,
        "id_kategori_produk_lkpp": None,
        "nama_produk": record["name"],
        "no_produk_penyedia": record["sku"],
        "id_manufaktur": None,
        "berlaku_sampai": listing["valid_until"],
        "id_penawaran_lkpp": None,
        "id_unit_pengukuran_lkpp": None,
        "deskripsi_singkat": listing["summary"] or None,
        "deskripsi_lengkap": terms.shortened(description, DESCRIPTION_LIMIT)
        if description
        else None,
        "kuantitas_stok": listing["stock"],
        "tanggal_update": stamp(record["changed"]["listing"]),
        "tkdn_produk": NO_TKDN if content is None else content["tkdn"],
        "produk_aktif": 1,
        "apakah_produk_lokal": 1 if listing["domestic"] else 0,
        "url_produk": absolute(base_url, listing["url"]),
    }


def _cover(record: Record, images: list[Answer], base_url: str) -> Answer:
    """The first picture, which stands for the product, in one size more."""
    if not images:
        return _NO_COVER
    first, urls = images[0], record["pictures"][0]["urls"]
    return {
        "image_50x50": first["image_50x50"],
        "image_100x100": first["image_100x100"],
        "image_300x300": first["image_300x300"],
        "image_800x800": absolute(base_url, sized(urls, "s800")),
    }


_NO_COVER = dict.fromkeys(
    ("image_50x50", "image_100x100", "image_300x300", "image_800x800")
)


def _price(with_ppn: int | None, changed_at: str) -> Answer:
    """Whole rupiah with PPN. The catalogue has one price, hence both are the same."""
    return {
        "harga_retail": with_ppn,
        "harga_pemerintah": with_ppn,
        "ongkos_kirim": 0,
        "kurs_id": RUPIAH,
        "tanggal_update": changed_at,
    }


def _picture(picture: Record, base_url: str) -> Answer:
    urls = picture["urls"]
    return {
        "deskripsi": picture["caption"] or picture["alt"],
        "image_50x50": absolute(base_url, sized(urls, "s50")),
        "image_100x100": absolute(base_url, sized(urls, "s100")),
        "image_300x300": absolute(base_url, sized(urls, "s300")),
    }


def _alkes(listing: Record, price: Record) -> Answer:
    maker, licence = listing["maker"], listing["licence"]
    content = listing["local_content"] or _NO_CONTENT
    declaration, assigned = listing["declaration"], listing["lkpp"]
    sni = terms.certificate(listing, "sni")
    kbli_codes, npwp = maker["kbli_codes"], maker["npwp"]
    return {
        "kd_produk": assigned["kd_produk"],
        "no_produk": None,
        "kbki_id": listing["kbki_code"],
        "nama_manufaktur": maker["legal_name"],
        "merek": listing["brand"],
        "jenis_produk": terms.PDN if listing["domestic"] else None,
        "nomor_tkdn": content["number"],
        "tkdn_produk": terms.percentage(content["tkdn"]),
        "nilai_bmp": terms.percentage(content["bmp"]),
        "sum_tkdn_bmp": terms.percentage(content["total"]),
        "nama_pemilik_sertifikat_tkdn": content["holder"],
        "tanggal_tkdn": content["issued_on"],
        "tanggal_expire_tkdn": content["expires_on"],
        "unit_pengukuran": listing["unit"],
        "berat_gram": listing["weight_grams"],
        "panjang_cm": terms.tenths(listing["length_mm"]),
        "lebar_cm": terms.tenths(listing["width_mm"]),
        "tinggi_cm": terms.tenths(listing["height_mm"]),
        "min_purchase": listing["minimum_order"],
        "ppn_persentase": price["ppn_percent"],
        "harga_sebelum_ppn": price["before_ppn"],
        "kelas_harga": "nasional",
        "harga_wilayah": [],
        "status_tayang": terms.is_shown(listing),
        "apakah_dapat_dibeli": terms.is_purchasable(listing),
        "pdn": {
            "type": terms.DOMESTIC if listing["domestic"] else terms.IMPORTED,
            "lokasi_produksi": terms.PRODUCTION.get(declaration["production"]),
            "tenaga_kerja": terms.LABOUR.get(declaration["labour"]),
            "bahan_baku": terms.MATERIAL.get(declaration["material"]),
            "country_code": listing["country_of_origin"],
        },
        "penyedia_ukm": terms.SCALES.get(maker["business_scale"]),
        "kbli2020_penyedia": ", ".join(kbli_codes) or None,
        "nib": maker["nib"],
        "npwp_16": npwp if npwp and len(npwp) == NPWP_16 else None,
        "kategori_v6": terms.category_path(listing),
        "kategori_v6_id": assigned["category_id"],
        "kfa_code": listing["kfa_code"],
        "package_kfa_code": None,
        "nie": licence["display"],
        "nie_tgl_terbit": licence["issued_on"],
        "nie_tgl_expire": licence["expires_on"],
        "nie_kelas_resiko": licence["risk_class"],
        "nie_klasifikasi_izin": licence["group"] and licence["group"]["name"],
        "nie_kategori": listing["category"]["name"],
        "nie_sub_kategori": listing["sub_category"]["name"],
        "nie_jenis_produk": listing["device_type"]["name"],
        "nie_nama_pabrik": licence["factory"],
        "nie_negara_pabrik": terms.COUNTRIES.get(listing["country_of_origin"]),
        "nie_alamat_pabrik": maker["address"]
        if terms.runs_the_factory(listing)
        else None,
        "nie_kemasan": None,
        "nie_hscode": listing["hs_code"],
        "no_suket_alkes": None,
        "garansi": terms.warranty(listing["warranty_months"]),
        "layanan_purna_jual": None,
        "bmhp": None,
        "sni_number": sni and sni["standard"],
    }


_NO_CONTENT = dict.fromkeys(
    ("number", "tkdn", "bmp", "total", "holder", "issued_on", "expires_on")
)


# What an entry is


class Information(Shape):
    unspsc: AssignedId | None
    id_kategori_produk_lkpp: AssignedId | None
    nama_produk: Text
    no_produk_penyedia: Sku
    id_manufaktur: AssignedId | None
    berlaku_sampai: Day
    id_penawaran_lkpp: AssignedId | None
    id_unit_pengukuran_lkpp: AssignedId | None
    deskripsi_singkat: Text | None
    deskripsi_lengkap: Annotated[Text, Field(max_length=DESCRIPTION_LIMIT)] | None
    kuantitas_stok: Count
    tanggal_update: JakartaMoment
    tkdn_produk: PercentText
    produk_aktif: Literal[1]
    apakah_produk_lokal: Flag
    url_produk: Address
    image_50x50: Address | None
    image_100x100: Address | None
    image_300x300: Address | None
    image_800x800: Address | None


class SpecificationItem(Shape):
    label: Text
    deskripsi: Text


class Specification(Shape):
    item: list[SpecificationItem]
    tanggal_update: JakartaMoment


class PictureItem(Shape):
    deskripsi: str
    image_50x50: Address
    image_100x100: Address
    image_300x300: Address


class Pictures(Shape):
    item: list[PictureItem]
    tanggal_update: JakartaMoment


class Price(Shape):
    """Whole rupiah with PPN."""

    harga_retail: Rupiah
    harga_pemerintah: Rupiah
    ongkos_kirim: Literal[0]
    kurs_id: Literal[1]
    tanggal_update: JakartaMoment


class AttachmentItem(Shape):
    file: Address
    deskripsi: Text


class Attachments(Shape):
    item: list[AttachmentItem]
    tanggal_update: JakartaMoment


class Declaration(Shape):
    type: Literal["Lokal", "Import"]
    lokasi_produksi: Text | None
    tenaga_kerja: Text | None
    bahan_baku: Text | None
    country_code: Text


class Alkes(Shape):
    """Not part of the format: what it lacks, under names that LKPP uses elsewhere.
    ``harga_sebelum_ppn`` is the price that the maker states."""

    kd_produk: AssignedId | None
    no_produk: None
    kbki_id: Text | None
    nama_manufaktur: Text
    merek: str
    jenis_produk: Literal["PDN"] | None
    nomor_tkdn: Text | None
    tkdn_produk: Percent | None
    nilai_bmp: Percent | None
    sum_tkdn_bmp: Percent | None
    nama_pemilik_sertifikat_tkdn: Text | None
    tanggal_tkdn: Day | None
    tanggal_expire_tkdn: Day | None
    unit_pengukuran: Text
    berat_gram: Count | None
    panjang_cm: float | None
    lebar_cm: float | None
    tinggi_cm: float | None
    min_purchase: Amount
    ppn_persentase: PpnPercent
    harga_sebelum_ppn: Rupiah
    kelas_harga: Literal["nasional"]
    harga_wilayah: NoItems
    status_tayang: bool
    apakah_dapat_dibeli: bool
    pdn: Declaration
    penyedia_ukm: Text | None
    kbli2020_penyedia: Text | None
    nib: Text | None
    npwp_16: Text | None
    kategori_v6: list[Text]
    kategori_v6_id: Text | None
    kfa_code: Text | None
    package_kfa_code: None
    nie: Text
    nie_tgl_terbit: Day
    nie_tgl_expire: Day
    nie_kelas_resiko: Text
    nie_klasifikasi_izin: Text | None
    nie_kategori: Text
    nie_sub_kategori: Text
    nie_jenis_produk: Text
    nie_nama_pabrik: Text | None
    nie_negara_pabrik: Text | None
    nie_alamat_pabrik: Text | None
    nie_kemasan: None
    nie_hscode: Text | None
    no_suket_alkes: None
    garansi: Text | None
    layanan_purna_jual: None
    bmhp: None
    sni_number: Text | None


class Entry(Shape):
    """A variant that is offered. Ids that LKPP assigns are null until it does."""

    informasi: Information
    spesifikasi: Specification
    image: Pictures
    harga: Price
    lampiran: Attachments
    x_alkes: Alkes


_WithdrawnInformation = emptied(
    Information,
    "WithdrawnInformation",
    nama_produk=Text,
    no_produk_penyedia=Sku,
    tanggal_update=JakartaMoment,
    produk_aktif=Literal[0],
)
_WithdrawnPrice = emptied(
    Price,
    "WithdrawnPrice",
    ongkos_kirim=Literal[0],
    kurs_id=Literal[1],
    tanggal_update=JakartaMoment,
)


_WithdrawnAlkes = emptied(
    Alkes,
    "WithdrawnAlkes",
    status_tayang=Literal[False],
    apakah_dapat_dibeli=Literal[False],
    reason=Reason,
)


class _Nothing(Shape):
    item: NoItems
    tanggal_update: JakartaMoment


class WithdrawnEntry(Shape):
    """A variant that left: everything but number, name, moments and the
    reason is null or empty."""

    informasi: _WithdrawnInformation
    spesifikasi: _Nothing
    image: _Nothing
    harga: _WithdrawnPrice
    lampiran: _Nothing
    x_alkes: _WithdrawnAlkes


_BLANK_INFORMATION = dict.fromkeys(Information.model_fields)
_BLANK_ALKES = dict.fromkeys(Alkes.model_fields)


# Where each field is from

_ALL_THREE = "feed v5: three public implementations"
_TWO = "feed v5: the WooCommerce and Odoo implementations"
_WOO = "feed v5: the WooCommerce implementation"
_ISB = "ISB Ecat-ProdukDetail"
_ISB_SUPPLIER = "ISB Ecat-PenyediaDetail"
_V5_ROW = "v5 product rows republished by a reader"
_FORM = "INAPROC form"
_GRAPHQL = "INAPROC web GraphQL, getProductBySlug"

FIELDS = (
    *declared(
        _ALL_THREE,
        Confidence.RECONSTRUCTED,
        {
            "unspsc": Unsourced.NOT_HELD,
            "id_kategori_produk_lkpp": Unsourced.LKPP,
            "nama_produk": "name",
            "no_produk_penyedia": "sku",
            "id_manufaktur": Unsourced.LKPP,
            "berlaku_sampai": "listing.valid_until",
            "id_unit_pengukuran_lkpp": Unsourced.LKPP,
            "deskripsi_singkat": "listing.summary",
            "deskripsi_lengkap": "listing.description",
            "kuantitas_stok": "listing.stock",
            "produk_aktif": "active",
            "apakah_produk_lokal": "listing.domestic",
            "url_produk": "listing.url",
            "image_50x50": "pictures[].urls.s50",
            "image_100x100": "pictures[].urls.s100",
            "image_300x300": "pictures[].urls.s300",
            "image_800x800": "pictures[].urls.s800",
        },
        under="informasi.",
    ),
    *declared(
        _TWO,
        Confidence.RECONSTRUCTED,
        {
            "informasi.id_penawaran_lkpp": Unsourced.LKPP,
            "informasi.tanggal_update": ("changed.listing", "updated_at"),
            "spesifikasi.item[].label": "specification[].label",
            "spesifikasi.item[].deskripsi": "specification[].text",
            "spesifikasi.tanggal_update": ("changed.specification", "updated_at"),
            "image.item[].deskripsi": ("pictures[].caption", "pictures[].alt"),
            "image.item[].image_50x50": "pictures[].urls.s50",
            "image.item[].image_100x100": "pictures[].urls.s100",
            "image.item[].image_300x300": "pictures[].urls.s300",
            "image.tanggal_update": ("changed.pictures", "updated_at"),
            "harga.tanggal_update": ("changed.price", "updated_at"),
            "lampiran.tanggal_update": ("changed.attachments", "updated_at"),
        },
    ),
    *declared(
        _WOO,
        Confidence.RECONSTRUCTED,
        {
            "informasi.tkdn_produk": "listing.local_content.tkdn",
            "lampiran.item[].file": "attachments[].url",
            "lampiran.item[].deskripsi": "attachments[].label",
        },
    ),
    *declared(
        _ALL_THREE,
        Confidence.RECONSTRUCTED,
        {
            "harga.harga_retail": "price.with_ppn",
            "harga.harga_pemerintah": "price.with_ppn",
            "harga.ongkos_kirim": Constant(0),
            "harga.kurs_id": Constant(RUPIAH),
        },
    ),
    *declared(
        _ISB,
        Confidence.ATTESTED,
        {
            "kd_produk": "listing.lkpp.kd_produk",
            "no_produk": Unsourced.LKPP,
            "kbki_id": "listing.kbki_code",
            "nama_manufaktur": "listing.maker.legal_name",
            "jenis_produk": "listing.domestic",
            "nomor_tkdn": "listing.local_content.number",
            "tkdn_produk": "listing.local_content.tkdn",
            "nilai_bmp": "listing.local_content.bmp",
            "nama_pemilik_sertifikat_tkdn": "listing.local_content.holder",
            "unit_pengukuran": "listing.unit",
            "status_tayang": terms.SHOWN,
            "apakah_dapat_dibeli": terms.PURCHASABLE,
            "nie": "listing.licence.display",
            "nie_tgl_terbit": "listing.licence.issued_on",
            "nie_tgl_expire": "listing.licence.expires_on",
            "nie_kelas_resiko": "listing.licence.risk_class",
            "nie_klasifikasi_izin": "listing.licence.group.name",
            "nie_kategori": "listing.category.name",
            "nie_sub_kategori": "listing.sub_category.name",
            "nie_jenis_produk": "listing.device_type.name",
            "nie_nama_pabrik": "listing.licence.factory",
            "nie_kemasan": Unsourced.NOT_HELD,
            "no_suket_alkes": Unsourced.NOT_HELD,
        },
        under="x_alkes.",
    ),
    *declared(
        _ISB,
        Confidence.INFERRED,
        {
            "nie_negara_pabrik": "listing.country_of_origin",
            "nie_alamat_pabrik": ("listing.maker.address", "listing.licence.factory"),
            "nie_hscode": "listing.hs_code",
        },
        under="x_alkes.",
    ),
    *declared(
        _V5_ROW,
        Confidence.ATTESTED,
        {
            "sum_tkdn_bmp": "listing.local_content.total",
            "tanggal_tkdn": "listing.local_content.issued_on",
            "tanggal_expire_tkdn": "listing.local_content.expires_on",
            "kelas_harga": Constant("nasional"),
        },
        under="x_alkes.",
    ),
    *declared(
        "v5 product page, label “Merek”",
        Confidence.INFERRED,
        {"x_alkes.merek": "listing.brand"},
    ),
    *declared(
        _GRAPHQL,
        Confidence.INFERRED,
        {
            "berat_gram": "listing.weight_grams",
            "panjang_cm": "listing.length_mm",
            "lebar_cm": "listing.width_mm",
            "tinggi_cm": "listing.height_mm",
            "min_purchase": "listing.minimum_order",
            "harga_wilayah[]": Constant([]),
            "pdn.country_code": "listing.country_of_origin",
            "kfa_code": "listing.kfa_code",
            "package_kfa_code": Unsourced.NOT_HELD,
            "kategori_v6_id": "listing.lkpp.category_id",
            "sni_number": (
                "listing.certificates[].kind",
                "listing.certificates[].standard",
            ),
        },
        under="x_alkes.",
    ),
    *declared(
        _FORM,
        Confidence.ATTESTED,
        {
            "pdn.type": "listing.domestic",
            "pdn.lokasi_produksi": "listing.declaration.production",
            "pdn.tenaga_kerja": "listing.declaration.labour",
            "pdn.bahan_baku": "listing.declaration.material",
        },
        under="x_alkes.",
    ),
    *declared(
        _FORM,
        Confidence.INFERRED,
        {
            "harga_sebelum_ppn": "price.before_ppn",
            "kategori_v6[]": ("listing.category.name", "listing.sub_category.name"),
            "garansi": "listing.warranty_months",
            "layanan_purna_jual": Unsourced.NOT_HELD,
            "bmhp": Unsourced.NOT_HELD,
        },
        under="x_alkes.",
    ),
    *declared(
        "Toko Daring, items of an order; ppnPercentage in INAPROC web GraphQL",
        Confidence.ATTESTED,
        {"x_alkes.ppn_persentase": "price.ppn_percent"},
    ),
    *declared(
        _ISB_SUPPLIER,
        Confidence.ATTESTED,
        {"x_alkes.npwp_16": "listing.maker.npwp"},
    ),
    *declared(
        _ISB_SUPPLIER,
        Confidence.INFERRED,
        {
            "penyedia_ukm": "listing.maker.business_scale",
            "kbli2020_penyedia": "listing.maker.kbli_codes",
        },
        under="x_alkes.",
    ),
    *declared(
        "ISB Ecat-ProdukDetail, as nie_nib",
        Confidence.INFERRED,
        {"x_alkes.nib": "listing.maker.nib"},
    ),
    *declared(
        "ours, in tombstones only",
        Confidence.INFERRED,
        {"x_alkes.reason": "reason"},
    ),
)

_SHAPE = Entry | WithdrawnEntry

V5 = Profile(
    name="v5",
    title="Product entry of the e-Katalog v5 vendor feed",
    media="application/json",
    fields=in_order_of(_SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=_SHAPE,
    schema_name="v5-entry.schema.json",
)
