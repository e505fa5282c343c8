"""Texts, codes and queries as terms.

The scheme by which a document and a query agree:

* A text gives, for every word, its parts and, where people also write it without
  punctuation, the whole: ``X-ray 3kg`` gives ``x ray xray 3 kg 3kg``.
* A field of codes gives the whole of every code and its parts: ``HB-3M-001``
  gives ``hb3m001 hb 3m 001`` (and ``3 m``, as everywhere).
* A query word gives one term for each part, and each of these has the whole as
  an alternative. So ``hb-3m-001``, ``HB 3M 001``, ``hb3m001`` and ``hb3m-001``
  all find the code, and ``x-ray`` finds ``xray`` and the other way round.
* Decimals are split at their separator in both, so ``0,5`` meets ``0.5``.

Stop words are the function words alone: any longer list drops words that say
which device is meant (*tempat*, *panjang*, *lima*).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from search.analysis.stemming import stem
from search.analysis.terms import AnalysedText, QueryTerm
from search.analysis.words import (
    MAX_TEXT,
    Word,
    is_compact,
    strip_punctuation,
    tokens,
    word_of,
    words,
)

_INDONESIAN = """
    adalah agar akan atau bagi bahwa dan dari daripada dengan di ialah ini itu karena
    ke kepada maka oleh pada para pun sebagai sehingga serta tersebut untuk yaitu
    yakni yang
"""
_ENGLISH = "an and are for from is of or the to with"

STOP_WORDS = frozenset((_INDONESIAN + _ENGLISH).split())

MAX_QUERY_WORDS = 32
"""Words of a query that are looked for; what follows is not read."""

_MAX_QUERY_TEXT = 2_000


def analyse(text: str) -> AnalysedText:
    """The terms of a document's text, in order. Never raises for any string."""
    return _joined(map(_of_token, tokens(text)))


def analyse_codes(codes: Iterable[str]) -> AnalysedText:
    """The terms of model names, article numbers and licence numbers.

    No word is a stop word here. Codes beyond the length of the longest text
    that is read are left out.
    """
    return _joined(map(_of_code, _within_limit(codes)))


def analyse_query(text: str, *, unfinished: bool = False) -> tuple[QueryTerm, ...]:
    """The terms of what somebody typed, each once, in order.

    Stop words are left out unless there is nothing else. With ``unfinished`` the
    last word is kept in any case, because *di* may become *digital*.
    """
    terms: dict[str, QueryTerm] = {}
    last = ""
    for word in words(text[:_MAX_QUERY_TEXT]):
        for term in _of_query(word):
            last = term.exact
            known = terms.setdefault(last, term)
            if known.alternatives != term.alternatives:
                both = dict.fromkeys((*known.alternatives, *term.alternatives))
                terms[last] = QueryTerm(term.stem, term.exact, tuple(both))
    kept = [
        term
        for exact, term in terms.items()
        if exact not in STOP_WORDS or (unfinished and exact == last)
    ] or list(terms.values())
    if unfinished:
        # The unfinished word comes last, even if it was typed before as well.
        kept.sort(key=lambda term: term.exact == last)
    return tuple(kept[:MAX_QUERY_WORDS])


def _joined(texts: Iterable[AnalysedText]) -> AnalysedText:
    stems: list[str] = []
    exact: list[str] = []
    for found in texts:
        stems += found.stems
        exact += found.exact
    return AnalysedText(tuple(stems), tuple(exact))


def _terms(exact: Iterable[str]) -> AnalysedText:
    exact = tuple(exact)
    return AnalysedText(stems=tuple(map(stem, exact)), exact=exact)


# A catalogue has some ten thousand different words, and each a thousand times.
@lru_cache(maxsize=65_536)
def _of_token(token: str) -> AnalysedText:
    """The terms of one word of a text."""
    return _terms(term for term in _of_text(word_of(token)) if term not in STOP_WORDS)


def _of_text(word: Word) -> tuple[str, ...]:
    return (*word.parts, word.whole) if is_compact(word) else word.parts


def _within_limit(codes: Iterable[str]) -> Iterator[str]:
    left = MAX_TEXT
    for code in codes:
        left -= len(code) + 1
        if left < 0:
            return
        yield code


# Customs codes, licences and certificates are those of many products.
@lru_cache(maxsize=65_536)
def _of_code(code: str) -> AnalysedText:
    """The terms of one code, its whole first."""
    whole = strip_punctuation(code)
    parts = (term for word in words(code) for term in _of_text(word))
    return _terms(dict.fromkeys((whole, *parts)) if whole else ())


def _of_query(word: Word) -> Iterator[QueryTerm]:
    whole = (QueryTerm(stem(word.whole), word.whole),) if word.whole else ()
    for part in word.parts:
        yield QueryTerm(stem(part), part, whole)
