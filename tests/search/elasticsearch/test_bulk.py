"""Requests that change many documents."""

import orjson
import pytest

from search.engines.base import EngineUnavailable
from search.engines.checking import DocumentChecker
from search.engines.elasticsearch import bulk
from search.engines.elasticsearch.bulk import put, remove, write
from search.engines.elasticsearch.faults import AliasMissing
from tests.search.elasticsearch.fake_cluster import FakeCluster
from tests.search.engine_documents import SCHEMA, document, group

DONE = (200, {"errors": False})


def failed(status, kind, reason="why"):
    """One change was made, one not."""
    return (
        200,
        {
            "errors": True,
            "items": [
                {"index": {"_id": "a", "status": 200}},
                {"delete": {"_id": "gone", "status": 404}},
                {
                    "index": {
                        "_id": "b",
                        "status": status,
                        "error": {"type": kind, "reason": reason, "index": "w"},
                    }
                },
            ],
        },
    )


def put_one(key, number):
    (made,) = DocumentChecker(SCHEMA).group(group(number, document(key)))
    return put(made)


# What ``failed`` answers to.
CHANGES = [put_one("a", 1), remove("gone"), put_one("b", 2)]


def sent(cluster):
    return [
        [orjson.loads(line) for line in it.splitlines()] for _, it in cluster.requests
    ]


def test_changes_are_lines_and_go_through_an_alias_that_must_exist():
    cluster = FakeCluster(DONE)

    refused = write(
        cluster.connection(), "katalog-write", [put_one("a", 7), remove("b")]
    )

    assert refused == {}

    ((asked, _),) = cluster.requests
    assert asked.startswith("PUT /katalog-write/_bulk?")
    assert "require_alias=true" in asked
    index, body, delete = sent(cluster)[0]
    assert index == {"index": {"_id": "a"}}
    assert (body["key"], body["group"]) == ("a", 7)
    assert delete == {"delete": {"_id": "b"}}


def test_requests_are_cut_by_their_bytes(monkeypatch):
    monkeypatch.setattr(bulk, "BULK_BYTES", 60)
    cluster = FakeCluster(DONE)

    write(cluster.connection(), "w", [remove(key) for key in ("a", "b", "c", "x" * 90)])

    assert [[it["delete"]["_id"] for it in request] for request in sent(cluster)] == [
        ["a", "b"],
        ["c"],
        ["x" * 90],
    ]


def test_nothing_to_change_asks_nothing():
    cluster = FakeCluster(DONE)

    write(cluster.connection(), "w", [])

    assert cluster.requests == []


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, "es_rejected_execution_exception"),
        (503, "unavailable_shards_exception"),
        (500, "node_disconnected_exception"),
        (503, "cluster_block_exception"),
    ],
)
def test_a_request_that_was_half_taken_is_given_again(status, kind):
    busy = failed(status, kind)
    cluster = FakeCluster(busy, DONE)

    write(cluster.connection(), "w", CHANGES)

    first, second = sent(cluster)
    assert first == second


@pytest.mark.parametrize(
    ("status", "kind", "told"),
    [
        (429, "es_rejected_execution_exception", "is overloaded: es_rejected"),
        (403, "cluster_block_exception", "has blocked katalog"),
        # As a full disk does, for which trying again is of no use.
        (429, "cluster_block_exception", "has blocked katalog"),
        (500, "illegal_state_exception", "refused the request: illegal_state"),
        # The index is wrong, not the document.
        (400, "strict_dynamic_mapping_exception", "refused the request: strict_dyn"),
    ],
)
def test_a_change_that_was_not_made_is_told(status, kind, told):
    cluster = FakeCluster(failed(status, kind))

    with pytest.raises(EngineUnavailable, match=told):
        write(cluster.connection(), "w", CHANGES)


def test_a_document_that_is_refused_for_good_holds_nothing_up(monkeypatch):
    monkeypatch.setattr(bulk, "BULK_BYTES", sum(len(it.lines) for it in CHANGES))
    cluster = FakeCluster(failed(400, "document_parsing_exception"), DONE)

    refused = write(cluster.connection(), "w", [*CHANGES, remove("c")])

    assert refused == {
        2: "b: Elasticsearch refuses it: document_parsing_exception: why"
    }
    assert len(sent(cluster)) == 2


def test_a_removal_that_is_refused_is_told():
    cluster = FakeCluster(failed(400, "illegal_argument_exception"))

    with pytest.raises(EngineUnavailable, match="illegal_argument_exception"):
        write(cluster.connection(), "w", [*CHANGES[:2], remove("b")])


def test_an_alias_that_is_gone_is_told_as_such():
    answer = failed(404, "index_not_found_exception", "no such index, [require_alias]")

    with pytest.raises(
        AliasMissing,
        match=r"^w was replaced or removed \(.*another process is rebuilding it$",
    ):
        write(FakeCluster(answer).connection(), "w", CHANGES)


def test_no_error_is_not_an_error_where_there_was_nothing_to_remove():
    status, body = failed(400, "x")
    del body["items"][2]

    assert write(FakeCluster((status, body)).connection(), "w", CHANGES[:2]) == {}


@pytest.mark.parametrize(
    "body", [{}, [], {"errors": True}, {"errors": True, "items": [{}]}]
)
def test_an_answer_of_another_form_is_told(body):
    with pytest.raises(EngineUnavailable, match="answered without"):
        write(FakeCluster((200, body)).connection(), "w", [remove("a")])
