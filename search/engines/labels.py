"""Values with their labels: how they lie in an index, how their counts are put
together, and which of them begin with what was typed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from search.analysis import analyse
from search.analysis.terms import AnalysedText, QueryTerm
from search.engines.base import Term, TermCount

SEPARATOR = "\x1f"
"""Between a value and its labels; no part of a term may have it."""

MOST_LABELS = 10_000
"""Values of a field that suggestions look through, the commonest first."""

Label = tuple[TermCount, tuple[AnalysedText, ...]]


def encode_term(term: Term) -> str:
    """A term with its labels as one value of the index."""
    return SEPARATOR.join((term.value, term.label_id, term.label_en))


def decode_term(stored: str) -> Term:
    """The term that a labelled value was made from."""
    return Term(*stored.split(SEPARATOR))


def commonest(buckets: Iterable[tuple[str, int]], size: int) -> tuple[TermCount, ...]:
    """Counts of labelled values as counts of values; one value under several labels
    is one count, under the label that most documents have."""
    labels: dict[str, Term] = {}
    totals: dict[str, int] = {}
    for stored, number in sorted(buckets, key=lambda bucket: (-bucket[1], bucket[0])):
        term = decode_term(stored)
        labels.setdefault(term.value, term)
        totals[term.value] = totals.get(term.value, 0) + number
    ordered = sorted(totals, key=lambda value: (-totals[value], value))
    return tuple(TermCount(labels[value], totals[value]) for value in ordered[:size])


def with_words(counts: Iterable[TermCount]) -> list[Label]:
    """Counts with the words of their labels, which are the value's where there is no
    label."""
    return [(counted, _label_words(counted.term)) for counted in counts]


def beginning(
    labels: Iterable[Label], prefix: Sequence[QueryTerm], size: int
) -> tuple[TermCount, ...]:
    """The first ``size`` counts of which some label has all words of ``prefix``, the
    last of them perhaps only its beginning."""
    return tuple(islice(_beginning(labels, prefix), size))


def _beginning(
    labels: Iterable[Label], prefix: Sequence[QueryTerm]
) -> Iterator[TermCount]:
    for counted, texts in labels:
        if any(_begins(text, prefix) for text in texts):
            yield counted


def _label_words(term: Term) -> tuple[AnalysedText, ...]:
    labels = dict.fromkeys((term.label_id, term.label_en))
    return tuple(analyse(label) for label in labels if label) or (analyse(term.value),)


def _begins(label: AnalysedText, prefix: Sequence[QueryTerm]) -> bool:
    *finished, last = prefix
    return all(_has(label, term) for term in finished) and (
        _has(label, last) or any(word.startswith(last.exact) for word in label.exact)
    )


def _has(label: AnalysedText, term: QueryTerm) -> bool:
    return (
        term.exact in label.exact
        or term.stem in label.stems
        or any(_has(label, other) for other in term.alternatives)
    )
