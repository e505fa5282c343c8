"""The workbooks of the bulk upload."""

from lkpp.files.bulk_upload import workbooks
from lkpp.files.bulk_upload.rows import COLUMNS
from lkpp.files.export import Reached
from tests.lkpp.export_samples import (
    BASE_URL,
    DIGEST,
    listing,
    row,
    rows,
    tombstone,
)
from tests.lkpp.files.bulk_upload.uploads import (
    ID,
    OTHER_ID,
    identified,
    sheet,
    table,
    write,
)


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
    assert manifest["revisions"] == {"after": 0, "to": 3, "cursor": f"3.3.{DIGEST}"}


def test_nothing_to_upload_is_a_manifest_without_workbooks(tmp_path):
    manifest = write(tmp_path / "ekspor", [], since=4, to=4)

    assert manifest["parts"] == []
    assert (manifest["kind"], manifest["revisions"]) == (
        "changes",
        {"after": 4, "to": 4, "cursor": f"4.4.{DIGEST}"},
    )


def test_the_manifest_says_whose_rows_they_are(tmp_path):
    manifest = write(tmp_path / "ekspor", rows(1))

    assert manifest["catalogue"] == BASE_URL
    assert manifest["key_set"] == f"{BASE_URL}/.well-known/jwks.json"
    assert (manifest["profile"], manifest["format"]) == ("v6", "xlsx")
    assert (manifest["kind"], manifest["key"]) == ("snapshot", "SKU")
    assert (manifest["compression"], manifest["bulk_upload"]) == (None, True)


def test_progress_is_told_after_so_many_rows_and_after_each_workbook(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(workbooks, "STEP_RECORDS", 2)
    told: list[Reached] = []

    write(tmp_path / "ekspor", rows(5), rows_a_file=3, step=told.append)

    assert [(each.revision, each.records, bool(each.part)) for each in told] == [
        (2, 2, False),
        (4, 4, False),
        (5, 3, True),
        (5, 2, True),
    ]
