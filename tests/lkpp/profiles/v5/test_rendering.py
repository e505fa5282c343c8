import orjson
import pytest
from hypothesis import given

from lkpp.profiles import PROFILES
from tests.lkpp.record_samples import (
    LEFT_AT,
    minimal_record,
    picture,
    variant_record,
    variant_records,
    with_listing,
    with_part,
    with_reported,
    withdrawn_record,
)
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"
entry_of = PROFILES["v5"].entry


def information(record):
    return entry_of(record, BASE_URL)["informasi"]


def alkes(record):
    return entry_of(record, BASE_URL)["x_alkes"]


def test_an_entry_has_the_blocks_and_names_of_the_format():
    changed = {
        "listing": "2026-11-20T02:30:00+00:00",
        "specification": "2026-11-19T18:00:00+00:00",
        "pictures": "2026-11-20T09:30:01+07:00",
        "price": "2026-11-18T10:00:00+07:00",
        "attachments": "2025-12-31T17:00:00.999999+00:00",
    }
    record = variant_record(changed=changed)

    entry = entry_of(record, BASE_URL)

    assert faults("entry", entry) == []
    del entry["x_alkes"]
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
            "url_produk": "https://katalog.example/pemasok/contoh/hb-3m/",
            "image_50x50": "https://katalog.example/gambar/depan/s50",
            "image_100x100": "https://katalog.example/gambar/depan/s100",
            "image_300x300": "https://katalog.example/gambar/depan/s300",
            "image_800x800": "https://katalog.example/gambar/depan/s800",
        },
        "spesifikasi": {
            "item": [
                {"label": "Beban Maksimum", "deskripsi": "250 kg"},
                {"label": "Jumlah Motor", "deskripsi": "3"},
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
                    "file": "https://katalog.example/dokumen/1/licence.pdf",
                    "deskripsi": "Nomor Izin Edar (NIE)",
                },
                {
                    "file": "https://katalog.example/dokumen/2/cpakb.pdf",
                    "deskripsi": "CPAKB",
                },
                {
                    "file": "https://katalog.example/dokumen/3/tkdn.pdf",
                    "deskripsi": "Sertifikat TKDN",
                },
                {
                    "file": "https://katalog.example/dokumen/4/datasheet.pdf",
                    "deskripsi": "Lembar data",
                },
            ],
            "tanggal_update": "2026-01-01 00:00:00",
        },
    }


def test_what_the_format_lacks_stands_in_a_block_of_attested_names():
    assert alkes(variant_record()) == {
        "kd_produk": 76_215_995,
        "no_produk": None,
        "kbki_id": "4815000000",
        "nama_manufaktur": "PT Contoh Alkes Indonesia",
        "merek": "CONTOH",
        "jenis_produk": "PDN",
        "nomor_tkdn": "1234/SJ-IND.8/TKDN/5/2025",
        "tkdn_produk": 52.4,
        "nilai_bmp": 12.0,
        "sum_tkdn_bmp": 64.4,
        "nama_pemilik_sertifikat_tkdn": "PT Contoh Alkes Indonesia",
        "tanggal_tkdn": "2025-05-12",
        "tanggal_expire_tkdn": "2030-05-11",
        "unit_pengukuran": "Unit",
        "berat_gram": 120_000,
        "panjang_cm": 215.5,
        "lebar_cm": 98,
        "tinggi_cm": 60,
        "min_purchase": 1,
        "ppn_persentase": 12,
        "harga_sebelum_ppn": 33_000_000,
        "kelas_harga": "nasional",
        "harga_wilayah": [],
        "status_tayang": True,
        "apakah_dapat_dibeli": True,
        "pdn": {
            "type": "Lokal",
            "lokasi_produksi": "Diproduksi di seluruh Indonesia",
            "tenaga_kerja": (
                "Dibuat oleh seluruh tenaga kerja Indonesia di dalam negeri"
            ),
            "bahan_baku": "Sebagian bahan baku dalam negeri",
            "country_code": "ID",
        },
        "penyedia_ukm": "Usaha Kecil",
        "kbli2020_penyedia": "32509, 46691",
        "nib": "0220000000000",
        "npwp_16": "0012345678901000",
        "kategori_v6": [
            "Alat Kesehatan",
            "Peralatan RSU dan Perorangan",
            "Peralatan Terapetik",
        ],
        "kategori_v6_id": "1f0c8c1a-52a4-4c3e-8f2b-7a9d0e5b6c34",
        "kfa_code": "33000001",
        "package_kfa_code": None,
        "nie": "KEMENKES RI AKD 20501000000",
        "nie_tgl_terbit": "2023-06-01",
        "nie_tgl_expire": "2028-05-31",
        "nie_kelas_resiko": "B",
        "nie_klasifikasi_izin": "Elektromedik Non Radiasi",
        "nie_kategori": "Peralatan RSU dan Perorangan",
        "nie_sub_kategori": "Peralatan Terapetik",
        "nie_jenis_produk": "Tempat tidur pasien",
        "nie_nama_pabrik": "PT Contoh Alkes Indonesia",
        "nie_negara_pabrik": "Indonesia",
        "nie_alamat_pabrik": "Jalan Contoh 1, Bandung",
        "nie_kemasan": None,
        "nie_hscode": "94029090",
        "no_suket_alkes": None,
        "garansi": "2 tahun",
        "layanan_purna_jual": None,
        "bmhp": None,
        "sni_number": "SNI 9000:2021",
    }


def test_what_lkpp_did_not_tell_is_null_and_never_made_up():
    entry = entry_of(minimal_record(), BASE_URL)

    assert entry["x_alkes"]["kd_produk"] is None
    assert entry["x_alkes"]["kategori_v6_id"] is None
    assert {
        name: value
        for name, value in entry["informasi"].items()
        if name.startswith("id_")
    } == {
        "id_kategori_produk_lkpp": None,
        "id_manufaktur": None,
        "id_penawaran_lkpp": None,
        "id_unit_pengukuran_lkpp": None,
    }
    assert faults("entry", entry) == []


