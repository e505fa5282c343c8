"""How the cluster is asked: within a time, and again where it helps."""

import time

import pytest
from elasticsearch import ConnectionError, ConnectionTimeout, SSLError
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ConnectTimeoutError

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import connection as module
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection
from tests.search.elasticsearch.fake_cluster import FakeCluster, error

GOOD = (200, {"hits": {"hits": []}})
BUSY = (429, error("es_rejected_execution_exception", "queue is full"))


def search(client):
    return client.search(index="katalog")


@pytest.mark.parametrize(
    "trouble",
    [
        ConnectionError("refused"),
        ConnectionTimeout("slow"),
        BUSY,
        (502, b"<html>", "text/html"),
        (502, b"\xff", "application/octet-stream"),
        (503, error("cluster_block_exception", "blocked by: [state not recovered]")),
        (503, error("unavailable_shards_exception", "no primary")),
        (500, error("node_not_connected_exception", "it was killed a moment ago")),
        (504, {}),
    ],
)
def test_what_may_pass_is_tried_again(trouble):
    cluster = FakeCluster(trouble, trouble, GOOD)

    answer = cluster.connection().ask(search)

    assert answer.body == GOOD[1]
    assert [asked for asked, _ in cluster.requests] == ["POST /katalog/_search"] * 3


@pytest.mark.parametrize(
    "trouble",
    [
        SSLError("wrong authority"),
        (400, error("parsing_exception", "unknown query")),
        (401, error("security_exception", "missing credentials")),
        (200, b"<html>"),
        (500, error("null_pointer_exception", "oops")),
        # As a full disk does.
        (429, error("cluster_block_exception", "disk usage exceeded flood-stage")),
    ],
)
def test_what_will_not_pass_is_told_at_once(trouble):
    cluster = FakeCluster(trouble, GOOD)

    with pytest.raises(EngineUnavailable):
        cluster.connection().ask(search)

    assert len(cluster.requests) == 1


def test_attempts_come_to_an_end():
    cluster = FakeCluster(BUSY)

    with pytest.raises(EngineUnavailable, match="more requests than it can work off"):
        cluster.connection(retries=2).ask(search)

    assert len(cluster.requests) == 3


def test_no_attempt_begins_later_than_one_timeout(monkeypatch):
    monkeypatch.setattr(module, "_FIRST_WAIT", 60)
    monkeypatch.setattr(module, "_LONGEST_WAIT", 60)
    cluster = FakeCluster(BUSY)
    begun = time.monotonic()

    with pytest.raises(EngineUnavailable):
        cluster.connection(timeout=0.05, retries=20).ask(search)

    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("way", ["ask", "ask_patiently", "ask_briefly"])
def test_one_timeout_is_for_all_steps_of_an_attempt(monkeypatch, way):
    given = []

    def urlopen(pool, *arguments, timeout, **options):
        given.append(timeout)
        raise ConnectTimeoutError(pool, "nobody there")

    monkeypatch.setattr(HTTPConnectionPool, "urlopen", urlopen)
    configuration = Configuration(
        ("http://127.0.0.1:9",), "katalog", timeout=2, write_timeout=2, retries=0
    )

    with pytest.raises(EngineUnavailable, match="did not answer in time"):
        getattr(Connection(configuration), way)(search)

    assert [each.total for each in given] == [2]


def test_a_question_that_is_not_worth_waiting_for_is_asked_once():
    cluster = FakeCluster(BUSY, GOOD)

    with pytest.raises(EngineUnavailable):
        cluster.connection().ask_briefly(search)

    assert len(cluster.requests) == 1


def test_such_a_question_is_asked_of_each_node(monkeypatch):
    given = []

    def urlopen(pool, *arguments, timeout, **options):
        given.append((pool.port, timeout.total))
        raise ConnectTimeoutError(pool, "nobody there")

    monkeypatch.setattr(HTTPConnectionPool, "urlopen", urlopen)
    urls = tuple(f"http://127.0.0.1:{port}" for port in (7, 8, 9))
    connection = Connection(Configuration(urls, "katalog", timeout=5))

    with pytest.raises(EngineUnavailable, match="did not answer in time"):
        connection.ask_briefly(search)

    assert sorted(given) == [(7, 1.0), (8, 1.0), (9, 1.0)]


def test_one_node_that_answers_is_enough():
    cluster = FakeCluster(ConnectionError("refused"), ConnectionError("refused"), GOOD)
    urls = ("http://127.0.0.1:7", "http://127.0.0.1:8", "http://127.0.0.1:9")

    assert cluster.connection(urls=urls).ask_briefly(search).body == GOOD[1]


def test_requests_within_a_time_share_it(monkeypatch):
    cluster = FakeCluster(GOOD)
    connection = cluster.connection()
    limited = connection.within(10)
    moment = time.monotonic()
    monkeypatch.setattr(module.time, "monotonic", lambda: moment + 11)

    with pytest.raises(EngineUnavailable, match="took too long for a batch"):
        limited.ask_patiently(search)

    assert cluster.requests == []
    assert connection.ask_patiently(search).body == GOOD[1]


def test_a_time_within_a_time_is_no_longer():
    limited = FakeCluster(GOOD).connection().within(0).within(60)

    with pytest.raises(EngineUnavailable, match="took too long"):
        limited.ask(search)


def test_a_closed_connection_opens_again():
    cluster = FakeCluster(GOOD)
    connection = cluster.connection()
    connection.close()
    connection.ask(search)

    connection.close()
    connection.close()

    assert connection.ask(search).body == GOOD[1]
