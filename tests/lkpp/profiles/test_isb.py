import json

import pytest

from lkpp.profiles import PROFILES
from tests.lkpp.record_samples import (
    minimal_record,
    variant_record,
    with_part,
    with_reported,
    withdrawn_record,
)
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"
entry_of = PROFILES["isb"].entry

NAMES = [
    *("kd_produk", "no_produk", "no_produk_penyedia", "nama_produk", "nama_manufaktur"),
    *("nama_penyedia", "kd_produk_kategori", "nama_kategori_terkecil"),
    *(f"nama_sub_kategori_{level}" for level in (1, 2, 3, 4)),
    *("nama_komoditas", "kbki_id", "jenis_produk", "nomor_tkdn"),
    *("nama_pemilik_sertifikat_tkdn", "tkdn_produk", "nilai_bmp", "unit_pengukuran"),
    *("harga", "jumlah_stok", "berlaku_sampai", "no_kontrak", "masa_berlaku_kontrak"),
    *("tglkontrak_mulai", "tglkontrak_selesai", "setuju_tolak_tanggal", "status"),
    *("active", "status_tayang", "apakah_dapat_dibeli", "created_date"),
    *("modified_date", "no_suket_alkes", "nie", "nie_id", "nie_nib", "nie_nama_usaha"),
    *("nie_npwp", "nie_klasifikasi_izin", "nie_tgl_terbit", "nie_tgl_expire"),
    *("nie_nama_produk", "nie_kategori", "nie_sub_kategori", "nie_jenis_produk"),
    *("nie_hscode", "nie_kelas", "nie_kelas_resiko", "nie_ukuran", "nie_kemasan"),
    *("nie_nama_pabrik", "nie_negara_pabrik", "nie_alamat_pabrik", "nie_last_update"),
]
"""All of the format study, in its order."""


def detail(record):
    answer = entry_of(record, BASE_URL)
    assert faults("isb", answer) == []
    return answer


@pytest.mark.parametrize("record", [variant_record(), minimal_record()])
def test_every_record_has_all_56_names(record):
    assert len(NAMES) == 56
    assert sorted(detail(record)) == sorted(NAMES)


def test_a_record_has_the_types_that_were_seen():
    answer = detail(variant_record())

    stated = {name: value for name, value in answer.items() if value is not None}
    assert stated == {
        "kd_produk": 76_215_995,
        "no_produk_penyedia": "HB-3M-001",
        "nama_produk": "Tempat Tidur Pasien Elektrik 3 Motor",
        "nama_manufaktur": "PT Contoh Alkes Indonesia",
        "nama_penyedia": "PT Contoh Alkes Indonesia",
        "nama_kategori_terkecil": "Peralatan Terapetik",
        "nama_sub_kategori_1": "Peralatan RSU dan Perorangan",
        "nama_sub_kategori_2": "Peralatan Terapetik",
        "nama_komoditas": "Alat Kesehatan",
        "kbki_id": "4815000000",
        "jenis_produk": "PDN",
        "nomor_tkdn": "1234/SJ-IND.8/TKDN/5/2025",
        "nama_pemilik_sertifikat_tkdn": "PT Contoh Alkes Indonesia",
        "tkdn_produk": "52.40",
        "nilai_bmp": "12.00",
        "unit_pengukuran": "Unit",
        "harga": (
            '{"harga_utama":36630000,"harga_pemerintah":36630000,'
            '"harga_sebelum_ppn":33000000,"ppn_persentase":12}'
        ),
        "jumlah_stok": 25.0,
        "berlaku_sampai": "2028-05-31",
        "active": 1,
        "status_tayang": "Ya",
        "apakah_dapat_dibeli": "Ya",
        "created_date": "2026-10-01 08:00:00",
        "modified_date": "2026-11-20 09:30:00",
        "nie": "KEMENKES RI AKD 20501000000",
        "nie_nib": "0220000000000",
        "nie_nama_usaha": "PT Contoh Alkes Indonesia",
        "nie_npwp": "0012345678901000",
        "nie_klasifikasi_izin": "Elektromedik Non Radiasi",
        "nie_tgl_terbit": "2023-06-01",
        "nie_tgl_expire": "2028-05-31",
        "nie_kategori": "Peralatan RSU dan Perorangan",
        "nie_sub_kategori": "Peralatan Terapetik",
        "nie_jenis_produk": "Tempat tidur pasien",
        "nie_hscode": "94029090",
        "nie_kelas": "B",
        "nie_kelas_resiko": "B",
        "nie_nama_pabrik": "PT Contoh Alkes Indonesia",
        "nie_negara_pabrik": "Indonesia",
        "nie_alamat_pabrik": "Jalan Contoh 1, Bandung",
    }
    assert isinstance(answer["jumlah_stok"], float)
    assert json.loads(answer["harga"])["harga_sebelum_ppn"] == 33_000_000


def test_the_numbers_of_a_maker_are_not_given_as_those_of_another_registrar():
    answer = detail(with_part("licence", registrar="PT Pendaftar Lain"))

    assert answer["nie_nama_usaha"] == "PT Pendaftar Lain"
    assert (answer["nie_nib"], answer["nie_npwp"]) == (None, None)


@pytest.mark.parametrize(
    ("ours", "reported", "expected"),
    [
        ((True, True), (None, None), (None, None)),
        ((True, True), (True, None), ("Ya", None)),
        ((True, True), (True, False), ("Ya", "Tidak")),
        ((True, True), (False, True), ("Tidak", "Ya")),
        ((True, False), (None, None), (None, "Tidak")),
        ((True, False), (True, True), ("Ya", "Tidak")),
        ((False, False), (True, None), ("Tidak", "Tidak")),
    ],
)
def test_where_lkpp_said_nothing_nothing_is_said_but_what_we_withhold(
    ours, reported, expected
):
    record = with_reported(shown=reported[0], purchasable=reported[1])
    record["listing"] |= {"shown": ours[0], "purchasable": ours[1]}

    answer = detail(record)

    assert (answer["status_tayang"], answer["apakah_dapat_dibeli"]) == expected


def test_of_what_left_all_names_remain_and_the_reason_is_said():
    answer = entry_of(withdrawn_record(reason="deleted"), BASE_URL)

    assert faults("isb", answer) == []
    assert sorted(answer) == sorted([*NAMES, "reason"])
    assert {name: value for name, value in answer.items() if value is not None} == {
        "no_produk_penyedia": "HB-3M-001",
        "nama_produk": "Tempat Tidur Pasien Elektrik 3 Motor",
        "active": 0,
        "status_tayang": "Tidak",
        "apakah_dapat_dibeli": "Tidak",
        "created_date": "2026-10-01 08:00:00",
        "modified_date": "2026-11-21 23:15:00",
        "reason": "deleted",
    }
