"""Rows on their way through a form."""

import pytest

from core.findings import text
from lkpp.listings.carried_rows import as_text, from_text
from lkpp.listings.rows import RefusedRow
from tests.lkpp.listings.reports import CSV, read


def test_rows_survive_the_way_through_a_form():
    rows = read(CSV) + read("sku;tayang;dapat_dibeli\nC;-1;ya\n")

    assert from_text(as_text(rows)) == rows


def test_a_refused_row_keeps_its_sentence():
    [refused] = read("sku;kd_produk\nB;0\n")

    [carried] = from_text(as_text([refused]))

    assert isinstance(carried, RefusedRow)
    assert (carried.row, carried.key) == (2, "B")
    assert carried.finding.code == refused.finding.code == "no_product_number"
    assert carried.finding.place == refused.finding.place == "kd_produk"
    assert text(carried.finding) == text(refused.finding)


def test_a_forged_sentence_is_no_pattern():
    [carried] = from_text('[[1, "A", "x", "", "100 % %(reason)s"]]')

    assert text(carried.finding) == "100 % %(reason)s"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "[7]",
        "[[1]]",
        '[[1, "A", "", {"sku": 1}, 2]]',
        '[[1, "A", "", {"lain": 1}]]',
        '[[1, "A", "", {"kd_produk": 99999999999999999999999}]]',
        '[[1, "A", "", {"v6_id": "x"}]]',
        '[["x", "A", "", {}]]',
    ],
)
def test_forged_rows_are_refused(text):
    with pytest.raises(ValueError):
        from_text(text)
