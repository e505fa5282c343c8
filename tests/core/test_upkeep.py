"""What is kept for a time is forgotten by itself."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone

from core import upkeep
from core.registry import Registry
from core.upkeep import DailyUpkeep, Outcome, register_upkeep, run_upkeep

MORNING = datetime(2026, 11, 29, 5, 30, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(upkeep, "_tasks", Registry())


def failing() -> int:
    raise DatabaseError("locked")


def test_what_is_registered_is_done_in_its_order():
    register_upkeep("first", lambda: 3)
    register_upkeep("second", lambda: 0)

    assert upkeep.tasks() == ["first", "second"]
    assert run_upkeep() == [Outcome("first", 3), Outcome("second", 0)]


def test_one_that_fails_does_not_keep_the_others_from_it(caplog):
    register_upkeep("first", failing)
    register_upkeep("second", lambda: 2)

    assert run_upkeep() == [Outcome("first", problem="locked"), Outcome("second", 2)]
    assert caplog.messages == ["Upkeep of first failed: locked"]


def test_a_long_process_does_it_at_its_start_and_then_once_a_day():
    done = []
    register_upkeep("counted", lambda: done.append(1) or 1)
    daily = DailyUpkeep()

    with time_machine.travel(MORNING, tick=False) as clock:
        assert daily.run_if_due()
        clock.shift(timedelta(hours=23, minutes=59))
        assert not daily.run_if_due()
        clock.shift(timedelta(minutes=1))
        assert daily.run_if_due()
        assert not daily.run_if_due()

    assert done == [1, 1]


def test_the_command_says_what_was_forgotten():
    register_upkeep("sessions", lambda: 3)
    written = StringIO()

    call_command("upkeep", stdout=written)

    assert written.getvalue() == "sessions: 3\n"


def test_the_command_fails_where_something_could_not_be_forgotten():
    register_upkeep("sessions", failing)
    register_upkeep("sign-ins", lambda: 1)
    written = StringIO()

    with pytest.raises(CommandError, match="sessions: locked"):
        call_command("upkeep", stdout=written)

    assert written.getvalue() == "sign-ins: 1\n"


def test_a_last_time_that_lies_ahead_is_not_believed():
    daily = DailyUpkeep()
    with time_machine.travel(MORNING + timedelta(days=1500)):
        assert daily.run_if_due()

    with time_machine.travel(MORNING):
        assert daily.run_if_due()
        assert not daily.run_if_due()
