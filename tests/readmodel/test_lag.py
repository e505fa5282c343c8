"""How far what readers see is behind the catalogue."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from readmodel import indexer
from readmodel.lag import Lag, outbox_lag, sink_lags
from readmodel.models import PendingChange, ProductState, RefusedProduct, SinkState
from readmodel.sinks import sinks
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def lags() -> dict[str, Lag]:
    """Of each sink, whatever it was built as."""
    return {name: replace(lag, generation="") for name, lag in sink_lags().items()}


def test_nothing_waits_once_everything_was_indexed(index):
    complete_product()
    indexer.drain()

    assert outbox_lag() == Lag(0, None)
    assert lags() == {each.name: Lag(0, None) for each in sinks()}


def test_the_outbox_is_as_old_as_its_first_note(index):
    for product_id, moment in ((1, LATER), (2, EARLIER), (2, LATER)):
        note = PendingChange.objects.create(product_id=product_id)
        PendingChange.objects.filter(pk=note.pk).update(enqueued_at=moment)

    assert outbox_lag() == Lag(3, EARLIER)


def test_a_sink_lacks_what_came_after_its_cursor(index):
    first, second, third = (complete_product() for _each in range(3))
    indexer.drain()
    ProductState.objects.filter(pk=first.pk).update(changed_at=EARLIER)
    ProductState.objects.filter(pk__in=[second.pk, third.pk]).update(changed_at=LATER)
    SinkState.objects.update(applied_revision=1)

    assert lags() == {each.name: Lag(2, LATER) for each in sinks()}


def test_a_sink_that_was_never_built_lacks_everything(index):
    complete_product()
    indexer.drain()
    ProductState.objects.update(changed_at=EARLIER)
    SinkState.objects.all().delete()

    assert lags() == {each.name: Lag(1, EARLIER) for each in sinks()}


def test_a_sink_that_cannot_be_written_says_why(index):
    SinkState.objects.update(failure="no node answers", failing_since=EARLIER)

    assert lags() == {
        each.name: Lag(0, None, "no node answers", EARLIER) for each in sinks()
    }


def test_a_sink_that_was_built_for_another_schema_lacks_everything(index):
    complete_product()
    indexer.drain()
    ProductState.objects.update(changed_at=EARLIER)
    SinkState.objects.update(schema_version="other")

    assert lags() == {each.name: Lag(1, EARLIER) for each in sinks()}


def test_what_a_sink_refuses_is_told_by_product(index):
    name = sinks()[0].name
    for sink, product_id in ((name, 2), (name, 1), ("another", 3)):
        RefusedProduct.objects.create(sink=sink, product_id=product_id, reason="price")

    assert sink_lags()[name].refused == {1: "price", 2: "price"}


def test_what_a_sink_was_built_as_is_told(index):
    name = sinks()[0].name

    assert sink_lags()[name].generation == index.state().generation != ""
    SinkState.objects.all().delete()
    assert sink_lags()[name].generation == ""
