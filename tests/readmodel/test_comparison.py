"""What comparing several sinks with the ledger and with each other finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.models import ProductPage
from readmodel import comparison, feeding, indexer
from readmodel.comparison import (
    compare,
    compare_with_ledger,
    repair,
    side_by_side,
)
from readmodel.models import PendingRepair, ProductState, VariantState
from readmodel.sinks import HeldDocument, SinkUnavailable
from search.documents.loading import load_products
from search.engines.base import DocumentGroup
from search.indexing.mapping import document_group
from search.indexing.sink import engine_sinks
from tests.factories.products import complete_product
from tests.readmodel.comparing import wrong_with
from tests.readmodel.fake_sink import FakeSink
from tests.search.ledger_documents import forget, remember_lamps

pytestmark = pytest.mark.django_db

IDS = (1, 2, 9, 10, 11, 99, 100, 2**40)


class NamedSink(FakeSink):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


@pytest.fixture
def pair(db):
    """Two sinks that have all that the ledger has."""
    remember_lamps(*IDS)
    sinks = (NamedSink("a"), NamedSink("b"))
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
        (name, kind): getattr(findings, kind)
        for name, findings in comparison.sinks.items()
        for kind in (
            "missing",
            "differing",
            "unknown_to_ledger",
            "waiting",
            "refused",
        )
        if getattr(findings, kind)
    }


def test_sinks_that_have_all_are_equal(pair):
    result = compared(pair)

    assert result.is_equal
    assert result.ledger == len(IDS)
    assert [each.documents for each in result.sinks.values()] == [len(IDS)] * 2
    assert (found(result), result.unequal) == ({}, [])


def test_what_one_lacks_has_otherwise_or_should_not_have_is_found(pair):
    first, second = pair
    strange = first.held.pop(9)
    second.held[10] = second.held[11].__class__(10, 4, second.held[11].document)
    second.held[5] = strange.__class__(5, 3, strange.document)

    result = compared(pair)

    assert found(result) == {
        ("a", "missing"): [9],
        ("b", "differing"): [10],
        ("b", "unknown_to_ledger"): [5],
    }
    assert sorted(result.unequal) == [5, 9, 10]
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
    assert result.unequal == []


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


def test_what_is_given_between_two_looks_is_not_wrong(pair):
    first, _second = pair
    remember_lamps(9, brand="Baru")
    find = first.find

    def give_afterwards(product_ids):
        held = find(product_ids)
        feeding.feed(first)
        return held

    first.find = give_afterwards

    assert wrong_with(compare_with_ledger(first)) == {}


def test_the_sweep_waits_for_nothing(pair):
    remember_lamps(9, brand="Baru")

    findings = compare_with_ledger(pair[0])

    assert (findings.waiting, findings.wrong, findings.count) == ([9], [], 1)
    assert findings.documents == len(IDS)


# --- what sinks refuse ---------------------------------------------------------------


def refuse(pair, *, both: bool = True) -> None:
    """The lamp 9 changes, and is not taken as it is now: by none, or not by the
    first."""
    remember_lamps(9, brand="Baru")
    refusing = pair if both else pair[:1]
    for sink in refusing:
        sink.refused = {9: "price"}
    for sink in pair:
        feeding.feed(sink)


def test_what_both_refuse_is_told_and_they_are_equal(pair):
    refuse(pair)

    result = compared(pair)

    assert found(result) == {
        ("a", "refused"): {9: "price"},
        ("b", "refused"): {9: "price"},
    }
    assert [each.count for each in result.sinks.values()] == [0, 0]
    assert (result.unequal, result.is_equal) == ([], True)


def test_what_is_refused_is_no_equality_where_the_sinks_hold_other_documents(pair):
    refuse(pair)
    feeding.rebuild(pair[1])

    result = compared(pair)

    assert found(result) == {
        ("a", "refused"): {9: "price"},
        ("b", "refused"): {9: "price"},
    }
    assert (result.unequal, result.is_equal) == ([9], False)


def test_what_one_alone_refuses_makes_them_unequal(pair):
    refuse(pair, both=False)

    result = compared(pair)

    assert found(result) == {("a", "refused"): {9: "price"}}
    assert (result.unequal, result.is_equal) == ([9], False)


def test_what_is_refused_hides_nothing_else_that_is_wrong(pair):
    refuse(pair)
    for sink in pair:
        del sink.held[10]

    result = compared(pair)

    assert [each.missing for each in result.sinks.values()] == [[10], [10]]
    assert not result.is_equal


def test_what_was_refused_before_it_changed_again_is_waiting(pair):
    refuse(pair)
    remember_lamps(9, brand="Lain")

    findings = compare_with_ledger(pair[0])

    assert (findings.waiting, findings.refused) == ([9], {})


def test_what_is_refused_is_given_again_each_day(pair):
    refuse(pair)
    first, _second = pair

    findings = compare_with_ledger(first)
    repair(first, findings)
    first.refused = {}
    feeding.feed(first)

    assert (findings.wrong, findings.refused) == ([], {9: "price"})
    again = compare_with_ledger(first)
    assert (again.wrong, again.refused, again.waiting) == ([], {}, [])


# --- one sink and the ledger, as the daily sweep compares them -----------------------


def engine_sink():
    return engine_sinks()[0]


def test_a_document_that_the_engine_lacks_is_applied_again(index, indexed, exported):
    product, other = complete_product(), complete_product()
    indexer.drain()
    index.apply([DocumentGroup(product.pk)])

    found = compare_with_ledger(engine_sink())
    repair(engine_sink(), found)

    assert wrong_with(found) == {"missing": {product.pk}}
    assert wrong_with(compare_with_ledger(engine_sink())) == {}
    assert indexer.drain() == 1
    assert indexed(product)["revision"] == 1
    assert exported(product.variants.get().sku)["active"] is True
    assert indexed(other)["revision"] == 2
    assert wrong_with(compare_with_ledger(engine_sink())) == {}


@pytest.mark.parametrize("change", [{"revision": 99}, {"title": "Diubah diam-diam"}])
def test_a_document_that_differs_is_applied_again(index, indexed, change):
    product = complete_product()
    indexer.drain()
    _write_over(index, product, change)

    found = compare_with_ledger(engine_sink())
    repair(engine_sink(), found)
    indexer.drain()

    assert wrong_with(found) == {"differing": {product.pk}}
    assert indexed(product)["revision"] == 1
    assert indexed(product)["title"] == product.title


def _write_over(index, product, change):
    [seen] = load_products({product.pk})
    document = {**seen.document, "revision": 1} | change
    index.apply([document_group(product.pk, document)])


def test_a_document_that_should_not_be_there_is_taken_out(index, indexed):
    left, unknown = complete_product(), complete_product()
    indexer.drain()
    ProductState.objects.filter(pk=left.pk).update(live=False, document=None)
    ProductPage.objects.filter(pk=left.pk).update(live=False)
    ProductState.objects.filter(pk=unknown.pk).delete()
    VariantState.objects.filter(product_id=unknown.pk).delete()
    ProductPage.objects.filter(pk=unknown.pk).update(live=False)

    found = compare_with_ledger(engine_sink())
    repair(engine_sink(), found)
    indexer.drain()

    assert wrong_with(found) == {"unknown_to_ledger": {left.pk, unknown.pk}}
    assert indexed(left) is None
    assert indexed(unknown) is None
    assert wrong_with(compare_with_ledger(engine_sink())) == {}


def test_what_the_indexer_did_meanwhile_is_no_drift(index, monkeypatch):
    changed, left, new = (complete_product() for _ in range(3))
    new.unpublish()
    indexer.drain()
    iterate = index.iterate

    def iterate_slowly(kind):
        documents = list(iterate(kind))
        changed.title = "Nama baru"
        changed.save()
        left.unpublish()
        new.save_revision().publish()
        indexer.drain()
        yield from documents

    monkeypatch.setattr(index, "iterate", iterate_slowly)

    assert wrong_with(compare_with_ledger(engine_sink())) == {}
    assert ProductState.objects.get(pk=changed.pk).revision > 2


def test_without_an_index_there_is_nothing_to_compare(catalogue):
    complete_product()

    with pytest.raises(SinkUnavailable):
        compare_with_ledger(engine_sink())


def test_comparing_goes_batch_by_batch(index, monkeypatch, django_assert_num_queries):
    products = [complete_product() for _ in range(5)]
    indexer.drain()
    monkeypatch.setattr(comparison, "BATCH", 2)
    steps = []

    # One counts, 19 ask for each number of digits; after each batch comes another.
    with django_assert_num_queries(23):
        found = compare_with_ledger(
            engine_sink(), lambda done, total: steps.append((done, total))
        )

    assert wrong_with(found) == {}
    assert steps == [(2, 5), (4, 5), (5, 5)]
    index.apply([DocumentGroup(product.pk) for product in products])
    found = compare_with_ledger(engine_sink())
    assert wrong_with(found) == {"missing": {product.pk for product in products}}


# --- walking side by side ----------------------------------------------------------


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
