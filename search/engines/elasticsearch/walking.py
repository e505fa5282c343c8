"""Walking through all hits, however many there are, also of a point in time."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import Any

import orjson
from elasticsearch.dsl.query import Query

from search.engines import naming
from search.engines.base import EngineUnavailable, Sort, StoredDocument
from search.engines.elasticsearch.answers import part, whole
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.queries import SEARCH_TYPE

WINDOW = 10_000
"""Hits that Elasticsearch lets one page to; beyond them one walks."""

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


class Walk:
    """Through all hits in an index, or in what an alias points to. A write meanwhile
    may change what is still to come."""

    def __init__(self, connection: Connection, index: str) -> None:
        self._connection = connection
        self._index = index

    def pages(
        self,
        query: Query,
        order: Order,
        *,
        at_once: int,
        offset: int = 0,
        limit: int | None = None,
        read: Mapping[str, Any] = MappingProxyType({}),
    ) -> Iterator[list[Hit]]:
        """The hits from ``offset`` on, ``limit`` of them at most, in lists of
        ``at_once``. ``read`` says what of them, as ``CARDS`` does. Raises
        EngineUnavailable."""
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
            size = at_once if left is None else min(left, at_once)
            hits = self._step({**body, **read, "size": size})
            if hits:
                yield hits
            if len(hits) < size:
                return
            left = left and left - len(hits)
            body["search_after"] = part(hits[-1], "sort")

    def _step(self, body: dict[str, Any]) -> list[Hit]:
        hits: list[Hit] = part(self._search(body), "hits", "hits")
        return hits

    def _search(self, body: dict[str, Any]) -> Any:
        answer = self._connection.ask_patiently(
            lambda client: client.search(
                index=self._index, body=body, allow_partial_search_results=False
            )
        )
        return whole(answer, self._index)


class PointInTime(Walk):
    """A walk through a state of the index that later writes do not change.

    Raises EngineUnavailable when it was not read for ten minutes.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, connection.configuration.index)
        answer = connection.ask_patiently(
            lambda client: client.open_point_in_time(
                index=self._index, keep_alive=KEEP_ALIVE
            )
        )
        self._id = part(answer, "id")

    def close(self) -> None:
        """Give the state back. A cluster that is away forgets it by itself."""
        with suppress(EngineUnavailable):
            self._connection.ask_briefly(
                lambda client: client.options(ignore_status=404).close_point_in_time(
                    id=self._id
                )
            )

    def _search(self, body: dict[str, Any]) -> Any:
        state = {"pit": {"id": self._id, "keep_alive": KEEP_ALIVE}}
        answer = self._connection.ask_patiently(
            lambda client: client.search(
                body=body | state,
                search_type=SEARCH_TYPE,
                allow_partial_search_results=False,
            )
        )
        self._id = part(whole(answer, self._index), "pit_id")
        return answer


def cards_of(hits: Sequence[Hit]) -> list[StoredDocument]:
    """The cards of documents."""
    return [orjson.loads(part(hit, "fields", naming.CARD, 0)) for hit in hits]


def source_of(hit: Hit) -> str:
    """The source of a document, as JSON."""
    text: str = part(hit, "_source", naming.SOURCE)
    return text
