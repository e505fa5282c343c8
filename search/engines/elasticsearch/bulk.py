"""Requests that change many documents, of a size that the cluster takes."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.checking import CheckedDocument
from search.engines.elasticsearch import fields
from search.engines.elasticsearch.connection import Connection, part
from search.engines.elasticsearch.faults import Overloaded, explained, reason, types_of

BULK_BYTES = 8_000_000
"""What one request carries: Elasticsearch takes 100 MB and works best with 5 to 15."""

_ANSWER = "errors,items.*._id,items.*.status,items.*.error"
_PASSING = frozenset({429, 503})
# A full disk answers 429 too, but does not pass in a moment.
_BLOCKED = "cluster_block_exception"

Change = bytes
"""A line that says what to do, and perhaps one with a document."""


def put(document: CheckedDocument) -> Change:
    """Add a document, or replace the one of its key."""
    action = orjson.dumps({"index": {"_id": document.key}})
    return b"%b\n%b\n" % (action, fields.document_json(document))


def remove(key: str) -> Change:
    """Remove the document of a key, if there is one."""
    return b"%b\n" % orjson.dumps({"delete": {"_id": key}})


def write(connection: Connection, alias: str, changes: Iterable[Change]) -> None:
    """Make changes, in order, through an alias that must exist. Each request is sent
    after the answer to the one before.

    Raises EngineUnavailable when some were not made: which, is not known then, and the
    same may be written again.
    """
    index = connection.configuration.index
    with ThreadPoolExecutor(max_workers=1) as sender:
        sent: Future[None] | None = None
        for request in _requests(changes):
            if sent:
                sent.result()
            # While the cluster takes this one, the next is made.
            send = partial(_send, index=index, alias=alias, request=request)
            sent = sender.submit(connection.ask_patiently, send)
        if sent:
            sent.result()


def _requests(changes: Iterable[Change]) -> Iterator[bytes]:
    waiting: list[Change] = []
    size = 0
    for change in changes:
        if waiting and size + len(change) > BULK_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
        waiting.append(change)
        size += len(change)
    if waiting:
        yield b"".join(waiting)


def _send(client: Elasticsearch, *, index: str, alias: str, request: bytes) -> None:
    # The client takes lines that are ready too, though its types do not say so.
    lines: list[Any] = [request]
    answer = client.bulk(
        index=alias, require_alias=True, operations=lines, filter_path=_ANSWER
    )
    if not part(answer, "errors"):
        return
    for item in part(answer, "items"):
        action = next(iter(item), "index")
        _check(part(item, action), index)


def _check(outcome: Any, index: str) -> None:
    error = outcome.get("error")
    if not error:
        return  # Done, or there was nothing to delete.
    if part(outcome, "status") in _PASSING and _BLOCKED not in types_of(error):
        # What was taken of the request may be taken again.
        raise Overloaded(reason(error))
    if part(outcome, "status") == 400:
        raise EngineUnavailable(
            f"Elasticsearch refused the document {outcome.get('_id')!r}: "
            f"{reason(error)}"
        )
    raise explained(error, index)
