"""What a word of a query is looked for in, and how much a hit counts: the same on
every engine, so that all of them rank alike."""

from collections.abc import Iterable, Iterator, Sequence

from search.analysis.terms import QueryTerm
from search.engines import naming
from search.engines.base import IndexSchema

OTHER_FIELDS = 0.1
"""Of a word found in several fields the best one counts, of the others this share."""

UNFINISHED_SCORE = 0.5
"""What a word counts of which only the beginning was found."""

MOST_TELLING = 25
"""Words that documents are compared by."""

# What else a word may be called counts a little less than the word itself.
_ALTERNATIVE_FACTOR = 0.8


def weighted_fields(
    schema: IndexSchema, term: QueryTerm, texts: Sequence[str] | None = None
) -> Iterator[tuple[str, str, float]]:
    """Fields of the index, the word to look for there, and the weight of a hit.

    ``texts`` are the names of the texts to look in; None is all of them.
    """
    for meaning, factor in _meanings(term):
        for text in schema.texts:
            if texts is not None and text.name not in texts:
                continue
            weight = text.weight * factor
            yield naming.stems(text.name), meaning.stem, weight
            yield naming.exact(text.name), meaning.exact, weight * text.exact_factor


def most_telling(words: Iterable[tuple[str, int]], *, least: int = 2) -> list[str]:
    """Of words with the number of documents that have them, those that fewest have,
    but ``least``: what one document has alone makes it like no other."""
    ordered = sorted((number, word) for word, number in words if number >= least)
    return [word for _, word in ordered[:MOST_TELLING]]


def _meanings(term: QueryTerm) -> Iterator[tuple[QueryTerm, float]]:
    yield term, 1.0
    waiting = list(term.alternatives)
    while waiting:
        alternative = waiting.pop(0)
        yield alternative, _ALTERNATIVE_FACTOR
        waiting.extend(alternative.alternatives)
