"""Points in time, and pages however far back."""

from itertools import islice

import orjson
import pytest
from elasticsearch.dsl.query import MatchAll

from search.engines.base import EngineUnavailable, Sort
from search.engines.elasticsearch import engine as engines
from search.engines.elasticsearch import walking
from search.engines.elasticsearch.walking import (
    Walk,
    by_key,
    by_number,
    by_relevance,
)
from tests.search.elasticsearch.fake_cluster import FakeCluster
from tests.search.engine_documents import ask, document, groups_of, keys, walked

PRICES = {"a": 3, "b": 1, "c": 3, "d": None, "e": 2, "f": None, "g": 3}


@pytest.fixture
def filled(engine, monkeypatch):
    """Seven documents, walked through by three."""
    monkeypatch.setattr(engines, "_READ_AT_ONCE", 3)
    monkeypatch.setattr(walking, "WINDOW", 3)
    engine.apply(
        groups_of(
            *(
                document(key, **({} if price is None else {"price": price}))
                for key, price in reversed(PRICES.items())
            )
        )
    )
    return engine


def open_streams(client):
    nodes = client.nodes.stats(metric="indices", index_metric="search")["nodes"]
    return sum(each["indices"]["search"]["open_contexts"] for each in nodes.values())


@pytest.mark.elasticsearch
def test_pages_beyond_the_window_go_on_where_the_last_ended(filled):
    orders = {
        Sort("price"): "beacgdf",
        Sort("price", descending=True): "acgebdf",
        None: "abcdefg",
    }
    for text in ("", "alat"):
        for sort, expected in orders.items():
            for size in (2, 7):
                pages = [
                    keys(ask(filled, text, sort=sort, offset=offset, limit=size))
                    for offset in range(0, 8, size)
                ]
                assert "".join(key for page in pages for key in page) == expected


@pytest.mark.elasticsearch
def test_a_stream_skips_and_stops_where_it_is_asked(filled):
    up = Sort("price")

    assert walked(filled.iterate("product", sort=up)) == list("beacgdf")
    assert walked(filled.iterate("product", sort=up, offset=4)) == list("gdf")
    assert walked(filled.iterate("product", sort=up, offset=1, limit=4)) == list("eacg")
    assert walked(filled.iterate("product", offset=7)) == []
    assert walked(filled.iterate("product", offset=10**12)) == []
    assert walked(filled.iterate("product", limit=3)) == list("abc")


@pytest.mark.elasticsearch
def test_a_state_is_given_back_also_by_who_stops_early(filled, client):
    before = open_streams(client)
    steps = filled.iterate("product")
    assert walked(islice(steps, 1)) == ["a"]
    assert open_streams(client) == before + 1

    steps.close()

    assert open_streams(client) == before


@pytest.mark.elasticsearch
def test_a_state_that_the_cluster_forgot_is_told(filled, client, monkeypatch):
    opened = []
    begin = walking.PointInTime.__init__

    def remember(self, connection):
        begin(self, connection)
        opened.append(self)

    monkeypatch.setattr(walking.PointInTime, "__init__", remember)
    steps = filled.iterate("product")
    assert walked(islice(steps, 3)) == list("abc")
    client.close_point_in_time(id=opened[0]._id)

    with pytest.raises(EngineUnavailable, match="begin again"):
        next(steps)


def test_what_is_missing_comes_last_and_ties_go_by_key():
    last = {"missing": "_last", "unmapped_type": "double"}

    assert by_key() == [{"key": {"order": "asc"}}]
    assert by_relevance() == [{"_score": {"order": "desc"}}, *by_key()]
    assert by_number(Sort("price")) == [
        {"n_price": {"order": "asc", **last}},
        *by_key(),
    ]
    assert by_number(Sort("price", descending=True)) == [
        {"n_price": {"order": "desc", **last}},
        *by_key(),
    ]


def page(*keys):
    return (200, {"_shards": NONE_FAILED, "hits": {"hits": [hit(key) for key in keys]}})


def hit(key):
    return {"_id": key, "sort": [key]}


NONE_FAILED = {"total": 1, "failed": 0}


def test_each_page_begins_where_the_last_ended():
    cluster = FakeCluster(page("a", "b"), page("c", "d"), page("e"))
    walk = Walk(cluster.connection(), "katalog-1")

    found = list(walk.pages(MatchAll(), by_key(), at_once=2, read={"_source": False}))

    assert [[it["_id"] for it in hits] for hits in found] == [
        ["a", "b"],
        ["c", "d"],
        ["e"],
    ]
    asked = [(path.split("?")[0], orjson.loads(it)) for path, it in cluster.requests]
    assert [path for path, _ in asked] == ["POST /katalog-1/_search"] * 3
    assert [(it["size"], it.get("search_after")) for _, it in asked] == [
        (2, None),
        (2, ["b"]),
        (2, ["d"]),
    ]
    assert all(it["_source"] is False and "pit" not in it for _, it in asked)


def test_a_walk_takes_no_part_for_the_whole():
    cluster = FakeCluster((200, {"_shards": {"total": 3, "failed": 1}}))
    walk = Walk(cluster.connection(), "katalog-1")

    with pytest.raises(EngineUnavailable, match="^1 of 3 shards of katalog-1 did not"):
        next(walk.pages(MatchAll(), by_key(), at_once=2))
