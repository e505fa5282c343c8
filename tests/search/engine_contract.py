"""What every search engine must do, whatever it is made of.

A test module that imports ``*`` from here runs the whole suite against the engine of
two fixtures of its own: ``new_engine``, over :data:`SCHEMA` and without an index, and
``with_schema``, which makes an engine of another schema over the same index.
"""

import dataclasses
import re
import threading

import orjson
import pytest

from search.analysis import analyse_query
from search.engines.base import (
    AnalysedText,
    Built,
    Count,
    DocumentRefused,
    EngineQuery,
    EngineUnavailable,
    Filter,
    IndexDocument,
    IndexState,
    QueryTerm,
    Range,
    SearchEngine,
    Sort,
    Term,
)
from tests.search.engine_contract_results import *  # noqa: F403
from tests.search.engine_documents import (
    SCHEMA,
    ask,
    document,
    group,
    groups_of,
    keys,
    walked,
)

LONG_WORD = AnalysedText(stems=("x" * 128,), exact=("x",))


@pytest.fixture
def engine(new_engine: SearchEngine) -> SearchEngine:
    """An engine with an empty index."""
    new_engine.rebuild([])
    return new_engine


# --- writing --------------------------------------------------------------------


@pytest.mark.parametrize("batch", [[group(1, document("a"))], []])
def test_a_batch_makes_no_index(new_engine: SearchEngine, batch):
    with pytest.raises(
        EngineUnavailable, match="no index .*: run the .* rebuild_index"
    ):
        new_engine.apply(batch)

    assert new_engine.state() == IndexState(missing=True)
    health = new_engine.health()
    assert (health.ok, health.index) == (False, IndexState(missing=True))


def test_a_rebuild_makes_an_index_to_add_to(new_engine: SearchEngine):
    new_engine.rebuild([group(1, document("a"))])
    new_engine.apply([group(2, document("b"))])

    assert keys(ask(new_engine)) == ["a", "b"]


def test_what_is_applied_is_found(engine: SearchEngine):
    engine.apply(groups_of(document("a", "Inkubator bayi"), document("b", "Autoklaf")))

    result = ask(engine, "inkubator")

    assert result.total == 1
    assert result.hits == ({"key": "a", "called": "Inkubator bayi"},)
    assert engine.get(["a"]) == {"a": {"key": "a", "name": "Inkubator bayi"}}


def test_a_group_is_replaced_as_a_whole(engine: SearchEngine):
    engine.apply([group(1, document("a"), document("b")), group(2, document("c"))])

    engine.apply([group(1, document("b", "lampu"))])

    assert keys(ask(engine)) == ["b", "c"]
    assert engine.get(["b"]) == {"b": {"key": "b", "name": "lampu"}}


def test_what_is_applied_again_changes_nothing(engine: SearchEngine):
    engine.apply([group(1, document("a"), document("b")), group(2, document("c"))])
    batch = [group(1, document("b", "lampu"), document("d")), group(2)]

    for _ in range(3):
        engine.apply(batch)

        assert keys(ask(engine)) == ["b", "d"]
        assert engine.get(["b"]) == {"b": {"key": "b", "name": "lampu"}}
        assert engine.health().documents == 2


def test_the_longest_key_is_a_key(engine: SearchEngine):
    key = "é" * 256
    engine.apply([group(1, document(key), document("a"))])

    assert keys(ask(engine)) == ["a", key]
    assert list(engine.get([key])) == [key]
    assert walked(engine.iterate("product", offset=1)) == [key]


def test_an_empty_group_removes_its_documents(engine: SearchEngine):
    engine.apply([group(1, document("a")), group(2, document("b"))])

    engine.apply([group(1)])

    assert keys(ask(engine)) == ["b"]
    assert engine.health().documents == 1


