"""What a search engine is to the catalogue.

An engine stores groups of documents and answers queries about them. It knows
nothing of products, licences or LKPP: which fields exist is said by an
:class:`IndexSchema`, and texts arrive as finished terms (see
:mod:`search.analysis`), so that every engine finds the same things. One
contract test suite (``tests/search/engine_contract.py``) runs against each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from search.analysis.terms import AnalysedText, QueryTerm

StoredDocument = Mapping[str, Any]
"""What was stored with a document: plain JSON values."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A searchable text, held as stemmed and as unstemmed terms.

    ``weight`` multiplies the score of a hit on a stem; an unstemmed hit counts
    ``exact_factor`` times as much.
    """

    name: str
    weight: float = 1.0
    exact_factor: float = 2.0


@dataclass(frozen=True, slots=True)
class IndexSchema:
    """The fields that documents of an index may have; all are optional.

    ``terms`` are exact values that can be filtered and counted, ``numbers`` are
    64-bit floats that can be filtered by range, counted by range and sorted.
    ``prefixes`` are the names of texts that :meth:`SearchEngine.suggest` looks
    through.
    """

    texts: tuple[TextField, ...]
    terms: tuple[str, ...]
    numbers: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A value with the labels it is shown under, so that a count needs no query."""

    value: str
    label_id: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One document. ``key`` is unique in the index, ``kind`` a family of them,
    ``card`` is what a list shows of ``source``: a hit is read much faster so.

    A key has at most 512 bytes of UTF-8 and no unit separator, kinds and terms have at
    most 8,000 bytes, words of a text at most 127 characters.
    """

    key: str
    kind: str
    source: StoredDocument
    card: StoredDocument = field(default_factory=dict)
    texts: Mapping[str, AnalysedText] = field(default_factory=dict)
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents that are replaced together; an empty group removes them all."""

    id: int
    documents: tuple[IndexDocument, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from ``low`` up to, not including, ``high``; None is unbounded."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A field must have one of ``values`` or lie in one of ``ranges``."""

    field: str
    values: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Ask how many hits each value of a field has: the ``size`` commonest terms,
    or, when ``ranges`` are given, each of these."""

    field: str
    size: int = 50
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """Order by a number field; documents without it come last either way."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """A search among the documents of one kind.

    With ``match_all`` every term must occur in some text field, without it one
    is enough. Filters are joined by *and*. A field's own filter is left out of
    that field's count, so that choosing a value does not change the counts
    beside it. Without ``sort`` hits come by relevance; ties go by ``key``.
    """

    kind: str
    terms: tuple[QueryTerm, ...] = ()
    match_all: bool = True
    filters: tuple[Filter, ...] = ()
    counts: tuple[Count, ...] = ()
    sort: Sort | None = None
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many hits have the term."""

    term: Term
    count: int


@dataclass(frozen=True, slots=True)
class EngineResult:
    """``hits`` are the cards of documents. ``counts`` holds term counts, commonest
    first then by value, and ``range_counts`` a number for each range in the order it
    was asked for."""

    total: int
    hits: tuple[StoredDocument, ...]
    counts: Mapping[str, tuple[TermCount, ...]] = field(default_factory=dict)
    range_counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which index is seen, and whether it can be added to.

    ``generation`` names it, so that another one under the same address is known; a
    rebuild makes another, and it is empty where none is seen, as on a server that is
    away. ``missing`` says that there is none, or none that will ever answer again: it
    must be built, which does not help an engine that only cannot be reached.
    ``outdated`` says that it was built for other fields, or has lost what it is written
    through: it answers, but takes no changes until it is rebuilt.
    """

    generation: str = ""
    missing: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class EngineHealth:
    """Whether the engine can answer, how many documents it holds, where, and the state
    of its index."""

    ok: bool
    documents: int
    detail: str
    index: IndexState = IndexState()


class EngineUnavailable(Exception):
    """The engine cannot answer now, and says why: no index yet, its store cannot be
    read, or the server is away. A part of an answer is none."""


class NoIndex(EngineUnavailable):
    """There is no index, or none that will ever answer again: one is to be built. What
    only cannot be reached or read now is not that."""


class DocumentRefused(ValueError):
    """A document has a value that no engine takes; the text names document and
    field. Of a rebuild: most documents have."""


Refused = Mapping[int, str]
"""By group why it was not taken; the index keeps what it had of it."""


@dataclass(frozen=True, slots=True)
class Built:
    """``generation`` names the index that a rebuild switched to, which has nothing of
    the groups that are ``refused``."""

    generation: str
    refused: Refused


class SearchEngine(Protocol):
    """The operations every engine offers. Readers in other processes see a write
    at the latest on their next call after it returned.

    A batch is not promised to be one step. While it is applied, a reader finds each
    document as it was or as it will be. The embedded engine changes all of them at
    once; Elasticsearch shows none before the end of the batch, then one shard and one
    copy of it after the other, and of a batch that was cut short perhaps a part. What
    is applied again leaves the same as what is applied once, and whoever applies does
    so until it succeeds. See docs/adr/0024-what-engines-promise.md.
    """

    schema: IndexSchema

    @property
    def longest_apply(self) -> timedelta:
        """How long ``apply`` may take, with as many groups as the read model gives at
        once, before it raises EngineUnavailable."""

    def apply(self, groups: Iterable[DocumentGroup]) -> Refused:
        """Replace each group as a whole in the index that there is; all are visible on
        return, but those with a value that does not fit, which are returned.

        Raises EngineUnavailable when nothing, a part or all may have been
        changed: the same is to be applied again. Where there is no index it raises that
        too: a batch is not the whole, so only ``rebuild`` makes one.
        """

    def search(self, query: EngineQuery) -> EngineResult:
        """Answer ``query``. Raises EngineUnavailable."""

    def suggest(
        self, kind: str, prefix: Sequence[QueryTerm], group_by: Sequence[str], size: int
    ) -> EngineResult:
        """Documents whose ``prefixes`` texts have all words of ``prefix``, the
        last one perhaps unfinished, and the commonest terms of ``group_by``
        whose own labels match in the same way."""

    def similar(self, key: str, limit: int) -> tuple[StoredDocument, ...]:
        """Cards of documents of the same kind that share most words with ``key``'s,
        the rare ones first. Where an index has several shards, what is rare may be
        judged by one of them."""

    def get(self, keys: Sequence[str]) -> dict[str, StoredDocument]:
        """The stored documents of these keys; unknown keys are left out."""

    def iterate(
        self,
        kind: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Iterator[bytes]:
        """Stream stored documents as JSON bytes, in bounded memory, in the state
        of the index at the first step. Raises EngineUnavailable at any step, also when
        a reader pauses for longer than the engine keeps that state."""

    def rebuild(self, groups: Iterable[DocumentGroup]) -> Built:
        """Build a new index beside the live one, if there is one, then switch
        atomically. When it fails the live index stays as it was.

        Groups with a value that does not fit are left out. Raises DocumentRefused
        where more is left out than taken: then documents are made wrongly, and readers
        better keep what they have.
        """

    def state(self) -> IndexState:
        """Say which index there is, for no more than one short request; never
        raises."""

    def health(self) -> EngineHealth:
        """Say how the engine is; never raises."""

    def close(self) -> None:
        """Give back what is open; what is asked later opens it again."""
