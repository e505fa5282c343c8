"""How many hits each value and each range has, exactly."""

import math

import pytest
from elasticsearch.dsl.query import MatchAll

from search.engines.base import Count, Filter, Range, Term, TermCount
from search.engines.elasticsearch import counting
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.counting import Counting
from tests.search.elasticsearch.fake_cluster import FakeCluster
from tests.search.engine_documents import ask, document, groups_of

pytestmark = pytest.mark.elasticsearch


def labelled(*values):
    return {"maker": [Term(value, f"Label {value}") for value in values]}


def terms_of(result, field="maker"):
    return [(each.term.value, each.count) for each in result.counts[field]]


@pytest.fixture
def walks(monkeypatch):
    """The fields whose values were walked through."""
    walks = []
    walk = counting.labelled_values

    def remember(connection, query, field):
        walks.append(field)
        return walk(connection, query, field)

    monkeypatch.setattr(counting, "labelled_values", remember)
    return walks


def test_more_values_than_wanted_are_walked_through_once(engine, walks, monkeypatch):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 1)
    engine.apply(groups_of(*(document(key, terms=labelled(key)) for key in "abcdef")))

    first = ask(engine, counts=(Count("maker", size=2),))
    second = ask(engine, counts=(Count("maker", size=2),))

    assert terms_of(first) == [("a", 1), ("b", 1)]
    assert first.counts["maker"][0].term == Term("a", "Label a")
    assert second.counts == first.counts
    assert walks == ["maker"]


def test_labels_of_one_value_count_together_though_each_has_fewer(
    engine, walks, monkeypatch
):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 0)
    makers = [
        Term("m", "Baru"),
        Term("m", "Baru"),
        Term("m", "Lama"),
        Term("m", "Lama"),
        Term("n", "Lain"),
        Term("n", "Lain"),
        Term("n", "Lain"),
    ]
    engine.apply(
        groups_of(
            *(
                document(f"k{place}", terms={"maker": [maker]})
                for place, maker in enumerate(makers)
            )
        )
    )

    results = [ask(engine, counts=(Count("maker", size=1),)) for _ in range(2)]

    for result in results:
        assert result.counts["maker"] == (TermCount(Term("m", "Baru"), 4),)
    # The second walk is for the label alone, which was not among the commonest.
    assert walks == ["maker", "maker"]


def test_labels_of_many_values_are_asked_for_at_once(engine, walks, monkeypatch):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 0)
    names = {
        "m": ["Satu", "Dua"] * 3,
        "n": ["Tiga", "Empat"] * 3,
        "x": ["Lain"] * 5,
        "y": ["Lagi"] * 5,
    }
    engine.apply(
        groups_of(
            *(
                document(f"{value}{place}", terms={"maker": [Term(value, name)]})
                for value, given in names.items()
                for place, name in enumerate(given)
            ),
            # It has a value besides whose label is not asked for.
            document("z", terms={"maker": [Term("m", "Dua"), Term("a", "Sendiri")]}),
        )
    )

    results = [ask(engine, counts=(Count("maker", size=2),)) for _ in range(2)]

    for result in results:
        assert result.counts["maker"] == (
            TermCount(Term("m", "Dua"), 7),
            TermCount(Term("n", "Empat"), 6),
        )
    assert walks == ["maker"] * len(walks)
    assert len(walks) == 2


def test_more_values_than_wanted_leave_out_their_own_filter(engine, walks, monkeypatch):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 0)
    engine.apply(
        groups_of(
            document("a", terms={**labelled("x"), "class": ["A"]}),
            document("b", terms={**labelled("y"), "class": ["B"]}),
            document("c", terms={**labelled("y"), "class": ["A"]}),
            document("d", terms={**labelled("z"), "class": ["A"]}),
        )
    )
    asked = {
        "counts": (Count("maker", size=1), Count("class", size=1)),
        "filters": (Filter("maker", ("y",)), Filter("class", ("A",))),
    }

    results = [ask(engine, **asked) for _ in range(2)]

    for result in results:
        assert terms_of(result) == [("x", 1)]
        assert terms_of(result, "class") == [("A", 1)]
    assert walks == ["maker", "class"]


