"""What is the cluster's own: its health, blocks and copies, and other writers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from elasticsearch import ConnectionError

from search.analysis import analyse_query
from search.engines.base import (
    EngineUnavailable,
    Filter,
    IndexState,
    Sort,
    Term,
    TermCount,
)
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import connection as connections
from search.engines.elasticsearch import engine as module
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.fields import build_mapping
from search.engines.elasticsearch.indices import write_alias
from search.engines.naming import field_names
from tests.clock import Clock
from tests.search.elasticsearch.fake_cluster import FakeCluster, error
from tests.search.engine_documents import (
    SCHEMA,
    ask,
    document,
    group,
    groups_of,
    keys,
)

ROOT = Path(__file__).parents[3]
BED = Term("bed", "Tempat tidur", "Hospital bed")
BLOCK = "index.blocks.read_only_allow_delete"


def beside(engine):
    """The same index as another process has it."""
    return ElasticsearchEngine(SCHEMA, Connection(engine._connection.configuration))


# --- reading and other writers --------------------------------------------------


@pytest.mark.elasticsearch
def test_nothing_can_be_read_before_anything_is_written(made):
    engine = made()
    asked = [
        lambda: ask(engine, "alat"),
        lambda: engine.get(["a"]),
        lambda: engine.similar("a", 3),
        lambda: list(engine.iterate("product")),
        lambda: engine.suggest("product", analyse_query("al"), ["maker"], 3),
    ]

    for each in asked:
        with pytest.raises(
            EngineUnavailable, match="^no index test-.*: run the indexer, or"
        ):
            each()

    health = engine.health()
    assert (health.ok, health.documents) == (False, 0)
    assert health.index == engine.state() == IndexState(missing=True)


@pytest.mark.elasticsearch
def test_what_another_writes_is_seen_at_the_next_call(engine):
    other = beside(engine)
    engine.apply([group(1, document("a"))])
    assert keys(ask(other)) == ["a"]

    other.apply([group(2, document("b"))])
    assert keys(ask(engine)) == ["a", "b"]

    other.rebuild([group(3, document("c"))])
    assert keys(ask(engine)) == ["c"]
    other.close()


@pytest.mark.elasticsearch
@pytest.mark.parametrize("operation", ["apply", "rebuild"])
def test_a_killed_writer_changes_nothing_that_is_seen(engine, client, operation):
    engine.apply([group(1, document("a"))])
    index = engine._index
    script = (
        "import os, signal\n"
        "from search.engines.elasticsearch import ElasticsearchEngine, bulk\n"
        "from search.engines.elasticsearch.configuration import Configuration\n"
        "from search.engines.elasticsearch.connection import Connection\n"
        "from tests.search.engine_documents import *\n"
        f"urls = {engine._connection.configuration.urls!r}\n"
        f"given = Configuration(urls, {index!r}, replicas='0')\n"
        "bulk.BULK_BYTES = 10_000\n"
        "send, sent = bulk._send, []\n"
        "def sending(*args, **options):\n"
        "    sent.append(send(*args, **options))\n"
        "    if len(sent) == 3:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return sent[-1]\n"
        "bulk._send = sending\n"
        "groups = [group(n, document(f'x{n}')) for n in range(1, 500)]\n"
        f"ElasticsearchEngine(SCHEMA, Connection(given)).{operation}(groups)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment)

    assert ended.returncode == -signal.SIGKILL
    assert keys(ask(engine)) == ["a"]
    engine.rebuild([group(1, document("c"))])
    assert keys(ask(engine)) == ["c"]
    assert len(client.indices.get(index=f"{index}-*")) == 2


@pytest.mark.elasticsearch
def test_what_cannot_be_a_key_is_not_there(engine):
    engine.apply([group(1, document("a"), document("k" * 512))])

    odd = ["", "\x1f", "\ud800", "x" * 513, "k" * 512]

    assert list(engine.get(odd)) == ["k" * 512]
    assert engine.similar("\x1f", 3) == ()


# --- suggestions ----------------------------------------------------------------


@pytest.mark.elasticsearch
def test_labels_are_fetched_again_only_after_a_write(engine, monkeypatch):
    walks = []
    walk = module.labelled_values
    monkeypatch.setattr(
        module,
        "labelled_values",
        lambda *asked: walks.append(asked[2]) or walk(*asked),
    )
    other = beside(engine)
    other.apply([group(1, document("a", terms={"class": [BED]}))])

    def suggested():
        prefix = analyse_query("tempat", unfinished=True)
        return engine.suggest("product", prefix, ["class"], 3).counts["class"]

    assert suggested() == suggested() == (TermCount(BED, 1),)
    assert walks == ["class"]

    other.apply([group(2, document("b", terms={"class": [BED]}))])
    assert suggested() == suggested() == (TermCount(BED, 2),)
    assert walks == ["class", "class"]

    other.rebuild([])
    assert suggested() == ()
    other.close()


# --- health and blocks ----------------------------------------------------------


@pytest.mark.elasticsearch
def test_a_full_disk_is_told_and_heals_by_itself(engine, client):
    engine.apply([group(1, document("a"))])
    live = engine._indices.live().name
    client.indices.put_settings(index=live, settings={BLOCK: True})

    with pytest.raises(EngineUnavailable, match="a disk is nearly full: make room"):
        engine.apply([group(2, document("b"))])
    health = engine.health()
    assert (health.ok, health.documents) == (True, 1)
    assert health.detail.endswith("read-only: a disk is nearly full, make room")
    assert keys(ask(engine)) == ["a"]

    client.indices.put_settings(index=live, settings={BLOCK: None})
    engine.apply([group(2, document("b"))])
    assert keys(ask(engine)) == ["a", "b"]
    assert engine.health().detail.endswith(live)


@pytest.mark.elasticsearch
def test_a_copy_without_a_node_is_told_and_harms_nothing(made):
    engine = made(replicas="3")
    engine.rebuild([group(1, document("a"))])

    health = engine.health()

    assert (health.ok, health.documents) == (True, 1)
    assert health.index == engine.state()
    assert health.detail.endswith(", yellow: 3 copies of shards have no node")


@pytest.mark.elasticsearch
def test_a_shard_without_a_node_is_no_answer(made, client):
    engine = made(retries=0)
    # Of an index that had a node once, the cluster may give it that node again.
    client.indices.create(
        index=f"{engine._index}-20261130080000-00000000",
        settings={"index.routing.allocation.require._name": "nowhere"},
        mappings=build_mapping(SCHEMA),
        aliases={engine._index: {}},
        wait_for_active_shards="0",
    )

    with pytest.raises(EngineUnavailable, match="has no node that answers for it"):
        ask(engine)
    health = engine.health()
    assert (health.ok, health.index.missing) == (False, False)
    assert health.index == engine.state()
    assert health.detail.endswith(", red: a shard has no node that holds it")


LIVE = "katalog-20261130080000-00000000"
DESCRIBED = {
    LIVE: {
        "aliases": {"katalog": {}, write_alias(LIVE): {}},
        "mappings": {"properties": dict.fromkeys(field_names(SCHEMA), {})},
        "settings": {},
    }
}


def test_the_state_of_the_index_is_asked_in_one_request():
    cluster = FakeCluster((200, DESCRIBED))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection())

    assert engine.state() == IndexState(LIVE)
    assert [request for request, _body in cluster.requests] == [
        "GET /katalog?flat_settings=true"
    ]


@pytest.mark.elasticsearch
def test_an_index_without_its_alias_for_writing_is_to_be_rebuilt(engine, client):
    engine.apply([group(1, document("a"))])
    live = engine._indices.live().name
    client.indices.delete_alias(index=live, name=write_alias(live))

    health = engine.health()
    assert (health.ok, health.index) == (True, IndexState(live, outdated=True))
    assert engine.state() == health.index
    assert health.detail.endswith(
        f"{live}, the index has lost its alias for writing: rebuild it"
    )
    with pytest.raises(EngineUnavailable, match="has lost its alias for writing: rebu"):
        engine.apply([group(2, document("b"))])
    assert keys(ask(engine)) == ["a"]

    engine.rebuild([group(2, document("b"))])
    engine.apply([group(3, document("c"))])
    assert keys(ask(engine)) == ["b", "c"]
    assert engine.state().outdated is False


def test_without_its_alias_for_writing_nothing_is_written():
    index = {**DESCRIBED[LIVE], "aliases": {"katalog": {}}}
    cluster = FakeCluster((200, {LIVE: index}))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection())

    with pytest.raises(EngineUnavailable, match="has lost its alias for writing: rebu"):
        engine.apply([group(1, document("a"))])

    assert engine.state() == IndexState(LIVE, outdated=True)
    assert asked_of(cluster) == ["GET /katalog"] * 2


def test_a_cluster_that_is_away_is_told():
    refused = FakeCluster(ConnectionError("Connection refused"))
    engine = ElasticsearchEngine(SCHEMA, refused.connection(retries=0))

    health = engine.health()

    assert (health.ok, health.index) == (False, IndexState())
    assert engine.state() == IndexState()
    assert "cannot be reached (Connection refused)" in health.detail
    for each in (
        lambda: ask(engine),
        lambda: engine.get(["a"]),
        lambda: engine.apply(groups_of(document("a"))),
        lambda: engine.rebuild([]),
        lambda: next(engine.iterate("product")),
    ):
        with pytest.raises(EngineUnavailable, match="cannot be reached"):
            each()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, "answered without _shards"),
        ({"_shards": {"total": 3, "failed": 1}}, "1 of 3 shards of katalog did not"),
        ({"_shards": {"total": 1, "failed": 0}}, "answered without hits.total.value"),
        ([], "answered without _shards"),
        (
            {
                "timed_out": True,
                "_shards": {"total": 1, "failed": 0},
                "hits": {"total": {"value": 1}, "hits": []},
            },
            "did not answer in time",
        ),
    ],
)
def test_no_part_of_an_answer_is_taken_for_the_whole(body, told):
    cluster = FakeCluster((200, body))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection())

    with pytest.raises(EngineUnavailable, match=told):
        ask(engine, "alat")


@pytest.mark.parametrize(
    "mistake",
    [
        lambda engine: ask(engine, filters=(Filter("nothere", ("x",)),)),
        lambda engine: engine.suggest("product", analyse_query("a"), ["nothere"], 3),
        lambda engine: next(engine.iterate("product", sort=Sort("nothere"))),
        lambda engine: next(
            engine.iterate("product", filters=(Filter("nothere", ("x",)),))
        ),
    ],
)
def test_a_mistake_of_the_caller_is_told_before_anything_is_asked(mistake):
    cluster = FakeCluster((500, error("x", "y")))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection())

    with pytest.raises(ValueError, match="nothere"):
        mistake(engine)

    assert cluster.requests == []


def test_a_batch_takes_no_longer_than_it_says():
    cluster = FakeCluster((200, {}))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection(write_timeout=45.0))

    assert engine.longest_apply.total_seconds() == 90


@pytest.fixture
def slow(monkeypatch):
    """``slow(seconds)``: a cluster that is given one group, and takes so long for each
    answer."""
    clock = Clock(100.0)
    monkeypatch.setattr(connections.time, "monotonic", clock)

    def slow(seconds):
        def pause():
            clock.moment += seconds

        shards = {"_shards": {"total": 1, "failed": 0}}
        return FakeCluster(
            (200, DESCRIBED),
            (200, shards),
            (200, {**shards, "hits": {"hits": []}}),
            (200, {"errors": False}),
            (200, shards),
            (200, {}),
            pause=pause,
        )

    return slow


APPLIED = [
    "GET /katalog",
    f"POST /{LIVE}/_refresh",
    f"POST /{LIVE}/_search",
    f"PUT /{write_alias(LIVE)}/_bulk",
    f"POST /{LIVE}/_refresh",
    f"PUT /{write_alias(LIVE)}/_doc/%1F",
]


def asked_of(cluster):
    return [request.partition("?")[0] for request, _body in cluster.requests]


def test_a_batch_is_given_up_when_its_time_is_over(slow):
    cluster = slow(seconds=40)
    engine = ElasticsearchEngine(SCHEMA, cluster.connection(write_timeout=45.0))

    with pytest.raises(EngineUnavailable, match="took too long for a batch"):
        engine.apply([group(1, document("a"))])

    assert asked_of(cluster) == APPLIED[:3]


def test_a_batch_that_stays_within_its_time_is_written(slow):
    cluster = slow(seconds=15)
    engine = ElasticsearchEngine(SCHEMA, cluster.connection(write_timeout=45.0))

    assert engine.apply([group(1, document("a"))]) == {}

    assert asked_of(cluster) == APPLIED


def test_the_pages_of_one_search_come_from_one_copy():
    whole = {
        "_shards": {"total": 1, "failed": 0},
        "hits": {"total": {"value": 0}, "hits": []},
    }
    cluster = FakeCluster((200, whole))
    engine = ElasticsearchEngine(SCHEMA, cluster.connection())

    ask(engine, "alat \ud800", limit=5)
    ask(engine, "alat \ud800", limit=5, offset=5)
    ask(engine, "lampu")

    first, second, other = (asked for asked, _ in cluster.requests)
    assert first == second != other
    assert "search_type=dfs_query_then_fetch" in first
    assert "allow_partial_search_results=false" in first
