"""The contract of the search engines, continued: filters, counts, order, pages."""

from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis import analyse_query
from search.engines.base import (
    Count,
    Filter,
    Range,
    SearchEngine,
    Sort,
    Term,
    TermCount,
)
from tests.search.engine_documents import (
    ask,
    document,
    group,
    groups_of,
    keys,
    walked,
)

# --- filters and counts ---------------------------------------------------------


def test_filters_are_joined_by_and_their_values_by_or(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", terms={"maker": ["x"], "class": ["A"]}),
            document("b", terms={"maker": ["y"], "class": ["A", "B"]}),
            document("c", terms={"maker": ["z"], "class": ["B"]}),
            document("d"),
        )
    )

    makers = Filter("maker", ("x", "y"))

    assert keys(ask(engine, filters=(makers,))) == ["a", "b"]
    assert keys(ask(engine, filters=(makers, Filter("class", ("B",))))) == ["b"]
    assert keys(ask(engine, filters=(Filter("maker", ("X",)),))) == []
    assert keys(ask(engine, filters=(Filter("maker"),))) == []


def test_a_range_includes_its_lower_bound_only(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", price=-0.0),
            document("b", price=10),
            document("c", price=20.5),
            document("d"),
        )
    )

    def found(*ranges):
        return keys(ask(engine, filters=(Filter("price", ranges=ranges),)))

    assert found(Range(0, 10)) == ["a"]
    assert found(Range(10, 20.5)) == ["b"]
    assert found(Range(10)) == ["b", "c"]
    assert found(Range(high=20.5)) == ["a", "b"]
    assert found(Range()) == ["a", "b", "c"]
    assert found(Range(0, 1), Range(20, 30)) == ["a", "c"]
    assert found(Range(5, 5)) == []
    assert found(Range(9, 1)) == []
    assert found(Range(float("-inf"), float("inf"))) == ["a", "b", "c"]


def test_a_choice_leaves_the_counts_beside_it(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", terms={"maker": ["x"], "class": ["A"]}, price=5),
            document("b", terms={"maker": ["x"], "class": ["B"]}, price=15),
            document("c", terms={"maker": ["y"], "class": ["A"]}, price=15),
            document("d", terms={"maker": ["z"], "class": ["C"]}, price=25),
        )
    )
    counts = (
        Count("maker"),
        Count("class"),
        Count("price", ranges=(Range(0, 10), Range(10, 20), Range(5, 26), Range())),
    )

    result = ask(
        engine,
        counts=counts,
        filters=(Filter("maker", ("x",)), Filter("price", ranges=(Range(0, 20),))),
    )

    assert keys(result) == ["a", "b"]
    assert result.counts["maker"] == (
        TermCount(Term("x"), 2),
        TermCount(Term("y"), 1),
    )
    assert result.counts["class"] == (
        TermCount(Term("A"), 1),
        TermCount(Term("B"), 1),
    )
    assert result.range_counts == {"price": (1, 1, 2, 2)}


@pytest.mark.parametrize(
    "value", ["plain", 'with "quotes"', "é 漢字 😀", "a,b;c|d\\e/f", "nul\x00", " "]
)
def test_counts_bring_their_labels(engine: SearchEngine, value):
    term = Term(value, f"{value} id", f'{value} "en"')
    engine.apply(groups_of(document("a", terms={"attr.colour": [term]})))

    result = ask(
        engine,
        counts=(Count("attr.colour"),),
        filters=(Filter("attr.colour", (value,)),),
    )

    assert result.total == 1
    assert result.counts == {"attr.colour": (TermCount(term, 1),)}


def test_a_value_is_one_count_under_the_label_that_most_have(engine: SearchEngine):
    old, new = Term("x", "Lama", "Old"), Term("x", "Baru", "New")
    engine.apply(
        groups_of(
            document("a", terms={"maker": [new, old]}),
            document("b", terms={"maker": [new]}),
            document("c", terms={"maker": [old]}),
        )
    )

    assert ask(engine, counts=(Count("maker"),)).counts == {
        "maker": (TermCount(new, 3),)
    }


