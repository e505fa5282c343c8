import csv
import gzip
import json
import tracemalloc
from hashlib import sha256

import pytest
from openpyxl import load_workbook

from lkpp.files import signing
from lkpp.files.export import export
from lkpp.files.part_files import UndeclaredField
from tests.lkpp.export_samples import (
    NOW,
    SCHEMA,
    SampleProfile,
    exported,
    order,
    row,
    rows,
    source,
    tombstone,
)


@pytest.fixture(autouse=True)
def key():
    return signing.new_key()


def unpacked(path) -> bytes:
    return gzip.decompress(path.read_bytes())


def names(directory) -> list[str]:
    """But for the keys."""
    return sorted({path.name for path in directory.iterdir()} - {"keys"})


class V5Profile(SampleProfile):
    name = "v5"


ITEMS = (
    '[{"label":"Beban Maksimum","text":"250 kg"},{"label":"Jumlah Motor","text":"3"}]'
)


# What is exported


def test_a_snapshot_is_everything_that_is_active(tmp_path):
    given = [row("A", 3), tombstone("B", 4), row("C", 4), tombstone("D", 6)]

    summary = exported(tmp_path, given, order(), to=7)

    lines = unpacked(tmp_path / "part-00001.ndjson.gz").splitlines()
    assert [json.loads(line)["sku"] for line in lines] == ["A", "C"]
    assert (summary.records, summary.withdrawn) == (2, 0)
    assert (summary.contents.after, summary.contents.to) == (0, 7)


def test_a_snapshot_has_tombstones_when_they_are_wanted(tmp_path):
    given = [row("A", 3), tombstone("B", 4)]

    summary = exported(tmp_path, given, order(tombstones=True))

    lines = unpacked(tmp_path / "part-00001.ndjson.gz").splitlines()
    assert [json.loads(line)["active"] for line in lines] == [True, False]
    assert (summary.records, summary.withdrawn) == (2, 1)


def test_changes_have_tombstones_always(tmp_path):
    summary = exported(tmp_path, [tombstone("B", 8)], order(since=7), to=8)

    assert (summary.records, summary.withdrawn) == (1, 1)
    assert summary.contents.is_snapshot is False
    assert (summary.contents.after, summary.contents.to) == (7, 8)


def test_nothing_to_tell_is_a_manifest_without_parts(tmp_path):
    summary = exported(tmp_path, [], order(since=7), to=7)

    assert names(tmp_path) == ["manifest.json", "manifest.json.jws", "schema.json"]
    assert (summary.records, summary.contents.to) == (0, 7)


# The parts


def test_parts_have_at_most_so_many_records(tmp_path):
    summary = exported(tmp_path, rows(5), order(part_records=2))

    assert [
        (part.name, part.records, part.first_revision, part.last_revision)
        for part in summary.contents.parts
    ] == [
        ("part-00001.ndjson.gz", 2, 1, 2),
        ("part-00002.ndjson.gz", 2, 3, 4),
        ("part-00003.ndjson.gz", 1, 5, 5),
    ]


def test_parts_have_at_most_so_many_bytes_and_one_record_at_least(tmp_path):
    length = len(unpacked_length(tmp_path))

    exact = exported(tmp_path / "b", rows(5), order(part_bytes=2 * length))
    short = exported(tmp_path / "c", rows(2), order(part_bytes=1))

    assert [part.records for part in exact.contents.parts] == [2, 2, 1]
    assert [part.content_bytes for part in exact.contents.parts] == [
        2 * length,
        2 * length,
        length,
    ]
    assert [part.records for part in short.contents.parts] == [1, 1]


def unpacked_length(tmp_path) -> bytes:
    exported(tmp_path / "a", rows(1), order())
    return unpacked(tmp_path / "a" / "part-00001.ndjson.gz")


def test_the_same_records_give_the_same_bytes(tmp_path):
    digests = []
    for name in ("a", "b"):
        exported(tmp_path / name, rows(3), order())
        part = tmp_path / name / "part-00001.ndjson.gz"
        digests.append(sha256(part.read_bytes()).hexdigest())

    assert digests[0] == digests[1]


def test_progress_is_told_every_500_records_and_with_each_part(tmp_path):
    told = []
    given = source(rows(1_100))

    export(given, tmp_path, order(part_records=600), now=NOW, step=told.append)

    assert [(each.records, each.part and each.part.name) for each in told] == [
        (500, None),
        (600, "part-00001.ndjson.gz"),
        (1_000, None),
        (1_100, "part-00002.ndjson.gz"),
    ]


def test_memory_does_not_grow_with_the_catalogue(tmp_path):
    exported(tmp_path / "warm", rows(10), order())
    peaks = []
    for count in (2_000, 20_000):
        tracemalloc.start()
        exported(
            tmp_path / str(count), rows(count), order(part_records=1_000), to=count
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] - peaks[0] < 200_000


# JSON


