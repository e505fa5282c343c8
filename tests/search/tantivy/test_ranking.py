"""Which documents come first, on every page the same."""

import pytest

from search.engines.base import EngineQuery, Sort
from search.engines.tantivy import TantivyEngine, ranking
from tests.search.engine_documents import SCHEMA, ask, document, groups_of, keys

PRICES = {"a": 3, "b": 1, "c": 3, "d": None, "e": 2, "f": None, "g": 3}


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(SCHEMA, tmp_path / "index")
    engine.rebuild([])
    documents = [
        document(key, **({} if price is None else {"price": price}))
        for key, price in PRICES.items()
    ]
    # Not in the order of keys, and in several commits.
    engine.apply(groups_of(*documents[::-2]))
    engine.apply(
        [
            type(group)(group.id + 100, group.documents)
            for group in groups_of(*documents[-2::-2])
        ]
    )
    return engine


@pytest.mark.parametrize(
    ("descending", "expected"), [(False, "beacgdf"), (True, "acgebdf")]
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
def test_pages_by_a_number_go_on_where_the_last_ended(
    engine, descending, expected, size
):
    pages = [
        keys(ask(engine, sort=Sort("price", descending), offset=offset, limit=size))
        for offset in range(0, 7, size)
    ]

    assert "".join(key for page in pages for key in page) == expected
    assert max(map(len, pages)) == min(size, 7)


@pytest.mark.parametrize("text", ["", "alat"])
@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_pages_of_equals_go_by_key(engine, text, size):
    pages = [
        keys(ask(engine, text, offset=offset, limit=size))
        for offset in range(0, 7, size)
    ]

    assert "".join(key for page in pages for key in page) == "abcdefg"


def test_pages_of_more_equals_than_are_ordered_at_once_do_not_overlap(
    engine, monkeypatch
):
    monkeypatch.setattr(ranking, "TIES", 2)

    pages = [
        keys(ask(engine, "alat", offset=offset, limit=2)) for offset in (0, 2, 4, 6)
    ]

    assert sorted(key for page in pages for key in page) == list("abcdefg")
    assert all(page == sorted(page) for page in pages)


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [(-1, 2, "ab"), (0, -1, ""), (0, 0, ""), (6, 5, "g"), (7, 5, ""), (99, 5, "")],
)
def test_offsets_and_limits_beyond_the_hits_are_cut(engine, offset, limit, expected):
    for text, sort in (("", None), ("alat", None)):
        result = ask(engine, text, sort=sort, offset=offset, limit=limit)

        assert "".join(keys(result)) == expected
        assert result.total == 7


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (None, "abcdefg"),
        (Sort("price"), "beacgdf"),
        (Sort("price", descending=True), "acgebdf"),
    ],
)
def test_a_walk_meets_every_document_once_in_order(
    engine, monkeypatch, chunk, sort, expected
):
    monkeypatch.setattr(ranking, "CHUNK", chunk)

    steps = engine.iterate("product", sort=sort) if sort else engine.iterate("product")

    assert b"".join(bytes(step)[8:9] for step in steps).decode() == expected


def test_long_keys_that_begin_alike_are_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(ranking, "CHUNK", 2)
    engine = TantivyEngine(SCHEMA, tmp_path / "long")
    engine.rebuild([])
    long = [f"{'k' * 24}{number}" for number in range(5)]
    engine.apply(groups_of(*(document(key, price=1) for key in reversed(long))))

    assert keys(ask(engine)) == long
    assert keys(ask(engine, "alat")) == long
    assert len(list(engine.iterate("product"))) == 5
    assert engine.search(EngineQuery("product", sort=Sort("price"))).total == 5


def test_a_walk_reads_the_keys_of_equals_only_where_they_begin_alike(
    engine, monkeypatch
):
    walked = []
    monkeypatch.setattr(ranking, "CHUNK", 1)
    monkeypatch.setattr(
        ranking, "_walk_long_keys", lambda *given: walked.append(given) or []
    )

    found = list(engine.iterate("product", sort=Sort("price")))

    assert (len(found), walked) == (7, [])
