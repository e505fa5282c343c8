"""As much of a search engine as the feed needs, in a list."""

from collections.abc import Iterable, Iterator, Sequence

import orjson

from search.engines.base import (
    EngineQuery,
    EngineResult,
    EngineUnavailable,
    Filter,
    IndexDocument,
    Sort,
    Source,
)
from search.mapping import variant_document
from search.records import VariantRecord


class FakeEngine:
    """Holds variants. ``iterated`` notes offset and limit of every walk."""

    def __init__(self, records: Iterable[VariantRecord]) -> None:
        self.documents = sorted(map(variant_document, records), key=lambda it: it.key)
        self.iterated: list[tuple[int, int | None]] = []

    def search(self, query: EngineQuery) -> EngineResult:
        return EngineResult(len(self._hits(query.kind, query.filters)), ())

    def get(self, keys: Sequence[str]) -> dict[str, Source]:
        return {it.key: it.source for it in self.documents if it.key in keys}

    def iterate(
        self,
        kind: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> Iterator[bytes]:
        self.iterated.append((offset, limit))
        hits = self._hits(kind, filters)
        if sort:
            hits.sort(key=lambda it: it.numbers[sort.field], reverse=sort.descending)
        end = None if limit is None else offset + limit
        for hit in hits[offset:end]:
            yield orjson.dumps(hit.source)

    def _hits(self, kind: str, filters: Sequence[Filter]) -> list[IndexDocument]:
        return [
            it
            for it in self.documents
            if it.kind == kind and all(_passes(it, each) for each in filters)
        ]


class AbsentEngine:
    """An engine before its index was built."""

    def search(self, query: EngineQuery) -> EngineResult:
        raise EngineUnavailable("no index yet")

    def get(self, keys: Sequence[str]) -> dict[str, Source]:
        raise EngineUnavailable("no index yet")


def _passes(document: IndexDocument, each: Filter) -> bool:
    values = {term.value for term in document.terms.get(each.field, ())}
    number = document.numbers.get(each.field)
    return bool(values & set(each.values)) or any(
        number is not None and limits.low <= number < limits.high
        for limits in each.ranges
    )
