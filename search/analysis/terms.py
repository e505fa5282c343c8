"""Words as they are indexed and asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text as the engine indexes it: terms in order, stemmed and as written."""

    stems: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One word of the query. ``alternatives`` are further words for the same."""

    stem: str
    exact: str
    alternatives: tuple["QueryTerm", ...] = ()
