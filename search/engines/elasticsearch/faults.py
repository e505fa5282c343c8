"""What the client raises or the server answers, in a sentence for who runs it."""

from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch import (
    ApiError,
    ConnectionError,
    ConnectionTimeout,
    SerializationError,
    SSLError,
    TransportError,
    UnsupportedProductError,
)

from search.engines.base import EngineUnavailable, NoIndex

_GATEWAY = frozenset({502, 503, 504})
"""What a proxy answers that has no answer from the server behind it."""
_PASSING = frozenset({429, *_GATEWAY})
_BLOCK = "cluster_block_exception"
_NOT_FOUND = "index_not_found_exception"
_MISSING = "missing shards"
"""In the reason where the type does not tell it."""
_NODE_WENT = frozenset(
    {
        "connect_transport_exception",
        "node_closed_exception",
        "node_disconnected_exception",
        "node_not_connected_exception",
    }
)
"""What the node that was asked says of one that is not there any more, as if it were a
fault of the request: with status 500."""
_NO_NODE = frozenset(
    {
        *_NODE_WENT,
        "no_shard_available_action_exception",
        "unavailable_shards_exception",
        "master_not_discovered_exception",
        "process_cluster_event_timeout_exception",
    }
)


class Overloaded(Exception):
    """The server took a part of what it was given; the rest may be tried again."""


class NoAnswer(EngineUnavailable):
    """The cluster did not answer in time, or there was nobody to ask, or a proxy that
    says so."""


class AliasMissing(EngineUnavailable):
    """An alias is not where it was: another process has changed it."""


def is_passing(status: int, details: Any) -> bool:
    """Whether what was refused with this status, and the ``error`` of an answer, may
    well succeed in a moment, or at another node."""
    kinds = types_of(details)
    # A full disk answers 429 as a queue that is full does, but stays.
    if status == 429 and _BLOCK in kinds:
        return False
    return status in _PASSING or bool(_NODE_WENT & kinds)


def may_pass(error: BaseException) -> bool:
    """Whether the request that raised this is worth another attempt."""
    if isinstance(error, ApiError):
        return is_passing(error.meta.status, _details(error))
    return isinstance(error, Overloaded) or (
        isinstance(error, TransportError)
        and not isinstance(error, SSLError | SerializationError)
    )


def unavailable(
    error: TransportError | ApiError | Overloaded, servers: str, index: str
) -> EngineUnavailable:
    """The error as EngineUnavailable, which says what to do about it."""
    if isinstance(error, ApiError):
        return _refusal(error, servers, index)
    if isinstance(error, ConnectionTimeout | ConnectionError):
        return NoAnswer(_silence(error, servers))
    return EngineUnavailable(_silence(error, servers))


def reason(details: Any) -> str:
    """Why, in the server's own words, from the ``error`` of an answer."""
    while isinstance(details, Mapping):
        causes = details.get("root_cause")
        if isinstance(causes, list) and causes and causes[0] != details:
            details = causes[0]
            continue
        if not details.get("reason") and isinstance(details.get("caused_by"), Mapping):
            details = details["caused_by"]
            continue
        return f"{details.get('type', 'error')}: {details.get('reason') or '-'}"
    return str(details)


def types_of(details: Any) -> set[str]:
    """The types of an ``error`` of an answer and of its causes."""
    return {str(each.get("type")) for each in _causes(details)}


def explained(details: Any, index: str) -> EngineUnavailable:
    """What an ``error`` of an answer means."""
    kinds = types_of(details)
    why = reason(details)
    if "search_context_missing_exception" in kinds:
        return EngineUnavailable(
            "Elasticsearch no longer holds the state of the index that was being read, "
            "because it expired or a node went away: begin again"
        )
    if "aliases_not_found_exception" in kinds:
        return AliasMissing(f"an alias of {index} is gone ({why})")
    if _NOT_FOUND in kinds:
        named = _index_missed(details)
        if named == index:
            return _no_index(index)
        return AliasMissing(
            f"{named} was replaced or removed ({why}): another process is rebuilding it"
        )
    if "security_exception" in kinds:
        return EngineUnavailable(
            f"the key in ELASTICSEARCH_API_KEY lacks a right ({why}): see "
            "docs/elasticsearch.md"
        )
    if _BLOCK in kinds:
        if "read-only-allow-delete" in why or "flood" in why:
            return EngineUnavailable(
                f"Elasticsearch takes no changes of {index}, because a disk is nearly "
                f"full: make room; it goes on by itself then ({why})"
            )
        return EngineUnavailable(f"Elasticsearch has blocked {index}: {why}")
    if kinds & {"circuit_breaking_exception", "too_many_buckets_exception"}:
        return EngineUnavailable(
            f"Elasticsearch had too little memory for the request ({why}): give its "
            "nodes more heap, or ask for less"
        )
    if kinds & _NO_NODE or _MISSING in why:
        return EngineUnavailable(
            f"a part of {index} has no node that answers for it ({why}): see the "
            "health of the cluster"
        )
    if "es_rejected_execution_exception" in kinds:
        return EngineUnavailable(
            f"Elasticsearch has more requests than it can work off ({why})"
        )
    return EngineUnavailable(f"Elasticsearch refused the request: {why}")