def test_a_value_that_went_before_its_label_was_asked_for_is_counted_without(walks):
    nothing = {"values": {"buckets": []}}
    cluster = FakeCluster(
        (200, {"_shards": {"failed": 0, "total": 1}, "aggregations": nothing})
    )
    asked = Count("maker", size=1)
    labels = {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": 3,
        "buckets": [{"key": "g\x1fLabel g\x1f", "doc_count": 2}],
    }
    values = {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": 3,
        "buckets": [{"key": "f", "doc_count": 2}],
    }
    counting = Counting(cluster.connection(), (asked,), MatchAll(), (), {asked})

    counts = counting.read({"aggregations": {"0": labels, "0 values": values}})

    assert counts.terms == {"maker": (TermCount(Term("f"), 2),)}
    assert walks == ["maker"]


def test_labels_are_waited_for_no_longer_than_a_search(monkeypatch):
    monkeypatch.delattr(Connection, "ask_patiently")
    bucket = {"key": {"value": "f"}, "doc_count": 2}
    cluster = FakeCluster(
        (
            200,
            {
                "_shards": {"failed": 0, "total": 1},
                "aggregations": {"values": {"buckets": [bucket]}},
            },
        )
    )

    found = counting.labelled_values(cluster.connection(), MatchAll(), "maker")

    assert list(found) == [("f", 2)]


def test_one_answer_is_enough_where_each_document_has_one_value(engine, walks):
    engine.apply(groups_of(*(document(key, terms=labelled(key)) for key in "abcdef")))

    result = ask(engine, counts=(Count("maker", size=2), Count("maker", size=0)))

    assert terms_of(result) == []
    assert terms_of(ask(engine, counts=(Count("maker", size=2),))) == [
        ("a", 1),
        ("b", 1),
    ]
    assert walks == []


def test_counts_of_several_shards_are_no_estimate(made, walks, monkeypatch):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 0)
    monkeypatch.setattr(counting, "_SHARD_VALUES", 1)
    monkeypatch.setattr(counting, "_BUCKETS_AT_ONCE", 2)
    engine = made(shards=3)
    values = [f"m{number % 5}" for number in range(40)] + ["m4"]
    engine.rebuild([])
    engine.apply(
        groups_of(
            *(
                document(f"k{number:02d}", terms=labelled(value))
                for number, value in enumerate(values)
            )
        )
    )

    result = ask(engine, counts=(Count("maker", size=2),))

    assert terms_of(result) == [("m4", 9), ("m0", 8)]
    assert walks == ["maker"]


def test_more_than_an_answer_has_room_for_is_walked_through(engine, walks, monkeypatch):
    monkeypatch.setattr(counting, "_SPARE_LABELS", 0)
    monkeypatch.setattr(counting, "_MOST_BUCKETS", 6)
    monkeypatch.setattr(counting, "_BUCKETS_AT_ONCE", 2)
    engine.apply(
        groups_of(
            document("a", terms={**labelled("x"), "class": ["A"]}),
            document("b", terms={**labelled("y"), "class": ["B"]}),
            document("c", terms={**labelled("y"), "class": ["A"]}),
        )
    )

    result = ask(
        engine,
        counts=(Count("maker", size=2), Count("class", size=2)),
        filters=(Filter("maker", ("y",)),),
    )

    assert terms_of(result) == [("y", 2), ("x", 1)]
    assert terms_of(result, "class") == [("A", 1), ("B", 1)]
    assert walks == ["class"]


def test_ranges_may_overlap_and_none_may_be_possible(engine):
    engine.apply(
        groups_of(*(document(f"p{price}", price=price) for price in (1, 5, 10, 20)))
    )
    ranges = (
        Range(None, 5),
        Range(5, 10),
        Range(5, None),
        Range(),
        Range(math.inf, None),
        Range(None, -math.inf),
        Range(9, 1),
    )

    found = ask(engine, counts=(Count("price", ranges=ranges),)).range_counts["price"]
    none = ask(engine, counts=(Count("price", ranges=ranges[4:6]),)).range_counts

    assert found == (1, 1, 3, 4, 0, 0, 0)
    assert none == {"price": (0, 0)}


def test_one_request_answers_with_every_count(engine, monkeypatch):
    engine.apply(groups_of(document("a", terms={**labelled("x"), "class": ["A"]})))
    asked = []
    ask_cluster = engine._connection.ask
    monkeypatch.setattr(
        engine._connection, "ask", lambda it: asked.append(it) or ask_cluster(it)
    )

    ask(
        engine,
        counts=(Count("maker"), Count("class"), Count("price", ranges=(Range(),))),
        filters=(Filter("maker", ("x",)), Filter("class", ("A",))),
    )

    assert len(asked) == 1
