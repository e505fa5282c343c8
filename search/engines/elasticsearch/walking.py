"""Points in time, and walking through all hits, however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Any

import orjson
from elasticsearch import Elasticsearch
from elasticsearch.dsl.query import Query

from search.engines import naming
from search.engines.base import EngineUnavailable, Sort, StoredDocument
from search.engines.elasticsearch.connection import Connection, part, whole
from search.engines.elasticsearch.queries import SEARCH_TYPE

WINDOW = 10_000
"""Hits that Elasticsearch lets one page to; beyond them one walks."""

READ_AT_ONCE = 500
"""Documents that a stream has in memory: some 6 MB of the catalogue's."""

# Between two steps a reader may have to send what it has over a slow line. A node
# keeps the files of the state for so long after a reader that was killed.
KEEP_ALIVE = "10m"

CARDS: dict[str, Any] = {"_source": False, "stored_fields": [naming.CARD]}
"""What a request says whose hits are read by :func:`cards_of`; others are read by
:func:`source_of`."""

Hit = dict[str, Any]
Order = list[dict[str, Any]]


def by_key() -> Order:
    """By key, which is unique."""
    return [{naming.KEY: {"order": "asc"}}]


def by_number(sort: Sort) -> Order:
    """By a number, documents without it last, ties by key."""
    direction = "desc" if sort.descending else "asc"
    name = naming.number(sort.field)
    # An index that was built for other fields may lack it.
    number = {"order": direction, "missing": "_last", "unmapped_type": "double"}
    return [{name: number}, *by_key()]


def by_relevance() -> Order:
    """By score, ties by key."""
    return [{"_score": {"order": "desc"}}, *by_key()]


@contextmanager
def point_in_time(connection: Connection) -> Iterator["PointInTime"]:
    """The state of the index now, as long as it is read; given back also when its
    reader stops early."""
    moment = PointInTime(connection)
    try:
        yield moment
    finally:
        moment.close()


class PointInTime:
    """A state of the index that later writes do not change.

    Raises StreamExpired, which is an EngineUnavailable, when it was not read for ten
    minutes.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = connection.configuration.index
        answer = connection.ask_patiently(
            lambda client: client.open_point_in_time(
                index=self._index, keep_alive=KEEP_ALIVE
            )
        )
        self._id = part(answer, "id")

    def close(self) -> None:
        """Give the state back. A cluster that is away forgets it by itself."""
        with suppress(EngineUnavailable):
            self._connection.ask_once(
                lambda client: client.options(ignore_status=404).close_point_in_time(
                    id=self._id
                )
            )

    def pages(
        self,
        query: Query,
        order: Order,
        *,
        offset: int = 0,
        limit: int | None = None,
        read: Mapping[str, Any] = MappingProxyType({}),
    ) -> Iterator[list[Hit]]:
        """The hits from ``offset`` on, ``limit`` of them at most, in lists of at most
        ``READ_AT_ONCE``. ``read`` says what of them, as ``CARDS`` does."""
        body: dict[str, Any] = {
            "query": query.to_dict(),
            "sort": order,
            "track_total_hits": False,
        }
        left = limit
        while offset > 0:
            passed = self._step({**body, "_source": False, "size": min(offset, WINDOW)})
            if not passed:
                return
            offset -= len(passed)
            body["search_after"] = part(passed[-1], "sort")
        while left is None or left > 0:
            size = READ_AT_ONCE if left is None else min(left, READ_AT_ONCE)
            hits = self._step({**body, **read, "size": size})
            if hits:
                yield hits
            if len(hits) < size:
                return
            left = left and left - len(hits)
            body["search_after"] = part(hits[-1], "sort")

    def _step(self, body: dict[str, Any]) -> list[Hit]:
        def ask(client: Elasticsearch) -> Any:
            return client.search(
                body={**body, "pit": {"id": self._id, "keep_alive": KEEP_ALIVE}},
                search_type=SEARCH_TYPE,
                allow_partial_search_results=False,
            )

        answer = whole(self._connection.ask_patiently(ask), self._index)
        self._id = part(answer, "pit_id")
        hits: list[Hit] = part(answer, "hits", "hits")
        return hits


def cards_of(hits: Sequence[Hit]) -> list[StoredDocument]:
    """The cards of documents."""
    return [orjson.loads(part(hit, "fields", naming.CARD, 0)) for hit in hits]


def source_of(hit: Hit) -> str:
    """The source of a document, as JSON."""
    text: str = part(hit, "_source", naming.SOURCE)
    return text
