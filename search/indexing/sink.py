"""Search engines as sinks of the read model."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import orjson

from readmodel.building import document_checksum
from readmodel.sinks import (
    Built,
    HeldDocument,
    LedgerProduct,
    SinkUnavailable,
    is_another,
)
from search.engines import get_engine, names_in_use
from search.engines.base import (
    DocumentGroup,
    DocumentRefused,
    EngineUnavailable,
    SearchEngine,
    StoredDocument,
)
from search.indexing.mapping import (
    INDEX_SCHEMA,
    PRODUCT,
    document_group,
    index_version,
    product_key,
)


def engine_sinks() -> tuple["EngineSink", ...]:
    """One for each engine in use, the one that answers first."""
    return tuple(map(EngineSink, names_in_use()))


@dataclass(frozen=True, slots=True)
class EngineSink:
    """Keeps the search engine of this name in step with the ledger."""

    name: str

    @property
    def longest_apply(self) -> timedelta:
        return self._engine.longest_apply

    @property
    def schema_version(self) -> str:
        return index_version(INDEX_SCHEMA)

    def generation(self) -> str:
        return self._engine.state().generation

    def needs_rebuild(self, built: str) -> bool:
        seen = self._engine.state()
        return seen.missing or seen.outdated or is_another(built, seen.generation)

    def apply(self, products: Sequence[LedgerProduct]) -> Mapping[int, str]:
        with _as_sink_unavailable():
            return self._engine.apply(map(_group, products))

    def rebuild(self, products: Iterable[LedgerProduct]) -> Built:
        with _as_sink_unavailable():
            built = self._engine.rebuild(map(_group, products))
        return Built(built.generation, built.refused)

    def documents(self) -> Iterator[HeldDocument]:
        with _as_sink_unavailable():
            yield from map(_held, map(orjson.loads, self._engine.iterate(PRODUCT)))

    def find(self, product_ids: Collection[int]) -> Mapping[int, HeldDocument]:
        with _as_sink_unavailable():
            sources = self._engine.get([product_key(each) for each in product_ids])
        return {source["id"]: _held(source) for source in sources.values()}

    @property
    def _engine(self) -> SearchEngine:
        return get_engine(self.name)


@contextmanager
def _as_sink_unavailable() -> Iterator[None]:
    """Turn what an engine raises into what the read model knows."""
    try:
        yield
    except (EngineUnavailable, DocumentRefused) as error:
        raise SinkUnavailable(str(error)) from error


def _group(product: LedgerProduct) -> DocumentGroup:
    """What the index holds of a product."""
    if product.document is None:
        return document_group(product.product_id, None)
    document = orjson.loads(product.document) | {"revision": product.revision}
    return document_group(product.product_id, document)


def _held(source: StoredDocument) -> HeldDocument:
    """A document that the index holds. It was built with revision 0."""
    checksum = document_checksum({**source, "revision": 0})
    return HeldDocument(source["id"], source["revision"], checksum)
