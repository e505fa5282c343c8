"""What an entry of e-Katalog v5 is made of."""

from lkpp.bounds import LONGEST_DESCRIPTION
from lkpp.jakarta_time import stamp
from lkpp.profiles import terms
from lkpp.profiles.addresses import sized
from lkpp.profiles.base import (
    Answer,
    Record,
)
from lkpp.profiles.v5.shape import BLANK_ALKES, BLANK_INFORMATION
from lkpp.records.addresses import absolute

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
        "informasi": BLANK_INFORMATION
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
        "x_alkes": BLANK_ALKES
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
        "deskripsi_lengkap": terms.shortened(description, LONGEST_DESCRIPTION)
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
        "status_tayang": listing["shown"],
        "apakah_dapat_dibeli": listing["purchasable"],
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
