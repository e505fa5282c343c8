"""How many hits each value has, as aggregations of the search itself.

What is counted are the labelled values, for each of which the answer has one number. A
value has one label but while a name is being changed, so that this is the count of the
values; where there are more of them than one asks for, the bare values are counted
beside, and labelled from the others. Counts are exact: where an answer could lack a
value, the values are walked through instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from search.engines.labels import commonest, decode_term

Aggregation = dict[str, Any]

# Labelled values asked for beyond one for each value, since some have several.
_SPARE_LABELS = 50
# What each of several shards tells, so that the sum is no estimate.
_SHARD_VALUES = 10_000
# Elasticsearch refuses to answer with more than 65,536 buckets in all.
_MOST_BUCKETS = 60_000
_BUCKETS_AT_ONCE = 10_000


class Counting:
    """The counts that one search asks for.

    ``base`` is what is searched, ``filters`` are the filters by field that choosing a
    value puts up, each of which its own field's count leaves out. ``numerous`` are the
    counts that were found to have more values than they want; this one adds to them.
    """

    def __init__(
        self,
        connection: Connection,
        counts: Sequence[Count],
        base: Query,
        filters: Sequence[tuple[str, Query]],
        numerous: set[Count],
    ) -> None:
        self._connection = connection
        self._counts = counts
        self._base = base
        self._filters = filters
        self._numerous = numerous
        self._in_one = set(_within_budget(counts))
        self._with_values = {
            position for position in self._in_one if counts[position] in numerous
        }

    def aggregations(self) -> dict[str, Aggregation]:
        """What to ask with the search, by name."""
        several = self._connection.configuration.shards > 1
        wanted: dict[str, tuple[str, Aggregation]] = {}
        for position, asked in enumerate(self._counts):
            if asked.ranges:
                ranges = _ranges(asked)
                if ranges:
                    wanted[str(position)] = asked.field, ranges
            elif position in self._in_one:
                labels = naming.labelled(asked.field)
                made = _terms(labels, asked.size + _SPARE_LABELS, several)
                wanted[str(position)] = asked.field, made
            if position in self._with_values:
                made = _terms(naming.value(asked.field), asked.size, several)
                wanted[_values_of(position)] = asked.field, made
        return self._filtered(wanted)

    def read(self, answer: Any) -> Counts:
        """The counts in an answer to the search. Raises EngineUnavailable."""
        counts = Counts()
        for position, asked in enumerate(self._counts):
            if asked.ranges:
                found = (
                    self._found(answer, str(position), asked) if _ranges(asked) else {}
                )
                counts.ranges[asked.field] = _read_ranges(found, asked)
            else:
                counts.terms[asked.field] = self._read_terms(answer, position, asked)
        return counts

    def _filtered(
        self, wanted: Mapping[str, tuple[str, Aggregation]]
    ) -> dict[str, Aggregation]:
        """Aggregations of a field, each of what the filters of other fields leave."""
        if not self._filters:
            return {name: made for name, (_field, made) in wanted.items()}
        passing = {
            field: Bool(filter=self._others(field)).to_dict()
            for field in {"", *(name for name, _ in self._filters)}
            if self._others(field)
        }
        filtered = {}
        for name, (field, made) in wanted.items():
            others = passing.get(field if self._is_chosen(field) else "")
            kept = {"filter": others, "aggs": {"kept": made}}
            filtered[name] = kept if others else made
        return filtered

    def _is_chosen(self, field: str) -> bool:
        return any(name == field for name, _ in self._filters)

    def _others(self, field: str) -> list[Query]:
        return [made for name, made in self._filters if name != field]

    def _found(self, answer: Any, name: str, asked: Count) -> Any:
        inner = ("kept",) if self._others(asked.field) else ()
        return part(answer, "aggregations", name, *inner)

    def _read_terms(
        self, answer: Any, position: int, asked: Count
    ) -> tuple[TermCount, ...]:
        if asked.size <= 0:
            return ()
        if position in self._in_one:
            found = _buckets(self._found(answer, str(position), asked))
            if found.complete:
                return commonest(found.numbers, asked.size)
            if position in self._with_values:
                values = _buckets(self._found(answer, _values_of(position), asked))
                if values.exact:
                    return self._with_labels(asked.field, values, found)
            self._numerous.add(asked)
        walked = labelled_values(
            self._connection, self._counted_for(asked.field), asked.field
        )
        return commonest(walked, asked.size)

    def _counted_for(self, field: str) -> Query:
        """What the values of a field are counted in."""
        return queries.joined(None, [self._base, *self._others(field)])

    def _with_labels(
        self, field: str, values: "_Buckets", labelled: "_Buckets"
    ) -> tuple[TermCount, ...]:
        """Counts of values, each under the first label that the others bring."""
        known: dict[str, Term] = {}
        for stored, _ in labelled.numbers:
            term = decode_term(stored)
            known.setdefault(term.value, term)
        lacking = [value for value, _ in values.numbers if value not in known]
        if lacking:
            known |= self._labels(field, lacking)
        # A batch that came in between may have taken a value away.
        return tuple(
            TermCount(known.get(value) or Term(value), number)
            for value, number in values.numbers
        )

    def _labels(self, field: str, values: Sequence[str]) -> dict[str, Term]:
        """The commonest label of each of these values, none of whose labels was among
        the commonest of the field."""
        with_them = queries.joined(
            None, [self._counted_for(field), queries.with_values(field, values)]
        )
        walked = labelled_values(self._connection, with_them, field)
        wanted = set(values)
        # A document with one of them may have others beside it.
        own = (each for each in walked if decode_term(each[0]).value in wanted)
        return {each.term.value: each.term for each in commonest(own, len(values))}


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


@lru_cache(maxsize=1_000)
def _ranges(asked: Count) -> Aggregation | None:
    """Ranges under the names of their places; none where nothing can lie in any."""
    ranges = []
    for place, wanted in enumerate(asked.ranges):
        given = queries.limits(wanted, "from", "to")
        if given is not None:
            ranges.append({"key": str(place), **given})
    if not ranges:
        return None
    name = naming.number(asked.field)
    return aggs.Range(field=name, keyed=True, ranges=ranges).to_dict()


@lru_cache(maxsize=1_000)
def _terms(name: str, size: int, several: bool) -> Aggregation:
    asked_of_a_shard = max(size, _SHARD_VALUES if several else 1)
    return aggs.Terms(field=name, size=size, shard_size=asked_of_a_shard).to_dict()


def _values_of(position: int) -> str:
    return f"{position} values"


@dataclass(frozen=True, slots=True)
class _Buckets:
    """``exact`` says that each number is that of all shards, ``complete`` besides that
    there is no further value."""

    numbers: list[tuple[str, int]]
    exact: bool
    complete: bool


def _buckets(found: Any) -> _Buckets:
    exact = not part(found, "doc_count_error_upper_bound")
    return _Buckets(
        [
            (part(bucket, "key"), part(bucket, "doc_count"))
            for bucket in part(found, "buckets")
        ],
        exact,
        exact and not part(found, "sum_other_doc_count"),
    )


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
        needed = 2 * asked.size + _SPARE_LABELS
        if not asked.ranges and asked.size > 0 and needed <= left:
            left -= needed
            yield position
