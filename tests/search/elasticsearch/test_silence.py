"""A cluster that does not answer is waited for by one request, not by every one."""

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from search import catalogue, parts
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine, silence
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.faults import NoAnswer
from search.engines.elasticsearch.silence import PAUSE_SECONDS, Silence
from tests.clock import Clock
from tests.search.elasticsearch.fake_cluster import FakeCluster, error
from tests.search.elasticsearch.hanging_server import hanging_server
from tests.search.engine_documents import SCHEMA

TIMEOUT = 0.5


@pytest.fixture
def clock() -> Clock:
    return Clock(100.0)


@pytest.fixture
def known(clock) -> Silence:
    return Silence(1, clock)


def is_let_pass(known: Silence) -> bool:
    try:
        known.before_request()
    except NoAnswer:
        return False
    return True


def test_while_a_cluster_answers_everything_passes(known, clock):
    known.answered()

    assert [known.before_request(), known.before_request()] == [
        clock.moment,
        clock.moment,
    ]


def test_after_one_in_vain_all_are_told_why_at_once(known):
    known.unanswered(known.before_request(), "it hangs")

    for _ in range(2):
        with pytest.raises(NoAnswer, match="^it hangs$"):
            known.before_request()


def test_after_a_pause_one_asks_for_all(known, clock):
    known.unanswered(known.before_request(), "it hangs")

    clock.moment += PAUSE_SECONDS - 0.1
    before = is_let_pass(known)
    clock.moment += 0.1

    assert before is False
    assert [is_let_pass(known) for _ in range(3)] == [True, False, False]


def test_one_that_asks_in_vain_begins_the_pause_anew(known, clock):
    known.unanswered(known.before_request(), "it hangs")
    clock.moment += PAUSE_SECONDS
    begun = known.before_request()
    clock.moment += PAUSE_SECONDS - 1
    known.unanswered(begun, "it still hangs")

    clock.moment += PAUSE_SECONDS - 0.1
    with pytest.raises(NoAnswer, match="^it still hangs$"):
        known.before_request()
    clock.moment += 0.1
    assert is_let_pass(known)


def test_one_that_asks_and_never_tells_keeps_the_others_for_a_pause(known, clock):
    known.unanswered(known.before_request(), "it hangs")
    clock.moment += PAUSE_SECONDS
    known.before_request()

    clock.moment += PAUSE_SECONDS

    assert is_let_pass(known)


def test_the_first_answer_ends_it(known):
    known.unanswered(known.before_request(), "it hangs")

    known.answered()

    assert [is_let_pass(known) for _ in range(3)] == [True] * 3


def test_one_that_was_slow_while_others_were_answered_stops_nobody(known, clock):
    begun = known.before_request()
    clock.moment += 1
    known.answered()
    clock.moment += 4

    known.unanswered(begun, "it was a heavy one")

    assert is_let_pass(known)


def test_of_several_nodes_one_may_hang(clock):
    known = Silence(3, clock)
    passed = []

    for _ in range(4):
        passed.append(is_let_pass(known))
        known.unanswered(clock.moment, "it hangs")
    known.answered()
    known.unanswered(clock.moment + 1, "it hangs")

    assert passed == [True, True, True, False]
    assert is_let_pass(known)


# --- a connection that knows it ---------------------------------------------------


def search(client):
    return client.search(index="katalog")


def took(ask) -> float:
    """The seconds until it was told that there is no answer."""
    begun = time.monotonic()
    with pytest.raises(EngineUnavailable, match="did not answer in time"):
        ask()
    return time.monotonic() - begun


@pytest.fixture
def server():
    with hanging_server() as server:
        yield server


@pytest.fixture
def connection(server):
    configuration = Configuration(
        urls=(server.url,), index="katalog", timeout=TIMEOUT, write_timeout=TIMEOUT
    )
    connection = Connection(configuration)
    yield connection
    connection.close()


def test_of_many_searches_one_waits_for_a_server_that_hangs(server, connection):
    first = took(lambda: connection.ask(search))
    others = [took(lambda: connection.ask(search)) for _ in range(20)]

    assert TIMEOUT <= first < 2 * TIMEOUT
    assert sum(others) < TIMEOUT / 2
    assert server.asked == 1


def test_threads_that_wait_at_once_wait_one_timeout_together(server, connection):
    with ThreadPoolExecutor(32) as threads:
        asked = [
            threads.submit(took, lambda: connection.ask(search)) for _ in range(32)
        ]
    times = [each.result() for each in asked]

    assert max(times) < 2 * TIMEOUT
    assert took(lambda: connection.ask(search)) < TIMEOUT / 2


def test_a_server_that_answers_again_is_asked_within_the_pause(
    server, connection, monkeypatch
):
    monkeypatch.setattr(silence, "PAUSE_SECONDS", 0.3)
    took(lambda: connection.ask(search))
    server.answers = True

    in_the_pause = took(lambda: connection.ask(search))
    time.sleep(0.3)
    answers = [connection.ask(search).body for _ in range(3)]

    assert in_the_pause < TIMEOUT / 2
    assert answers == [{"hits": {"hits": []}}] * 3


def test_writes_and_health_checks_ask_at_any_time(server, connection):
    took(lambda: connection.ask(search))
    server.answers = True

    assert connection.ask_briefly(search).body == {"hits": {"hits": []}}
    assert connection.ask_patiently(search).body == {"hits": {"hits": []}}
    assert took(lambda: connection.within(60).ask(search)) < TIMEOUT / 2


def test_who_refuses_does_answer():
    answers = error("parsing_exception", "unknown query")
    cluster = FakeCluster((400, answers))
    connection = cluster.connection()

    for _ in range(3):
        with pytest.raises(EngineUnavailable, match="unknown query"):
            connection.ask(search)

    assert len(cluster.requests) == 3


def test_a_proxy_without_an_answer_is_asked_by_one_search():
    cluster = FakeCluster((502, b"<html>", "text/html"))
    connection = cluster.connection(retries=4)

    for _ in range(3):
        with pytest.raises(NoAnswer, match="has no answer from it"):
            connection.ask(search)

    assert len(cluster.requests) == 5


def test_a_cluster_that_refuses_with_the_status_of_a_proxy_does_answer():
    answers = error("no_shard_available_action_exception", "-")
    cluster = FakeCluster((503, answers))
    connection = cluster.connection(retries=0)

    for _ in range(3):
        with pytest.raises(EngineUnavailable, match="has no node that answers"):
            connection.ask(search)

    assert len(cluster.requests) == 3


def test_a_page_of_a_product_costs_one_timeout(server, connection, monkeypatch):
    engine = ElasticsearchEngine(SCHEMA, connection)
    monkeypatch.setattr(catalogue, "get_engine", lambda: engine)
    page = {"product": SimpleNamespace(pk=7)}
    begun = time.monotonic()

    shown = [parts.preference_part(page), parts.similar_products_part(page)]

    assert shown == [None, None]
    assert time.monotonic() - begun < 2 * TIMEOUT
    assert server.asked == 1
