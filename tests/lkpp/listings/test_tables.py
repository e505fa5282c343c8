"""Reading tables from files."""

from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.findings import message
from lkpp.listings.rows import RefusedRow, ReportedRow
from lkpp.listings.tables import UnreadableFile
from tests.lkpp.listings.reports import CSV, V6, read, workbook

# Reading

EXPECTED = {
    "kd_produk": 76215995,
    "v6_id": UUID(V6),
    "shown": True,
    "purchasable": False,
}


@pytest.mark.parametrize(
    "content",
    [
        CSV,
        "\ufeff" + CSV,
        CSV.replace(";", ","),
        CSV.replace(";", "\t"),
        CSV.replace("\n", "\r\n"),
        CSV.encode("utf-16"),
        CSV.upper(),
        CSV.replace("no_produk_penyedia", "No. Produk Penyedia"),
        CSV.replace("no_produk_penyedia", '"SKU"'),
        CSV.replace("A-1", '" A-1 "'),
        "\n\n" + CSV + "\n;;;;;\n",
        workbook(
            ["SKU", "kd_produk", "id", "tayang", "dapat_dibeli", "lain"],
            ["A-1", 76215995, V6, True, False, "x"],
        ),
        workbook(
            ["sku", "kodeLKPP", "uuid", "tayang_lkpp", "dapat_dibeli_lkpp"],
            ["A-1", 76215995.0, V6, "tayang", 0],
        ),
        orjson.dumps(
            {
                "data": [
                    {
                        "sku": "A-1",
                        "kd_produk": 76215995,
                        "uuid": V6,
                        "status_tayang": "1",
                        "apakah_dapat_dibeli": False,
                        "harga": {"x": [1]},
                    }
                ]
            }
        ),
        '{"sku": "A-1", "kd_produk": "76215995", "uuid": "V6", "tayang": true, '
        '"dapat_dibeli": "no"}\n{"sku": "", "kd_produk": null}\n'.replace("V6", V6),
    ],
)
def test_forms_of_files(content):
    rows = read(content)

    assert len(rows) == 1
    assert rows[0].sku == "A-1"
    assert rows[0].values == EXPECTED


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tidak ada isinya."),
        (b"   \n\n", "Tidak ada isinya."),
        (b"\xef\xbb\xbf", "Tidak ada isinya."),
        (b"nama;harga\nA;1\n", "Baris judul harus menyebut"),
        (b"sku;nama\nA;1\n", "Baris judul harus menyebut"),
        (b"kd_produk;uuid\n1;2\n", "Baris judul harus menyebut"),
        (b"%PDF-1.4\n\x00\xff", "Berkas ini bukan CSV"),
        (b"\x00" * 50, "Berkas ini bukan CSV"),
        (b"PK\x03\x04 bukan zip", "Berkas XLSX ini rusak."),
        (workbook(["sku"], ["A"])[:-200], "Berkas XLSX ini rusak."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Ini berkas XLS lama."),
        (b"[1, 2]", "Isi JSON harus berupa daftar objek; butir 1 bukan objek."),
        (b'[{"sku": "A", "tayang": 1}, 7]', "Isi JSON harus berupa daftar objek"),
        (b'[{"a": 1}]', "Baris judul harus menyebut"),
        (b"[{", "Isi JSON tidak sah."),
        (b"[" * 100_000, "Isi JSON tidak sah."),
        (b'{"sku": "A", "tayang": 1}\n{"sku"', "Baris 2 bukan JSON yang sah."),
        (b'sku;tayang\n"' + b"x" * 200_000, "tidak dapat dibaca sebagai CSV."),
        (b"sku;tayang\n" + b"A;ya\n" * 101, "lebih dari 100 baris."),
    ],
)
def test_file_that_cannot_be_used(content, sentence):
    with pytest.raises(UnreadableFile) as refusal:
        read(content)

    assert sentence in message(refusal.value)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content):
    try:
        rows = read(content)
    except UnreadableFile:
        return
    assert all(isinstance(row, ReportedRow | RefusedRow) for row in rows)
