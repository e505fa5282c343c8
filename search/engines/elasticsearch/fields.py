"""The index's fields as Elasticsearch's mapping, and checked documents as JSON.

Of what is sent, ``_source`` keeps only the source and what :meth:`SearchEngine.similar`
needs. The source is held as one text of JSON: it comes back byte for byte as it went,
and a stream hands it on without reading it. The card lies beside it, so that a hit is
read without its source.
"""

from typing import Any

import orjson

from search.engines import naming
from search.engines.base import IndexSchema
from search.engines.checking import MAX_KEY_BYTES, CheckedDocument, is_text
from search.engines.labels import SEPARATOR
from search.engines.naming import CARD, GROUP, KEY, KIND, SOURCE, WORDS

STAMP = "stamp"
"""The field of the one document that says which batch was the last."""

STAMP_ID = SEPARATOR
"""Its identifier, which no key can be."""

_KEPT = [SOURCE, WORDS, KIND, STAMP]
_ALONGSIDE = 10
_LEAST_FIELDS = 1_000


def build_mapping(schema: IndexSchema) -> dict[str, Any]:
    """The mapping for ``schema``. What is not in it is refused."""
    stored = {"type": "keyword", "index": False, "doc_values": False}
    terms = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    properties: dict[str, Any] = {
        KEY: {"type": "keyword"},
        KIND: {"type": "keyword", "doc_values": False},
        GROUP: {"type": "long"},
        SOURCE: stored,
        CARD: {**stored, "store": True},
        WORDS: stored,
        STAMP: stored,
    }
    for text in schema.texts:
        properties[naming.stems(text.name)] = terms
        properties[naming.exact(text.name)] = terms
    for name in schema.terms:
        properties[naming.value(name)] = {"type": "keyword"}
        properties[naming.labelled(name)] = {"type": "keyword", "index": False}
    for name in schema.numbers:
        properties[naming.number(name)] = {"type": "double"}
    return {
        "dynamic": "strict",
        "_source": {"includes": _KEPT},
        "properties": properties,
    }


def field_limit(schema: IndexSchema) -> int:
    """How many fields the index may have."""
    return max(_LEAST_FIELDS, len(build_mapping(schema)["properties"]) + _ALONGSIDE)


def document_json(checked: CheckedDocument) -> bytes:
    """A document as Elasticsearch takes it."""
    made: dict[str, Any] = {
        KEY: checked.key,
        KIND: checked.kind,
        GROUP: checked.group,
        SOURCE: checked.source.decode(),
        CARD: checked.card.decode(),
        WORDS: checked.words,
    }
    for name, stemmed, written in checked.texts:
        made[naming.stems(name)] = stemmed
        made[naming.exact(name)] = written
    for name, bare, with_labels in checked.terms:
        made.setdefault(naming.value(name), []).append(bare)
        made.setdefault(naming.labelled(name), []).append(with_labels)
    for name, given in checked.numbers:
        made[naming.number(name)] = given
    return orjson.dumps(made)


def is_key(key: str) -> bool:
    """Whether a document could have the key."""
    return (
        bool(key)
        and is_text(key)
        and len(key.encode()) <= MAX_KEY_BYTES
        and SEPARATOR not in key
    )
