"""From what the catalogue asks to Elasticsearch's queries.

Queries are built from objects, never from a query string, so that no character that
somebody types means anything but itself. What the schema has not must have been
refused before; a field that the index lacks is empty to Elasticsearch.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch.dsl.query import (
    Bool,
    DisMax,
    Exists,
    Ids,
    MatchNone,
    Prefix,
    Query,
    Term,
    Terms,
)
from elasticsearch.dsl.query import Range as RangeQuery

from search.analysis.terms import QueryTerm
from search.engines import naming
from search.engines.base import Filter, IndexSchema, Range
from search.engines.checking import bounds, is_text, texts_of
from search.engines.elasticsearch import fields
from search.engines.weighting import OTHER_FIELDS, UNFINISHED_SCORE, weighted_fields

SEARCH_TYPE = "dfs_query_then_fetch"
"""Statistics of all shards are gathered first, so that scores can be compared."""


def of_kind(kind: str) -> Query:
    """Documents of a kind."""
    return _term(naming.KIND, kind) if is_text(kind) else MatchNone()


def of_groups(groups: Sequence[int]) -> Query:
    """Documents of these groups."""
    return _plain(Terms, naming.GROUP, list(groups))


def the_stamp() -> Query:
    """The document that says which batch was the last."""
    return Ids(values=[fields.STAMP_ID])


def documents() -> Query:
    """All documents but the stamp."""
    return Bool(must_not=[the_stamp()])


def words(
    schema: IndexSchema, terms: Sequence[QueryTerm], *, match_all: bool
) -> Query | None:
    """Documents that have all the terms or one of them; None without terms."""
    found = [_word(schema, term) for term in terms]
    if not found:
        return None
    if match_all:
        return Bool(must=found)
    return Bool(should=found, minimum_should_match=1)


def beginnings(schema: IndexSchema, terms: Sequence[QueryTerm]) -> Query:
    """Documents whose ``prefixes`` texts have all terms, the last of them perhaps only
    its beginning."""
    *finished, last = terms
    begun = (
        _plain(
            Prefix, naming.exact(name), {"value": last.exact, "boost": UNFINISHED_SCORE}
        )
        for name in schema.prefixes
        if is_text(last.exact)
    )
    return Bool(
        must=[
            *(_word(schema, term, schema.prefixes) for term in finished),
            _best_of([_word(schema, last, schema.prefixes), *begun]),
        ]
    )


def alike(schema: IndexSchema, found: Iterable[str]) -> Query:
    """Documents that have some of these stems, the more the better."""
    return Bool(
        should=[
            _term(naming.stems(text.name), word, text.weight)
            for word in found
            for text in schema.texts
        ],
        minimum_should_match=1,
    )


def passing(wanted: Filter) -> Query:
    """Documents that a filter lets through."""
    either = [*_values(wanted), *_ranges(wanted)]
    if len(either) == 1:
        return either[0]
    return Bool(should=either, minimum_should_match=1) if either else MatchNone()


def with_values(field: str, values: Sequence[str]) -> Query:
    """Documents that have one of these values."""
    return _plain(Terms, naming.value(field), list(values))


def joined(scored: Query | None, filters: Sequence[Query]) -> Query:
    """Documents that match all; only the first counts for the score."""
    if scored is None:
        return Bool(filter=list(filters))
    return Bool(must=[scored], filter=list(filters))


def limits(wanted: Range, low: str, high: str) -> dict[str, float] | None:
    """The bounds that a range has, under these names; None where nothing can lie in
    it, for infinity is no bound in JSON."""
    given = dict(zip((low, high), bounds(wanted), strict=True))
    if given[low] == math.inf or given[high] == -math.inf:
        return None
    return {name: bound for name, bound in given.items() if bound is not None}


def _values(wanted: Filter) -> Iterator[Query]:
    known = texts_of(wanted.values)
    if known:
        yield _plain(Terms, naming.value(wanted.field), known)


def _ranges(wanted: Filter) -> Iterator[Query]:
    name = naming.number(wanted.field)
    for each in wanted.ranges:
        yield _range(name, each)


def _range(name: str, wanted: Range) -> Query:
    given = limits(wanted, "gte", "lt")
    if given is None:
        return MatchNone()
    return _plain(RangeQuery, name, given) if given else Exists(field=name)


def _word(
    schema: IndexSchema, term: QueryTerm, texts: Sequence[str] | None = None
) -> Query:
    return _best_of(list(_weighted(schema, term, texts)))


def _weighted(
    schema: IndexSchema, term: QueryTerm, texts: Sequence[str] | None
) -> Iterator[Query]:
    for name, word, weight in weighted_fields(schema, term, texts):
        if is_text(word):
            yield _term(name, word, weight)


def _best_of(queries: list[Query]) -> Query:
    return DisMax(queries=queries, tie_breaker=OTHER_FIELDS) if queries else MatchNone()


def _term(name: str, value: str, boost: float = 1.0) -> Query:
    return _plain(Term, name, {"value": value, "boost": boost})


def _plain(kind: type[Query], name: str, value: Any) -> Query:
    """A query on a field whose name is to be taken as it is: the library would read
    two underscores as a dot."""
    return kind(**{name: value, "_expand__to_dot": False})
