"""What is asked of tantivy for what the catalogue asks."""

import pytest

from search.analysis import analyse_query
from search.engines.base import EngineQuery, Filter, Range, Sort
from search.engines.tantivy import TantivyEngine
from tests.search.engine_documents import SCHEMA, ask, document, groups_of, keys


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(SCHEMA, tmp_path / "index")
    engine.rebuild([])
    return engine


def found(engine, *wanted):
    return sorted(keys(ask(engine, filters=wanted)))


def test_a_filter_lets_values_or_ranges_through(engine):
    engine.apply(
        groups_of(
            document("a", terms={"maker": ["x"]}, price=5),
            document("b", terms={"maker": ["y"]}, price=10),
            document("c", price=15),
            document("d", terms={"maker": ["z"]}),
        )
    )

    assert found(engine, Filter("maker", ("x", "y"))) == ["a", "b"]
    assert found(engine, Filter("maker", ("\ud800",))) == []
    assert found(engine, Filter("maker", ("\ud800", "x"))) == ["a"]
    assert found(engine, Filter("price", ranges=(Range(5, 10),))) == ["a"]
    assert found(engine, Filter("price", ranges=(Range(10, None),))) == ["b", "c"]
    assert found(engine, Filter("price", ranges=(Range(None, 10),))) == ["a"]
    assert found(engine, Filter("price", ranges=(Range(),))) == ["a", "b", "c"]
    assert found(engine, Filter("price", ranges=(Range(5, 6), Range(15, 16)))) == [
        "a",
        "c",
    ]
    assert found(
        engine, Filter("maker", ("x", "y")), Filter("price", ranges=(Range(10, None),))
    ) == ["b"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (EngineQuery("product", filters=(Filter("price", ("1",)),)), "term field"),
        (
            EngineQuery("product", filters=(Filter("maker", ranges=(Range(),)),)),
            "number field",
        ),
        (EngineQuery("product", sort=Sort("maker")), "number field 'maker'"),
    ],
)
def test_a_field_of_another_kind_is_a_mistake(engine, asked, told):
    engine.apply(groups_of(document("a")))

    with pytest.raises(ValueError, match=f"no {told}"):
        engine.search(asked)


def test_all_words_or_one_of_them(engine):
    engine.apply(
        groups_of(
            document("a", "lampu operasi"),
            document("b", "lampu periksa"),
            document("c", "meja operasi"),
        )
    )

    def asked(match_all):
        terms = analyse_query("lampu operasi")
        query = EngineQuery("product", terms=terms, match_all=match_all)
        return sorted(keys(engine.search(query)))

    assert asked(True) == ["a"]
    assert asked(False) == ["a", "b", "c"]


def test_a_word_in_the_weightier_text_comes_first(engine):
    engine.apply(
        groups_of(
            document("a", "meja", body="lampu"), document("b", "lampu", body="meja")
        )
    )

    assert keys(ask(engine, "lampu")) == ["b", "a"]


def test_kinds_are_kept_apart(engine):
    engine.apply(groups_of(document("a"), document("b", kind="supplier")))

    assert keys(ask(engine)) == ["a"]
    assert keys(ask(engine, kind="supplier")) == ["b"]
    assert keys(ask(engine, kind="\ud800")) == []
