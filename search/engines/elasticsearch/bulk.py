"""Requests that change many documents, of a size that the cluster takes."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from search.engines.checking import CheckedDocument
from search.engines.elasticsearch import fields
from search.engines.elasticsearch.answers import part
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.faults import (
    Overloaded,
    explained,
    is_passing,
    reason,
    types_of,
)

BULK_BYTES = 8_000_000
"""What one request carries: Elasticsearch takes 100 MB and works best with 5 to 15."""

_ANSWER = "errors,items.*._id,items.*.status,items.*.error"
# What is wrong with a document; other errors of a request concern the index.
_UNFIT = frozenset({"document_parsing_exception", "illegal_argument_exception"})


@dataclass(frozen=True, slots=True)
class Change:
    """``lines`` are what to do, and the document of ``group`` if it is put."""

    lines: bytes
    group: int | None = None


def put(document: CheckedDocument) -> Change:
    """Add a document, or replace the one of its key."""
    action = orjson.dumps({"index": {"_id": document.key}})
    lines = b"%b\n%b\n" % (action, fields.document_json(document))
    return Change(lines, document.group)


def remove(key: str) -> Change:
    """Remove the document of a key, if there is one."""
    return Change(b"%b\n" % orjson.dumps({"delete": {"_id": key}}))


def write(
    connection: Connection, alias: str, changes: Iterable[Change]
) -> dict[int, str]:
    """Make changes, in order, through an alias that must exist. Each request is sent
    after the answer to the one before.

    Returns by group why the cluster refused a document of it for good, though it was
    checked before. Raises EngineUnavailable when other changes were not made: which, is
    not known then, and the same may be written again.
    """
    index = connection.configuration.index
    refused: dict[int, str] = {}
    with ThreadPoolExecutor(max_workers=1) as sender:
        sent: Future[dict[int, str]] | None = None
        for request in _requests(changes):
            if sent:
                refused |= sent.result()
            # While the cluster takes this one, the next is made.
            send = partial(_send, index=index, alias=alias, request=request)
            sent = sender.submit(connection.ask_patiently, send)
        if sent:
            refused |= sent.result()
    return refused


def _requests(changes: Iterable[Change]) -> Iterator[list[Change]]:
    waiting: list[Change] = []
    size = 0
    for change in changes:
        if waiting and size + len(change.lines) > BULK_BYTES:
            yield waiting
            waiting, size = [], 0
        waiting.append(change)
        size += len(change.lines)
    if waiting:
        yield waiting


def _send(
    client: Elasticsearch, *, index: str, alias: str, request: Sequence[Change]
) -> dict[int, str]:
    # The client takes lines that are ready too, though its types do not say so.
    lines: list[Any] = [b"".join(change.lines for change in request)]
    answer = client.bulk(
        index=alias, require_alias=True, operations=lines, filter_path=_ANSWER
    )
    if not part(answer, "errors"):
        return {}
    refused = {}
    for place, change in enumerate(request):
        item = part(answer, "items", place)
        outcome = part(item, next(iter(item), "index"))
        error = outcome.get("error")
        if not error:
            continue  # Done, or there was nothing to delete.
        if is_passing(part(outcome, "status"), error):
            # What was taken of the request may be taken again.
            raise Overloaded(reason(error))
        if change.group is None or not _UNFIT & types_of(error):
            raise explained(error, index)
        key = part(outcome, "_id")
        refused[change.group] = f"{key}: Elasticsearch refuses it: {reason(error)}"
    return refused
