"""What is in the parts of an export."""

import gzip
from hashlib import sha256
from pathlib import Path

import pytest

from lkpp.files import signing
from lkpp.files.bulk_upload.workbooks import export_bulk_upload
from lkpp.files.verification import content, verify
from tests.lkpp.export_samples import (
    BASE_URL,
    NOW,
    SampleProfile,
    exported,
    order,
    rows,
    source,
)
from tests.lkpp.files.verification.tampering import PART, faults, lines, repack, resign


def test_a_record_that_is_missing_is_found(directory):
    repack(directory, PART, lines(directory)[0])

    assert faults(directory) == [
        (PART, "Berisi 1 catatan, menurut manifes 2."),
    ]


def test_a_record_that_occurs_twice_is_found(directory):
    first, _second = lines(directory)
    repack(directory, PART, first + first)

    assert faults(directory) == [(f"{PART}, catatan 2", "A sudah ada sebelumnya.")]


def test_a_variant_in_two_parts_is_found(directory):
    _first, second = lines(directory)
    third, fourth = lines(directory, "part-00002.ndjson.gz")
    third = third.replace(b'"C"', b'"B"')
    repack(directory, "part-00002.ndjson.gz", third + fourth)

    assert faults(directory) == [
        ("part-00002.ndjson.gz, catatan 1", "B sudah ada sebelumnya.")
    ]


def test_records_out_of_order_are_found(directory):
    repack(directory, PART, b"".join(reversed(lines(directory))))

    assert faults(directory) == [(f"{PART}, catatan 2", "Revisi 1 sesudah revisi 2.")]


def test_a_record_against_the_schema_is_found_with_its_place(directory):
    first, second = lines(directory)
    repack(directory, PART, first + second.replace(b"33000000", b'"33.000.000"'))

    assert faults(directory) == [
        (
            f"{PART}, catatan 2",
            '$.price tidak menurut skema: "33.000.000" is not of type "integer"',
        )
    ]


def test_records_are_not_held_against_the_schema_when_that_is_not_wanted(directory):
    first, second = lines(directory)
    repack(directory, PART, first + second.replace(b"33000000", b'"33.000.000"'))

    report = verify(directory, signing.key_set(), now=NOW, with_schema=False)

    assert (report.ok, report.schema_checked) == (True, False)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"bukan json\n", "Bukan JSON"),
        (b"[]\n", "Ini bukan objek."),
        (b'{"revision": 2, "active": true}\n', "Tanpa sku."),
        (b'{"sku": "B", "revision": 2, "active": NaN}\n', "Bukan JSON"),
        (b"[" * 100_000 + b"\n", "Bukan JSON"),
        (b'{"sku": "B", "revision": 2, "active": true}', "Baris terakhir"),
        (b'{"sku": "B", "revision": 9, "active": true}\n', "Revisi 9 di luar bagian"),
        (b"\xff\n", "Bukan JSON"),
    ],
)
def test_a_line_that_is_no_record_is_found(directory, line, what):
    repack(directory, PART, lines(directory)[0] + line)

    where, said = faults(directory)[0]

    assert where.startswith(PART)
    assert said.startswith(what)


def test_what_unpacks_to_more_than_was_said_is_not_unpacked(directory):
    bomb = gzip.compress(b"0" * 50_000_000)
    (directory / PART).write_bytes(bomb)

    def agree(manifest):
        manifest["parts"][0]["bytes"] = len(bomb)
        manifest["parts"][0]["sha256"] = sha256(bomb).hexdigest()

    resign(directory, agree)

    ((where, what),) = faults(directory)
    assert where == PART
    assert what.startswith("Isinya lebih panjang dari")


def test_a_part_with_another_digest_is_not_unpacked(directory, monkeypatch):
    def unpack(*args, **options):
        raise AssertionError("unpacked")

    monkeypatch.setattr("lkpp.files.verification.content.GzipFile", unpack)
    for part in ("part-00001.ndjson.gz", "part-00002.ndjson.gz"):
        content = bytearray((directory / part).read_bytes())
        content[-1] ^= 1
        (directory / part).write_bytes(content)

    assert [where for where, _what in faults(directory)] == [
        "part-00001.ndjson.gz",
        "part-00002.ndjson.gz",
    ]


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_a_line_longer_than_any_record_is_not_read_to_its_end(
    tmp_path, monkeypatch, format
):
    monkeypatch.setattr(content, "LONGEST_RECORD", 100_000)
    target = tmp_path / "ekspor"
    exported(target, rows(1), order(format, compressed=True))
    name = f"part-00001.{format}.gz"
    repack(target, name, b'"' + b"a" * 1_000_000)

    ((where, what),) = faults(target)

    assert (where, what) == (name, "Sebuah baris lebih panjang dari 100000 byte.")


def test_an_array_too_long_to_be_parsed_at_once_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "LONGEST_ARRAY", 99)
    target = tmp_path / "ekspor"
    exported(target, rows(1), order("json"))
    name = "part-00001.json.gz"
    repack(target, name, b"[" + b" " * 98 + b"]")

    assert faults(target) == [
        (name, "Isinya 100 byte; larik JSON dibaca sampai 99 byte.")
    ]


def test_of_many_faults_the_first_are_told(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, rows(50), order())
    repack(target, PART, lines(target)[0] + b"[]\n" * 49)

    found = faults(target)

    assert len(found) == 21
    assert found[-1][1] == "Masih ada kesalahan lain di berkas ini."


def test_a_page_of_v5_with_wrong_numbers_is_found(tmp_path):
    profile = SampleProfile()
    profile.name = "v5"
    target = tmp_path / "ekspor"
    exported(target, rows(2), order("json", profile=profile))
    name = "part-00001.json.gz"
    unpacked = gzip.decompress((target / name).read_bytes())
    repack(target, name, unpacked.replace(b'"total":2', b'"total":3'))

    assert faults(target) == [(name, "total adalah 3, seharusnya 2.")]


def test_a_table_with_a_row_of_another_width_is_found(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, rows(1), order("csv", compressed=True))
    name = "part-00001.csv.gz"
    unpacked = gzip.decompress((target / name).read_bytes())
    repack(target, name, unpacked[:-2] + b";lagi\r\n")

    assert faults(target) == [(name, "Catatan 1 berisi 7 sel, bukan 6.")]


def test_a_row_of_a_table_is_found_at_its_place(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, rows(1), order("csv", compressed=True))
    name = "part-00001.csv.gz"
    unpacked = gzip.decompress((target / name).read_bytes())
    heading, row = unpacked.splitlines(keepends=True)
    repack(target, name, heading + row + row)

    assert (f"{name}, catatan 2", "SKU-000001 sudah ada sebelumnya.") in faults(target)


def bulk(target: Path) -> Path:
    target.mkdir()
    export_bulk_upload(
        source(rows(3)),
        target,
        BASE_URL,
        since=None,
        rows_a_file=2,
        now=NOW,
        step=lambda reached: None,
    )
    return target


def test_a_bulk_upload_is_whole(tmp_path):
    report = verify(bulk(tmp_path / "ekspor"), signing.key_set(), now=NOW)

    assert report.errors == []
    assert (report.records, report.parts) == (3, 2)


def test_a_workbook_of_another_category_is_found(tmp_path):
    target = bulk(tmp_path / "ekspor")

    def change(manifest):
        manifest["parts"][0]["category_id"] = "0b1f"

    resign(target, change)

    ((where, what),) = faults(target)
    assert where.endswith("-001.xlsx")
    assert what == "Baris 2 tidak menyebut Category ID dari manifes."