@pytest.mark.parametrize("reported", [None, True, False])
@pytest.mark.parametrize("purchasable", [True, False])
@pytest.mark.parametrize("shown", [True, False])
def test_shown_and_purchasable_are_what_we_say_whatever_lkpp_reported(
    shown, purchasable, reported
):
    record = with_reported(shown=reported, purchasable=reported)
    record["listing"] |= {"shown": shown, "purchasable": purchasable}

    block = alkes(record)

    assert (block["status_tayang"], block["apakah_dapat_dibeli"]) == (
        shown,
        purchasable,
    )


def test_the_address_of_a_factory_that_is_not_the_maker_is_not_known():
    assert alkes(with_part("licence", factory="PT Lain"))["nie_alamat_pabrik"] is None
    assert alkes(with_part("licence", factory=None))["nie_alamat_pabrik"] is None


def test_a_tax_number_of_fifteen_digits_is_not_given_as_one_of_sixteen():
    assert alkes(with_part("maker", npwp="012345678901000"))["npwp_16"] is None


def test_what_is_imported_is_not_called_domestic():
    entry = entry_of(with_listing(domestic=False, country_of_origin="DE"), BASE_URL)

    assert entry["informasi"]["apakah_produk_lokal"] == 0
    assert entry["x_alkes"]["jenis_produk"] is None
    assert entry["x_alkes"]["pdn"]["type"] == "Import"
    assert entry["x_alkes"]["nie_negara_pabrik"] is None
    assert faults("entry", entry) == []


def test_a_withdrawn_entry_keeps_number_and_name_and_every_block_changed_then():
    entry = entry_of(withdrawn_record(), BASE_URL)

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
    alkes = {k: v for k, v in entry["x_alkes"].items() if v is not None}
    assert alkes == {
        "status_tayang": False,
        "apakah_dapat_dibeli": False,
        "reason": "withdrawn",
    }
    offered = entry_of(variant_record(), BASE_URL)["x_alkes"]
    assert entry["x_alkes"].keys() - offered.keys() == {"reason"}
    assert withdrawn_record()["updated_at"] == LEFT_AT
    assert faults("entry", entry) == []


@pytest.mark.parametrize("tkdn", ["0.00", "7.50", "40.00", "100.00"])
def test_tkdn_is_a_text_with_two_decimals(tkdn):
    entry = entry_of(with_part("local_content", tkdn=tkdn), BASE_URL)

    assert entry["informasi"]["tkdn_produk"] == tkdn
    assert entry["x_alkes"]["tkdn_produk"] == float(tkdn)
    assert faults("entry", entry) == []


def test_tkdn_is_0_without_certificate_and_not_a_share_of_nothing():
    entry = entry_of(with_listing(local_content=None), BASE_URL)

    assert entry["informasi"]["tkdn_produk"] == "0"
    assert entry["x_alkes"]["tkdn_produk"] is None
    assert entry["x_alkes"]["sum_tkdn_bmp"] is None
    assert entry["x_alkes"]["nomor_tkdn"] is None
    assert faults("entry", entry) == []


def test_what_is_not_stated_is_null():
    entry = entry_of(minimal_record(), BASE_URL)

    stated = entry["informasi"]
    assert stated["deskripsi_singkat"] is None
    assert stated["deskripsi_lengkap"] is None
    assert stated["kuantitas_stok"] == 0
    assert stated["image_50x50"] is None
    assert stated["image_800x800"] is None
    assert entry["image"]["item"] == []
    assert entry["x_alkes"]["garansi"] is None
    assert entry["x_alkes"]["berat_gram"] is None
    assert entry["x_alkes"]["pdn"] == {
        "type": "Lokal",
        "lokasi_produksi": None,
        "tenaga_kerja": None,
        "bahan_baku": None,
        "country_code": "ID",
    }
    assert faults("entry", entry) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 2_000, "a" * 2_000),
        ("a" * 2_001, "a" * 1_999 + "…"),
        ("kata " * 399 + "ujung", "kata " * 399 + "ujung"),
        ("kata " * 399 + "ujungnya", "kata " * 398 + "kata…"),
        ("a" * 1_998 + " b c", "a" * 1_998 + "…"),
        ("b " + "a" * 1_999, "b " + "a" * 1_997 + "…"),
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
        ("informasi", "deskripsi_lengkap", "a" * 2_001),
        ("harga", "harga_retail", None),
        ("harga", "harga_pemerintah", 36_630_000.5),
        ("harga", "tanggal_update", "2026-11-20T09:30:00"),
        ("spesifikasi", "item", [{"label": "Model"}]),
        ("lampiran", "item", None),
        ("x_alkes", "harga_sebelum_ppn", 0),
        ("x_alkes", "harga_sebelum_ppn", "33000000"),
        ("x_alkes", "status_tayang", 1),
        ("x_alkes", "tkdn_produk", 100.01),
        ("x_alkes", "unspsc", None),
    ],
)
def test_the_schema_refuses_what_the_format_does_not_know(block, field, value):
    entry = entry_of(variant_record(), BASE_URL)

    entry[block][field] = value

    assert faults("entry", entry) != []


@given(record=variant_records())
def test_any_record_gives_a_valid_entry_that_reads_back_to_the_byte(record):
    entry = entry_of(record, BASE_URL)

    written = orjson.dumps(entry)

    assert faults("entry", orjson.loads(written)) == []
    assert orjson.loads(written) == entry
    assert orjson.dumps(orjson.loads(written)) == written
