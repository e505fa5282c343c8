"""The files of an export, format by format."""

import csv
import gzip
import json

import pytest
from openpyxl import load_workbook

from lkpp.files.part_files import UndeclaredField
from tests.lkpp.export_samples import (
    SCHEMA,
    SampleProfile,
    exported,
    order,
    row,
    rows,
    tombstone,
)
from tests.lkpp.files.reading import ITEMS, V5Profile, names, unpacked

pytestmark = pytest.mark.usefixtures("key")


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
