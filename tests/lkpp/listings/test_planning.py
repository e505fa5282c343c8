"""Matching what LKPP reported with the catalogue, before anything is written."""

import pytest

from core.findings import text
from lkpp.listings.lookup import reported_listings
from lkpp.listings.planning import ImportPlan, plan_import
from lkpp.listings.recording import record_listings
from lkpp.models import LkppListing
from tests.lkpp.listings.reports import read


def planned(content: str) -> ImportPlan:
    return plan_import(read(content))


def reasons(plan: ImportPlan) -> list[tuple[int, str, str]]:
    return [(each.row, each.key, text(each.finding)) for each in plan.refused]


@pytest.mark.parametrize(
    ("line", "sku", "by_kfa"),
    [
        ("A-1;", "A-1", False),
        # The SKU goes before the code.
        ("A-1;83000002", "A-1", False),
        (";83000002", "B-2", True),
        ("SKU-LKPP;83000002", "B-2", True),
    ],
)
def test_row_is_matched_by_sku_then_by_kfa_code(variants, line, sku, by_kfa):
    [change] = planned(f"sku;kfa;kd_produk\n{line};5\n").changes

    assert (change.sku, change.matched_by_kfa) == (sku, by_kfa)
    assert change.product_id == variants[sku].product_id
    assert (change.before, change.after) == ({"kd_produk": None}, {"kd_produk": 5})


@pytest.mark.parametrize(
    ("line", "key", "reason"),
    [
        ("X-9;", "X-9", "SKU ini tidak ada dalam katalog."),
        (";83000009", "83000009", "Kode KFA ini tidak ada dalam katalog."),
        ("X-9;83000009", "X-9", "SKU dan kode KFA ini tidak ada dalam katalog."),
        (
            ";83000003",
            "83000003",
            "Kode KFA 83000003 dipakai 2 varian; sebutkan SKU-nya.",
        ),
    ],
)
def test_row_about_no_variant_or_several_is_left_out(variants, line, key, reason):
    found = planned(f"sku;kfa;kd_produk\nA-1;;4\n{line};5\n")

    assert [each.sku for each in found.changes] == ["A-1"]
    assert reasons(found) == [(3, key, reason)]


def test_rows_that_contradict_each_other_are_left_out(variants):
    found = planned("sku;kd_produk\nA-1;1\nB-2;2\nA-1;3\nB-2;2\n")

    assert [(each.sku, each.after) for each in found.changes] == [
        ("B-2", {"kd_produk": 2})
    ]
    reason = "Baris 2, 4 saling bertentangan tentang SKU A-1."
    assert reasons(found) == [(2, "A-1", reason), (4, "A-1", reason)]


def test_number_of_another_variant_is_left_out(variants):
    LkppListing.objects.create(sku="C-3", kd_produk=7)

    found = planned("sku;kd_produk\nA-1;7\nB-2;8\nC-4;8\n")

    assert found.changes == []
    assert [(row, reason) for row, _key, reason in reasons(found)] == [
        (2, "Nomor 7 sudah dipakai SKU C-3."),
        (3, "Nomor 8 sudah dipakai SKU C-4."),
        (4, "Nomor 8 sudah dipakai SKU B-2."),
    ]


def test_variants_may_exchange_their_numbers(variants):
    LkppListing.objects.create(sku="A-1", kd_produk=1)
    LkppListing.objects.create(sku="B-2", kd_produk=2)

    record_listings(read("sku;kd_produk\nA-1;2\nB-2;1\n"), source="uji")

    assert {s: t.kd_produk for s, t in reported_listings(["A-1", "B-2"]).items()} == {
        "A-1": 2,
        "B-2": 1,
    }


def test_number_is_not_free_when_its_holder_keeps_it(variants):
    """B's row is left out, so that B keeps 2, which A's row would take."""
    LkppListing.objects.create(sku="B-2", kd_produk=2)
    LkppListing.objects.create(sku="C-3", kd_produk=3)

    found = planned("sku;kd_produk\nA-1;2\nB-2;3\n")

    assert found.changes == []
    assert [each.row for each in found.refused] == [2, 3]
