"""A sink in memory, to be registered beside the search engine."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

import orjson

from readmodel import sinks
from readmodel.building import document_checksum
from readmodel.sinks import (
    Built,
    HeldDocument,
    LedgerProduct,
    SinkUnavailable,
    is_another,
)


class FakeSink:
    """Holds documents by product. ``calls`` says what was asked of it: ``rebuild``, or
    the products of an ``apply``; ``attempts`` counts whatever was asked, and ``looks``
    how often it was asked whether it must be built anew."""

    name = "second"
    longest_apply = timedelta(seconds=30)

    def __init__(self) -> None:
        self.schema_version = "1"
        self.held: dict[int, LedgerProduct] = {}
        self.calls: list = []
        self.attempts = 0
        self.looks = 0
        self.is_lost = False
        self.is_away = False
        self.reason = "away"
        self.refused: dict[int, str] = {}
        self.built = "first"

    def generation(self) -> str:
        return "" if self.is_away else self.built

    def needs_rebuild(self, built: str) -> bool:
        self.looks += 1
        return self.is_lost or is_another(built, self.generation())

    def apply(self, products: Sequence[LedgerProduct]) -> dict[int, str]:
        self._answer()
        self.calls.append([each.product_id for each in products])
        for product in products:
            if product.document is None:
                self.held.pop(product.product_id, None)
            elif product.product_id not in self.refused:
                self.held[product.product_id] = product
        return self._refused_of([each.product_id for each in products])

    def rebuild(self, products: Iterable[LedgerProduct]) -> Built:
        self._answer()
        self.calls.append("rebuild")
        given = {each.product_id: each for each in products}
        self.held = {key: given[key] for key in given if key not in self.refused}
        self.is_lost = False
        return Built(self.built, self._refused_of(given))

    def _refused_of(self, product_ids: Iterable[int]) -> dict[int, str]:
        return {key: self.refused[key] for key in product_ids if key in self.refused}

    def documents(self) -> Iterator[HeldDocument]:
        self._answer()
        return iter(self.find(sorted(self.held, key=str)).values())

    def find(self, product_ids: Collection[int]) -> Mapping[int, HeldDocument]:
        self._answer()
        return {
            product_id: HeldDocument(
                product_id,
                self.held[product_id].revision,
                document_checksum(orjson.loads(self.held[product_id].document)),
            )
            for product_id in product_ids
            if product_id in self.held
        }

    def titles(self) -> dict[int, str]:
        return {
            product_id: orjson.loads(each.document)["title"]
            for product_id, each in self.held.items()
        }

    def _answer(self) -> None:
        self.attempts += 1
        if self.is_away:
            raise SinkUnavailable(self.reason)


def follow_with(monkeypatch, sink: FakeSink) -> None:
    """Have the sink follow the ledger beside those that do."""
    monkeypatch.setattr(sinks, "_sources", [*sinks._sources, lambda: (sink,)])
