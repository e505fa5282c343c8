"""Small documents for the tests of the search engines, and short ways to ask."""

import orjson

from search.analysis import analyse, analyse_query
from search.engines.base import (
    DocumentGroup,
    EngineQuery,
    IndexDocument,
    IndexSchema,
    Term,
    TextField,
)

SCHEMA = IndexSchema(
    texts=(TextField("name", weight=3.0), TextField("body")),
    terms=("maker", "class", "attr.colour"),
    numbers=("price", "revision", "attr.weight"),
    prefixes=("name",),
)


def document(key, name="alat", *, kind="product", body="", terms=None, **numbers):
    return IndexDocument(
        key=key,
        kind=kind,
        source={"key": key, "name": name},
        card={"key": key, "called": name},
        texts={"name": analyse(name), "body": analyse(body)},
        terms={
            field: tuple(it if isinstance(it, Term) else Term(it) for it in values)
            for field, values in (terms or {}).items()
        },
        numbers=numbers,
    )


def group(number, *documents):
    return DocumentGroup(number, documents)


def groups_of(*documents):
    return [group(number, it) for number, it in enumerate(documents, start=1)]


def ask(engine, text="", *, kind="product", **options):
    return engine.search(EngineQuery(kind, terms=analyse_query(text), **options))


def keys(result):
    return [hit["key"] for hit in result.hits]


def walked(steps):
    return [orjson.loads(step)["key"] for step in steps]
