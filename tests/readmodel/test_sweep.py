"""What a daily sweep finds wrong in the index, and that the indexer then mends it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import ProductPage
from readmodel import indexer
from readmodel.comparison import compare_with_ledger
from readmodel.models import PendingChange
from readmodel.sweep import SweepResult, sweep
from search.indexing.sink import engine_sinks
from tests.factories.products import (
    complete_product,
    days_from_today,
)
from tests.factories.users import verifier
from tests.lkpp.feed.reading import pull
from tests.readmodel.comparing import wrong_with
from verification import decisions

pytestmark = pytest.mark.django_db

[SINK] = engine_sinks()

NOTHING = SweepResult(crossed=0, unknown=0, gone=0)


def today():
    return timezone.localdate()


def pass_days(monkeypatch, days: int):
    later = timezone.localdate() + timedelta(days=days)
    moment = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "localdate", lambda *args: later)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return later


def pending() -> list[int]:
    return sorted(PendingChange.objects.values_list("product_id", flat=True))


# Dates


def test_what_crossed_a_date_is_noted_once(index):
    product, _other = complete_product(), complete_product()
    product.authorisations.update(expires_on=days_from_today(10))
    indexer.drain()
    on = today() + timedelta(days=11)

    assert sweep(on - timedelta(days=1)) == NOTHING
    assert sweep(on) == SweepResult(crossed=1, unknown=0, gone=0)
    assert sweep(on) == NOTHING
    assert pending() == [product.pk]


def test_a_dry_run_counts_and_notes_nothing(index):
    product = complete_product()
    product.authorisations.update(expires_on=days_from_today(10))
    indexer.drain()

    found = sweep(today() + timedelta(days=11), dry_run=True)

    assert found == SweepResult(crossed=1, unknown=0, gone=0)
    assert pending() == []


@pytest.mark.parametrize("last_day", [date.max, date.min])
def test_the_ends_of_the_calendar_stop_nobody(index, indexed, last_day):
    product = complete_product()
    product.authorisations.update(issued_on=date.min, expires_on=last_day)

    assert indexer.drain() == 1

    assert indexed(product)["licence"]["expires_on"] == last_day.isoformat()
    assert sweep(today()) == NOTHING


# Database and ledger


def test_nothing_is_wrong_after_indexing(index):
    product, unpublished = complete_product(), complete_product()
    complete_product(live=False)
    indexer.drain()
    unpublished.unpublish()
    product.title = "Nama baru"
    product.save()
    indexer.drain()

    assert sweep(today()) == NOTHING
    assert wrong_with(compare_with_ledger(SINK)) == {}


def test_a_product_that_no_signal_told_of_is_noted(index, indexed):
    product = complete_product()
    PendingChange.objects.all().delete()

    assert sweep(today()) == SweepResult(crossed=0, unknown=1, gone=0)

    assert indexer.drain() == 1
    assert indexed(product)["title"] == product.title
    assert sweep(today()) == NOTHING


def test_a_product_that_left_unnoticed_is_noted(index, indexed, exported):
    product = complete_product()
    sku = product.variants.get().sku
    indexer.drain()
    ProductPage.objects.filter(pk=product.pk).update(live=False)

    assert sweep(today()) == SweepResult(crossed=0, unknown=0, gone=1)

    indexer.drain()
    assert indexed(product) is None
    assert exported(sku)["reason"] == "withdrawn"
    assert sweep(today()) == NOTHING


def test_a_product_that_came_back_unnoticed_is_noted(index, indexed):
    product = complete_product()
    indexer.drain()
    product.unpublish()
    indexer.drain()
    ProductPage.objects.filter(pk=product.pk).update(live=True)

    assert sweep(today()) == SweepResult(crossed=0, unknown=1, gone=0)

    indexer.drain()
    assert indexed(product)["revision"] == 3


def test_products_of_a_hidden_supplier_are_not_missed(index):
    unpublished, restricted = complete_product(), complete_product()
    indexer.drain()
    unpublished.supplier.unpublish()
    PageViewRestriction.objects.create(
        page=restricted.supplier, restriction_type="login"
    )
    indexer.drain()

    assert sweep(today()) == NOTHING


def test_what_is_pending_is_not_wrong(index):
    known = complete_product()
    indexer.drain()
    complete_product()
    known.unpublish()

    assert sweep(today()) == NOTHING
    assert wrong_with(compare_with_ledger(SINK)) == {}


# What becomes of a product whose licence does not hold


@pytest.fixture
def licensed(index):
    """A product that can be ordered for ten more days."""
    product = complete_product()
    product.variants.update(sku="LED-1")
    product.authorisations.update(expires_on=days_from_today(10))
    recording.record_published([product])
    indexer.drain()
    return product


def in_feed(client) -> tuple[int, int]:
    """How many variants LKPP may order, and the flag of LED-1."""
    _status, page = pull(client, "all_produk")
    _status, single = pull(client, "produk", no_produk_penyedia="LED-1")
    return page["total"], single["produk"]["informasi"]["produk_aktif"]


def test_on_the_last_day_a_product_can_still_be_ordered(
    client, licensed, indexed, exported, monkeypatch
):
    on = pass_days(monkeypatch, 10)

    sweep(on)
    indexer.drain()

    assert indexed(licensed)["orderable"] is True
    assert exported("LED-1")["reason"] == ""
    assert in_feed(client) == (1, 1)


def test_the_day_after_it_leaves_the_feed_and_says_why(
    client, licensed, indexed, exported, monkeypatch
):
    on = pass_days(monkeypatch, 11)

    assert sweep(on) == SweepResult(crossed=1, unknown=0, gone=0)
    indexer.drain()

    assert indexed(licensed)["orderable"] is False
    record = exported("LED-1")
    assert (record["active"], record["reason"]) == (False, "licence-expired")
    assert record["revision"] == 2
    assert in_feed(client) == (0, 0)
    day = on.isoformat()
    _status, page = pull(client, "updated_produk", start_date=day, end_date=day)
    assert [each["informasi"]["produk_aktif"] for each in page["produk"]] == [0]
    assert sweep(on) == NOTHING


def test_a_renewed_licence_brings_it_back(
    client, licensed, indexed, exported, monkeypatch
):
    sweep(pass_days(monkeypatch, 11))
    indexer.drain()

    licensed.authorisations.update(expires_on=days_from_today(700))
    licensed.save()
    indexer.drain()

    assert indexed(licensed)["orderable"] is True
    assert exported("LED-1")["reason"] == ""
    assert in_feed(client) == (1, 1)


@pytest.mark.parametrize("state", [CaseState.REFUSED, CaseState.FROZEN])
def test_a_decision_takes_it_out_and_another_brings_it_back(
    client, licensed, indexed, exported, state
):
    case = VerificationCase.objects.get(kind="licence")
    decider = verifier()

    decisions.decide(case.pk, decider, state, "Tidak ada pada daftar.")
    indexer.drain()

    assert indexed(licensed)["orderable"] is False
    record = exported("LED-1")
    assert (record["active"], record["reason"]) == (False, "not-ready")
    assert in_feed(client) == (0, 0)

    decisions.decide(case.pk, decider, CaseState.VERIFIED)
    indexer.drain()

    assert indexed(licensed)["orderable"] is True
    assert exported("LED-1")["reason"] == ""
    assert in_feed(client) == (1, 1)
