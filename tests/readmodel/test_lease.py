"""One process writes at a time."""

from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from core.moments import CLOCKS_DIFFER
from readmodel import lease as leases
from readmodel.lease import (
    LEASE_TIME,
    LeaseTaken,
    LedgerLease,
    SinkLease,
    feed_id,
    held,
    last_revision,
    renew_feed,
    take_over,
)
from readmodel.models import IndexerLease

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch):
    """The moment it is; ``now(seconds)`` lets some pass."""
    state = {"moment": timezone.now()}
    monkeypatch.setattr(timezone, "now", lambda: state["moment"])

    def later(seconds: float):
        state["moment"] += timedelta(seconds=seconds)
        return state["moment"]

    return later


def test_a_lease_is_taken_once_and_given_back():
    with held(LedgerLease()):
        with pytest.raises(LeaseTaken):
            LedgerLease().take()
        assert IndexerLease.objects.count() == 1

    LedgerLease().take()


def test_a_lease_is_given_back_when_the_work_fails():
    with pytest.raises(RuntimeError), held(LedgerLease()):
        raise RuntimeError

    LedgerLease().take()


def test_a_lease_ends_by_itself_and_not_before(now):
    LedgerLease().take()

    now(LEASE_TIME.total_seconds())
    with pytest.raises(LeaseTaken):
        LedgerLease().take()

    now(0.001)
    LedgerLease().take()


def test_a_renewed_lease_lasts_longer(now):
    lease = LedgerLease()
    lease.take()
    now(9)

    lease.renew()
    now(9)

    with pytest.raises(LeaseTaken):
        LedgerLease().take()


def test_a_lease_can_be_renewed_for_longer(now):
    lease = LedgerLease()
    lease.take()

    lease.renew(timedelta(minutes=5))

    expires_at = IndexerLease.objects.get().expires_at
    assert expires_at == now(0) + timedelta(minutes=5)


def test_who_lost_the_lease_can_neither_renew_nor_number_nor_give_it_back(now):
    lost, other = LedgerLease(), LedgerLease()
    lost.take()
    now(11)
    other.take()

    with pytest.raises(LeaseTaken):
        lost.renew()
    with pytest.raises(LeaseTaken):
        lost.number(1)
    lost.release()

    assert IndexerLease.objects.get().holder == other.holder


def test_revisions_follow_each_other():
    with held(LedgerLease()) as lease:
        assert lease.number(2) == range(1, 3)
        assert lease.number(0) == range(3, 3)
        assert lease.number(1) == range(3, 4)

    assert last_revision() == 3


def test_revisions_are_taken_back_with_the_transaction():
    with held(LedgerLease()) as lease:
        with pytest.raises(RuntimeError), transaction.atomic():
            lease.number(5)
            raise RuntimeError
        assert lease.number(1) == range(1, 2)


def test_before_anything_was_numbered_the_last_revision_is_none():
    assert last_revision() == 0


def test_a_sequence_keeps_its_name_until_it_is_renewed():
    first = feed_id()

    assert feed_id() == first
    assert renew_feed() != first
    assert feed_id() != first


def test_a_sequence_can_be_renewed_before_there_is_one():
    renewed = renew_feed()

    assert feed_id() == renewed


@pytest.mark.parametrize(
    "make", [LedgerLease, lambda: SinkLease("engine", timedelta(minutes=5))]
)
def test_a_lease_of_a_clock_that_was_ahead_is_not_believed(now, make):
    make().take()
    ahead = now(0)
    longest = timedelta(minutes=5) if make is not LedgerLease else LEASE_TIME

    now(-(longest - LEASE_TIME + CLOCKS_DIFFER).total_seconds())
    with pytest.raises(LeaseTaken):
        make().take()

    now(-0.001)
    make().take()
    assert now(0) < ahead


def test_every_lease_can_be_taken_over(now):
    ledger, sink = LedgerLease(), SinkLease("engine")
    for lease in (ledger, sink):
        lease.take()

    take_over()

    for lease, other in ((ledger, LedgerLease()), (sink, SinkLease("engine"))):
        assert not lease.is_held()
        other.take()
        with pytest.raises(LeaseTaken):
            lease.renew()


def test_a_lease_that_could_not_be_given_back_is_free_for_this_process(monkeypatch):
    lost = LedgerLease()
    with monkeypatch.context() as patched:
        patched.setattr(lost, "release", lambda: cut_off())
        with pytest.raises(OperationalError), held(lost):
            assert lost.is_held()

    with monkeypatch.context() as patched:
        patched.setattr(leases, "_not_given_back", {})
        with pytest.raises(LeaseTaken):
            LedgerLease().take()
    with held(LedgerLease()), pytest.raises(LeaseTaken):
        LedgerLease().take()


def cut_off() -> None:
    raise OperationalError("the connection is lost")
