"""A database that is lost is waited for, and told of once."""

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from readmodel import outages
from readmodel.outages import LONGEST_PAUSE, Outages
from tests.clock import Clock


@pytest.fixture
def closed(monkeypatch) -> list:
    """How often the connection was closed."""
    calls: list = []
    monkeypatch.setattr(connection, "close", lambda: calls.append(1))
    return calls


def told(caplog) -> list[tuple[str, str]]:
    return [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == outages.logger.name
    ]


def fail(survivor: Outages, error: Exception) -> None:
    with survivor.survived():
        raise error


def test_pauses_grow_up_to_the_longest(closed):
    clock = Clock()
    survivor = Outages("The ledger", clock)

    pauses = []
    for _ in range(7):
        assert survivor.may_try
        fail(survivor, OperationalError("gone"))
        begun = clock.moment
        while not survivor.may_try:
            clock.moment += 0.25
        pauses.append(clock.moment - begun)

    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, LONGEST_PAUSE, LONGEST_PAUSE]
    assert len(closed) == 7


def test_an_outage_and_its_end_are_told_once(closed, caplog):
    survivor = Outages("The ledger", Clock())

    fail(survivor, OperationalError("terminated by administrator"))
    fail(survivor, InterfaceError("connection is closed"))
    with survivor.survived():
        pass
    with survivor.survived():
        pass

    assert told(caplog) == [
        ("ERROR", "The ledger waits for the database: terminated by administrator"),
        ("WARNING", "The ledger has the database again."),
    ]
    assert survivor.may_try


@pytest.mark.parametrize("error", [ProgrammingError("no table"), KeyError("a")])
def test_what_does_not_pass_is_not_survived(closed, error):
    survivor = Outages("The ledger")

    with pytest.raises(type(error)):
        fail(survivor, error)

    assert closed == []
