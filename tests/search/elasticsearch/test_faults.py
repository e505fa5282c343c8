"""What went wrong, in a sentence for who runs the cluster."""

import pytest
from elasticsearch import ConnectionError, ConnectionTimeout, SSLError

from search.engines.base import EngineUnavailable, NoIndex
from search.engines.elasticsearch.faults import (
    AliasMissing,
    NoAnswer,
    explained,
    is_passing,
    reason,
    types_of,
)
from tests.search.elasticsearch.fake_cluster import FakeCluster, error

FLOOD = (
    "index [katalog-1] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded "
    "flood-stage watermark, index has read-only-allow-delete block];"
)
NODE_GONE = {
    "type": "search_phase_execution_exception",
    "reason": "",
    "root_cause": [],
    "failed_shards": [],
    "caused_by": {
        "type": "search_phase_execution_exception",
        "reason": "Search rejected due to missing shards [[katalog-1][1]].",
        "failed_shards": [],
    },
}
"""What a stream is answered when the node that held its state was killed."""


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            ConnectionError("Connection refused"),
            r"cannot be reached \(Connection refused\): see that it runs",
        ),
        (ConnectionTimeout("30 s"), r"did not answer in time \(30 s\)"),
        (
            SSLError("unable to get local issuer certificate"),
            r"no secure connection .* \(unable to get .*\): set ELASTICSEARCH_CA",
        ),
        ((200, b"{"), "does not speak JSON"),
        ((200, b"<html>", "text/html"), "is not Elasticsearch: see ELASTICSEARCH_URL"),
        (
            (502, b"<html>", "text/html"),
            r"^what stands before Elasticsearch at http://127\.0\.0\.1:9 has no answer "
            r"from it \(status 502\): see that it runs$",
        ),
        ((503, b"\xff", "application/octet-stream"), r"no answer from it \(status 503"),
        ((504, {}), r"no answer from it \(status 504\)"),
        (
            (500, b"\xff", "application/octet-stream"),
            "did so with status 500: see whether ELASTICSEARCH_URL",
        ),
        ((401, error("security_exception", "x")), "see ELASTICSEARCH_API_KEY"),
        (
            (403, error("security_exception", "action [search] is unauthorized")),
            r"lacks a right \(security_exception: action \[search\] is unauthorized\)",
        ),
        ((413, b""), "raise its http.max_content_length"),
        (
            (
                404,
                error(
                    "index_not_found_exception",
                    "no such index [katalog]",
                    index="katalog",
                ),
            ),
            "^no in",
        ),
        ((404, {"error": "alias [katalog] missing"}), "^no index katalog: run the"),
        ((403, error("cluster_block_exception", FLOOD)), "a disk is nearly full: make"),
        (
            (403, error("cluster_block_exception", "blocked by: [FORBIDDEN/5/index]")),
            "has blocked katalog: cluster_block_exception",
        ),
        (
            (429, error("circuit_breaking_exception", "Data too large")),
            "too little memory for the request",
        ),
        (
            (503, error("no_shard_available_action_exception", "-")),
            "a part of katalog has no node that answers for it",
        ),
        (
            (500, error("node_disconnected_exception", "disconnected")),
            r"a part of katalog has no node .* \(node_disconnected_exception",
        ),
        (
            (503, {"error": NODE_GONE}),
            r"a part of katalog has no node that answers for it \(search_phase_"
            r"execution_exception: Search rejected due to missing shards \[\[kata",
        ),
        (
            (500, error("null_pointer_exception", "oops")),
            "refused the request: null_po",
        ),
        ((500, {"error": "oops"}), r"did so with status 500 \(oops\): see"),
        ((500, b"[]"), "did so with status 500: see whether ELASTICSEARCH_URL"),
    ],
)
def test_every_fault_is_a_sentence(answer, told):
    connection = FakeCluster(answer).connection(retries=0)

    with pytest.raises(EngineUnavailable, match=told):
        connection.ask(lambda client: client.search(index="katalog"))


