from dataclasses import replace
from datetime import date

import orjson
import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from lkpp.feed import v5 as feed
from lkpp.feed.parameters import Days, PageRequest
from lkpp.feed.v5 import active, list_products, one_product, updated_within
from lkpp.profiles import PROFILES
from readmodel.lease import renew_feed
from tests.lkpp.ledger import remember_in_turn
from tests.lkpp.record_samples import variant_record, variant_records, withdrawn_record
from tests.lkpp.schema_check import faults

pytestmark = pytest.mark.django_db

BASE_URL = "https://katalog.example"


def listing(page=1, per_page=500, order_field="created_at", descending=True):
    return PageRequest(page, per_page, order_field, descending)


def product_entry(record):
    """What v5 says of a record, which does not depend on its revision."""
    return PROFILES["v5"].entry(record, BASE_URL)


def page_of(variants=None, **asked):
    variants = active() if variants is None else variants
    answer = list_products(variants, listing(**asked), BASE_URL)
    return orjson.loads(b"".join(answer.body))


def single_of(sku):
    return orjson.loads(b"".join(one_product(sku, BASE_URL).body))


def skus_of(page):
    return [entry["informasi"]["no_produk_penyedia"] for entry in page["produk"]]


def read_all(variants, per_page):
    """What a reader gathers that follows the envelope from the first page on."""
    entries, number, last = [], 1, 1
    while number <= last:
        page = page_of(variants, page=number, per_page=per_page, descending=False)
        assert faults("list", page) == []
        assert (page["current_page"], page["per_page"]) == (number, per_page)
        entries += page["produk"]
        number, last = number + 1, page["total_page"]
    assert page["total"] == len(entries)
    return entries


def test_an_empty_feed_has_an_envelope():
    page = page_of()

    assert page == {
        "total": 0,
        "current_page": 1,
        "per_page": 500,
        "total_page": 0,
        "produk": [],
    }


def test_only_what_can_be_ordered_is_listed_newest_first():
    remember_in_turn(
        variant_record("A", created_at="2026-10-01T08:00:00+07:00"),
        variant_record("B", created_at="2026-10-03T08:00:00+07:00"),
        variant_record("C", created_at="2026-10-02T08:00:00+07:00"),
        withdrawn_record("D"),
    )

    assert skus_of(page_of()) == ["B", "C", "A"]
    assert skus_of(page_of(descending=False)) == ["A", "C", "B"]


def test_the_order_may_be_that_of_the_last_change():
    remember_in_turn(
        variant_record("A", updated_at="2026-11-03T08:00:00+07:00"),
        variant_record("B", updated_at="2026-11-01T08:00:00+07:00"),
        variant_record("C", updated_at="2026-11-02T08:00:00+07:00"),
    )

    assert skus_of(page_of(order_field="updated_at")) == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("number", "skus"), [(1, ["A", "B"]), (2, ["C", "D"]), (3, ["E"]), (4, [])]
)
def test_pages_begin_with_one_and_tell_how_many_there_are(number, skus):
    remember_in_turn(*(variant_record(sku) for sku in "ABCDE"))

    page = page_of(page=number, per_page=2)

    assert skus_of(page) == skus
    assert (page["total"], page["total_page"], page["current_page"]) == (5, 3, number)


def test_a_page_far_beyond_the_last_is_empty():
    remember_in_turn(variant_record())

    page = page_of(page=999_999_999_999_999)

    assert (page["total"], page["total_page"], page["produk"]) == (1, 1, [])
    assert page["current_page"] == 999_999_999_999_999


def test_a_change_belongs_to_its_day_in_jakarta():
    remember_in_turn(
        variant_record("before", updated_at="2026-11-19T23:59:59+07:00"),
        variant_record("first", updated_at="2026-11-19T17:00:00+00:00"),
        variant_record("last", updated_at="2026-11-20T23:59:59+07:00"),
        variant_record("after", updated_at="2026-11-20T17:00:00+00:00"),
    )
    on_the_20th = updated_within(Days(date(2026, 11, 20), date(2026, 11, 20)))

    page = page_of(on_the_20th, order_field="updated_at", descending=False)

    assert skus_of(page) == ["first", "last"]
    assert page["total"] == 2