def test_of_a_group_given_twice_the_later_stays(engine: SearchEngine):
    engine.apply([group(1, document("a")), group(1, document("b"))])

    assert keys(ask(engine)) == ["b"]


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (document("bad", price="12"), "price"),
        (document("bad", price=True), "price"),
        (document("bad", price=float("nan")), "price"),
        (document("bad", price=float("inf")), "price"),
        (document("bad", price=10**400), "price"),
        (document("bad", unknown=1.0), "unknown"),
        (document("bad", terms={"unknown": ["x"]}), "unknown"),
        (document("bad", terms={"maker": ["a\x1fb"]}), "maker"),
        (document("bad", terms={"maker": [Term("a", "b\x1fc")]}), "maker"),
        (document("bad", terms={"maker": [""]}), "maker"),
        (document("bad", terms={"maker": [Term(3)]}), "maker"),
        (document("bad", terms={"maker": ["x" * 10_000]}), "maker"),
        (document("bad", terms={"maker": ["\ud800"]}), "maker"),
        (IndexDocument("bad", "product", {"a": object()}), "source"),
        (IndexDocument("bad", "", {}), "kind"),
        (document("bad" + "k" * 510), "key"),
        (document("bad\x1f"), "key"),
        (IndexDocument("bad", "product", {}, {"a": object()}), "card"),
        (IndexDocument("bad", "product", {}, texts={"name": LONG_WORD}), "name"),
    ],
)
def test_a_group_that_does_not_fit_stays_as_it_was(engine: SearchEngine, bad, named):
    engine.apply([group(1, document("a")), group(3, document("c"))])

    refused = engine.apply(
        [group(1), group(3, document("d"), bad), group(2, document("b"))]
    )

    assert list(refused) == [3]
    assert re.search(rf"bad.*{named}", refused[3])
    assert keys(ask(engine)) == ["b", "c"]


def test_a_key_twice_in_a_group_is_refused(engine: SearchEngine):
    refused = engine.apply([group(1, document("a"), document("a"))])

    assert refused == {1: "a: twice in group 1"}


def test_a_rebuild_leaves_out_what_does_not_fit(engine: SearchEngine):
    engine.apply([group(1, document("a"))])

    built = engine.rebuild(
        [group(1, document("a", price="x")), group(2, document("b"))]
    )

    assert built.refused == {1: "a: price is not a number: 'x'"}
    assert keys(ask(engine)) == ["b"]


def test_where_most_does_not_fit_the_live_index_stays(engine: SearchEngine):
    engine.apply([group(4, document("d"))])
    groups = [
        group(1, document("a", price="x")),
        group(2, document("b", price="y")),
        group(3, document("c")),
    ]

    with pytest.raises(
        DocumentRefused, match="^2 of 3 are refused; the first: a: price is not"
    ):
        engine.rebuild(groups)

    assert keys(ask(engine)) == ["d"]


def test_an_empty_index_answers(engine: SearchEngine):
    engine.rebuild([])

    result = ask(
        engine,
        "alat",
        counts=(Count("maker"), Count("price", ranges=(Range(0, 1), Range()))),
        sort=Sort("price"),
    )

    assert (result.total, result.hits) == (0, ())
    assert result.counts == {"maker": ()}
    assert result.range_counts == {"price": (0, 0)}
    assert engine.get(["a"]) == {}
    assert engine.similar("a", 3) == ()
    assert list(engine.iterate("product")) == []
    assert engine.suggest("product", analyse_query("al"), ["maker"], 3).total == 0


def test_rebuild_replaces_everything(engine: SearchEngine):
    engine.apply(groups_of(document("a"), document("b")))

    engine.rebuild(iter([group(2, document("b")), group(3, document("c"))]))

    assert keys(ask(engine)) == ["b", "c"]


def test_a_rebuild_that_fails_leaves_the_live_index(engine: SearchEngine):
    engine.apply(groups_of(document("a")))

    def groups():
        yield group(2, document("b"))
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="the database went away"):
        engine.rebuild(groups())

    assert keys(ask(engine)) == ["a"]


def test_an_index_of_other_fields_is_read_but_not_written(
    engine: SearchEngine, with_schema
):
    engine.apply([group(1, document("a"))])
    wider = dataclasses.replace(
        SCHEMA, terms=(*SCHEMA.terms, "new"), numbers=(*SCHEMA.numbers, "width")
    )
    later = with_schema(wider)

    assert keys(ask(later, "alat", sort=Sort("width"))) == ["a"]
    assert keys(ask(later, filters=(Filter("new", ("x",)),))) == []
    assert walked(later.iterate("product", sort=Sort("width"))) == ["a"]
    health = later.health()
    assert later.state() == IndexState(engine.state().generation, outdated=True)
    assert (health.ok, health.index) == (True, later.state())
    assert health.detail.endswith(", the index lacks n_width, v_new: rebuild it")
    with pytest.raises(EngineUnavailable, match="the index lacks n_width, v_new: rebu"):
        later.apply([group(2, document("b"))])

    later.rebuild([group(2, document("b", width=3))])
    assert keys(ask(later, sort=Sort("width"))) == ["b"]