@pytest.mark.parametrize(
    ("details", "kind"),
    [
        (
            {
                "type": "search_phase_execution_exception",
                "reason": "all shards failed",
                "root_cause": [
                    {
                        "type": "search_context_missing_exception",
                        "reason": "No search context found for id [16]",
                    }
                ],
            },
            EngineUnavailable,
        ),
        (
            {
                "type": "index_not_found_exception",
                "reason": "no such index [katalog-1-building] and [require_alias] "
                "request flag is [true]",
                "index": "katalog-1-building",
            },
            AliasMissing,
        ),
        (
            {
                "type": "index_not_found_exception",
                "reason": "no such index [katalog-20261130000000-aaaaaaaa]",
                "index": "katalog-20261130000000-aaaaaaaa",
            },
            AliasMissing,
        ),
        ({"type": "aliases_not_found_exception", "reason": "aliases"}, AliasMissing),
        (
            {
                "type": "search_phase_execution_exception",
                "root_cause": [
                    {"type": "index_not_found_exception", "index": "katalog"}
                ],
            },
            NoIndex,
        ),
        (
            {
                "type": "search_phase_execution_exception",
                "root_cause": [],
                "failed_shards": [{"index": "katalog", "reason": {"type": "other"}}],
                "caused_by": {"type": "index_not_found_exception", "index": "other"},
            },
            AliasMissing,
        ),
        ({"type": "index_not_found_exception", "reason": "-"}, AliasMissing),
        ({"type": "other", "reason": None}, EngineUnavailable),
        ("a text", EngineUnavailable),
    ],
)
def test_faults_that_somebody_waits_for_have_a_kind(details, kind):
    assert type(explained(details, "katalog")) is kind


def test_an_index_that_is_gone_is_named_to_whoever_asked():
    name = "katalog-20261130000000-aaaaaaaa"
    gone = {"type": "index_not_found_exception", "reason": "-", "index": name}

    assert str(explained(gone, "katalog")) == (
        f"{name} was replaced or removed (index_not_found_exception: -): another "
        "process is rebuilding it"
    )


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (429, "es_rejected_execution_exception", True),
        (429, "cluster_block_exception", False),
        (503, "cluster_block_exception", True),
        (502, "other", True),
        (504, "other", True),
        (500, "node_not_connected_exception", True),
        (500, "other", False),
        (400, "document_parsing_exception", False),
    ],
)
def test_what_may_well_succeed_in_a_moment(status, kind, expected):
    assert is_passing(status, {"type": kind}) is expected


@pytest.mark.parametrize(
    "answer",
    [(502, b"<html>", "text/html"), (503, b"\xff", "application/octet-stream")],
)
def test_a_proxy_without_an_answer_is_no_answer(answer):
    connection = FakeCluster(answer).connection(retries=0)

    with pytest.raises(NoAnswer):
        connection.ask(lambda client: client.search(index="katalog"))


def test_types_are_found_wherever_they_lie():
    details = {
        "type": "a",
        "root_cause": [{"type": "b"}, "?"],
        "failed_shards": [{"shard": 0, "reason": {"type": "c"}}],
        "caused_by": {"type": "d", "caused_by": {"type": "e"}},
    }

    assert types_of(details) >= {"a", "b", "c", "d", "e"}
    assert types_of("a text") == set()


def test_the_reason_is_that_of_the_cause():
    cause = {"type": "b", "reason": "why"}

    assert reason({"type": "a", "reason": "-", "root_cause": [cause]}) == "b: why"
    assert reason({**cause, "root_cause": [cause]}) == "b: why"
    assert reason({"type": "a", "reason": None}) == "a: -"
    assert reason({"type": "a", "reason": "", "caused_by": cause}) == "b: why"
    assert reason("a text") == "a text"
