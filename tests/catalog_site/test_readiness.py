"""Of which parts the site has enough to be used."""

import time
from threading import Event

import pytest

from catalog_site import readiness
from catalog_site.readiness import Readiness
from core.bounded import Bounded


@pytest.mark.parametrize(
    ("failing", "status", "is_ready"),
    [
        ((), "ready", True),
        (("search",), "degraded", True),
        (("disk",), "degraded", True),
        (("search", "disk"), "degraded", True),
        (("database",), "not ready", False),
        (("migrations",), "not ready", False),
        (("database", "migrations", "search", "disk"), "not ready", False),
    ],
)
def test_what_the_site_is_called(failing, status, is_ready):
    found = Readiness({name: name not in failing for name in readiness._parts})

    assert (found.status, found.is_ready) == (status, is_ready)


def test_parts_are_asked_anew_when_that_is_wanted(monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr(
        readiness,
        "_parts",
        {
            name: Bounded(lambda: True, 60.0, lambda work: work())
            for name in readiness._parts
        },
    )
    monkeypatch.setitem(
        readiness._parts,
        "disk",
        Bounded(lambda: next(answers), 60.0, lambda work: work()),
    )

    told = [readiness.readiness().status, readiness.readiness().status]
    readiness.ask_anew()
    told.append(readiness.readiness().status)

    assert told == ["ready", "ready", "degraded"]


def test_a_part_that_hangs_holds_no_answer_up(monkeypatch):
    released = Event()
    for name in readiness._parts:
        monkeypatch.setitem(readiness._parts, name, Bounded(lambda: True, 60.0))
    monkeypatch.setitem(
        readiness._parts, "search", Bounded(lambda: released.wait(60), 0.0)
    )
    monkeypatch.setattr(readiness, "PATIENCE", 1.0)

    began = time.monotonic()
    found = readiness.readiness()
    taken = time.monotonic() - began
    released.set()

    assert (found.status, found.parts["search"]) == ("degraded", False)
    assert 0.9 < taken < 30