def test_counts_are_not_cut_at_ten(engine: SearchEngine):
    engine.apply(
        groups_of(
            *(document(f"k{i}", terms={"maker": [f"m{i:02d}"]}) for i in range(60)),
            document("more", terms={"maker": ["m59"]}),
        )
    )

    result = ask(engine, counts=(Count("maker", size=20),))

    found = [(it.term.value, it.count) for it in result.counts["maker"]]
    assert found == [("m59", 2), *((f"m{i:02d}", 1) for i in range(19))]
    assert len(ask(engine, counts=(Count("maker"),)).counts["maker"]) == 50


NO_NUMBER = (Range(float("nan")),)


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        (lambda it: ask(it, filters=(Filter("nothere", ("x",)),)), "nothere"),
        (lambda it: ask(it, filters=(Filter("maker", ranges=(Range(),)),)), "maker"),
        (lambda it: ask(it, filters=(Filter("price", ranges=NO_NUMBER),)), "a number"),
        (lambda it: ask(it, counts=(Count("nothere"),)), "nothere"),
        (lambda it: ask(it, counts=(Count("price", ranges=NO_NUMBER),)), "a number"),
        (lambda it: ask(it, sort=Sort("nothere")), "nothere"),
        (lambda it: it.suggest("product", (), ["nothere"], 3), "nothere"),
        (lambda it: next(it.iterate("product", sort=Sort("nothere"))), "nothere"),
        (
            lambda it: next(it.iterate("product", filters=(Filter("price", ("1",)),))),
            "price",
        ),
    ],
)
def test_a_mistake_of_the_caller_is_told_though_there_is_no_index(
    new_engine: SearchEngine, mistake, told
):
    with pytest.raises(ValueError, match=told):
        mistake(new_engine)


# --- order and pages ------------------------------------------------------------


def test_sorting_puts_what_is_missing_last_either_way(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("b"),
            document("c", price=2),
            document("d", price=-1),
            document("e", price=2),
            document("a"),
        )
    )

    up, down = Sort("price"), Sort("price", descending=True)

    assert keys(ask(engine, sort=up)) == ["d", "c", "e", "a", "b"]
    assert keys(ask(engine, sort=down)) == ["c", "e", "d", "a", "b"]
    assert walked(engine.iterate("product", sort=up)) == ["d", "c", "e", "a", "b"]
    assert walked(engine.iterate("product", sort=down)) == ["c", "e", "d", "a", "b"]


LONG = "a-key-that-is-longer-than-the-columns-"


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(
            st.text("ab-é", min_size=1, max_size=4),
            st.sampled_from([None, 0.0, 1.0, 1.5]),
            st.booleans(),
        ),
        max_size=25,
        unique_by=lambda row: row[0],
    ),
    size=st.integers(1, 7),
    split=st.integers(1, 4),
)
def test_pages_are_the_whole_without_overlap(engine: SearchEngine, rows, size, split):
    rows = [(LONG + key if long else key, price) for key, price, long in rows]
    made = [
        document(key, **({} if price is None else {"price": price}))
        for key, price in rows
    ]
    engine.rebuild([])
    for start in range(split):
        engine.apply(
            group(start + split * n, it) for n, it in enumerate(made[start::split])
        )

    def pages(text, sort):
        for offset in range(0, len(rows) + 1, size):
            result = ask(engine, text, sort=sort, offset=offset, limit=size)
            assert result.total == len(rows)
            yield from keys(result)

    by_key = sorted(key for key, _ in rows)
    prices = dict(rows)
    up = sorted(by_key, key=lambda it: (prices[it] is None, prices[it] or 0))
    down = sorted(by_key, key=lambda it: (prices[it] is None, -(prices[it] or 0)))
    assert list(pages("", None)) == by_key
    assert list(pages("alat", None)) == by_key
    assert list(pages("alat", Sort("price"))) == up
    assert list(pages("", Sort("price", descending=True))) == down
    assert walked(engine.iterate("product", sort=Sort("price"))) == up
    assert walked(engine.iterate("product")) == by_key


@pytest.mark.parametrize("offset", [3, 1_000, 10**15])
def test_a_page_beyond_the_end_is_empty(engine: SearchEngine, offset):
    engine.apply(groups_of(document("a"), document("b"), document("c")))

    for text, sort in (("", None), ("alat", None), ("", Sort("price"))):
        result = ask(engine, text, sort=sort, offset=offset)
        assert (result.total, result.hits) == (3, ())


