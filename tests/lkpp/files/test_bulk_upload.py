import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.findings import text
from lkpp.files import signing
from lkpp.files.bulk_upload.rows import COLUMNS, row_of
from lkpp.files.bulk_upload.workbooks import export_bulk_upload
from lkpp.profiles.v6 import V6
from lkpp.profiles.v6.labels import ATTRIBUTES, CDAKB, CPAKB
from lkpp.records.neutral_record import NeutralRecord
from tests.lkpp.export_samples import (
    BASE_URL,
    NOW,
    listing,
    picture,
    record,
    row,
    rows,
    source,
    tombstone,
)

ID = "0b9f3c52-6a0e-4c3e-9a53-6f1f4f0f7a11"
OTHER_ID = "11111111-6a0e-4c3e-9a53-6f1f4f0f7a11"


@pytest.fixture(autouse=True)
def key():
    return signing.new_key()


def cells(record) -> dict[str, object]:
    """By group and label, what stands in the row of a record."""
    written = row_of(record, BASE_URL)
    assert written.reasons == []
    return {
        f"{column.group}/{column.label}": cell
        for column, cell in zip(COLUMNS, written.cells, strict=True)
        if cell is not None
    }


def write(
    target: Path, given, rows_a_file: int = 100, to: int | None = None, **options
) -> dict:
    """The manifest of a bulk upload of ``given``."""
    target.mkdir()
    given_options = {
        "since": None,
        "rows_a_file": rows_a_file,
        "now": NOW,
        "step": lambda reached: None,
    }
    export_bulk_upload(source(given, to), target, BASE_URL, **given_options | options)
    return json.loads((target / "manifest.json").read_bytes())


def sheet(path: Path) -> Worksheet:
    return load_workbook(path)["Data"]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def identified(category_id: str | None, **changes) -> dict:
    told = listing()["lkpp"] | {"category_id": category_id}
    return listing(lkpp=told, **changes)


# The row


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


# The files


def test_a_file_is_a_category(tmp_path):
    beds = listing()
    gloves = listing(sub_category={"code": "2001", "name": "Sarung tangan"})
    given = [
        row("A", 1, listing=beds),
        row("B", 2, listing=gloves),
        row("C", 3, listing=beds),
    ]

    manifest = write(tmp_path / "ekspor", given)

    assert [(part["name"], part["records"]) for part in manifest["parts"]] == [
        ("2001-sarung-tangan-001.xlsx", 1),
        ("2003-peralatan-terapetik-001.xlsx", 2),
    ]
    assert sorted(path.name for path in (tmp_path / "ekspor").iterdir()) == [
        "2001-sarung-tangan-001.xlsx",
        "2003-peralatan-terapetik-001.xlsx",
        "altered.csv",
        "manifest.json",
        "manifest.json.jws",
        "not-exported.csv",
    ]


def test_row_2_is_the_category_id_and_rows_3_and_4_the_head(tmp_path):
    given = [row("HB-001", 1, listing=identified(ID))]

    manifest = write(tmp_path / "ekspor", given)

    written = sheet(tmp_path / "ekspor" / manifest["parts"][0]["name"])
    assert [cell.value for cell in written[1]][:2] == [
        "Kategori",
        "Alat Kesehatan > Peralatan RSU dan Perorangan > Peralatan Terapetik",
    ]
    assert [cell.value for cell in written[2]][:2] == ["Category ID", ID]
    assert [cell.value for cell in written[3] if cell.value] == [
        "Informasi Utama",
        "Informasi Lainnya",
        "Dokumen",
    ]
    assert [cell.value for cell in written[4]] == [each.label for each in COLUMNS]
    assert written["C5"].value == "HB-001"
    assert written.max_row == 5
    assert manifest["parts"][0]["category_id"] == ID


def test_numbers_are_plain_integers(tmp_path):
    manifest = write(tmp_path / "ekspor", rows(1))

    written = sheet(tmp_path / "ekspor" / manifest["parts"][0]["name"])
    price = written.cell(5, [each.label for each in COLUMNS].index("Harga Produk") + 1)
    kfa = written.cell(5, [each.label for each in COLUMNS].index("Kode KFA") + 1)
    assert (price.value, price.number_format) == (33_000_000, "0")
    assert (kfa.value, kfa.data_type) == ("33000001", "s")


def test_rows_without_the_id_join_those_of_the_one_that_is_known(tmp_path):
    given = [
        row("A", 1, listing=identified(None)),
        row("B", 2, listing=identified(ID)),
    ]

    manifest = write(tmp_path / "ekspor", given)

    assert [(part["category_id"], part["records"]) for part in manifest["parts"]] == [
        (ID, 2)
    ]


def test_an_id_is_never_made_up_or_guessed(tmp_path):
    given = [
        row("A", 1, listing=identified(None)),
        row("B", 2, listing=identified(ID)),
        row("C", 3, listing=identified(OTHER_ID)),
    ]

    manifest = write(tmp_path / "ekspor", given)

    assert [
        (part["name"], part["category_id"], part["records"])
        for part in manifest["parts"]
    ] == [
        ("2003-peralatan-terapetik-001.xlsx", None, 1),
        ("2003-peralatan-terapetik-0b9f3c52-001.xlsx", ID, 1),
        ("2003-peralatan-terapetik-11111111-001.xlsx", OTHER_ID, 1),
    ]
    written = sheet(tmp_path / "ekspor" / "2003-peralatan-terapetik-001.xlsx")
    assert written["A2"].value == "Category ID"
    assert not written["B2"].value


def test_a_file_has_at_most_so_many_rows(tmp_path):
    manifest = write(tmp_path / "ekspor", rows(5), rows_a_file=2)

    told = ("name", "records", "first_revision", "last_revision")
    assert [[part[name] for name in told] for part in manifest["parts"]] == [
        ["2003-peralatan-terapetik-001.xlsx", 2, 1, 2],
        ["2003-peralatan-terapetik-002.xlsx", 2, 3, 4],
        ["2003-peralatan-terapetik-003.xlsx", 1, 5, 5],
    ]


def test_what_cannot_go_and_what_was_shortened_is_listed(tmp_path):
    given = [
        row("A", 1, name="=Kasur", listing=listing(kbki_code=None)),
        row("B", 2, name="Nama " * 30),
        tombstone("C", 3),
    ]

    manifest = write(tmp_path / "ekspor", given)

    assert table(tmp_path / "ekspor" / "not-exported.csv") == [
        ["sku", "nama", "alasan"],
        ["A", "'=Kasur", "Nama kurang dari 10 karakter. Kode KBKI belum ada."],
    ]
    assert table(tmp_path / "ekspor" / "altered.csv") == [
        ["sku", "nama", "perubahan"],
        ["B", "Nama " * 30, "Nama dipendekkan menjadi 100 karakter."],
    ]
    assert (manifest["not_exported"], manifest["altered"]) == (1, 1)
    assert manifest["records"] == {"total": 1, "active": 1, "withdrawn": 0}
    assert manifest["revisions"] == {"after": 0, "to": 3}


def test_nothing_to_upload_is_a_manifest_without_workbooks(tmp_path):
    manifest = write(tmp_path / "ekspor", [], since=4, to=4)

    assert manifest["parts"] == []
    assert (manifest["kind"], manifest["revisions"]) == (
        "changes",
        {"after": 4, "to": 4},
    )
