"""A second engine of the same kind, under a name of its own."""

from search import engines
from search.engines import register_engine
from search.engines.tantivy import TantivyEngine
from search.indexing.mapping import INDEX_SCHEMA

SECOND = "second"


def register_second(monkeypatch, directory) -> None:
    monkeypatch.setattr(engines, "_engines", dict(engines._engines))
    register_engine(SECOND, lambda: TantivyEngine(INDEX_SCHEMA, directory))
