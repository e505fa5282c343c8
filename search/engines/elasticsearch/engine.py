"""The search engine that is an Elasticsearch cluster."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from hashlib import blake2b
from threading import Lock
from typing import Any

import orjson
from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Query

from search.engines import naming
from search.engines.base import (
    Built,
    Count,
    DocumentGroup,
    EngineHealth,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    Filter,
    IndexSchema,
    IndexState,
    NoIndex,
    QueryTerm,
    Refused,
    Sort,
    StoredDocument,
)
from search.engines.checking import (
    check_counts,
    check_filters,
    check_query,
    check_sort,
)
from search.engines.elasticsearch import fields, queries, walking
from search.engines.elasticsearch.answers import part, whole
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.counting import Counting, labelled_values
from search.engines.elasticsearch.faults import explained
from search.engines.elasticsearch.indices import Generation, Indices
from search.engines.elasticsearch.writing import Writer
from search.engines.labels import (
    MOST_LABELS,
    Label,
    beginning,
    commonest,
    with_words,
)
from search.engines.weighting import most_telling

_KEYS_AT_ONCE = 1_000
# Documents that a stream has in memory: some 6 MB of the catalogue's.
_READ_AT_ONCE = 500


class ElasticsearchEngine:
    """A :class:`search.engines.base.SearchEngine` in an Elasticsearch cluster.

    Many threads and processes may read. Batches of one process wait for each other;
    of two processes that write at once, each replaces groups as a whole, and of the
    same group the later stays. A writer that dies leaves perhaps a part of its batch,
    which the same batch given again completes.

    When the index was built for other fields, reading goes on with those that it has,
    and ``apply`` raises EngineUnavailable until ``rebuild``.
    """

    def __init__(self, schema: IndexSchema, connection: Connection) -> None:
        self.schema = schema
        self._connection = connection
        self._index = connection.configuration.index
        self._indices = Indices(connection, schema)
        self._writing = Lock()
        self._labels: dict[tuple[str, str], tuple[str, list[Label]]] = {}
        self._numerous: set[Count] = set()

    @property
    def longest_apply(self) -> timedelta:
        """Twice the time that one write may take, for all requests of a batch.

        An answer that comes in pieces may take longer; the read model makes good what
        was written by who came too late.
        """
        return timedelta(seconds=2 * self._connection.configuration.write_timeout)

    def close(self) -> None:
        """Close what is open to the cluster."""
        self._connection.close()

    def apply(self, groups: Iterable[DocumentGroup]) -> Refused:
        """Replace groups in the index. Raises EngineUnavailable, after which the same
        is to be applied again, or the index rebuilt where there is none."""
        with self._writing:
            writer = Writer(
                self._connection.within(self.longest_apply.total_seconds()), self.schema
            )
            return writer.apply(groups)

    def rebuild(self, groups: Iterable[DocumentGroup]) -> Built:
        """Build a new generation from ``groups`` and switch. A build of another process
        that is not finished is given up by it. Raises DocumentRefused and
        EngineUnavailable."""
        with self._writing:
            return Writer(self._connection, self.schema).rebuild(groups)

    def search(self, query: EngineQuery) -> EngineResult:
        """Answer ``query``. Raises EngineUnavailable, and ValueError for a field that
        is not in the schema."""
        check_query(self.schema, query)
        words = queries.words(self.schema, query.terms, match_all=query.match_all)
        counted = {asked.field for asked in query.counts}
        made = [(wanted.field, queries.passing(wanted)) for wanted in query.filters]
        # A choice of a field that is counted puts up the hits, not that field's counts.
        choices = [(name, each) for name, each in made if name in counted]
        others = [each for name, each in made if name not in counted]
        base = queries.joined(words, [queries.of_kind(query.kind), *others])
        order = _order(query.sort, scored=bool(words))
        counting = Counting(
            self._connection, query.counts, base, choices, self._numerous
        )

        offset, limit = max(query.offset, 0), max(query.limit, 0)
        near = offset + limit <= walking.WINDOW
        search = (
            Search()
            .query(base)
            .sort(*order)
            .extra(
                track_total_hits=True,
                size=limit if near else 0,
                aggs=counting.aggregations(),
                **walking.CARDS,
            )
        )
        if near and limit:
            search = search.extra(**{"from": offset})
        if choices:
            search = search.post_filter(queries.joined(None, [it for _, it in choices]))
        preference = _preference(query.kind, query.terms, query.filters, query.sort)
        answer = self._search(search, preference)
        total = part(answer, "hits", "total", "value")
        if near:
            cards = walking.cards_of(part(answer, "hits", "hits"))
        elif limit and offset < total:
            everything = queries.joined(base, [each for _, each in choices])
            cards = self._far(everything, order, offset, limit)
        else:
            cards = []
        counts = counting.read(answer)
        return EngineResult(total, tuple(cards), counts.terms, counts.ranges)

    def suggest(
        self, kind: str, prefix: Sequence[QueryTerm], group_by: Sequence[str], size: int
    ) -> EngineResult:
        """Documents and terms that begin with ``prefix``. Raises EngineUnavailable.

        ``size`` is that of the hits and of each field's terms.
        """
        check_counts(self.schema, map(Count, group_by))
        if not prefix:
            return EngineResult(0, (), dict.fromkeys(group_by, ()))
        query = queries.joined(
            queries.beginnings(self.schema, prefix), [queries.of_kind(kind)]
        )
        hits = (
            Search()
            .query(query)
            .sort(*walking.by_relevance())
            .extra(track_total_hits=True, size=size, **walking.CARDS)
        )
        stamp = Search().query(queries.the_stamp()).extra(size=1)
        found, stamped = self._search_both(hits, stamp, _preference(kind, prefix))
        cards = walking.cards_of(part(found, "hits", "hits"))
        state = _stamp_of(stamped)
        counts = {
            field: beginning(self._labels_of(state, kind, field), prefix, size)
            for field in group_by
        }
        total = part(found, "hits", "total", "value")
        return EngineResult(total, tuple(cards), counts)

    def similar(self, key: str, limit: int) -> tuple[StoredDocument, ...]:
        """Cards of documents of the same kind that share the rarest words with
        ``key``'s, best first; none for an unknown key. Raises EngineUnavailable.

        With several shards the rarest are those of the shard that ``key`` lies in.
        """
        found = self._get([key])
        if key not in found or limit <= 0:
            return ()
        words = self._telling_words(key, part(found[key], naming.WORDS))
        if not words:
            return ()
        kind = part(found[key], naming.KIND)
        query = queries.joined(
            queries.alike(self.schema, words), [queries.of_kind(kind)]
        )
        # One more, since the document is likest to itself.
        search = (
            Search()
            .query(query)
            .sort(*walking.by_relevance())
            .extra(
                track_total_hits=False,
                size=min(limit + 1, walking.WINDOW),
                **walking.CARDS,
            )
        )
        hits = part(self._search(search, _preference(key)), "hits", "hits")
        others = [hit for hit in hits if part(hit, "_id") != key][:limit]
        return tuple(walking.cards_of(others))

    def get(self, keys: Sequence[str]) -> dict[str, StoredDocument]:
        """Stored documents by key, in the order asked. Raises EngineUnavailable."""
        return {
            key: orjson.loads(part(found, naming.SOURCE))
            for key, found in self._get(keys).items()
        }

    def iterate(
        self,
        kind: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Iterator[bytes]:
        """Stream stored documents by ``sort``, else by key. Raises EngineUnavailable
        at the first step, and later when the cluster goes away or the reader pauses
        for longer than ten minutes."""
        check_filters(self.schema, filters)
        check_sort(self.schema, sort)
        query = queries.joined(
            None, [queries.of_kind(kind), *map(queries.passing, filters)]
        )
        order = _order(sort, scored=False)
        with walking.point_in_time(self._connection) as moment:
            for hits in moment.pages(
                query, order, at_once=_READ_AT_ONCE, offset=offset, limit=limit
            ):
                for hit in hits:
                    yield walking.source_of(hit).encode()

    def state(self) -> IndexState:
        """Which index the alias names, in one request."""
        try:
            return self._state_of(self._indices.live(patiently=False))
        except EngineUnavailable as error:
            return _unseen(error)

    def health(self) -> EngineHealth:
        """Whether the cluster can answer, whether its copies are complete, and whether
        the index should be rebuilt."""
        try:
            return self._health()
        except EngineUnavailable as error:
            return EngineHealth(False, 0, str(error), _unseen(error))

    def _state_of(self, live: Generation) -> IndexState:
        return IndexState(live.name, outdated=bool(live.outdated(self.schema)))

    def _health(self) -> EngineHealth:
        ask = self._connection.ask_briefly
        live = self._indices.live(patiently=False)
        state = self._state_of(live)
        copies = ask(
            lambda client: client.cluster.health(index=live.name, timeout="1s")
        )
        status = part(copies, "status")
        detail = f"Elasticsearch at {self._connection.servers}, index {live.name}"
        if status == "red":
            detail += ", red: a shard has no node that holds it"
            return EngineHealth(False, 0, detail, state)
        if status == "yellow":
            missing = part(copies, "unassigned_shards")
            detail += f", yellow: {missing} copies of shards have no node"
        if live.read_only:
            detail += ", read-only: a disk is nearly full, make room"
        if state.outdated:
            detail += f", {live.outdated(self.schema)}"
        counted = ask(
            lambda client: client.count(
                index=live.name, query=queries.documents().to_dict()
            )
        )
        documents = part(whole(counted, self._index), "count")
        return EngineHealth(True, documents, detail, state)

    def _search(self, search: Search, preference: str) -> Any:
        body = search.to_dict()
        answer = self._connection.ask(
            lambda client: client.search(
                index=self._index,
                body=body,
                preference=preference,
                search_type=queries.SEARCH_TYPE,
                allow_partial_search_results=False,
            )
        )
        return whole(answer, self._index)

    def _search_both(
        self, first: Search, second: Search, preference: str
    ) -> tuple[Any, Any]:
        """Two searches in one request."""
        header = {
            "preference": preference,
            "search_type": queries.SEARCH_TYPE,
            "allow_partial_search_results": False,
        }
        lines = [header, first.to_dict(), header, second.to_dict()]
        answer = self._connection.ask(
            lambda client: client.msearch(index=self._index, searches=lines)
        )
        one, other = (part(answer, "responses", place) for place in (0, 1))
        return whole(one, self._index), whole(other, self._index)

    def _far(
        self, query: Query, order: walking.Order, offset: int, limit: int
    ) -> list[StoredDocument]:
        """The cards of a page beyond what one may page to."""
        with walking.point_in_time(self._connection) as moment:
            pages = moment.pages(
                query,
                order,
                at_once=_READ_AT_ONCE,
                offset=offset,
                limit=limit,
                read=walking.CARDS,
            )
            return [card for hits in pages for card in walking.cards_of(hits)]

    def _get(self, keys: Sequence[str]) -> dict[str, Any]:
        """What is kept of documents, by key, in the order asked."""
        wanted = list(dict.fromkeys(filter(fields.is_key, keys)))
        found: dict[str, Any] = {}
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            some = wanted[start : start + _KEYS_AT_ONCE]

            def ask(client: Elasticsearch, ids: list[str] = some) -> Any:
                return client.mget(index=self._index, ids=ids, realtime=False)

            answer = self._connection.ask(ask)
            for document in part(answer, "docs"):
                if "error" in document:
                    raise explained(document["error"], self._index)
                if document.get("found"):
                    found[part(document, "_id")] = part(document, "_source")
        return found

    def _telling_words(self, key: str, words: Sequence[str]) -> list[str]:
        """The words that fewest documents have, hence tell most."""
        names = [naming.stems(text.name) for text in self.schema.texts]
        joined = " ".join(words)
        answer = self._connection.ask(
            lambda client: client.termvectors(
                index=self._index,
                doc=dict.fromkeys(names, joined),
                routing=key,
                fields=names,
                term_statistics=True,
                field_statistics=False,
                positions=False,
                offsets=False,
                payloads=False,
            )
        )
        frequency = dict.fromkeys(words, 0)
        for vector in part(answer, "term_vectors").values():
            for word, statistics in part(vector, "terms").items():
                number = statistics.get("doc_freq", 0)
                frequency[word] = max(frequency.get(word, 0), number)
        # One shard of several counts its own documents, of which there may be one.
        several = self._connection.configuration.shards > 1
        return most_telling(frequency.items(), least=1 if several else 2)

    def _labels_of(self, state: str, kind: str, field: str) -> list[Label]:
        """All terms of a field, commonest first, with their labels' words; kept as long
        as the index does not change, for it is asked at every key."""
        known = self._labels.get((kind, field))
        if known and known[0] == state:
            return known[1]
        found = labelled_values(self._connection, queries.of_kind(kind), field)
        labels = with_words(commonest(found, MOST_LABELS))
        self._labels[kind, field] = state, labels
        return labels


def _unseen(error: EngineUnavailable) -> IndexState:
    """The state of an index that could not be looked at."""
    return IndexState(missing=isinstance(error, NoIndex))


def _order(sort: Sort | None, *, scored: bool) -> walking.Order:
    if sort:
        return walking.by_number(sort)
    return walking.by_relevance() if scored else walking.by_key()


def _stamp_of(answer: Any) -> str:
    hits = part(answer, "hits", "hits")
    if not hits:
        return ""
    index, stamp = part(hits, 0, "_index"), part(hits, 0, "_source", fields.STAMP)
    return f"{index} {stamp}"


def _preference(*asked: Any) -> str:
    """A name of what is asked: the cluster answers the same of the same copy, so that
    the pages of one search fit together."""
    return blake2b(repr(asked).encode(errors="replace"), digest_size=8).hexdigest()
