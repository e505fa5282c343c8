"""What is left of a clock that was ahead, or behind, for a while: nothing."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import orjson
import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from readmodel import indexer
from readmodel.lease import LeaseTaken, LedgerLease, SinkLease
from readmodel.models import ProductState, VariantState
from tests.factories.products import days_from_today, ready_product

pytestmark = pytest.mark.django_db

YEARS_AHEAD = timedelta(days=1500)


@contextmanager
def clock_off_by(error: timedelta):
    with time_machine.travel(timezone.now() + error):
        yield


def ledger() -> dict[int, tuple]:
    """What readers are told of each product, without the number of the change."""
    return {
        state.pk: (state.live, state.checksum, state.rebuild_on, state.built_on)
        for state in ProductState.objects.all()
    }


def moments() -> list[datetime]:
    """All moments that readers of the export are told."""
    told = []
    for row in VariantState.objects.all():
        record = orjson.loads(row.record)
        told += [row.created_at, row.updated_at]
        told += [datetime.fromisoformat(each) for each in record["changed"].values()]
        told += [datetime.fromisoformat(record["created_at"])]
    return told


def products(number: int = 6) -> list:
    """Ready products, of which every other has a licence that ends in a month."""
    made = [ready_product() for _ in range(number)]
    for product in made[::2]:
        product.authorisations.update(expires_on=days_from_today(30))
    return made


@pytest.mark.parametrize("error", [YEARS_AHEAD, -YEARS_AHEAD])
def test_documents_and_feed_are_right_again_by_themselves(index, error):
    made = products()
    indexer.drain()
    before = ledger()
    assert len(before) == len(made)

    with clock_off_by(error):
        made[0].save()
        indexer.drain()
        assert ledger() != before
    indexer.drain()

    assert ledger() == before
    assert max(moments()) <= timezone.now()
    assert not VariantState.objects.filter(active=False).exists()
    assert indexer.drain() == 0


def test_what_was_first_published_under_such_a_clock_is_told_as_of_now(index):
    product = ready_product()
    with clock_off_by(timedelta(days=3)):
        indexer.drain()
    [told] = VariantState.objects.values_list("revision", flat=True)

    indexer.drain()

    [variant] = VariantState.objects.all()
    assert variant.revision > told
    assert (variant.product_id, variant.active) == (product.pk, True)
    assert max(moments()) <= timezone.now()
    assert indexer.drain() == 0


@pytest.mark.parametrize("lease", [LedgerLease(), SinkLease("embedded")])
def test_a_writer_that_died_under_such_a_clock_locks_nobody_out(index, lease):
    with clock_off_by(YEARS_AHEAD):
        lease.take()

    ready_product()

    assert indexer.drain() == 1


def test_a_living_writer_that_hangs_can_be_relieved(index):
    hanging = LedgerLease()
    hanging.take()
    with pytest.raises(LeaseTaken):
        indexer.drain()

    call_command("run_indexer", "--once", "--take-over")

    with pytest.raises(LeaseTaken):
        hanging.renew()
    with pytest.raises(LeaseTaken):
        hanging.number(1)
