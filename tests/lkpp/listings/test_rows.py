"""What LKPP reported, row by row."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.findings import text
from lkpp.listings.rows import RefusedRow, ReportedRow
from tests.lkpp.listings.reports import read


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ya", True),
        ("yes", True),
        ("TAYANG", True),
        ("1", True),
        ("true", True),
        ("Tidak", False),
        ("no", False),
        ("tidak tayang", False),
        ("0", False),
        ("False", False),
        ("-1", None),
        ("-", None),
        ("tidak diketahui", None),
    ],
)
def test_words_for_yes_and_no(word, expected):
    [row] = read(f"sku;tayang\nA-1;{word}\n")

    assert row.values == {"shown": expected}


@pytest.mark.parametrize("cell", ["", "null", "N/A", " "])
def test_empty_cell_reports_nothing(cell):
    [row] = read(f"sku;kd_produk;tayang\nA-1;{cell};ya\n")

    assert row.values == {"shown": True}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";;1;;", "SKU dan kode KFA kosong."),
        ("A-1;;;;", "Baris ini tidak memberitahukan apa pun."),
        (
            "A-1;;satu;;",
            "“satu” bukan nomor produk LKPP, yang terdiri dari angka saja.",
        ),
        (
            "A-1;;1.000.000;;",
            "“1.000.000” bukan nomor produk LKPP, yang terdiri dari angka saja.",
        ),
        ("A-1;;0;;", "“0” bukan nomor produk LKPP, yang terdiri dari angka saja."),
        ("A-1;;;7;", "“7” bukan UUID, seperti 0190f3c2-…."),
        ("A-1;;;;barangkali", "“barangkali” bukan ya atau tidak."),
        (
            ";123;1;;",
            "Kode KFA harus terdiri dari 8 digit dan diawali "
            "salah satu dari 32, 33, 34, 82, 83, 84.",
        ),
        (";-1;1;;", "SKU dan kode KFA kosong."),
        (f"{'x' * 501};;1;;", "Isi sel terlalu panjang."),
    ],
)
def test_row_that_is_refused_is_named_with_the_reason(line, reason):
    [row] = read(f"sku;kfa_code;kd_produk;uuid;tayang\n{line}\n")

    assert isinstance(row, RefusedRow)
    assert (row.row, text(row.finding)) == (2, reason)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_cell_breaks_the_reader(sku, number, flag):
    content = (
        orjson.dumps(
            [{"sku": sku, "kd_produk": number, "tayang": flag, "uuid": flag}],
            default=str,
        )
        if _is_whole(sku + number + flag)
        else b"[]"
    )

    for row in read(content):
        assert isinstance(row, ReportedRow | RefusedRow)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def test_finding_is_placed_at_the_column_that_cannot_be_read():
    [row] = read("sku;kd_produk;tayang\nA-1;1;barangkali\n")

    assert (row.finding.code, row.finding.place) == ("no_yes_or_no", "shown")
