"""What is left of a clock that was ahead, or behind, for a while: nothing."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import orjson
import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone

from catalog_site import health
from certificates.models import VerificationCase
from readmodel import indexer
from readmodel.heartbeat import Heartbeat, indexer_state, is_alive
from readmodel.lease import LeaseTaken, LedgerLease, SinkLease
from readmodel.models import (
    IndexTask,
    PendingChange,
    ProductState,
    SinkState,
    VariantState,
)
from readmodel.task_worker import take_up
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.products import complete_product, days_from_today, ready_product
from tests.factories.users import verifier
from workspace.accounts.locks import forget_attempts, locks
from workspace.accounts.password_reset import forget_requests, minutes_to_wait
from workspace.accounts.sign_in import locked_until
from workspace.models import PasswordResetRequest

pytestmark = pytest.mark.django_db

YEARS_AHEAD = timedelta(days=1500)
HOUR = timedelta(hours=1)


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


def test_a_verifier_who_claimed_under_such_a_clock_keeps_nobody_from_the_case(db):
    with clock_off_by(YEARS_AHEAD):
        case = VerificationCaseFactory(claimed_by=verifier(), claimed_at=timezone.now())

    assert not case.is_claimed
    assert list(VerificationCase.objects.free()) == [case]
    assert not VerificationCase.objects.claimed().exists()


def test_failures_to_sign_in_under_such_a_clock_lock_nobody_out(db):
    with clock_off_by(YEARS_AHEAD):
        AccessAttempt.objects.create(
            username="budi", ip_address="10.0.0.1", failures_since_start=100
        )
        locked_then = locked_until("budi", "10.0.0.1")

    assert locked_then is not None
    assert locked_until("budi", "10.0.0.1") is None
    assert locks() == []
    assert forget_attempts() == 1


def test_passwords_asked_for_under_such_a_clock_keep_nobody_waiting(db):
    with clock_off_by(YEARS_AHEAD):
        for _ in range(20):
            PasswordResetRequest.objects.create(account="a", address="10.0.0.1")
        waited_then = minutes_to_wait("a", "10.0.0.1")

    assert waited_then > 0
    assert minutes_to_wait("a", "10.0.0.1") == 0
    assert forget_requests() == 20


def test_what_waits_or_fails_since_a_day_to_come_is_a_fault(index):
    complete_product()
    Heartbeat().beat()
    with clock_off_by(YEARS_AHEAD):
        PendingChange.objects.update(enqueued_at=timezone.now())
        SinkState.objects.update(failure="away", failing_since=timezone.now())

    told = [part.sentence for part in health.parts(HOUR) if not part.ok]

    assert len(told) == 2
    assert told[0].startswith("Perubahan yang belum dibangun: 1, yang tertua sejak ")
    assert "gagal ditulis sejak" in told[1]


def test_an_indexer_that_was_seen_on_a_day_to_come_is_not_seen(index):
    with clock_off_by(YEARS_AHEAD):
        Heartbeat().beat()

    seen_then = indexer_state().seen_at
    Heartbeat().beat()

    assert not is_alive(seen_then)
    assert is_alive(indexer_state().seen_at)


def test_a_task_taken_up_under_such_a_clock_is_begun_again(index):
    task = IndexTask.objects.create(kind=IndexTask.Kind.SWEEP)
    with clock_off_by(YEARS_AHEAD):
        take_up()

    take_up().do()

    assert not IndexTask.objects.get(pk=task.pk).is_open
