"""The catalogue's fields as tantivy's, and documents turned into them.

Every field of the catalogue becomes one or two of tantivy's, told apart by a
prefix: ``s_``/``e_`` the stems and exact terms of a text, ``v_``/``l_`` the bare
and the labelled value of a term field, ``n_`` a number. Only the key, the words
for :meth:`SearchEngine.similar` and the source are stored.
"""

import math
import re
import struct
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import orjson
from tantivy import Document, Schema, SchemaBuilder

from search.engines.base import DocumentGroup, IndexDocument, IndexSchema, Term

KEY, KIND, GROUP, SOURCE, WORDS = "key", "kind", "group", "source", "words"

KEY_PARTS = ("key0", "key1", "key2")
"""The first 24 bytes of the key as three numbers that sort as the key does."""

_KEY_BYTES = struct.Struct(">QQQ")
_SEPARATOR = "\x1f"
# tantivy silently leaves out a term of more than 65,530 bytes.
_MAX_TERM_BYTES = 8_000
_MAX_WORDS = 64
_INT64 = range(-(2**63), 2**63)


def stems(name: str) -> str:
    return "s_" + _safe(name)


def exact(name: str) -> str:
    return "e_" + _safe(name)


def value(name: str) -> str:
    return "v_" + _safe(name)


def labelled(name: str) -> str:
    return "l_" + _safe(name)


def number(name: str) -> str:
    return "n_" + _safe(name)


def build_schema(schema: IndexSchema) -> Schema:
    """tantivy's schema for ours."""
    builder = SchemaBuilder()
    raw: dict[str, Any] = {"tokenizer_name": "raw", "index_option": "basic"}
    builder.add_text_field(KEY, stored=True, fast=True, **raw)
    builder.add_text_field(KIND, stored=True, **raw)
    builder.add_integer_field(GROUP, indexed=True)
    builder.add_bytes_field(SOURCE, stored=True)
    builder.add_bytes_field(WORDS, stored=True)
    for part in KEY_PARTS:
        builder.add_unsigned_field(part, fast=True)
    for text in schema.texts:
        for name in (stems(text.name), exact(text.name)):
            builder.add_text_field(
                name, tokenizer_name="whitespace", index_option="freq"
            )
    for name in schema.terms:
        builder.add_text_field(value(name), **raw)
        builder.add_text_field(labelled(name), fast=True, **raw)
    for name in schema.numbers:
        builder.add_float_field(number(name), indexed=True, fast=True)
    return builder.build()


def field_names(schema: IndexSchema) -> set[str]:
    """The fields that an index must have to take documents of ``schema``."""
    return {
        *(stems(text.name) for text in schema.texts),
        *(value(name) for name in schema.terms),
        *(number(name) for name in schema.numbers),
    }


def key_parts(key: str) -> tuple[int, int, int]:
    """``KEY_PARTS`` of a key."""
    return _KEY_BYTES.unpack(key.encode()[: _KEY_BYTES.size].ljust(24, b"\0"))


def decode_term(stored: str) -> Term:
    """The term that a labelled value was made from."""
    return Term(*stored.split(_SEPARATOR))


def read_document(document: Document) -> tuple[str, bytes]:
    """The key and the source of a stored document."""
    return text_of(document, KEY), _bytes_of(document, SOURCE)


def read_words(document: Document) -> list[str]:
    """The words that :meth:`SearchEngine.similar` compares by."""
    words: list[str] = orjson.loads(_bytes_of(document, WORDS))
    return words


def text_of(document: Document, name: str) -> str:
    """A stored text, which every document has."""
    stored: Any = document.get_first(name)
    return str(stored)


def _bytes_of(document: Document, name: str) -> bytes:
    stored: Any = document.get_first(name)
    return bytes(stored)


