"""How many hits each value has, as aggregations of the search itself.

Counts are exact. Where an answer could lack a value, because there are more than a
shard was asked for, the values are walked through instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import aggs
from elasticsearch.dsl.query import Bool, Query

from search.engines import naming
from search.engines.base import Count, Term, TermCount
from search.engines.counts import Counts
from search.engines.elasticsearch import queries
from search.engines.elasticsearch.answers import part, whole
from search.engines.elasticsearch.connection import Connection
from search.engines.labels import SEPARATOR, commonest, decode_term

# Labels asked for beside each value. A document with several values brings the labels
# of all of them, so that a value's own may not be among the first.
_LABELS = 4
# What each of several shards tells, so that the sum is no estimate.
_SHARD_VALUES = 10_000
# Elasticsearch refuses to answer with more than 65,536 buckets in all.
_MOST_BUCKETS = 60_000
_BUCKETS_AT_ONCE = 10_000


class Counting:
    """The counts that one search asks for.

    ``base`` is what is searched, ``filters`` are the filters by field that choosing a
    value puts up, each of which its own field's count leaves out.
    """

    def __init__(
        self,
        connection: Connection,
        counts: Sequence[Count],
        base: Query,
        filters: Sequence[tuple[str, Query]],
    ) -> None:
        self._connection = connection
        self._counts = counts
        self._base = base
        self._filters = filters
        self._in_one = set(_within_budget(counts))

    def aggregations(self) -> dict[str, aggs.Agg[Any]]:
        """What to ask with the search, by name."""
        wanted = {
            position: _ranges(asked) if asked.ranges else self._values(position, asked)
            for position, asked in enumerate(self._counts)
        }
        return {
            str(position): self._filtered(self._counts[position].field, agg)
            for position, agg in wanted.items()
            if agg
        }

    def read(self, answer: Any) -> Counts:
        """The counts in an answer to the search. Raises EngineUnavailable."""
        counts = Counts()
        for position, asked in enumerate(self._counts):
            if asked.ranges:
                found = self._found(answer, position, asked) if _ranges(asked) else {}
                counts.ranges[asked.field] = _read_ranges(found, asked)
            else:
                counts.terms[asked.field] = self._read_terms(answer, position, asked)
        return counts

    def _values(self, position: int, asked: Count) -> aggs.Agg[Any] | None:
        if position not in self._in_one:
            return None
        several = self._connection.configuration.shards > 1
        values = aggs.Terms(
            field=naming.value(asked.field),
            size=asked.size,
            shard_size=max(asked.size, _SHARD_VALUES if several else 1),
        )
        labels = aggs.Terms(field=naming.labelled(asked.field), size=_LABELS)
        values.bucket("labels", labels)
        return values

    def _filtered(self, field: str, wanted: aggs.Agg[Any]) -> aggs.Agg[Any]:
        others = self._others(field)
        if not others:
            return wanted
        kept = aggs.Filter(Bool(filter=others))
        kept.bucket("kept", wanted)
        return kept

    def _others(self, field: str) -> list[Query]:
        return [made for name, made in self._filters if name != field]

    def _found(self, answer: Any, position: int, asked: Count) -> Any:
        inner = ("kept",) if self._others(asked.field) else ()
        return part(answer, "aggregations", str(position), *inner)

    def _read_terms(
        self, answer: Any, position: int, asked: Count
    ) -> tuple[TermCount, ...]:
        if asked.size <= 0:
            return ()
        query = queries.joined(None, [self._base, *self._others(asked.field)])
        if position in self._in_one:
            found = self._found(answer, position, asked)
            if not part(found, "doc_count_error_upper_bound"):
                return tuple(
                    self._read_value(query, asked.field, bucket)
                    for bucket in part(found, "buckets")
                )
        values = labelled_values(self._connection, query, asked.field)
        return commonest(values, asked.size)

    def _read_value(self, query: Query, field: str, bucket: Any) -> TermCount:
        value, number = part(bucket, "key"), part(bucket, "doc_count")
        labels = (part(each, "key") for each in part(bucket, "labels", "buckets"))
        for stored in labels:
            if stored.startswith(value + SEPARATOR):
                return TermCount(decode_term(stored), number)
        # The labels of the other values of its documents came first.
        with_it = queries.joined(None, [query, queries.with_value(field, value)])
        found = labelled_values(self._connection, with_it, field)
        own = (each for each in found if each[0].startswith(value + SEPARATOR))
        # A batch that came in between may have taken the value away.
        terms = [counted.term for counted in commonest(own, 1)] or [Term(value)]
        return TermCount(terms[0], number)


def labelled_values(
    connection: Connection, query: Query, field: str
) -> Iterator[tuple[str, int]]:
    """Every labelled value of a field with the number of hits that have it, a part at
    a time. Raises EngineUnavailable."""
    source = {"value": {"terms": {"field": naming.labelled(field)}}}
    after: dict[str, Any] = {}
    while True:
        composite = {"size": _BUCKETS_AT_ONCE, "sources": [source], **after}

        def ask(client: Elasticsearch, wanted: Mapping[str, Any] = composite) -> Any:
            return client.search(
                index=connection.configuration.index,
                query=query.to_dict(),
                size=0,
                track_total_hits=False,
                allow_partial_search_results=False,
                aggs={"values": {"composite": wanted}},
            )

        answer = whole(connection.ask(ask), connection.configuration.index)
        buckets = part(answer, "aggregations", "values", "buckets")
        for bucket in buckets:
            yield part(bucket, "key", "value"), part(bucket, "doc_count")
        if len(buckets) < _BUCKETS_AT_ONCE:
            return
        after = {"after": part(buckets[-1], "key")}


def _ranges(asked: Count) -> aggs.Agg[Any] | None:
    """Ranges under the names of their places; none where nothing can lie in any."""
    ranges = []
    for place, wanted in enumerate(asked.ranges):
        given = queries.limits(wanted, "from", "to")
        if given is not None:
            ranges.append({"key": str(place), **given})
    if not ranges:
        return None
    return aggs.Range(field=naming.number(asked.field), keyed=True, ranges=ranges)


def _read_ranges(found: Any, asked: Count) -> tuple[int, ...]:
    buckets = part(found, "buckets") if found else {}
    return tuple(
        part(buckets, str(place), "doc_count") if str(place) in buckets else 0
        for place in range(len(asked.ranges))
    )


def _within_budget(counts: Sequence[Count]) -> Iterator[int]:
    """The counts of terms that one answer has room for."""
    left = _MOST_BUCKETS
    for position, asked in enumerate(counts):
        needed = asked.size * (1 + _LABELS)
        if not asked.ranges and 0 < needed <= left:
            left -= needed
            yield position
