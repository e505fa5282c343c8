"""What no engine takes is refused here, before any engine sees it.

A value of the wrong type may end an engine's writer, a value too long is dropped
without a word, and what one engine refuses another must not take: the catalogue
could not move between them.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson

from search.engines.base import (
    Count,
    DocumentGroup,
    DocumentRefused,
    EngineQuery,
    Filter,
    IndexDocument,
    IndexSchema,
    Range,
    Sort,
    StoredDocument,
    Term,
)
from search.engines.labels import SEPARATOR, encode_term

MAX_KEY_BYTES = 512
"""Elasticsearch takes no longer identifier."""

# tantivy silently leaves out a term of more than 65,530 bytes, Elasticsearch refuses
# one of more than 32,766.
_MAX_TERM_BYTES = 8_000
# Elasticsearch cuts a word at 255 units of UTF-16, of which a character has up to two.
_MAX_WORD = 127
_MAX_WORDS = 64
_INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document of which every value fits.

    ``source`` and ``card`` are JSON, ``words`` are what :meth:`SearchEngine.similar`
    compares by, ``texts`` are names with stems and exact terms, each joined by spaces,
    ``terms`` names with a value and the same with its labels.
    """

    group: int
    key: str
    kind: str
    source: bytes
    card: bytes
    words: list[str]
    texts: list[tuple[str, str, str]]
    terms: list[tuple[str, str, str]]
    numbers: list[tuple[str, float]]


class DocumentChecker:
    """Checks documents against a schema."""

    def __init__(self, schema: IndexSchema) -> None:
        self._by_weight = sorted(schema.texts, key=lambda text: -text.weight)
        self._texts = frozenset(text.name for text in schema.texts)
        self._terms = frozenset(schema.terms)
        self._numbers = frozenset(schema.numbers)

    def group(self, group: DocumentGroup) -> list[CheckedDocument]:
        """The documents of a group. Raises DocumentRefused."""
        if not _is_integer(group.id) or group.id not in _INT64:
            raise DocumentRefused(f"group {group.id!r}: not a 64-bit integer")

        keys = set()
        documents = []
        for document in group.documents:
            documents.append(self._document(group.id, document))
            if document.key in keys:
                raise DocumentRefused(f"{document.key}: twice in group {group.id}")
            keys.add(document.key)
        return documents

    def _document(self, group: int, document: IndexDocument) -> CheckedDocument:
        key = _text(document.key, "key", document.key, needed=True, most=MAX_KEY_BYTES)
        if SEPARATOR in key:
            raise DocumentRefused(f"{key!r}: key has a unit separator")
        kind = _text(key, "kind", document.kind, needed=True)
        source = _json(key, "source", document.source)
        card = _json(key, "card", document.card)
        _known(key, document.texts, self._texts)
        texts = [
            (name, _joined(key, name, text.stems), _joined(key, name, text.exact))
            for name, text in document.texts.items()
        ]
        _known(key, document.terms, self._terms)
        terms = [
            (name, term.value, _labelled(key, name, term))
            for name, given in document.terms.items()
            for term in _once(key, name, given)
        ]
        _known(key, document.numbers, self._numbers)
        numbers = [
            (name, _number(key, name, given))
            for name, given in document.numbers.items()
        ]
        words = self._words(document)
        return CheckedDocument(
            group, key, kind, source, card, words, texts, terms, numbers
        )

    def _words(self, document: IndexDocument) -> list[str]:
        words: dict[str, None] = {}
        for text in self._by_weight:
            if text.name in document.texts:
                words.update(dict.fromkeys(document.texts[text.name].stems))
            if len(words) >= _MAX_WORDS:
                break
        return list(words)[:_MAX_WORDS]


class AcceptedGroups:
    """Groups whose every value fits, checked, to be walked once. ``refused`` says by
    group why one was left out: it must not keep the others from readers."""

    def __init__(self, schema: IndexSchema, groups: Iterable[DocumentGroup]) -> None:
        self.refused: dict[int, str] = {}
        self._checker = DocumentChecker(schema)
        self._groups = groups
        self._walked = 0

    def __iter__(self) -> Iterator[tuple[int, list[CheckedDocument]]]:
        for group in self._groups:
            self._walked += 1
            try:
                documents = self._checker.group(group)
            except DocumentRefused as error:
                self.refused[group.id] = str(error)
            else:
                yield group.id, documents

    def check_most_fit(self) -> None:
        """Raises DocumentRefused where more groups were left out than not."""
        refused = len(self.refused)
        if refused > self._walked - refused:
            raise DocumentRefused(
                f"{refused} of {self._walked} are refused; the first: "
                f"{next(iter(self.refused.values()))}"
            )


def check_query(schema: IndexSchema, query: EngineQuery) -> None:
    """Raises ValueError for a field that is not in the schema, or a bound that is not
    a number."""
    check_filters(schema, query.filters)
    check_counts(schema, query.counts)
    check_sort(schema, query.sort)


def check_filters(schema: IndexSchema, filters: Iterable[Filter]) -> None:
    """As :func:`check_query`, for filters."""
    for wanted in filters:
        if wanted.values:
            _check_term_field(schema, wanted.field)
        _check_ranges(schema, wanted.field, wanted.ranges)


