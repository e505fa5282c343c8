"""Reading the entries of a part."""

import io

import pytest

from core.findings import message
from lkpp.files.verification.entries import (
    BoundedReader,
    json_lines,
    padded,
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


def test_rows_of_a_sheet_are_as_wide_as_its_first():
    assert list(padded([("a", "b", "c"), ("d",), ("e", "f", "g")])) == [
        ("a", "b", "c"),
        ("d", None, None),
        ("e", "f", "g"),
    ]


def test_an_empty_cell_is_an_empty_text():
    assert list(without_gaps([("a", None), (0, "")])) == [("a", ""), (0, "")]
