"""Search engines as sinks of the read model."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import orjson

from readmodel.building import document_checksum
from readmodel.sinks import HeldDocument, LedgerProduct, SinkUnavailable
from search.engines import get_engine, names_in_use
from search.engines.base import (
    DocumentGroup,
    DocumentRefused,
    EngineUnavailable,
    IndexSchema,
    SearchEngine,
    StoredDocument,
)
from search.engines.checking import DocumentChecker
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
        return self._engine.health().generation

    def needs_rebuild(self, built: str) -> bool:
        health = self._engine.health()
        return health.outdated or health.missing or health.is_of_another(built)

    def apply(self, products: Sequence[LedgerProduct]) -> Mapping[int, str]:
        accepted = _Accepted(products, self._engine.schema)
        with _telling():
            self._engine.apply(accepted)
        return accepted.refused

    def rebuild(self, products: Iterable[LedgerProduct]) -> Mapping[int, str]:
        accepted = _Accepted(products, self._engine.schema)
        with _telling():
            self._engine.rebuild(accepted.unless_most_are_refused())
        return accepted.refused

    def documents(self) -> Iterator[HeldDocument]:
        with _telling():
            yield from map(_held, map(orjson.loads, self._engine.iterate(PRODUCT)))

    def find(self, product_ids: Collection[int]) -> Mapping[int, HeldDocument]:
        with _telling():
            sources = self._engine.get([product_key(each) for each in product_ids])
        return {source["id"]: _held(source) for source in sources.values()}

    @property
    def _engine(self) -> SearchEngine:
        return get_engine(self.name)


class _Accepted:
    """What the index shall hold of products, to be walked once. ``refused`` says by
    product why one is left out: it must not keep the others from readers."""

    def __init__(self, products: Iterable[LedgerProduct], schema: IndexSchema) -> None:
        self.refused: dict[int, str] = {}
        self._products = products
        self._checker = DocumentChecker(schema)

    def __iter__(self) -> Iterator[DocumentGroup]:
        for product in self._products:
            group = _group(product)
            try:
                self._checker.group(group)
            except DocumentRefused as error:
                self.refused[product.product_id] = str(error)
            else:
                yield group

    def unless_most_are_refused(self) -> Iterator[DocumentGroup]:
        """Raises DocumentRefused at the end where more were left out than not: then
        documents are built wrongly, and readers better keep what they have."""
        count = 0
        for group in self:
            count += 1
            yield group
        if len(self.refused) > count:
            raise DocumentRefused(
                f"{len(self.refused)} of {len(self.refused) + count} products are "
                f"refused; the first: {next(iter(self.refused.values()))}"
            )


@contextmanager
def _telling() -> Iterator[None]:
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
