"""By which others see that the indexer is at work."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from readmodel.heartbeat import EVERY, Heartbeat, indexer_state, is_alive
from readmodel.models import IndexerState
from tests.clock import Clock

pytestmark = pytest.mark.django_db

MOMENT = "2026-11-30T12:00:00+07:00"


def test_before_the_first_sign_nothing_is_known():
    state = indexer_state()

    assert (state.seen_at, state.outages, state.last_outage_at) == (None, 0, None)
    assert not is_alive(state.seen_at)


def test_a_sign_is_given_now_and_then():
    clock = Clock()
    heartbeat = Heartbeat(clock)
    heartbeat.beat()
    IndexerState.objects.update(seen_at=None)

    clock.moment += EVERY - 1
    heartbeat.beat()
    too_early = indexer_state().seen_at
    clock.moment += 1
    with time_machine.travel(MOMENT, tick=False):
        heartbeat.beat()
        now = timezone.now()

    assert (too_early, indexer_state().seen_at) == (None, now)


def test_outages_of_all_processes_are_counted():
    clock = Clock()
    first, second = Heartbeat(clock), Heartbeat(clock)

    for met in (0, 1, 1, 3):
        first.beat(met)
        clock.moment += EVERY
    second.beat(1)

    assert indexer_state().outages == 4
    assert indexer_state().last_outage_at is not None
    assert IndexerState.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "alive"), [(0, True), (119, True), (121, False), (-3600, False)]
)
def test_it_is_alive_for_two_minutes_and_not_since_a_day_to_come(seconds, alive):
    with time_machine.travel(MOMENT, tick=False):
        seen_at = timezone.now() - timedelta(seconds=seconds)

        assert is_alive(seen_at) is alive
