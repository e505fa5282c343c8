"""What comparing several sinks with the ledger and with each other finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readmodel import comparison, feeding
from readmodel.comparison import SHOWN, Found, compare, side_by_side
from readmodel.models import PendingRepair
from readmodel.sinks import HeldDocument, SinkUnavailable
from tests.readmodel.fake_sink import FakeSink
from tests.search.ledger_documents import forget, remember_lamps

IDS = (1, 2, 9, 10, 11, 99, 100, 2**40)


class OrderedSink(FakeSink):
    """Holds documents in the order of their keys, as engines do."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def documents(self):
        self._answer()
        return iter(self.find(sorted(self.held, key=str)).values())


@pytest.fixture
def pair(db):
    """Two sinks that have all that the ledger has."""
    remember_lamps(*IDS)
    sinks = (OrderedSink("a"), OrderedSink("b"))
    for sink in sinks:
        feeding.feed(sink)
    return sinks


class Clock:
    """Goes on by what is slept, and by what each look at it takes."""

    def __init__(self, look: float = 0.0) -> None:
        self.time = 0.0
        self.pauses: list[float] = []
        self._look = look

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds

    def now(self) -> float:
        self.time += self._look
        return self.time


def compared(pair, sleep=None, clock=None):
    clock = clock or Clock()
    return compare(pair, sleep=sleep or clock.sleep, now=clock.now)


def found(comparison) -> dict:
    """By sink, what was found of which products."""
    return {
        (name, kind): getattr(findings, kind).first
        for name, findings in comparison.sinks.items()
        for kind in ("missing", "differing", "strange", "waiting")
        if getattr(findings, kind).count
    }


def test_sinks_that_have_all_are_equal(pair):
    result = compared(pair)

    assert result.is_equal
    assert result.ledger == len(IDS)
    assert [each.documents for each in result.sinks.values()] == [len(IDS)] * 2
    assert (found(result), result.apart.count) == ({}, 0)


def test_what_one_lacks_has_otherwise_or_should_not_have_is_found(pair):
    first, second = pair
    strange = first.held.pop(9)
    second.held[10] = second.held[11].__class__(10, 4, second.held[11].document)
    second.held[5] = strange.__class__(5, 3, strange.document)

    result = compared(pair)

    assert found(result) == {
        ("a", "missing"): [9],
        ("b", "differing"): [10],
        ("b", "strange"): [5],
    }
    assert sorted(result.apart.first) == [5, 9, 10]
    assert not result.is_equal


def test_content_counts_and_not_the_revision_alone(pair):
    first, _second = pair
    first.held[9] = first.held[9].__class__(9, first.held[9].revision, b"{}")

    assert found(compared(pair)) == {("a", "differing"): [9]}


def test_what_all_lack_is_found_though_they_agree(pair):
    for sink in pair:
        del sink.held[2**40]

    result = compared(pair)

    assert found(result) == {("a", "missing"): [2**40], ("b", "missing"): [2**40]}
    assert result.apart.count == 0


def test_what_the_indexer_has_still_to_give_is_waited_for(pair):
    first, second = pair
    remember_lamps(9, brand="Baru")
    feeding.feed(first)

    def give(seconds):
        feeding.feed(second)

    assert compared(pair, sleep=give).is_equal


def test_what_never_comes_is_told_as_waiting(pair):
    first, _second = pair
    remember_lamps(9, brand="Baru")
    feeding.feed(first)
    forget(10)
    PendingRepair.objects.create(sink="a", product_id=11)
    del first.held[11]
    clock = Clock()

    result = compared(pair, clock=clock)

    assert found(result) == {
        ("a", "waiting"): [10, 11],
        ("b", "waiting"): [10, 9],
    }
    assert sum(clock.pauses) == comparison.PATIENCE


def test_looking_for_what_never_comes_counts_as_waiting(pair):
    del pair[0].held[11]
    clock = Clock(look=comparison.PATIENCE / 2)

    compared(pair, clock=clock)

    assert clock.pauses == [comparison.PAUSE]


def test_what_changes_while_it_is_compared_is_looked_at_again(pair):
    first, second = pair
    documents = second.documents

    def change_meanwhile():
        yield from documents()
        remember_lamps(1, brand="Baru")
        for sink in pair:
            feeding.feed(sink)

    second.documents = change_meanwhile

    assert compared(pair).is_equal


def test_what_is_found_is_counted_and_the_first_are_named():
    products = Found()

    for product_id in range(SHOWN + 5):
        products.add(product_id)

    assert (products.count, products.first) == (SHOWN + 5, list(range(SHOWN)))


def test_a_sink_that_cannot_be_read_is_no_answer(pair):
    pair[1].is_away = True

    with pytest.raises(SinkUnavailable, match="away"):
        compared(pair)


def test_how_far_it_is_is_told(pair, monkeypatch):
    monkeypatch.setattr(comparison, "BATCH", 3)
    steps = []

    compare(pair, lambda done, total: steps.append((done, total)))

    assert steps == [(3, 8), (6, 8), (8, 8)]


def test_the_ledger_is_read_a_batch_at_a_time(pair, monkeypatch):
    monkeypatch.setattr(comparison, "BATCH", 2)

    assert compared(pair).ledger == len(IDS)


@given(st.lists(st.sets(st.integers(1, 2**63 - 1), max_size=8), max_size=4))
def test_walks_are_aligned_by_key(ids_of_walks):
    walks = [
        [HeldDocument(each, 1, f"{number}") for each in sorted(ids, key=str)]
        for number, ids in enumerate(ids_of_walks)
    ]

    met = list(side_by_side(walks))

    assert [each for each, _held in met] == sorted(set().union(*ids_of_walks), key=str)
    for product_id, held in met:
        assert [document is not None for document in held] == [
            product_id in ids for ids in ids_of_walks
        ]
        assert {document.product_id for document in held if document} == {product_id}
