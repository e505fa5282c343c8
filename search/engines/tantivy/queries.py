"""From what the catalogue asks to tantivy's queries.

Queries are built from objects, never from a query string, so that no character
that somebody types means anything but itself.
"""

from collections.abc import Iterable, Iterator, Sequence

from tantivy import FieldType, Occur, Query

from search.analysis.terms import QueryTerm
from search.engines import naming
from search.engines.base import Filter, IndexSchema, Range, Sort
from search.engines.checking import bounds, is_text, texts_of
from search.engines.tantivy.store import IndexSnapshot
from search.engines.weighting import OTHER_FIELDS, UNFINISHED_SCORE, weighted_fields


class Queries:
    """Builds queries for one snapshot.

    A field that the schema has and the generation has not is empty: it matches
    nothing and is counted as nothing. What the schema has not must have been
    refused before.
    """

    def __init__(self, schema: IndexSchema, snapshot: IndexSnapshot) -> None:
        self._schema = schema
        self._built = snapshot.schema
        self._present = snapshot.fields

    def kind(self, kind: str) -> Query:
        """Documents of a kind."""
        return _unscored(self._term(naming.KIND, kind))

    def keys(self, keys: Sequence[str]) -> Query:
        """Documents with one of these keys."""
        return Query.term_set_query(self._built, naming.KEY, texts_of(keys))

    def words(self, terms: Sequence[QueryTerm], *, match_all: bool) -> Query | None:
        """Documents that have all the terms or one of them; None without terms."""
        words = [self._word(term) for term in terms]
        if not words:
            return None
        return all_of(words) if match_all else any_of(words)

    def beginnings(self, terms: Sequence[QueryTerm]) -> Query:
        """Documents whose ``prefixes`` texts have all terms, the last of them
        perhaps only its beginning."""
        texts = self._schema.prefixes
        *finished, last = terms
        words = [self._word(term, texts) for term in finished]
        begun = [
            Query.boost_query(
                Query.fuzzy_term_query(
                    self._built, name, last.exact, distance=0, prefix=True
                ),
                UNFINISHED_SCORE,
            )
            for name in map(naming.exact, texts)
            if name in self._present and is_text(last.exact)
        ]
        words.append(_best_of([self._word(last, texts), *begun]))
        return all_of(words)

    def filter(self, wanted: Filter) -> Query:
        """Documents that a filter lets through."""
        return _unscored(
            any_of(
                [
                    *self._values(wanted.field, wanted.values),
                    *self._ranges(wanted.field, wanted.ranges),
                ]
            )
        )

    def stem(self, text: str, stem: str) -> Query:
        """Documents whose text has a stem."""
        return self._term(naming.stems(text), stem)

    def sort_field(self, sort: Sort) -> str | None:
        """The name of the field to order by; None when the index lacks it."""
        return self._if_present(naming.number(sort.field))

    def label_field(self, field: str) -> str | None:
        """The name of the field to count terms by; None when the index lacks it."""
        return naming.labelled(field) if naming.value(field) in self._present else None

    def range_field(self, field: str) -> str | None:
        """The name of the field to count ranges by; None when the index lacks it."""
        return self._if_present(naming.number(field))

    def _values(self, field: str, values: Iterable[str]) -> Iterator[Query]:
        known = texts_of(values)
        if known and self.label_field(field):
            yield Query.term_set_query(self._built, naming.value(field), known)

    def _ranges(self, field: str, ranges: Iterable[Range]) -> Iterator[Query]:
        name = self.range_field(field)
        if not name:
            return
        for wanted in ranges:
            low, high = bounds(wanted)
            if low is None and high is None:
                yield Query.exists_query(name)
                continue
            yield Query.range_query(
                self._built,
                name,
                FieldType.Float,
                lower_bound=low,
                upper_bound=high,
                include_upper=high is None,
            )

    def _word(self, term: QueryTerm, texts: Sequence[str] | None = None) -> Query:
        return _best_of(
            [
                Query.boost_query(self._term(name, word), weight)
                for name, word, weight in weighted_fields(self._schema, term, texts)
                if name in self._present
            ]
        )

    def _term(self, field: str, value: str) -> Query:
        if not is_text(value):
            return Query.empty_query()
        return Query.term_query(self._built, field, value, index_option="freq")

    def _if_present(self, name: str) -> str | None:
        return name if name in self._present else None


def all_of(queries: Sequence[Query]) -> Query:
    """Documents that match every query; there must be one."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Query]) -> Query:
    """Documents that match some query; none when there is none."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def without(query: Query, unwanted: Query) -> Query:
    """Documents that match the one and not the other."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, unwanted)])


def _best_of(queries: Sequence[Query]) -> Query:
    return Query.disjunction_max_query(list(queries), tie_breaker=OTHER_FIELDS)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
