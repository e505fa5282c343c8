"""Comparing what the ledger says that readers have with what a sink holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core.batches import batches
from core.progress import Progress, no_progress
from readmodel.models import PendingRepair, ProductState, SinkState
from readmodel.sinks import HeldDocument, Sink

BATCH = 500
"""Documents compared together: all that is held of them in memory."""


@dataclass(slots=True)
class Drift:
    """Products of which the sink lacks the document, has one of another revision or
    content, or has one that it should not have."""

    missing: set[int] = field(default_factory=set)
    differing: set[int] = field(default_factory=set)
    strange: set[int] = field(default_factory=set)

    @property
    def product_ids(self) -> set[int]:
        return self.missing | self.differing | self.strange


def find_drift(sink: Sink, progress: Progress = no_progress) -> Drift:
    """Compare every document of the sink. Raises SinkUnavailable."""
    return _Comparison(sink).made(progress)


def repair(sink: Sink, drift: Drift) -> None:
    """Have the indexer give the sink these products again as the ledger has them: it
    takes out what the ledger does not know."""
    PendingRepair.objects.bulk_create(
        [
            PendingRepair(sink=sink.name, product_id=product_id)
            for product_id in sorted(drift.product_ids)
        ],
        batch_size=BATCH,
    )


class _Comparison:
    """A sink beside the ledger.

    The walk sees the sink as it was at its first step, and the indexer goes on
    meanwhile: whatever looks wrong is looked at once more.
    """

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.drift = Drift()

    def made(self, progress: Progress) -> Drift:
        total, done, met = self._live().count(), 0, 0
        for documents in batches(self.sink.documents(), BATCH):
            met += self._compare(documents)
            done += len(documents)
            progress(min(done, total), total)
        # To ask for each by its key takes far longer than to walk through all.
        if met < self._settled().count():
            self.drift.missing.update(self._missing())
        return self.drift

    def _live(self) -> QuerySet[ProductState]:
        """A row for every document that the sink should hold."""
        return ProductState.objects.filter(live=True).defer("document")

    def _settled(self) -> QuerySet[ProductState]:
        """Those that the sink was given."""
        given = SinkState.objects.filter(name=self.sink.name).values("applied_revision")
        repairs = PendingRepair.objects.filter(sink=self.sink.name).values("product_id")
        return self._live().filter(revision__lte=given[:1]).exclude(pk__in=repairs)

    def _compare(self, documents: Sequence[HeldDocument]) -> int:
        """Note what differs, and what nothing is known of; how many of the products
        are settled."""
        # The ledger, which is written first, is asked after the sink.
        states = self._settled().in_bulk([each.product_id for each in documents])
        suspects, unknown = [], []
        for document in documents:
            state = states.get(document.product_id)
            if state is None:
                unknown.append(document.product_id)
            elif not _agrees(state, document):
                suspects.append(document.product_id)
        self.drift.differing.update(self._differing(suspects))
        self.drift.strange.update(self._strange(unknown))
        return len(states)

    def _differing(self, product_ids: list[int]) -> Iterator[int]:
        if not product_ids:
            return
        states = self._settled().in_bulk(product_ids)
        for product_id, document in self.sink.find(product_ids).items():
            state = states.get(product_id)
            if state is not None and not _agrees(state, document):
                yield product_id

    def _strange(self, product_ids: list[int]) -> set[int]:
        if not product_ids:
            return set()
        held = set(self.sink.find(product_ids))
        known = self._live().filter(pk__in=held).values_list("pk", flat=True)
        return held.difference(known)

    def _missing(self) -> Iterator[int]:
        for states in _in_batches(self._settled()):
            absent = self._absent(state.pk for state in states)
            if absent:
                again = self._settled().filter(pk__in=absent)
                yield from self._absent(again.values_list("pk", flat=True))

    def _absent(self, product_ids: Iterable[int]) -> list[int]:
        product_ids = list(product_ids)
        held = self.sink.find(product_ids)
        return [product_id for product_id in product_ids if product_id not in held]


def _agrees(state: ProductState, document: HeldDocument) -> bool:
    """Whether the document is the one that readers were given last."""
    return document.revision == state.revision and state.checksum.startswith(
        document.checksum
    )


def _in_batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """All rows by primary key; none stays open to be read while others write."""
    ordered = rows.order_by("pk")
    following = list(ordered[:BATCH])
    while following:
        yield following
        following = list(ordered.filter(pk__gt=following[-1].pk)[:BATCH])