def test_the_schema_lies_beside_the_records(tmp_path):
    summary = exported(tmp_path, rows(1), order())

    assert json.loads((tmp_path / "schema.json").read_bytes()) == SCHEMA
    assert summary.contents.other_files == ("schema.json",)


def test_json_is_an_array_a_file(tmp_path):
    exported(tmp_path, rows(3), order("json", part_records=2))

    first = json.loads(unpacked(tmp_path / "part-00001.json.gz"))
    second = json.loads(unpacked(tmp_path / "part-00002.json.gz"))
    assert [each["sku"] for each in first] == ["SKU-000001", "SKU-000002"]
    assert [each["sku"] for each in second] == ["SKU-000003"]


@pytest.mark.parametrize("compressed", [True, False])
def test_json_of_v5_is_a_page_of_the_feed_a_file(tmp_path, compressed):
    given = order("json", profile=V5Profile(), part_records=2, compressed=compressed)

    summary = exported(tmp_path, rows(3), given)

    texts = [(tmp_path / part.name).read_bytes() for part in summary.contents.parts]
    if compressed:
        texts = [gzip.decompress(text) for text in texts]
    pages = [json.loads(text) for text in texts]
    assert [len(page.pop("produk")) for page in pages] == [2, 1]
    assert pages == [
        {"total": 3, "current_page": 1, "per_page": 2, "total_page": 2},
        {"total": 3, "current_page": 2, "per_page": 2, "total_page": 2},
    ]
    assert [part.content_bytes for part in summary.contents.parts] == [
        len(text) for text in texts
    ]


# Tables


def test_csv_opens_in_an_indonesian_spreadsheet_program(tmp_path):
    given = [row("A", 1, name="Kasur; 2 lapis “é”"), tombstone("B", 2)]

    exported(tmp_path, given, order("csv", tombstones=True))

    text = (tmp_path / "part-00001.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfsku;revision;active;product.name;price;items")
    assert list(csv.reader(text.decode("utf-8-sig").splitlines(), delimiter=";")) == [
        ["sku", "revision", "active", "product.name", "price", "items"],
        [
            "A",
            "1",
            "true",
            "Kasur; 2 lapis “é”",
            "33000000",
            ITEMS,
        ],
        ["B", "2", "false", "", "", ""],
    ]
    assert names(tmp_path) == ["manifest.json", "manifest.json.jws", "part-00001.csv"]


def test_csv_has_decimal_commas(tmp_path):
    class Decimal(SampleProfile):
        def entry(self, record, base_url):
            return {"sku": record["sku"], "price": 52.4}

    exported(tmp_path, rows(1), order("csv", profile=Decimal()))

    assert b"SKU-000001;;;;52,4;\r\n" in (tmp_path / "part-00001.csv").read_bytes()


def test_no_text_becomes_an_error_value(tmp_path):
    exported(tmp_path, [row("A", 1, name="#N/A")], order("xlsx"))

    sheet = load_workbook(tmp_path / "part-00001.xlsx")["Data"]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("#N/A", "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_becomes_a_formula(tmp_path, start):
    given = [row("A", 1, name=f"{start}HYPERLINK(1)")]

    exported(tmp_path / "csv", given, order("csv"))
    exported(tmp_path / "xlsx", given, order("xlsx"))

    with (tmp_path / "csv" / "part-00001.csv").open(newline="") as file:
        (_head, line) = csv.reader(file, delimiter=";")
    assert line[3] == f"'{start}HYPERLINK(1)"
    sheet = load_workbook(tmp_path / "xlsx" / "part-00001.xlsx")["Data"]
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].value.startswith("'")


def test_xlsx_has_numbers_as_plain_numbers_and_codes_as_texts(tmp_path):
    exported(tmp_path, [row("00123", 1)], order("xlsx"))

    sheet = load_workbook(tmp_path / "part-00001.xlsx")["Data"]
    assert [cell.value for cell in sheet[1]] == [
        "sku",
        "revision",
        "active",
        "product.name",
        "price",
        "items",
    ]
    assert [cell.value for cell in sheet[2]] == [
        "00123",
        1,
        True,
        "Tempat Tidur Pasien Elektrik 3 Motor",
        33_000_000,
        ITEMS,
    ]
    assert (sheet["A2"].data_type, sheet["E2"].number_format) == ("s", "0")


def test_a_sheet_has_no_more_rows_than_programs_open(tmp_path, monkeypatch):
    monkeypatch.setattr("lkpp.files.part_files.Sheet.most_records", 2)

    summary = exported(tmp_path, rows(3), order("xlsx"))

    assert [part.records for part in summary.contents.parts] == [2, 1]


def test_a_field_without_a_column_is_never_left_out_silently(tmp_path):
    with pytest.raises(UndeclaredField, match=r"^price$"):
        exported(
            tmp_path,
            rows(1),
            order(
                "csv", columns=("sku", "revision", "active", "product.name", "items")
            ),
        )
