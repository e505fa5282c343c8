"""The index's fields as tantivy's, and checked documents turned into them.

Only the key, the words for :meth:`SearchEngine.similar`, the source and the card are
stored.
"""

import struct
from typing import Any

import orjson
from tantivy import Document, Schema, SchemaBuilder

from search.engines.base import IndexSchema
from search.engines.checking import CheckedDocument
from search.engines.naming import (
    CARD,
    GROUP,
    KEY,
    KIND,
    SOURCE,
    WORDS,
    exact,
    labelled,
    number,
    stems,
    value,
)

KEY_PARTS = ("key0", "key1", "key2")
"""The first 24 bytes of the key as three numbers that sort as the key does."""

_KEY_BYTES = struct.Struct(">QQQ")


def build_schema(schema: IndexSchema) -> Schema:
    """tantivy's schema for ours."""
    builder = SchemaBuilder()
    raw: dict[str, Any] = {"tokenizer_name": "raw", "index_option": "basic"}
    builder.add_text_field(KEY, stored=True, fast=True, **raw)
    builder.add_text_field(KIND, stored=True, **raw)
    builder.add_integer_field(GROUP, indexed=True)
    builder.add_bytes_field(SOURCE, stored=True)
    builder.add_bytes_field(CARD, stored=True)
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


def key_parts(key: str) -> tuple[int, int, int]:
    """``KEY_PARTS`` of a key."""
    return _KEY_BYTES.unpack(key.encode()[: _KEY_BYTES.size].ljust(24, b"\0"))


def read_words(document: Document) -> list[str]:
    """The words that :meth:`SearchEngine.similar` compares by."""
    words: list[str] = orjson.loads(json_of(document, WORDS))
    return words


def text_of(document: Document, name: str) -> str:
    """A stored text, which every document has."""
    stored: Any = document.get_first(name)
    return str(stored)


def json_of(document: Document, name: str) -> bytes:
    """A stored JSON value, which every document has."""
    stored: Any = document.get_first(name)
    return bytes(stored)


def build_document(checked: CheckedDocument) -> Document:
    """A document as tantivy takes it."""
    made = Document()
    made.add_text(KEY, checked.key)
    made.add_text(KIND, checked.kind)
    made.add_integer(GROUP, checked.group)
    made.add_bytes(SOURCE, checked.source)
    made.add_bytes(CARD, checked.card)
    made.add_bytes(WORDS, orjson.dumps(checked.words))
    for part, numeric in zip(KEY_PARTS, key_parts(checked.key), strict=True):
        made.add_unsigned(part, numeric)
    for name, stemmed, written in checked.texts:
        made.add_text(stems(name), stemmed)
        made.add_text(exact(name), written)
    for name, bare, with_labels in checked.terms:
        made.add_text(labelled(name), with_labels)
        made.add_text(value(name), bare)
    for name, given in checked.numbers:
        made.add_float(number(name), given)
    return made
