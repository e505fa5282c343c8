import orjson
import pytest
from hypothesis import given

from lkpp.profiles.v5 import product_entry
from tests.lkpp.records import (
    LEFT_AT,
    picture,
    variant_record,
    variant_records,
    withdrawn_record,
)
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"


def information(record):
    return product_entry(record, BASE_URL)["informasi"]


def with_listing(**changes):
    record = variant_record()
    return record | {"listing": record["listing"] | changes}


def test_an_entry_has_the_blocks_and_names_of_the_format():
    changed = {
        "listing": "2026-11-20T02:30:00+00:00",
        "specification": "2026-11-19T18:00:00+00:00",
        "pictures": "2026-11-20T09:30:01+07:00",
        "price": "2026-11-18T10:00:00+07:00",
        "attachments": "2025-12-31T17:00:00.999999+00:00",
    }
    record = variant_record(changed=changed)

    entry = product_entry(record, BASE_URL)

    assert entry == {
        "informasi": {
            "unspsc": None,
            "id_kategori_produk_lkpp": None,
            "nama_produk": "Tempat Tidur Pasien Elektrik 3 Motor",
            "no_produk_penyedia": "HB-3M-001",
            "id_manufaktur": None,
            "berlaku_sampai": "2028-05-31",
            "id_penawaran_lkpp": None,
            "id_unit_pengukuran_lkpp": None,
            "deskripsi_singkat": "Tempat tidur tiga motor",
            "deskripsi_lengkap": "Tempat tidur dengan tiga motor.",
            "kuantitas_stok": 25,
            "tanggal_update": "2026-11-20 09:30:00",
            "tkdn_produk": "52.40",
            "produk_aktif": 1,
            "apakah_produk_lokal": 1,
            "url_produk": "https://katalog.example/katalog/contoh/hb-3m/",
            "image_50x50": "https://katalog.example/gambar/depan/s50",
            "image_100x100": "https://katalog.example/gambar/depan/s100",
            "image_300x300": "https://katalog.example/gambar/depan/s300",
            "image_800x800": "https://katalog.example/gambar/depan/s800",
        },
        "spesifikasi": {
            "item": [
                {"label": "Estimasi Berat Pengiriman", "deskripsi": "120 Kg"},
                {"label": "Model/Tipe", "deskripsi": "HB-3M"},
            ],
            "tanggal_update": "2026-11-20 01:00:00",
        },
        "image": {
            "item": [
                {
                    "deskripsi": "Tampak depan",
                    "image_50x50": "https://katalog.example/gambar/depan/s50",
                    "image_100x100": "https://katalog.example/gambar/depan/s100",
                    "image_300x300": "https://katalog.example/gambar/depan/s300",
                },
                {
                    "deskripsi": "Foto samping",
                    "image_50x50": "https://katalog.example/gambar/samping/s50",
                    "image_100x100": "https://katalog.example/gambar/samping/s100",
                    "image_300x300": "https://katalog.example/gambar/samping/s300",
                },
            ],
            "tanggal_update": "2026-11-20 09:30:01",
        },
        "harga": {
            "harga_retail": 36_630_000,
            "harga_pemerintah": 36_630_000,
            "ongkos_kirim": 0,
            "kurs_id": 1,
            "tanggal_update": "2026-11-18 10:00:00",
        },
        "lampiran": {
            "item": [
                {
                    "file": "https://katalog.example/dokumen/3/tkdn.pdf",
                    "deskripsi": "Sertifikat TKDN",
                }
            ],
            "tanggal_update": "2026-01-01 00:00:00",
        },
    }
    assert faults("entry", entry) == []


