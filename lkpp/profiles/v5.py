"""The product of the e-Katalog v5 vendor feed, shaped to the last public format.

LKPP published no specification that is still public. Names and types are those on
which three independent public implementations of the feed agree; ``docs/lkpp-feed.md``
gives source and confidence for each field. What LKPP assigns (category,
manufacturer, offer and unit ids) is null, for it may not be invented.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lkpp.jakarta import stamp

if TYPE_CHECKING:
    from search.records import Price, VariantRecord

DESCRIPTION_LIMIT = 2_000
"""Longest ``deskripsi_lengkap``, in characters: the limit of INAPROC's own form."""

RUPIAH = 1
"""``kurs_id`` of the rupiah: the constant of all three implementations."""

NO_TKDN = "0"
"""``tkdn_produk`` where no certificate holds, as the WooCommerce implementation
has it for products without local content."""

_BLANK_INFORMATION: dict[str, Any] = dict.fromkeys(
    (
        "unspsc",
        "id_kategori_produk_lkpp",
        "nama_produk",
        "no_produk_penyedia",
        "id_manufaktur",
        "berlaku_sampai",
        "id_penawaran_lkpp",
        "id_unit_pengukuran_lkpp",
        "deskripsi_singkat",
        "deskripsi_lengkap",
        "kuantitas_stok",
        "tanggal_update",
        "tkdn_produk",
        "produk_aktif",
        "apakah_produk_lokal",
        "url_produk",
        "image_50x50",
        "image_100x100",
        "image_300x300",
        "image_800x800",
    )
)


def product_entry(record: "VariantRecord", base_url: str) -> dict[str, Any]:
    """The entry of a variant. ``base_url`` is scheme and host, without a slash.

    Each block's ``tanggal_update`` is the moment that block last changed, so that a
    reader may refresh blocks one by one. A withdrawn variant keeps number and name,
    has ``produk_aktif`` 0 and nothing else, and all its blocks changed when it left.
    """
    if record["active"]:
        return _offered(record, base_url)
    return _withdrawn(record)


def _offered(record: "VariantRecord", base_url: str) -> dict[str, Any]:
    changed = record["changed"]
    pictures = record["pictures"]
    return {
        "informasi": _information(record, base_url),
        "spesifikasi": {
            "item": [
                {"label": item["label"], "deskripsi": item["text"]}
                for item in record["specification"]
            ],
            "tanggal_update": stamp(changed["specification"]),
        },
        "image": {
            "item": [_picture(picture, base_url) for picture in pictures],
            "tanggal_update": stamp(changed["pictures"]),
        },
        "harga": _price(record["price"], stamp(changed["price"])),
        "lampiran": {
            "item": [
                {"file": _absolute(base_url, file["url"]), "deskripsi": file["label"]}
                for file in record["attachments"]
            ],
            "tanggal_update": stamp(changed["attachments"]),
        },
    }


def _information(record: "VariantRecord", base_url: str) -> dict[str, Any]:
    listing = record["listing"]
    tkdn = listing["tkdn"]
    information = _BLANK_INFORMATION | {
        "nama_produk": record["name"],
        "no_produk_penyedia": record["sku"],
        "berlaku_sampai": listing["valid_until"] or None,
        "deskripsi_singkat": listing["summary"] or None,
        "deskripsi_lengkap": _shortened(listing["description"]) or None,
        "kuantitas_stok": listing["stock"],
        "tanggal_update": stamp(record["changed"]["listing"]),
        "tkdn_produk": NO_TKDN if tkdn is None else f"{tkdn:.2f}",
        "produk_aktif": 1,
        "apakah_produk_lokal": int(listing["domestic"]),
        "url_produk": _absolute(base_url, listing["url"]),
    }
    if record["pictures"]:
        urls = record["pictures"][0]["urls"]
        information |= _picture_urls(urls, base_url)
        information["image_800x800"] = _absolute(base_url, urls["s800"])
    return information


def _withdrawn(record: "VariantRecord") -> dict[str, Any]:
    left_at = stamp(record["updated_at"])
    nothing = {"item": [], "tanggal_update": left_at}
    return {
        "informasi": _BLANK_INFORMATION
        | {
            "nama_produk": record["name"],
            "no_produk_penyedia": record["sku"],
            "tanggal_update": left_at,
            "produk_aktif": 0,
        },
        "spesifikasi": nothing,
        "image": nothing,
        "harga": _price(None, left_at),
        "lampiran": nothing,
    }


def _price(price: "Price | None", changed_at: str) -> dict[str, Any]:
    """Whole rupiah with PPN. The catalogue has one price, hence both are the same."""
    with_ppn = price["with_ppn"] if price else None
    return {
        "harga_retail": with_ppn,
        "harga_pemerintah": with_ppn,
        "ongkos_kirim": 0,
        "kurs_id": RUPIAH,
        "tanggal_update": changed_at,
    }


def _picture(picture: dict[str, Any], base_url: str) -> dict[str, str]:
    return {
        "deskripsi": picture["caption"] or picture["alt"],
        **_picture_urls(picture["urls"], base_url),
    }


def _picture_urls(urls: dict[str, str], base_url: str) -> dict[str, str]:
    return {
        "image_50x50": _absolute(base_url, urls["s50"]),
        "image_100x100": _absolute(base_url, urls["s100"]),
        "image_300x300": _absolute(base_url, urls["s300"]),
    }


def _absolute(base_url: str, address: str) -> str:
    """An address of ours with host; one that has a host already stays."""
    if not address.isascii():
        address = quote(address, safe="/:?#[]@!$&'()*+,;=%~")
    return base_url + address if address.startswith("/") else address


def _shortened(text: str) -> str:
    """``text``, or as many whole words of it as fit, with an ellipsis."""
    if len(text) <= DESCRIPTION_LIMIT:
        return text
    kept = text[: DESCRIPTION_LIMIT - 1]
    whole_words, space, _ = kept.rpartition(" ")
    return (whole_words if space else kept).rstrip() + "…"