# --- words ----------------------------------------------------------------------


def test_all_words_must_occur_or_any(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", "lampu operasi"),
            document("b", "lampu", body="untuk operasi"),
            document("c", "lampu periksa"),
        )
    )

    assert sorted(keys(ask(engine, "lampu operasi"))) == ["a", "b"]
    either = ask(engine, "periksa operasi", match_all=False)
    assert sorted(keys(either)) == ["a", "b", "c"]


def test_stems_meet_and_the_written_form_comes_first(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", "mengukur tekanan"),
            document("b", "pengukur tekanan"),
            document("c", "ukuran tekanan"),
        )
    )

    result = ask(engine, "pengukur")

    assert keys(result) == ["b", "a", "c"]


def test_a_heavier_field_comes_first(engine: SearchEngine):
    engine.apply(
        groups_of(
            document("a", "kasur", body="ventilator"),
            document("b", "ventilator", body="kasur"),
        )
    )

    assert keys(ask(engine, "ventilator")) == ["b", "a"]


def test_alternatives_find_what_the_word_does_not(engine: SearchEngine):
    engine.apply(groups_of(document("a", "sfigmomanometer"), document("b", "kasa")))
    term = QueryTerm(
        "tensimeter",
        "tensimeter",
        (QueryTerm("sfigmomanometer", "sfigmomanometer"),),
    )

    result = engine.search(EngineQuery("product", terms=(term,)))

    assert keys(result) == ["a"]


def test_kinds_are_apart(engine: SearchEngine):
    engine.apply([group(1, document("a"), document("s", kind="supplier"))])

    assert keys(ask(engine, "alat")) == ["a"]
    assert keys(ask(engine, "alat", kind="supplier")) == ["s"]
    assert walked(engine.iterate("supplier")) == ["s"]


@pytest.mark.parametrize(
    "text",
    [
        'AND OR NOT ( " * ~ ^ : [ ] { } \\ /',
        "name:alat",
        "alat^99999999999999999999",
        "*",
        "alat~2",
        "+alat -alat",
        "\x00\x1f\ud800",
        "x" * 100_000,
        "a " * 100_000,
        "'; DROP TABLE products; --",
        "é" * 50,
    ],
)
def test_whatever_is_typed_is_just_text(engine: SearchEngine, text):
    engine.apply(groups_of(document("a", "lampu")))

    result = ask(engine, "lampu " + text, match_all=False)

    assert keys(result) == ["a"]


def test_a_word_that_cannot_be_stored_finds_nothing(engine: SearchEngine):
    engine.apply(groups_of(document("a", terms={"maker": ["x"]})))
    odd = QueryTerm("\ud800", "\ud800")

    assert engine.search(EngineQuery("product", terms=(odd,))).total == 0
    assert ask(engine, filters=(Filter("maker", ("\ud800",)),)).total == 0
    assert engine.get(["\ud800"]) == {}


def test_many_threads_read_while_one_writes(engine: SearchEngine):
    engine.apply([group(1, document("a", price=0), document("b", price=0))])
    failures: list[object] = []
    done = threading.Event()

    def read():
        while not done.is_set():
            result = ask(engine, "alat", sort=Sort("price"))
            prices = [orjson.loads(step) for step in engine.iterate("product")]
            if result.total != 2 or len(prices) != 2:
                failures.append((result, prices))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10):
        engine.apply([group(1, document("a", price=number), document("b"))])
    engine.rebuild([group(1, document("a"), document("b"))])
    done.set()
    for reader in readers:
        reader.join()

    assert failures == []


def test_a_rebuild_alone_makes_another_generation_and_names_it(
    new_engine: SearchEngine,
):
    first = new_engine.rebuild([])
    built = new_engine.state()
    new_engine.apply([group(1, document("a"))])
    applied = new_engine.state()
    second = new_engine.rebuild([])

    assert (first, second.refused) == (Built(built.generation, {}), {})
    assert applied == built == IndexState(first.generation)
    assert second.generation == new_engine.state().generation
    assert len({"", first.generation, second.generation}) == 3
    assert new_engine.health().index == new_engine.state()


def test_health_counts_the_documents(engine: SearchEngine):
    assert (engine.health().ok, engine.health().documents) == (True, 0)

    engine.apply(groups_of(document("a"), document("s", kind="supplier")))

    assert (engine.health().ok, engine.health().documents) == (True, 2)