def test_what_left_is_among_the_changes_as_inactive():
    remember_in_turn(variant_record("A"), withdrawn_record("B"))
    days = Days(date(2026, 11, 20), date(2026, 11, 21))

    entries = page_of(updated_within(days))["produk"]

    assert {
        entry["informasi"]["no_produk_penyedia"]: entry["informasi"]["produk_aktif"]
        for entry in entries
    } == {"A": 1, "B": 0}


@pytest.mark.parametrize(
    ("start", "end", "total"),
    [
        (date.min, date.max, 1),
        (date.min, date.min, 0),
        (date.max, date.max, 0),
        (date(2026, 11, 20), date.max, 1),
    ],
)
def test_days_beyond_all_calendars_are_no_trouble(start, end, total):
    remember_in_turn(variant_record())

    page = page_of(updated_within(Days(start, end)))

    assert page["total"] == total


def test_one_product_is_found_also_after_it_left():
    remember_in_turn(variant_record("A"), withdrawn_record("B"))

    offered = single_of("A")
    left = single_of("B")

    assert offered == {"produk": product_entry(variant_record("A"))}
    assert left == {"produk": product_entry(withdrawn_record("B"))}
    assert faults("single", offered) == faults("single", left) == []
    assert one_product("C", BASE_URL) is None


def test_the_envelope_is_sent_before_any_product_is_read(django_assert_num_queries):
    remember_in_turn(*(variant_record(f"S{n}") for n in range(120)))

    chunks = iter(list_products(active(), listing(), BASE_URL).body)

    with django_assert_num_queries(0):
        assert next(chunks) == (
            b'{"total":120,"current_page":1,"per_page":500,"total_page":1,"produk":['
        )
    with django_assert_num_queries(1):
        assert len(list(chunks)) == 4


def test_the_tag_changes_with_what_is_listed():
    remember_in_turn(variant_record("A"), variant_record("B"))
    before = list_products(active(), listing(), BASE_URL).etag
    single_before = one_product("A", BASE_URL).etag

    remember_in_turn(withdrawn_record("B"))

    assert list_products(active(), listing(), BASE_URL).etag != before
    assert one_product("A", BASE_URL).etag == single_before
    renew_feed()
    assert one_product("A", BASE_URL).etag != single_before


def test_the_tag_changes_with_how_entries_are_made(monkeypatch):
    remember_in_turn(variant_record("A"))
    before = list_products(active(), listing(), BASE_URL).etag
    single_before = one_product("A", BASE_URL).etag

    elsewhere = "https://katalog-lain.example"
    assert list_products(active(), listing(), elsewhere).etag != before
    assert one_product("A", elsewhere).etag != single_before

    monkeypatch.setattr(feed, "V5", replace(feed.V5, title="Bentuk baru"))
    assert list_products(active(), listing(), BASE_URL).etag != before
    assert one_product("A", BASE_URL).etag != single_before


def test_a_reader_of_all_pages_has_every_variant_once():
    @settings(max_examples=30, deadline=None)
    @given(
        records=st.lists(
            variant_records(), max_size=12, unique_by=lambda record: record["sku"]
        ),
        per_page=st.integers(1, 500),
    )
    def holds(records, per_page):
        with transaction.atomic():
            remember_in_turn(*records)
            _compare_with_all_pages(records, per_page)
            transaction.set_rollback(True)

    holds()


def _compare_with_all_pages(records, per_page):
    always = updated_within(Days(date(2018, 1, 1), date(2033, 1, 1)))

    everything = read_all(always, per_page)
    offered = read_all(active(), per_page)

    expected = {r["sku"]: product_entry(r) for r in records}
    assert len(everything) == len(records)
    assert {e["informasi"]["no_produk_penyedia"]: e for e in everything} == expected
    assert len(offered) == sum(record["active"] for record in records)
    assert {e["informasi"]["no_produk_penyedia"]: e for e in offered} == {
        record["sku"]: expected[record["sku"]] for record in records if record["active"]
    }