def test_a_withdrawn_entry_keeps_number_and_name_and_every_block_changed_then():
    entry = product_entry(withdrawn_record(), BASE_URL)

    left = "2026-11-21 23:15:00"
    stated = {k: v for k, v in entry["informasi"].items() if v is not None}
    assert stated == {
        "nama_produk": "Tempat Tidur Pasien Elektrik 3 Motor",
        "no_produk_penyedia": "HB-3M-001",
        "tanggal_update": left,
        "produk_aktif": 0,
    }
    assert entry["informasi"].keys() == information(variant_record()).keys()
    assert entry["spesifikasi"] == {"item": [], "tanggal_update": left}
    assert entry["image"] == {"item": [], "tanggal_update": left}
    assert entry["harga"] == {
        "harga_retail": None,
        "harga_pemerintah": None,
        "ongkos_kirim": 0,
        "kurs_id": 1,
        "tanggal_update": left,
    }
    assert entry["lampiran"] == {"item": [], "tanggal_update": left}
    assert withdrawn_record()["updated_at"] == LEFT_AT
    assert faults("entry", entry) == []


@pytest.mark.parametrize(
    ("tkdn", "text"),
    [(None, "0"), (0.0, "0.00"), (40.0, "40.00"), (7.5, "7.50"), (100.0, "100.00")],
)
def test_tkdn_is_a_text_with_two_decimals_or_0_without_certificate(tkdn, text):
    entry = product_entry(with_listing(tkdn=tkdn), BASE_URL)

    assert entry["informasi"]["tkdn_produk"] == text
    assert faults("entry", entry) == []


def test_what_is_not_stated_is_null():
    record = with_listing(valid_until="", summary="", description="", domestic=False)
    entry = product_entry(record | {"pictures": []}, BASE_URL)

    stated = entry["informasi"]
    assert stated["berlaku_sampai"] is None
    assert stated["deskripsi_singkat"] is None
    assert stated["deskripsi_lengkap"] is None
    assert stated["apakah_produk_lokal"] == 0
    assert stated["image_50x50"] is None
    assert stated["image_800x800"] is None
    assert entry["image"]["item"] == []
    assert faults("entry", entry) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 2_000, "a" * 2_000),
        ("a" * 2_001, "a" * 1_999 + "…"),
        ("kata " * 399 + "ujung", "kata " * 399 + "ujung"),
        ("kata " * 399 + "ujungnya", "kata " * 398 + "kata…"),
        ("a" * 1_998 + " b c", "a" * 1_998 + "…"),
    ],
)
def test_a_long_description_ends_after_a_word(text, expected):
    assert information(with_listing(description=text))["deskripsi_lengkap"] == expected


def test_addresses_are_absolute_and_ascii():
    lamp = picture("lampu")
    lamp["urls"]["s50"] = "https://berkas.example/50%7C.jpg"
    record = with_listing(url="/katalog/lampu-é/") | {"pictures": [lamp]}

    stated = information(record)

    assert stated["url_produk"] == "https://katalog.example/katalog/lampu-%C3%A9/"
    assert stated["image_50x50"] == "https://berkas.example/50%7C.jpg"
    assert stated["image_100x100"] == "https://katalog.example/gambar/lampu/s100"


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        ("informasi", "unspsc", "42191810"),
        ("informasi", "produk_aktif", True),
        ("informasi", "produk_aktif", 0),
        ("informasi", "kuantitas_stok", None),
        ("informasi", "tkdn_produk", "52,40"),
        ("informasi", "tkdn_produk", "100.01"),
        ("informasi", "berlaku_sampai", "2028-02-30"),
        ("informasi", "url_produk", "/katalog/contoh/"),
        ("informasi", "merek", "CONTOH"),
        ("harga", "harga_retail", None),
        ("harga", "harga_pemerintah", 36_630_000.5),
        ("harga", "tanggal_update", "2026-11-20T09:30:00"),
        ("spesifikasi", "item", [{"label": "Model"}]),
        ("lampiran", "item", None),
    ],
)
def test_the_schema_refuses_what_the_format_does_not_know(block, field, value):
    entry = product_entry(variant_record(), BASE_URL)

    entry[block][field] = value

    assert faults("entry", entry) != []


@given(record=variant_records())
def test_any_record_gives_a_valid_entry_that_reads_back_to_the_byte(record):
    entry = product_entry(record, BASE_URL)

    written = orjson.dumps(entry)

    assert faults("entry", orjson.loads(written)) == []
    assert orjson.loads(written) == entry
    assert orjson.dumps(orjson.loads(written)) == written