class DocumentWriter:
    """Checks documents against a schema and makes tantivy's documents of them.

    Everything is checked here, before tantivy sees it: a value of the wrong type
    may end its writer, and a value too long is dropped without a word.
    """

    def __init__(self, schema: IndexSchema) -> None:
        self._by_weight = sorted(schema.texts, key=lambda text: -text.weight)
        self._texts = frozenset(text.name for text in schema.texts)
        self._terms = frozenset(schema.terms)
        self._numbers = frozenset(schema.numbers)

    def group(self, group: DocumentGroup) -> list[Document]:
        """The documents of a group. Raises ValueError naming key and field."""
        if not _is_integer(group.id) or group.id not in _INT64:
            raise ValueError(f"group {group.id!r}: not a 64-bit integer")

        keys = set()
        documents = []
        for document in group.documents:
            documents.append(self._document(group.id, document))
            if document.key in keys:
                raise ValueError(f"{document.key}: twice in group {group.id}")
            keys.add(document.key)
        return documents

    def _document(self, group: int, document: IndexDocument) -> Document:
        key = _text(document.key, "key", document.key, needed=True)
        made = Document()
        made.add_text(KEY, key)
        made.add_text(KIND, _text(key, "kind", document.kind, needed=True))
        made.add_integer(GROUP, group)
        made.add_bytes(SOURCE, _source(document))
        for part, numeric in zip(KEY_PARTS, key_parts(key), strict=True):
            made.add_unsigned(part, numeric)

        _known(key, document.texts, self._texts)
        for name, text in document.texts.items():
            made.add_text(stems(name), _joined(key, name, text.stems))
            made.add_text(exact(name), _joined(key, name, text.exact))
        made.add_bytes(WORDS, orjson.dumps(self._words(document)))

        _known(key, document.terms, self._terms)
        for name, terms in document.terms.items():
            for term in _once(key, name, terms):
                made.add_text(labelled(name), _encoded(key, name, term))
                made.add_text(value(name), term.value)

        _known(key, document.numbers, self._numbers)
        for name, given in document.numbers.items():
            made.add_float(number(name), _number(key, name, given))
        return made

    def _words(self, document: IndexDocument) -> list[str]:
        words: dict[str, None] = {}
        for text in self._by_weight:
            if text.name in document.texts:
                words.update(dict.fromkeys(document.texts[text.name].stems))
            if len(words) >= _MAX_WORDS:
                break
        return list(words)[:_MAX_WORDS]


@lru_cache(maxsize=4096)
def _safe(name: str) -> str:
    """A name that tantivy takes: a dot in it would be read as a path."""
    return re.sub(r"[^a-zA-Z0-9]", lambda match: f"_{ord(match[0]):x}_", name)


def _is_integer(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _known(key: str, given: Iterable[str], known: frozenset[str]) -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"{key}: no field {name!r} in the schema")


def _text(key: Any, name: str, given: Any, *, needed: bool = False) -> str:
    if not isinstance(given, str):
        raise ValueError(f"{key}: {name} is not text: {given!r}")
    if needed and not given:
        raise ValueError(f"{key}: {name} is empty")
    try:
        size = len(given.encode())
    except UnicodeEncodeError as error:
        raise ValueError(f"{key}: {name} is not valid Unicode: {given!r}") from error
    if size > _MAX_TERM_BYTES:
        raise ValueError(f"{key}: {name} has more than {_MAX_TERM_BYTES} bytes")
    return given


def _once(key: str, name: str, terms: Iterable[object]) -> Iterable[Term]:
    """Each value once, whatever labels it comes with, for it counts once."""
    found: dict[str, Term] = {}
    for term in terms:
        if not isinstance(term, Term) or not isinstance(term.value, str):
            raise ValueError(f"{key}: {name} is not a Term with text: {term!r}")
        found.setdefault(term.value, term)
    return found.values()


def _encoded(key: str, name: str, term: Term) -> str:
    _text(key, name, term.value, needed=True)
    for part in (term.value, term.label_id, term.label_en):
        if _SEPARATOR in _text(key, name, part):
            raise ValueError(f"{key}: {name} has a unit separator: {part!r}")
    encoded = _SEPARATOR.join((term.value, term.label_id, term.label_en))
    return _text(key, name, encoded)


def _joined(key: str, name: str, terms: tuple[str, ...]) -> str:
    try:
        joined = " ".join(terms)
        joined.encode()
    except (TypeError, UnicodeEncodeError) as error:
        raise ValueError(f"{key}: {name} has a term that is not text") from error
    if joined.split() != list(terms):
        raise ValueError(f"{key}: {name} has a term that is empty or has a space")
    return joined


def _number(key: str, name: str, given: Any) -> float:
    if not isinstance(given, float) and not _is_integer(given):
        raise ValueError(f"{key}: {name} is not a number: {given!r}")
    try:
        number = float(given)
    except OverflowError as error:
        raise ValueError(f"{key}: {name} is too large") from error
    if not math.isfinite(number):
        raise ValueError(f"{key}: {name} is not a finite number: {given!r}")
    return number + 0.0  # so that -0.0, which tantivy sorts below it, is 0.0


def _source(document: IndexDocument) -> bytes:
    try:
        return orjson.dumps(dict(document.source))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{document.key}: source is not JSON: {error}") from error
