"""The row of a variant in the bulk upload."""

import json

import pytest

from core.findings import text
from lkpp.files.bulk_upload.rows import COLUMNS, row_of
from lkpp.profiles.v6 import V6
from lkpp.profiles.v6.labels import ATTRIBUTES, CDAKB, CPAKB
from lkpp.records.neutral_record import NeutralRecord
from tests.lkpp.export_samples import (
    BASE_URL,
    listing,
    picture,
    record,
)
from tests.lkpp.files.bulk_upload.uploads import cells


def test_the_sample_is_a_neutral_record():
    NeutralRecord.model_validate_json(json.dumps(record()))


def test_a_row_has_what_the_form_asks_for():
    shown = cells(record())

    assert shown == {
        "Informasi Utama/Nama Produk": "Tempat Tidur Pasien Elektrik 3 Motor",
        "Informasi Utama/Deskripsi": "Tempat tidur tiga motor",
        "Informasi Utama/SKU": "HB-001",
        "Informasi Utama/Kode KBKI": "4815000000",
        "Informasi Utama/Klasifikasi Produk": "Lokal",
        "Informasi Utama/Lokasi Produksi": "Diproduksi di seluruh Indonesia",
        "Informasi Utama/Tenaga Kerja": "Dibuat oleh seluruh tenaga kerja Indonesia "
        "di dalam negeri",
        "Informasi Utama/Bahan Baku": "Sebagian bahan baku dalam negeri",
        "Informasi Utama/PPN": "12%",
        "Informasi Utama/Harga Produk": 33_000_000,
        "Informasi Utama/Minimum Pembelian": 1,
        "Informasi Utama/Jumlah Stok": 25,
        "Informasi Utama/Satuan Produk": "Unit",
        "Informasi Utama/Berat (gram)": 120_000,
        "Informasi Utama/Panjang (cm)": 216,
        "Informasi Utama/Lebar (cm)": 98,
        "Informasi Utama/Tinggi (cm)": 60,
        "Informasi Utama/Foto 1": shown["Informasi Utama/Foto 1"],
        "Informasi Utama/Foto 2": shown["Informasi Utama/Foto 2"],
        "Informasi Lainnya/Kode KFA": "33000001",
        "Informasi Lainnya/Spesifikasi Produk": "Beban Maksimum: 250 kg; "
        "Jumlah Motor: 3",
        "Informasi Lainnya/Nomor Izin Edar (NIE)": "KEMENKES RI AKD 20501000000",
        "Informasi Lainnya/Masa Berlaku NIE": "2028-05-31",
        f"Informasi Lainnya/{CPAKB}": "TERSEDIA",
        f"Informasi Lainnya/{CDAKB}": "TERSEDIA",
        "Informasi Lainnya/Garansi": "TERSEDIA",
        "Dokumen/Spesifikasi Produk": f"{BASE_URL}/dokumen/4/datasheet.pdf",
        "Dokumen/Nomor Izin Edar (NIE)": f"{BASE_URL}/dokumen/1/licence.pdf",
        f"Dokumen/{CPAKB}": f"{BASE_URL}/dokumen/2/cpakb.pdf",
    }


def test_the_attributes_are_those_of_profile_v6():
    answer = V6.render(record(), BASE_URL)

    informations = answer["productInformations"]["mainInformations"]
    assert tuple(each["name"] for each in informations) == ATTRIBUTES


def test_what_the_bulk_upload_does_not_take_is_not_offered():
    labels = {column.label for column in COLUMNS}

    assert labels.isdisjoint({"Merek", "SNI", "Sertifikat SNI", "TKDN", "Varian"})


def test_the_groups_have_16_attributes_and_13_documents():
    groups = [column.group for column in COLUMNS]

    assert groups.count("Informasi Lainnya") == 16
    assert groups.count("Dokumen") == 13


def test_photos_are_public_png_links_that_are_served(client, db):
    address = cells(record())["Informasi Utama/Foto 1"]

    assert address.startswith("https://katalog.example/gambar/")
    assert address.endswith("/31/max-1200x1200%7Cformat-png%7Cbgcolor-fff/gambar.png")
    # The signature is accepted; this picture does not exist.
    assert client.get(address.removeprefix(BASE_URL)).status_code == 404
    forged = address.replace("/31/", "/32/").removeprefix(BASE_URL)
    assert client.get(forged).status_code == 403


def test_a_picture_elsewhere_is_taken_as_it_is_if_it_is_a_png():
    pictures = [
        {"alt": "", "caption": "", "urls": {"800": "https://berkas.example/a.jpg"}},
        {"alt": "", "caption": "", "urls": {"800": "https://berkas.example/b.png"}},
    ]

    shown = cells(record(pictures=pictures))

    assert shown["Informasi Utama/Foto 1"] == "https://berkas.example/b.png"
    assert "Informasi Utama/Foto 2" not in shown


def test_what_was_shortened_is_said():
    long = record(
        name="Nama " * 30,
        listing=listing(summary="Ringkasan " * 20),
        pictures=[picture(number) for number in range(6)],
    )

    written = row_of(long, BASE_URL)

    assert [(len(cell), cell[-6:]) for cell in written.cells[:2]] == [
        (95, " Nama…"),
        (90, "kasan…"),
    ]
    assert [text(each) for each in written.alterations] == [
        "Nama dipendekkan menjadi 100 karakter.",
        "Deskripsi dipendekkan menjadi 100 karakter.",
        "Hanya 5 foto pertama disertakan.",
    ]


def test_the_long_description_serves_where_the_short_one_is_too_short():
    shown = cells(
        record(listing=listing(summary="Pendek", description="Baris satu.\n Baris dua"))
    )

    assert shown["Informasi Utama/Deskripsi"] == "Baris satu. Baris dua"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "Kasur"}, "Nama kurang dari 10 karakter."),
        (
            {"listing": listing(summary=None, description=None)},
            "Deskripsi kurang dari 10 karakter.",
        ),
        (
            {"listing": listing(purchasable=False)},
            "Varian ini sedang tidak dapat dipesan.",
        ),
        ({"listing": listing(kfa_code=None)}, "Kode KFA belum ada."),
        ({"listing": listing(kbki_code=None)}, "Kode KBKI belum ada."),
        ({"listing": listing(weight_grams=None)}, "Berat belum ada."),
        (
            {"listing": listing(unit="Gros")},
            "Satuan Gros tidak ada dalam daftar LKPP.",
        ),
        ({"price": None}, "Harga belum ada."),
        ({"pictures": []}, "Foto belum ada."),
    ],
)
def test_what_cannot_go_has_a_reason(changes, reason):
    written = row_of(record(**changes), BASE_URL)

    assert [text(each) for each in written.reasons] == [reason]
    assert written.cells == []
