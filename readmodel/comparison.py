"""Comparing several sinks, document by document, with the ledger and with each other.

All are walked side by side in the order of their keys, so that little of them is held
in memory. Each walk sees its sink as it was at its first step, while the indexer goes
on: whatever looks wrong is looked at again, and is waited for where it is on its way.
"""

import heapq
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from core.batches import batches
from core.progress import Progress, no_progress
from readmodel.models import PendingRepair, ProductState, SinkState
from readmodel.sinks import HeldDocument, Sink

BATCH = 500
"""Documents read together."""

SHOWN = 10
"""Products of each finding that are named; the others are counted."""

PATIENCE = 10.0
"""Seconds in which what the indexer is about to give may arrive."""

PAUSE = 0.5

_LONGEST_ID = 19
_LARGEST_ID = 2**63 - 1
_CHECKSUM = 32

Held = tuple[HeldDocument | None, ...]
"""What the ledger, then each sink, has of one product."""


@dataclass(slots=True)
class Found:
    """Products of which something was found: how many, and the first of them."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, product_id: int) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(product_id)


@dataclass(slots=True)
class Findings:
    """What is wrong with a sink: products of which it lacks the document, has another
    revision or content, or has one that it should not have; and products that the
    indexer has still to give it. ``documents`` is how many the walk met."""

    documents: int = 0
    missing: Found = field(default_factory=Found)
    differing: Found = field(default_factory=Found)
    strange: Found = field(default_factory=Found)
    waiting: Found = field(default_factory=Found)

    @property
    def count(self) -> int:
        kinds = (self.missing, self.differing, self.strange, self.waiting)
        return sum(each.count for each in kinds)


@dataclass(slots=True)
class Comparison:
    """``ledger`` is how many documents the ledger has, ``sinks`` what was found of
    each sink by its name, ``apart`` the products that the sinks have otherwise than
    each other."""

    sinks: dict[str, Findings]
    ledger: int = 0
    apart: Found = field(default_factory=Found)

    @property
    def is_equal(self) -> bool:
        return not self.apart.count and not any(
            findings.count for findings in self.sinks.values()
        )


def compare(
    sinks: Sequence[Sink],
    progress: Progress = no_progress,
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> Comparison:
    """Compare the documents of these sinks. Raises SinkUnavailable."""
    comparison = Comparison({sink.name: Findings() for sink in sinks})
    suspects = list(_suspects(sinks, comparison, progress))
    # Looking takes time too, where a sink lacks many.
    end = now() + PATIENCE
    while suspects and now() < end:
        suspects = [product_id for product_id, _ in _looked_at_again(sinks, suspects)]
        if suspects:
            sleep(PAUSE)
    for product_id, held in _looked_at_again(sinks, suspects):
        _note(comparison, sinks, product_id, held)
    return comparison


def _suspects(
    sinks: Sequence[Sink], comparison: Comparison, progress: Progress
) -> Iterator[int]:
    """Products that are not the same everywhere."""
    total = ProductState.objects.filter(live=True).count()
    walks = (_ledger(), *(sink.documents() for sink in sinks))
    for done, (product_id, held) in enumerate(side_by_side(walks), 1):
        known, *others = held
        comparison.ledger += known is not None
        for findings, other in zip(comparison.sinks.values(), others, strict=True):
            findings.documents += other is not None
        if any(other != known for other in others):
            yield product_id
        if done % BATCH == 0:
            progress(min(done, total), total)
    progress(total, total)


def side_by_side(
    walks: Sequence[Iterable[HeldDocument]],
) -> Iterator[tuple[int, Held]]:
    """What each walk has of each product, from walks in the order of keys."""

    def numbered(
        number: int, walk: Iterable[HeldDocument]
    ) -> Iterator[tuple[str, int, HeldDocument]]:
        return ((str(each.product_id), number, each) for each in walk)

    merged = heapq.merge(
        *(numbered(number, walk) for number, walk in enumerate(walks)),
        key=lambda each: each[:2],
    )
    for text, together in groupby(merged, key=lambda each: each[0]):
        held: list[HeldDocument | None] = [None] * len(walks)
        for _text, number, document in together:
            held[number] = document
        yield int(text), tuple(held)


def _ledger() -> Iterator[HeldDocument]:
    """The ledger's documents in the order that their keys have as texts: numbers of as
    many digits have the same order as texts."""
    return heapq.merge(
        *(
            _numbers_between(10**digits, min(10 ** (digits + 1) - 1, _LARGEST_ID))
            for digits in range(_LONGEST_ID)
        ),
        key=lambda each: str(each.product_id),
    )


def _numbers_between(first: int, last: int) -> Iterator[HeldDocument]:
    # No query stays open to be read while others write.
    while found := list(_read(_live().filter(pk__range=(first, last)))[:BATCH]):
        for row in found:
            yield _as_held(row)
        first = found[-1][0] + 1


def _looked_at_again(
    sinks: Sequence[Sink], product_ids: Collection[int]
) -> Iterator[tuple[int, Held]]:
    """Those of the products that are still not the same everywhere."""
    for some in batches(product_ids, BATCH):
        held = [sink.find(some) for sink in sinks]
        # The ledger, which is written first, is asked after the sinks.
        known = {row[0]: _as_held(row) for row in _read(_live().filter(pk__in=some))}
        for product_id in some:
            found = (known.get(product_id), *(each.get(product_id) for each in held))
            if any(other != found[0] for other in found[1:]):
                yield product_id, found


def _note(
    comparison: Comparison, sinks: Sequence[Sink], product_id: int, held: Held
) -> None:
    known, *others = held
    if any(other != others[0] for other in others):
        comparison.apart.add(product_id)
    for sink, other in zip(sinks, others, strict=True):
        findings = comparison.sinks[sink.name]
        if other == known:
            continue
        if _is_on_its_way(sink, product_id):
            findings.waiting.add(product_id)
        elif other is None:
            findings.missing.add(product_id)
        elif known is None:
            findings.strange.add(product_id)
        else:
            findings.differing.add(product_id)


def _is_on_its_way(sink: Sink, product_id: int) -> bool:
    """Whether the indexer has still to give the sink this product."""
    given = SinkState.objects.filter(pk=sink.name).values("applied_revision")
    noted = PendingRepair.objects.filter(sink=sink.name, product_id=product_id)
    later = ProductState.objects.filter(pk=product_id, revision__gt=given[:1])
    return later.exists() or noted.exists()


def _live() -> QuerySet[ProductState]:
    return ProductState.objects.filter(live=True).order_by("pk")


def _read(rows: QuerySet[ProductState]) -> QuerySet[ProductState, tuple[int, int, str]]:
    return rows.values_list("product_id", "revision", "checksum")


def _as_held(row: tuple[int, int, str]) -> HeldDocument:
    product_id, revision, checksum = row
    return HeldDocument(product_id, revision, checksum[:_CHECKSUM])
