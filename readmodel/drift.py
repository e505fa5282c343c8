"""Comparing what the ledger says that readers have with what the engine holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import orjson
from django.db import transaction
from django.db.models import QuerySet

from core.batches import batches
from readmodel import outbox
from readmodel.indexer import Progress
from readmodel.lease import held_lease
from readmodel.models import IndexState, PendingChange
from search.engines import get_engine
from search.engines.base import DocumentGroup, Source
from search.loading import document_digest
from search.mapping import PRODUCT, product_key

BATCH = 500
"""Documents compared together: all that is held of them in memory."""


@dataclass(slots=True)
class Drift:
    """Products of which the engine lacks the document, has one of another revision or
    content, or has one that it should not have."""

    missing: set[int] = field(default_factory=set)
    differing: set[int] = field(default_factory=set)
    strange: set[int] = field(default_factory=set)

    @property
    def product_ids(self) -> set[int]:
        return self.missing | self.differing | self.strange


def find_drift(progress: Progress = lambda done, total: None) -> Drift:
    """Compare every document of the index. Raises EngineUnavailable."""
    drift = Drift()
    total, done, met = _live().count(), 0, 0
    for sources in batches(map(orjson.loads, get_engine().iterate(PRODUCT)), BATCH):
        met += _compare(sources, drift)
        done += len(sources)
        progress(min(done, total), total)
    # To ask for each by its key takes far longer than to walk through all.
    if met < _settled().count():
        drift.missing.update(_missing())
    return drift


def repair(drift: Drift) -> None:
    """Have the indexer apply these products again, and take out of the engine what
    the ledger does not know. Raises LeaseTaken and EngineUnavailable."""
    with transaction.atomic():
        for product_ids in batches(sorted(drift.product_ids), BATCH):
            IndexState.objects.filter(pk__in=product_ids).update(applied=False)
            outbox.enqueue(product_ids)
    _remove_unknown(drift.strange)


def _live() -> QuerySet[IndexState]:
    """A row for every document that the engine should hold."""
    return IndexState.objects.filter(live=True)


def _settled() -> QuerySet[IndexState]:
    """Those that no indexer is about to apply."""
    pending = PendingChange.objects.values("product_id")
    return _live().filter(applied=True).exclude(pk__in=pending)


def _compare(sources: list[Source], drift: Drift) -> int:
    """Add to ``drift`` what differs, and what nothing is known of; how many of the
    products are settled."""
    # The ledger, which is written first, is asked after the engine.
    states = _settled().in_bulk([source["id"] for source in sources])
    suspects, unknown = [], []
    for source in sources:
        state = states.get(source["id"])
        if state is None:
            unknown.append(source["id"])
        elif not _agrees(state, source):
            suspects.append(source["id"])
    drift.differing.update(_differing(suspects))
    drift.strange.update(_strange(unknown))
    return len(states)


def _agrees(state: IndexState, source: Source) -> bool:
    """Whether the document is the one that readers were given last."""
    as_built = {**source, "revision": 0}
    return source["revision"] == state.revision and state.checksum.startswith(
        document_digest(as_built)
    )


# The walk sees the index as it was at its first step, and the indexer goes on
# meanwhile: whatever looks wrong is looked at once more.


def _differing(product_ids: list[int]) -> Iterator[int]:
    if not product_ids:
        return
    states = _settled().in_bulk(product_ids)
    for product_id, source in _held(product_ids).items():
        state = states.get(product_id)
        if state is not None and not _agrees(state, source):
            yield product_id


def _strange(product_ids: list[int]) -> set[int]:
    if not product_ids:
        return set()
    held = _held(product_ids).keys()
    return held - set(_live().filter(pk__in=held).values_list("pk", flat=True))


def _missing() -> Iterator[int]:
    for states in _in_batches(_settled()):
        absent = _absent(state.pk for state in states)
        if absent:
            again = _settled().filter(pk__in=absent).values_list("pk", flat=True)
            yield from _absent(again)


def _absent(product_ids: Iterable[int]) -> list[int]:
    product_ids = list(product_ids)
    held = _held(product_ids)
    return [product_id for product_id in product_ids if product_id not in held]


def _held(product_ids: list[int]) -> dict[int, Source]:
    """The engine's documents of these products, by product."""
    sources = get_engine().get([product_key(each) for each in product_ids])
    return {source["id"]: source for source in sources.values()}


def _remove_unknown(product_ids: Iterable[int]) -> None:
    """Take products without a state out of the engine: the indexer, which would find
    nothing to say of them, leaves them."""
    product_ids = set(product_ids)
    if not product_ids:
        return
    with held_lease():
        for chunk in batches(sorted(product_ids), BATCH):
            states = IndexState.objects.filter(pk__in=chunk)
            unknown = set(chunk) - set(states.values_list("pk", flat=True))
            get_engine().apply([DocumentGroup(each) for each in sorted(unknown)])


def _in_batches(rows: QuerySet) -> Iterator[list]:
    """All rows by primary key; none stays open to be read while others write."""
    ordered = rows.order_by("pk")
    following = list(ordered[:BATCH])
    while following:
        yield following
        following = list(ordered.filter(pk__gt=following[-1].pk)[:BATCH])