def _details(error: ApiError) -> Any:
    return error.body.get("error") if isinstance(error.body, Mapping) else None


def _causes(details: Any) -> Iterator[Mapping[str, Any]]:
    """An ``error`` of an answer, and all that lies in it."""
    if not isinstance(details, Mapping):
        return
    yield details
    for cause in (*_list(details, "root_cause"), *_list(details, "failed_shards")):
        yield from _causes(cause)
        yield from _causes(cause.get("reason"))
    yield from _causes(details.get("caused_by"))


def _index_missed(details: Any) -> str:
    """The index or alias that was not found."""
    named = (
        str(each["index"])
        for each in _causes(details)
        if each.get("type") == _NOT_FOUND and "index" in each
    )
    return next(named, "an index")


def _no_index(index: str) -> NoIndex:
    return NoIndex(f"no index {index}: run the indexer, or manage.py rebuild_index")


def _list(details: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = details.get(name)
    if not isinstance(found, list):
        return []
    return [each for each in found if isinstance(each, Mapping)]


def _silence(error: TransportError | Overloaded, servers: str) -> str:
    # As text the error would tell of former attempts, and lose its own cause.
    why = error.message if isinstance(error, TransportError) else str(error)
    if isinstance(error, ConnectionTimeout):
        return (
            f"Elasticsearch at {servers} did not answer in time ({why}): see how "
            "busy it is, or raise ELASTICSEARCH_TIMEOUT or "
            "ELASTICSEARCH_WRITE_TIMEOUT"
        )
    if isinstance(error, SSLError):
        return (
            f"no secure connection to Elasticsearch at {servers} ({why}): set "
            "ELASTICSEARCH_CA to the file of the authority that signed its "
            "certificate, name the host as that does, and see that it speaks https"
        )
    if isinstance(error, SerializationError):
        return (
            f"what answers at {servers} does not speak JSON: see whether "
            "ELASTICSEARCH_URL leads to Elasticsearch"
        )
    if isinstance(error, Overloaded):
        return f"Elasticsearch at {servers} is overloaded: {why}"
    return (
        f"Elasticsearch at {servers} cannot be reached ({why}): see that it runs "
        "and that ELASTICSEARCH_URL names it, with https if it speaks that"
    )


def _refusal(error: ApiError, servers: str, index: str) -> EngineUnavailable:
    status = error.meta.status
    details = _details(error)
    if isinstance(error, UnsupportedProductError):
        return EngineUnavailable(
            f"what answers at {servers} is not Elasticsearch: see ELASTICSEARCH_URL"
        )
    if status == 401:
        return EngineUnavailable(
            f"Elasticsearch at {servers} does not accept the key: see "
            "ELASTICSEARCH_API_KEY"
        )
    if status == 413:
        return EngineUnavailable(
            "Elasticsearch takes no request as large as one document was: raise its "
            "http.max_content_length"
        )
    if isinstance(details, Mapping):
        return explained(details, index)
    if status == 404 and isinstance(details, str) and "alias" in details:
        return _no_index(index)
    if status in _GATEWAY:
        return NoAnswer(
            f"what stands before Elasticsearch at {servers} has no answer from it "
            f"(status {status}): see that it runs"
        )
    return EngineUnavailable(
        f"what answers at {servers} did so with status {status}"
        + (f" ({details})" if details else "")
        + ": see whether ELASTICSEARCH_URL leads to Elasticsearch"
    )
