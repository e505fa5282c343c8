"""From what the catalogue asks to tantivy's queries.

Queries are built from objects, never from a query string, so that no character
that somebody types means anything but itself.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from tantivy import FieldType, Occur, Query

from search.analysis.terms import QueryTerm
from search.engines.base import Filter, IndexSchema, Range, Sort
from search.engines.tantivy import fields
from search.engines.tantivy.store import IndexSnapshot

# What else a word may be called counts a little less than the word itself.
_ALTERNATIVE_FACTOR = 0.8
# Of a word found in several fields the best one counts, the others a tenth.
_OTHER_FIELDS = 0.1
_UNFINISHED_SCORE = 0.5


class Queries:
    """Builds queries for one snapshot.

    A field that the schema has and the generation has not is empty: it matches
    nothing and is counted as nothing. A field that the schema has not is a
    mistake of the caller and raises ValueError.
    """

    def __init__(self, schema: IndexSchema, snapshot: IndexSnapshot) -> None:
        self._schema = schema
        self._built = snapshot.schema
        self._present = snapshot.fields

    def kind(self, kind: str) -> Query:
        """Documents of a kind."""
        return _unscored(self._term(fields.KIND, kind))

    def keys(self, keys: Sequence[str]) -> Query:
        """Documents with one of these keys."""
        known = [key for key in keys if _is_text(key)]
        return Query.term_set_query(self._built, fields.KEY, known)

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
                _UNFINISHED_SCORE,
            )
            for name in map(fields.exact, texts)
            if name in self._present and _is_text(last.exact)
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
        return self._term(fields.stems(text), stem)

    def sort_field(self, sort: Sort) -> str | None:
        """The name of the field to order by; None when the index lacks it."""
        return self._number_field(sort.field)

    def label_field(self, field: str) -> str | None:
        """The name of the field to count terms by; None when the index lacks it."""
        if field not in self._schema.terms:
            raise ValueError(f"no term field {field!r} in the schema")
        return self._if_present(fields.value(field), fields.labelled(field))

    def range_field(self, field: str) -> str | None:
        """The name of the field to count ranges by; None when the index lacks it."""
        return self._number_field(field)

    def _values(self, field: str, values: Iterable[str]) -> Iterator[Query]:
        known = [value for value in values if _is_text(value)]
        if known and self.label_field(field):
            yield Query.term_set_query(self._built, fields.value(field), known)

    def _ranges(self, field: str, ranges: Iterable[Range]) -> Iterator[Query]:
        for wanted in ranges:
            name = self._number_field(field)
            low, high = bounds(wanted)
            if not name:
                continue
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
        found = []
        for meaning, factor in _meanings(term):
            for text in self._schema.texts:
                if texts is not None and text.name not in texts:
                    continue
                weight = text.weight * factor
                stem, exact = fields.stems(text.name), fields.exact(text.name)
                if stem not in self._present:
                    continue
                found.append(Query.boost_query(self._term(stem, meaning.stem), weight))
                found.append(
                    Query.boost_query(
                        self._term(exact, meaning.exact), weight * text.exact_factor
                    )
                )
        return _best_of(found)

    def _term(self, field: str, value: str) -> Query:
        if not _is_text(value):
            return Query.empty_query()
        return Query.term_query(self._built, field, value, index_option="freq")

    def _number_field(self, field: str) -> str | None:
        if field not in self._schema.numbers:
            raise ValueError(f"no number field {field!r} in the schema")
        return self._if_present(fields.number(field), fields.number(field))

    def _if_present(self, needed: str, name: str) -> str | None:
        return name if needed in self._present else None


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


def bounds(wanted: Range) -> tuple[float | None, float | None]:
    """The bounds of a range as tantivy takes them; infinite is unbounded.

    Raises ValueError for a bound that is not a number.
    """
    return _bound(wanted.low, -math.inf), _bound(wanted.high, math.inf)


def _bound(given: float | None, unbounded: float) -> float | None:
    if given is None or given == unbounded:
        return None
    bound = float(given) + 0.0
    if math.isnan(bound):
        raise ValueError("a bound of a range is not a number")
    return bound


def _meanings(term: QueryTerm) -> Iterator[tuple[QueryTerm, float]]:
    yield term, 1.0
    waiting = list(term.alternatives)
    while waiting:
        alternative = waiting.pop(0)
        yield alternative, _ALTERNATIVE_FACTOR
        waiting.extend(alternative.alternatives)


def _best_of(queries: Sequence[Query]) -> Query:
    return Query.disjunction_max_query(list(queries), tie_breaker=_OTHER_FIELDS)


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _is_text(value: str) -> bool:
    """Whether the index could have it; a lone surrogate cannot be stored."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
