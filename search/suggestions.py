"""What a reader may mean, while they are still typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.language import in_language
from search.analysis import analyse_query
from search.analysis.terms import QueryTerm
from search.analysis.words import normalise, word_spans
from search.documents.types import ProductCard
from search.engines import get_engine
from search.engines.base import EngineUnavailable, TermCount
from search.indexing.mapping import PRODUCT
from search.labels import term_label
from search.query import LONGEST_QUERY

SIZE = 5
SHORTEST = 2
"""Fewer letters than these begin too many words to be worth a list."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``label`` is HTML in which the matching beginnings of words are marked.

    A product has a ``path`` of its own and a ``detail`` that tells it from its
    likes; the others have the ``query_string`` of a search, with ``count`` hits.
    """

    label: SafeString
    path: str = ""
    query_string: str = ""
    detail: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SuggestionGroup:
    label: str | Promise
    suggestions: tuple[Suggestion, ...]


def suggest(text: str) -> tuple[SuggestionGroup, ...]:
    """Device types, suppliers and products that ``text`` begins to name.

    Groups without any are left out; nothing is suggested while the engine is away.
    """
    terms = analyse_query(text[:LONGEST_QUERY], unfinished=True)
    if sum(len(term.exact) for term in terms) < SHORTEST:
        return ()
    try:
        found = get_engine().suggest(PRODUCT, terms, ("device_type", "supplier"), SIZE)
    except EngineUnavailable:
        return ()
    groups = (
        SuggestionGroup(
            _("Jenis alat"),
            _of_terms("device_type", found.counts["device_type"], terms),
        ),
        SuggestionGroup(
            _("Pemasok"), _of_terms("supplier", found.counts["supplier"], terms)
        ),
        SuggestionGroup(_("Produk"), tuple(_of_product(d, terms) for d in found.hits)),
    )
    return tuple(group for group in groups if group.suggestions)


def marked(label: str, terms: Iterable[QueryTerm]) -> SafeString:
    """``label`` as HTML, with the beginnings of words that were typed marked."""
    typed = {term.exact for term in terms}
    html, done = [], 0
    for start, end in word_spans(label):
        length = _matching_letters(label[start:end], typed)
        if length:
            html.append(escape(label[done:start]))
            html.append(f"<mark>{escape(label[start : start + length])}</mark>")
            done = start + length
    html.append(escape(label[done:]))
    return mark_safe("".join(html))  # noqa: S308 - every piece was escaped above


def _matching_letters(word: str, typed: set[str]) -> int:
    plain = normalise(word)
    longest = max((len(each) for each in typed if plain.startswith(each)), default=0)
    # Where folding changed the length, letters cannot be told apart any more.
    return longest if len(plain) == len(word) or not longest else len(word)


def _of_product(card: ProductCard, terms: Sequence[QueryTerm]) -> Suggestion:
    return Suggestion(
        label=marked(in_language(card, "title"), terms),
        path=card["url"],
        detail=card["supplier"]["name"],
    )


def _of_terms(
    facet: str, counts: Sequence[TermCount], terms: Sequence[QueryTerm]
) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            label=marked(term_label(counted.term), terms),
            query_string=urlencode({facet: counted.term.value}),
            count=counted.count,
        )
        for counted in counts
    )
