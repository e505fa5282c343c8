"""Reading the entries of a part."""

import io
import zipfile
from pathlib import Path

import pytest

from core.findings import message
from lkpp.files.verification import entries
from lkpp.files.verification.entries import (
    BoundedReader,
    json_lines,
    padded,
    require_modest_workbook,
    without_gaps,
)
from lkpp.files.verification.report import Unreadable


def bounded(content: bytes, longest: int | None = None) -> BoundedReader:
    return BoundedReader(
        io.BytesIO(content), len(content) if longest is None else longest
    )


def test_lines_are_placed_by_their_number():
    assert list(json_lines("a.ndjson", bounded(b'{"x": 1}\n[]\n'))) == [
        ("a.ndjson, catatan 1", {"x": 1}),
        ("a.ndjson, catatan 2", []),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}\n{}", "Baris terakhir tidak selesai."),
        (b"{}\n{\n", "Bukan JSON: "),
        (b"[NaN]\n", "Bukan JSON: NaN bukan bilangan JSON"),
        (b"[" * 100_000 + b"\n", "Bukan JSON: "),
    ],
)
def test_a_line_that_is_no_json_is_refused(content, sentence):
    with pytest.raises(Unreadable) as refused:
        list(json_lines("a.ndjson", bounded(content)))

    assert message(refused.value).startswith(sentence)


def test_no_more_is_read_than_was_promised():
    reader = bounded(b"1234", longest=3)

    with pytest.raises(Unreadable) as refused:
        reader.read()

    assert message(refused.value) == (
        "Isinya lebih panjang dari 3 byte menurut manifes."
    )


def test_as_much_as_was_promised_is_read():
    reader = bounded(b"1234")

    assert io.BufferedReader(reader).read() == b"1234"
    assert reader.length == 4


def bounded_lines(content: bytes, longest: int) -> bytes:
    reader = BoundedReader(io.BytesIO(content), len(content), longest_line=longest)
    return io.BufferedReader(reader, 4).read()


def test_lines_as_long_as_they_may_be_are_read():
    assert bounded_lines(b"12345678\n12345678\n1234", 8) == b"12345678\n12345678\n1234"


def test_a_longer_line_is_not_read_to_its_end():
    with pytest.raises(Unreadable) as refused:
        bounded_lines(b"1234\n" + b"1" * 1_000, 8)

    assert message(refused.value) == "Sebuah baris lebih panjang dari 8 byte."


def workbook(path: Path, *members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in members:
            archive.writestr(name, b"0" * 1_000)
    return path


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_workbook_is_not_unpacked_beyond_its_bounds(tmp_path, monkeypatch, name):
    path = workbook(tmp_path / "a.xlsx", name)
    require_modest_workbook(path)
    monkeypatch.setattr(entries, "LARGEST_SHEET", 999)
    monkeypatch.setattr(entries, "LARGEST_MEMBER", 999)

    with pytest.raises(Unreadable) as refused:
        require_modest_workbook(path)

    assert message(refused.value) == f"{name} di dalamnya lebih panjang dari 999 byte."


def test_a_sheet_may_be_longer_than_what_is_held_in_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(entries, "LARGEST_MEMBER", 999)

    require_modest_workbook(workbook(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml"))


def test_rows_of_a_sheet_are_as_wide_as_its_first():
    assert list(padded([("a", "b", "c"), ("d",), ("e", "f", "g")])) == [
        ("a", "b", "c"),
        ("d", None, None),
        ("e", "f", "g"),
    ]


def test_an_empty_cell_is_an_empty_text():
    assert list(without_gaps([("a", None), (0, "")])) == [("a", ""), (0, "")]
