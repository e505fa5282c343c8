"""Requests are made while others are on their way, one after the other."""

from threading import Event
from types import SimpleNamespace

import pytest

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import bulk


class Cluster:
    """Takes requests; ``answer`` is what it does with each."""

    configuration = SimpleNamespace(index="katalog")

    def __init__(self, answer=lambda lines: None):
        self.taken: list[bytes] = []
        self._answer = answer

    def ask_patiently(self, ask):
        return ask(self)

    def bulk(self, *, operations, **options):
        self.taken += operations
        self._answer(b"".join(operations))
        return {"errors": False}


def changes_of(*lines):
    return [bulk.Change(each) for each in lines]


@pytest.fixture(autouse=True)
def two_bytes_at_once(monkeypatch):
    monkeypatch.setattr(bulk, "BULK_BYTES", 2)


def test_changes_stay_in_order():
    cluster = Cluster()

    bulk.write(cluster, "write", changes_of(b"1", b"2", b"3", b"4", b"5"))

    assert cluster.taken == [b"12", b"34", b"5"]


def test_the_next_request_is_made_while_one_is_on_its_way():
    made = Event()
    waited = []
    cluster = Cluster(lambda lines: waited.append(made.wait(10)))

    def changes():
        yield from changes_of(b"1", b"2", b"3", b"4")
        made.set()

    bulk.write(cluster, "write", changes())

    assert waited == [True, True]


def test_nothing_more_is_sent_after_a_request_that_failed():
    def refuse(lines):
        raise EngineUnavailable("the disk is full")

    cluster = Cluster(refuse)

    with pytest.raises(EngineUnavailable, match="the disk is full"):
        bulk.write(cluster, "write", changes_of(b"1", b"2", b"3", b"4", b"5"))

    assert cluster.taken == [b"12"]


def test_what_cannot_be_made_is_told_after_what_was_sent():
    cluster = Cluster()

    def changes():
        yield from changes_of(b"1", b"2", b"3")
        raise ValueError("price is no number")

    with pytest.raises(ValueError, match="price is no number"):
        bulk.write(cluster, "write", changes())

    assert cluster.taken == [b"12"]


def test_without_changes_nothing_is_sent():
    cluster = Cluster()

    bulk.write(cluster, "write", [])

    assert cluster.taken == []