def test_no_hits_may_be_wanted(engine: SearchEngine):
    engine.apply(groups_of(document("a"), document("b")))

    for text, sort in (("", None), ("alat", None), ("", Sort("price"))):
        result = ask(engine, text, sort=sort, limit=0)
        assert (result.total, result.hits) == (2, ())


# --- get, similar, suggest, iterate ---------------------------------------------


def test_get_leaves_out_unknown_keys(engine: SearchEngine):
    engine.apply(groups_of(document("a"), document("s", kind="supplier")))

    assert list(engine.get(["s", "nothere", "a", "s"])) == ["s", "a"]
    assert engine.get([]) == {}


def test_similar_documents_share_words_and_kind(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", "inkubator bayi transportasi"),
            document("b", "inkubator bayi"),
            document("c", "inkubator laboratorium"),
            document("d", "autoklaf"),
            document("s", "inkubator bayi transportasi", kind="supplier"),
        )
    )

    assert [it["key"] for it in engine.similar("a", 5)] == ["b", "c"]
    assert [it["key"] for it in engine.similar("a", 1)] == ["b"]
    assert engine.similar("d", 5) == ()
    assert engine.similar("nothere", 5) == ()


def test_suggestions_complete_the_last_word(engine: SearchEngine):
    beds = Term("bed", "Tempat tidur", "Hospital bed")
    maker = Term("m1", "PT Tidur Nyenyak", "PT Tidur Nyenyak")
    engine.apply(
        groups_of(
            document("a", "Tempat tidur", terms={"class": [beds], "maker": [maker]}),
            document("b", "Tempat tidur bayi", terms={"class": [beds]}),
            document("c", "Tempat sampah", body="tidak untuk tidur"),
            document("d", "Lampu"),
        )
    )

    def suggest(text, size=5):
        terms = analyse_query(text, unfinished=True)
        return engine.suggest("product", terms, ["class", "maker"], size)

    assert keys(suggest("tempat ti")) == ["a", "b"]
    assert suggest("tempat ti").counts == {
        "class": (TermCount(beds, 2),),
        "maker": (),
    }
    assert suggest("ti").counts["maker"] == (TermCount(maker, 1),)
    assert suggest("hospital b").counts["class"] == (TermCount(beds, 2),)
    assert keys(suggest("tempat", size=1)) == ["a"]
    assert suggest("tempat", size=1).total == 3
    assert keys(suggest("tempat ti (*")) == ["a", "b"]
    assert suggest("").total == 0


def test_iterating_honours_filters_offset_and_limit(engine: SearchEngine):
    engine.apply(
        groups_of(
            *(
                document(f"k{i}", terms={"class": ["AB"[i % 2]]}, revision=10 - i)
                for i in range(10)
            )
        )
    )
    odd = [Filter("class", ("B",))]
    sort = Sort("revision")

    found = engine.iterate("product", filters=odd, sort=sort, offset=1, limit=3)

    assert walked(found) == ["k7", "k5", "k3"]
    assert list(engine.iterate("product", limit=0)) == []
    assert list(engine.iterate("product", offset=100)) == []


def test_iterating_shows_the_state_at_its_first_step(engine: SearchEngine):
    engine.apply(groups_of(*(document(f"k{i:04d}") for i in range(1_000))))
    steps = engine.iterate("product")
    first = walked(islice(steps, 1))

    engine.apply([group(1), group(2), group(5_000, document("new"))])
    engine.rebuild([group(1, document("other"))])

    assert first + walked(steps) == [f"k{i:04d}" for i in range(1_000)]
    assert walked(engine.iterate("product")) == ["other"]


def test_lists_bring_cards_and_a_key_the_document(engine: SearchEngine):
    engine.apply(groups_of(document("a", "lampu operasi"), document("b", "lampu")))
    card = {"key": "b", "called": "lampu"}

    assert ask(engine, "lampu", sort=Sort("price"), offset=1).hits == (card,)
    assert engine.suggest("product", analyse_query("lampu"), [], 5).hits[0] == card
    assert engine.similar("a", 1) == (card,)
    assert engine.get(["b"]) == {"b": {"key": "b", "name": "lampu"}}
    assert list(engine.iterate("product", offset=1)) == [b'{"key":"b","name":"lampu"}']
