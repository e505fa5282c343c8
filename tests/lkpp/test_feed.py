from datetime import date

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkpp.feed import ACTIVE, list_products, one_product, updated_within
from lkpp.parameters import Days, Listing
from lkpp.profiles.v5 import product_entry
from search.engines.base import EngineUnavailable
from tests.lkpp.fake_engine import AbsentEngine, FakeEngine
from tests.lkpp.records import variant_record, variant_records, withdrawn_record
from tests.lkpp.schema_check import faults

BASE_URL = "https://katalog.example"


def listing(page=1, per_page=500, order_field="created", descending=True):
    return Listing(page, per_page, order_field, descending)


def page_of(engine, filters=ACTIVE, **asked):
    return orjson.loads(
        b"".join(list_products(engine, filters, listing(**asked), BASE_URL))
    )


def skus_of(page):
    return [entry["informasi"]["no_produk_penyedia"] for entry in page["produk"]]


def read_all(engine, filters, per_page):
    """What a reader gathers that follows the envelope from the first page on."""
    entries, number, last = [], 1, 1
    while number <= last:
        page = page_of(
            engine, filters, page=number, per_page=per_page, descending=False
        )
        assert faults("list", page) == []
        assert (page["current_page"], page["per_page"]) == (number, per_page)
        entries += page["produk"]
        number, last = number + 1, page["total_page"]
    assert page["total"] == len(entries)
    return entries


def test_an_empty_feed_has_an_envelope():
    page = page_of(FakeEngine([]))

    assert page == {
        "total": 0,
        "current_page": 1,
        "per_page": 500,
        "total_page": 0,
        "produk": [],
    }


def test_only_what_can_be_ordered_is_listed_newest_first():
    engine = FakeEngine(
        [
            variant_record("A", created_at="2026-10-01T08:00:00+07:00"),
            variant_record("B", created_at="2026-10-03T08:00:00+07:00"),
            variant_record("C", created_at="2026-10-02T08:00:00+07:00"),
            withdrawn_record("D"),
        ]
    )

    assert skus_of(page_of(engine)) == ["B", "C", "A"]
    assert skus_of(page_of(engine, descending=False)) == ["A", "C", "B"]


def test_the_order_may_be_that_of_the_last_change():
    engine = FakeEngine(
        [
            variant_record("A", updated_at="2026-11-03T08:00:00+07:00"),
            variant_record("B", updated_at="2026-11-01T08:00:00+07:00"),
            variant_record("C", updated_at="2026-11-02T08:00:00+07:00"),
        ]
    )

    assert skus_of(page_of(engine, order_field="updated")) == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("number", "skus"), [(1, ["A", "B"]), (2, ["C", "D"]), (3, ["E"]), (4, [])]
)
def test_pages_begin_with_one_and_tell_how_many_there_are(number, skus):
    engine = FakeEngine(variant_record(sku) for sku in "ABCDE")

    page = page_of(engine, page=number, per_page=2)

    assert skus_of(page) == skus
    assert (page["total"], page["total_page"], page["current_page"]) == (5, 3, number)


def test_a_page_far_beyond_the_last_is_empty_and_not_looked_for():
    engine = FakeEngine([variant_record()])

    page = page_of(engine, page=999_999_999_999_999)

    assert (page["total"], page["total_page"], page["produk"]) == (1, 1, [])
    assert page["current_page"] == 999_999_999_999_999
    assert engine.iterated == []


def test_a_change_belongs_to_its_day_in_jakarta():
    engine = FakeEngine(
        [
            variant_record("before", updated_at="2026-11-19T23:59:59+07:00"),
            variant_record("first", updated_at="2026-11-19T17:00:00+00:00"),
            variant_record("last", updated_at="2026-11-20T23:59:59+07:00"),
            variant_record("after", updated_at="2026-11-20T17:00:00+00:00"),
        ]
    )
    on_the_20th = updated_within(Days(date(2026, 11, 20), date(2026, 11, 20)))

    page = page_of(engine, on_the_20th, order_field="updated", descending=False)

    assert skus_of(page) == ["first", "last"]
    assert page["total"] == 2


def test_what_left_is_among_the_changes_as_inactive():
    engine = FakeEngine([variant_record("A"), withdrawn_record("B")])
    days = Days(date(2026, 11, 20), date(2026, 11, 21))

    entries = page_of(engine, updated_within(days))["produk"]

    assert {
        entry["informasi"]["no_produk_penyedia"]: entry["informasi"]["produk_aktif"]
        for entry in entries
    } == {"A": 1, "B": 0}


def test_the_longest_span_of_days_is_no_trouble():
    engine = FakeEngine([variant_record()])

    page = page_of(engine, updated_within(Days(date.min, date.max)))

    assert page["total"] == 1


def test_one_product_is_found_also_after_it_left():
    engine = FakeEngine([variant_record("A"), withdrawn_record("B")])

    active = orjson.loads(one_product(engine, "A", BASE_URL))
    left = orjson.loads(one_product(engine, "B", BASE_URL))

    assert active == {"produk": product_entry(variant_record("A"), BASE_URL)}
    assert left == {"produk": product_entry(withdrawn_record("B"), BASE_URL)}
    assert faults("single", active) == faults("single", left) == []
    assert one_product(engine, "C", BASE_URL) is None


def test_the_envelope_is_sent_before_any_product_is_read():
    engine = FakeEngine(variant_record(f"S{n}") for n in range(120))

    chunks = list_products(engine, ACTIVE, listing(), BASE_URL)

    assert next(chunks) == (
        b'{"total":120,"current_page":1,"per_page":500,"total_page":1,"produk":['
    )
    assert engine.iterated == []
    assert len(list(chunks)) == 4


def test_a_missing_index_is_told_before_anything_is_sent():
    with pytest.raises(EngineUnavailable):
        list_products(AbsentEngine(), ACTIVE, listing(), BASE_URL)


@settings(max_examples=60, deadline=None)
@given(
    records=st.lists(
        variant_records(), max_size=12, unique_by=lambda record: record["sku"]
    ),
    per_page=st.integers(1, 500),
)
def test_a_reader_of_all_pages_has_every_variant_once(records, per_page):
    engine = FakeEngine(records)
    always = updated_within(Days(date(2018, 1, 1), date(2033, 1, 1)))

    everything = read_all(engine, always, per_page)
    active = read_all(engine, ACTIVE, per_page)

    expected = {r["sku"]: product_entry(r, BASE_URL) for r in records}
    assert len(everything) == len(records)
    assert {e["informasi"]["no_produk_penyedia"]: e for e in everything} == expected
    assert len(active) == sum(record["active"] for record in records)
    assert {e["informasi"]["no_produk_penyedia"]: e for e in active} == {
        record["sku"]: expected[record["sku"]] for record in records if record["active"]
    }
