"""Comparing sinks, document by document, with the ledger and with each other.

All are walked side by side in the order of their keys, so that little of them is held
in memory. Each walk sees its sink as it was at its first step, while the indexer goes
on: whatever looks wrong is looked at again, and is waited for where it is on its way.
"""

import heapq
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from core.batches import batches
from core.progress import Progress, no_progress
from readmodel.feeding import note_repairs
from readmodel.models import PendingRepair, ProductState, RefusedProduct, SinkState
from readmodel.sinks import HeldDocument, Sink

BATCH = 500
"""Documents read together."""

PATIENCE = 10.0
"""Seconds in which what the indexer is about to give may arrive."""

PAUSE = 0.5

_LONGEST_ID = 19
_LARGEST_ID = 2**63 - 1
_CHECKSUM = 32

Held = tuple[HeldDocument | None, ...]
"""What the ledger, then each sink, has of one product."""


@dataclass(slots=True)
class Findings:
    """What is wrong with a sink: products of which it lacks the document, has another
    revision or content, or has one that the ledger does not have. Apart from these are
    products that the indexer has still to give it, and those that it did not take,
    with the reason. ``documents`` is how many the walk met."""

    documents: int = 0
    missing: list[int] = field(default_factory=list)
    differing: list[int] = field(default_factory=list)
    unknown_to_ledger: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)

    @property
    def wrong(self) -> list[int]:
        """What the indexer will not mend unless it is told to."""
        return [*self.missing, *self.differing, *self.unknown_to_ledger]

    @property
    def count(self) -> int:
        """Products that the sink should have as the ledger does, and can have so."""
        return len(self.wrong) + len(self.waiting)


@dataclass(slots=True)
class Comparison:
    """``ledger`` is how many documents the ledger has, ``sinks`` what was found of
    each sink by its name, ``unequal`` the products of which the sinks have other
    documents than each other."""

    sinks: dict[str, Findings]
    ledger: int = 0
    unequal: list[int] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        """Whether the sinks have the same, and all that the ledger has but for what
        they refuse."""
        return not self.unequal and not any(
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
        suspects = [each.product_id for each in _looked_at_again(sinks, suspects)]
        if suspects:
            sleep(PAUSE)
    _note(comparison, _looked_at_again(sinks, suspects))
    return comparison


def compare_with_ledger(sink: Sink, progress: Progress = no_progress) -> Findings:
    """Compare the documents of one sink, and wait for nothing. Raises
    SinkUnavailable."""
    findings = Findings()
    comparison = Comparison({sink.name: findings})
    suspects = list(_suspects([sink], comparison, progress))
    _note(comparison, _looked_at_again([sink], suspects))
    return findings


def repair(sink: Sink, findings: Findings) -> None:
    """Have the indexer give the sink again the products that it has wrongly, and those
    that it refused, which it may take today."""
    note_repairs(sink, [*findings.wrong, *findings.refused])


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
    live = _read(ProductState.objects.filter(live=True)).order_by("pk")
    while found := list(live.filter(pk__range=(first, last))[:BATCH]):
        yield from map(_as_held, found)
        first = found[-1].product_id + 1


@dataclass(frozen=True, slots=True)
class _Unequal:
    """A product that is not the same everywhere. ``waiting`` are the names of sinks
    that the indexer has still to give it; ``refused`` says by the name of a sink why it
    did not take it."""

    product_id: int
    held: Held
    waiting: frozenset[str]
    refused: Mapping[str, str]


def _looked_at_again(
    sinks: Sequence[Sink], product_ids: Sequence[int]
) -> Iterator[_Unequal]:
    """Those of the products that are still not the same everywhere."""
    for some in batches(product_ids, BATCH):
        # What a sink was given is asked before the sink, and the ledger, which is
        # written first, after it: nothing that is given meanwhile looks wrong.
        given = [_Given(sink, some) for sink in sinks]
        held = [sink.find(some) for sink in sinks]
        rows = _read(ProductState.objects.filter(pk__in=some)).in_bulk()
        for product_id in some:
            row = rows.get(product_id)
            known = _as_held(row) if row and row.live else None
            found = (known, *(each.get(product_id) for each in held))
            if any(other != known for other in found[1:]):
                revision = row.revision if row else 0
                waiting = frozenset(
                    each.name for each in given if each.lacks(product_id, revision)
                )
                refused = {
                    each.name: each.refused[product_id]
                    for each in given
                    if product_id in each.refused
                }
                yield _Unequal(product_id, found, waiting, refused)


class _Given:
    """What a sink was given so far, of these products, and what it refused."""

    def __init__(self, sink: Sink, product_ids: Sequence[int]) -> None:
        self.name = sink.name
        state = SinkState.objects.filter(pk=sink.name).first()
        self._applied = state.applied_revision if state else 0
        noted = PendingRepair.objects.filter(sink=sink.name, product_id__in=product_ids)
        self._repairs = set(noted.values_list("product_id", flat=True))
        rows = RefusedProduct.objects.filter(sink=sink.name, product_id__in=product_ids)
        self.refused = dict(rows.values_list("product_id", "reason"))

    def lacks(self, product_id: int, revision: int) -> bool:
        """Whether the indexer has still to give it this revision of the product."""
        return revision > self._applied or product_id in self._repairs


def _note(comparison: Comparison, unequal: Iterable[_Unequal]) -> None:
    for product in unequal:
        known, *others = product.held
        if any(other != others[0] for other in others):
            comparison.unequal.append(product.product_id)
        for name, other in zip(comparison.sinks, others, strict=True):
            if other != known:
                _note_of_sink(name, comparison.sinks[name], product, other)


def _note_of_sink(
    name: str, findings: Findings, product: _Unequal, other: HeldDocument | None
) -> None:
    """Note the product, of which the sink of this name has ``other``."""
    product_id = product.product_id
    if name in product.waiting:
        findings.waiting.append(product_id)
    elif name in product.refused:
        findings.refused[product_id] = product.refused[name]
    elif other is None:
        findings.missing.append(product_id)
    elif product.held[0] is None:
        findings.unknown_to_ledger.append(product_id)
    else:
        findings.differing.append(product_id)


def _read(rows: QuerySet[ProductState]) -> QuerySet[ProductState]:
    """Without the documents, which are large."""
    return rows.only("product_id", "revision", "checksum", "live")


def _as_held(row: ProductState) -> HeldDocument:
    return HeldDocument(row.product_id, row.revision, row.checksum[:_CHECKSUM])