def check_counts(schema: IndexSchema, counts: Iterable[Count]) -> None:
    """As :func:`check_query`, for counts."""
    for asked in counts:
        if asked.ranges:
            _check_ranges(schema, asked.field, asked.ranges)
        else:
            _check_term_field(schema, asked.field)


def check_sort(schema: IndexSchema, sort: Sort | None) -> None:
    """As :func:`check_query`, for an order."""
    if sort:
        _check_number_field(schema, sort.field)


def _check_term_field(schema: IndexSchema, field: str) -> None:
    """Raises ValueError when the schema has no such term field."""
    if field not in schema.terms:
        raise ValueError(f"no term field {field!r} in the schema")


def _check_number_field(schema: IndexSchema, field: str) -> None:
    """Raises ValueError when the schema has no such number field."""
    if field not in schema.numbers:
        raise ValueError(f"no number field {field!r} in the schema")


def bounds(wanted: Range) -> tuple[float | None, float | None]:
    """The bounds of a range as engines take them; infinite is unbounded.

    Raises ValueError for a bound that is not a number.
    """
    return _bound(wanted.low, -math.inf), _bound(wanted.high, math.inf)


def is_text(value: str) -> bool:
    """Whether an index could have it; a lone surrogate cannot be stored."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def texts_of(values: Iterable[str]) -> list[str]:
    """The values that an index could have."""
    return [value for value in values if is_text(value)]


def _check_ranges(schema: IndexSchema, field: str, ranges: Iterable[Range]) -> None:
    for wanted in ranges:
        _check_number_field(schema, field)
        bounds(wanted)


def _bound(given: float | None, unbounded: float) -> float | None:
    if given is None or given == unbounded:
        return None
    bound = float(given) + 0.0
    if math.isnan(bound):
        raise ValueError("a bound of a range is not a number")
    return bound


def _is_integer(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _known(key: str, given: Iterable[str], known: frozenset[str]) -> None:
    for name in given:
        if name not in known:
            raise DocumentRefused(f"{key}: no field {name!r} in the schema")


def _text(
    key: Any,
    name: str,
    given: Any,
    *,
    needed: bool = False,
    most: int = _MAX_TERM_BYTES,
) -> str:
    if not isinstance(given, str):
        raise DocumentRefused(f"{key}: {name} is not text: {given!r}")
    if needed and not given:
        raise DocumentRefused(f"{key}: {name} is empty")
    try:
        size = len(given.encode())
    except UnicodeEncodeError as error:
        raise DocumentRefused(
            f"{key}: {name} is not valid Unicode: {given!r}"
        ) from error
    if size > most:
        raise DocumentRefused(f"{key}: {name} has more than {most} bytes")
    return given


def _once(key: str, name: str, terms: Iterable[object]) -> Iterator[Term]:
    """Each value once, whatever labels it comes with, for it counts once."""
    found: dict[str, Term] = {}
    for term in terms:
        if not isinstance(term, Term) or not isinstance(term.value, str):
            raise DocumentRefused(f"{key}: {name} is not a Term with text: {term!r}")
        found.setdefault(term.value, term)
    yield from found.values()


def _labelled(key: str, name: str, term: Term) -> str:
    """The term as the index holds it."""
    for part in (term.label_id, term.label_en):
        if not isinstance(part, str):
            raise DocumentRefused(f"{key}: {name} is not text: {part!r}")
    try:
        return _stored(term)
    except ValueError as error:
        raise DocumentRefused(f"{key}: {name} {error}") from error


# Most terms are those of many documents.
@lru_cache(maxsize=65_536)
def _stored(term: Term) -> str:
    """Raises ValueError with what is wrong."""
    if not term.value:
        raise ValueError("is empty")
    for part in (term.value, term.label_id, term.label_en):
        if not is_text(part):
            raise ValueError(f"is not valid Unicode: {part!r}")
        if SEPARATOR in part:
            raise ValueError(f"has a unit separator: {part!r}")
    stored = encode_term(term)
    if len(stored.encode()) > _MAX_TERM_BYTES:
        raise ValueError(f"has more than {_MAX_TERM_BYTES} bytes")
    return stored


def _joined(key: str, name: str, terms: tuple[str, ...]) -> str:
    try:
        joined = " ".join(terms)
        joined.encode()
    except (TypeError, UnicodeEncodeError) as error:
        raise DocumentRefused(f"{key}: {name} has a term that is not text") from error
    if joined.split() != list(terms):
        raise DocumentRefused(f"{key}: {name} has a term that is empty or has a space")
    if max(map(len, terms), default=0) > _MAX_WORD:
        raise DocumentRefused(
            f"{key}: {name} has a term of more than {_MAX_WORD} characters"
        )
    return joined


def _number(key: str, name: str, given: Any) -> float:
    if not isinstance(given, float) and not _is_integer(given):
        raise DocumentRefused(f"{key}: {name} is not a number: {given!r}")
    try:
        number = float(given)
    except OverflowError as error:
        raise DocumentRefused(f"{key}: {name} is too large") from error
    if not math.isfinite(number):
        raise DocumentRefused(f"{key}: {name} is not a finite number: {given!r}")
    return number + 0.0  # so that -0.0, which sorts below it, is 0.0


def _json(key: str, name: str, given: StoredDocument) -> bytes:
    try:
        return orjson.dumps(dict(given))
    except (TypeError, ValueError) as error:
        raise DocumentRefused(f"{key}: {name} is not JSON: {error}") from error
