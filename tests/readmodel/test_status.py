"""How far what readers see is behind the catalogue."""

from datetime import UTC, datetime

import pytest

from readmodel import indexer
from readmodel.feeding import note_repairs
from readmodel.models import (
    PendingChange,
    PendingRepair,
    ProductState,
    RefusedProduct,
    SinkState,
)
from readmodel.refusals import Refusals
from readmodel.sinks import sinks
from readmodel.status import SinkStatus, Waiting, changes_not_built, sink_statuses
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

EARLIER = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def status() -> SinkStatus:
    """Of the engine, which alone follows the ledger."""
    [found] = sink_statuses().values()
    return found


def test_statuses_are_by_the_names_of_the_sinks(index):
    assert list(sink_statuses()) == [each.name for each in sinks()]


def test_nothing_waits_once_everything_was_indexed(index):
    complete_product()
    indexer.drain()

    assert changes_not_built() == Waiting(0, None)
    assert status() == SinkStatus(
        waiting=Waiting(0, None),
        lag=0,
        failure="",
        failing_since=None,
        refused=Refusals(0, {}),
        generation=index.state().generation,
    )


def test_the_outbox_is_as_old_as_its_first_note(index):
    for product_id, moment in ((1, LATER), (2, EARLIER), (2, LATER)):
        note = PendingChange.objects.create(product_id=product_id)
        PendingChange.objects.filter(pk=note.pk).update(enqueued_at=moment)

    assert changes_not_built() == Waiting(3, EARLIER)


def test_a_sink_lacks_what_came_after_its_cursor(index):
    first, second, third = (complete_product() for _each in range(3))
    indexer.drain()
    ProductState.objects.filter(pk=first.pk).update(changed_at=EARLIER)
    ProductState.objects.filter(pk__in=[second.pk, third.pk]).update(changed_at=LATER)
    SinkState.objects.update(applied_revision=1)

    assert status().waiting == Waiting(2, LATER)
    assert status().lag == 2


def test_a_sink_that_was_never_built_lacks_everything(index):
    complete_product()
    indexer.drain()
    ProductState.objects.update(changed_at=EARLIER)
    SinkState.objects.all().delete()

    assert status().waiting == Waiting(1, EARLIER)


def test_a_sink_that_was_built_for_another_schema_lacks_everything(index):
    complete_product()
    indexer.drain()
    ProductState.objects.update(changed_at=EARLIER)
    SinkState.objects.update(schema_version="other")

    assert status().waiting == Waiting(1, EARLIER)


def test_what_a_sink_is_known_to_have_wrongly_waits(index):
    note_repairs(sinks()[0], [1, 2])
    PendingRepair.objects.filter(product_id=1).update(noted_at=LATER)
    PendingRepair.objects.filter(product_id=2).update(noted_at=EARLIER)
    PendingRepair.objects.create(sink="another", product_id=3)

    assert status().waiting == Waiting(2, EARLIER)


@pytest.mark.parametrize(("changed", "noted"), [(EARLIER, LATER), (LATER, EARLIER)])
def test_what_waits_is_as_old_as_the_first_change_or_repair(index, changed, noted):
    complete_product()
    indexer.drain()
    ProductState.objects.update(changed_at=changed)
    SinkState.objects.update(applied_revision=0)
    note_repairs(sinks()[0], [999])
    PendingRepair.objects.update(noted_at=noted)

    assert status().waiting == Waiting(2, EARLIER)


def test_a_sink_that_cannot_be_written_says_why(index):
    SinkState.objects.update(failure="no node answers", failing_since=EARLIER)

    found = status()

    assert (found.failure, found.failing_since) == ("no node answers", EARLIER)


def test_what_a_sink_refuses_is_told(index):
    name = sinks()[0].name
    RefusedProduct.objects.create(sink=name, product_id=2, reason="price")

    assert status().refused == Refusals(1, {2: "price"})


def test_what_was_never_built_is_no_generation(index):
    SinkState.objects.all().delete()

    assert status().generation == ""
