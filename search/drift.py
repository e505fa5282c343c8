"""Comparing what the ledger says that readers have with what the engine holds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import orjson
from django.db import transaction
from django.db.models import QuerySet

from search import outbox
from search.builder import Seen
from search.engines import get_engine
from search.engines.base import DocumentGroup, EngineQuery, Source
from search.indexer import Progress
from search.lease import held_lease
from search.mapping import PRODUCT, VARIANT, product_key, variant_key
from search.models import IndexState, PendingChange, VariantState

BATCH = 500
"""Documents compared together: all that is held of them in memory."""


@dataclass(slots=True)
class Drift:
    """Products of which the engine lacks a document, has one of another revision or
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
    families = (_Products(), _Variants())
    total = sum(family.settled().count() for family in families)
    done = 0
    for family in families:
        lacking = 0
        for rows in _in_batches(family.settled()):
            lacking += _compare(family, rows, drift)
            done += len(rows)
            progress(min(done, total), total)
        if _held(family) > family.known().count() - lacking:
            drift.strange.update(_strangers(family))
    return drift


def repair(drift: Drift) -> None:
    """Have the indexer apply these products again, and take out of the engine what
    the ledger does not know. Raises LeaseTaken and EngineUnavailable."""
    with transaction.atomic():
        for product_ids in _batches(sorted(drift.product_ids)):
            IndexState.objects.filter(pk__in=product_ids).update(applied=False)
            outbox.enqueue(product_ids)
    _remove_unknown(drift.strange)


class _Family(ABC):
    """The documents of one kind, and the rows of the ledger that tell of them."""

    kind: str

    @abstractmethod
    def known(self) -> QuerySet:
        """A row for every document that the engine should hold."""

    @abstractmethod
    def settled(self) -> QuerySet:
        """Those that no indexer is about to apply."""

    @abstractmethod
    def key(self, row: Any) -> str:
        """The key of the row's document."""

    @abstractmethod
    def agrees(self, row: Any, source: Source) -> bool:
        """Whether the document is the one that readers were given last."""

    @abstractmethod
    def row_of(self, source: Source) -> object:
        """The primary key of the row that should tell of the document."""


class _Products(_Family):
    kind = PRODUCT

    def known(self) -> QuerySet[IndexState]:
        return IndexState.objects.filter(live=True)

    def settled(self) -> QuerySet[IndexState]:
        return self.known().filter(pk__in=_settled_products())

    def key(self, row: IndexState) -> str:
        return product_key(row.product_id)

    def agrees(self, row: IndexState, source: Source) -> bool:
        as_built = {**source, "revision": 0}
        same_content = Seen(row.product_id, as_built, True).checksum == row.checksum
        return source["revision"] == row.revision and same_content

    def row_of(self, source: Source) -> int:
        return source["id"]


class _Variants(_Family):
    """Those that left among them: their tombstones are told by the feed."""

    kind = VARIANT

    def known(self) -> QuerySet[VariantState]:
        return VariantState.objects.all()

    def settled(self) -> QuerySet[VariantState]:
        return self.known().filter(product_id__in=_settled_products())

    def key(self, row: VariantState) -> str:
        return variant_key(row.sku)

    def agrees(self, row: VariantState, source: Source) -> bool:
        told = (source["product_id"], source["revision"], source["reason"])
        remembered = row.remembered
        return told == (row.product_id, remembered["revision"], remembered["reason"])

    def row_of(self, source: Source) -> str:
        return source["sku"]


def _settled_products() -> QuerySet:
    pending = PendingChange.objects.values("product_id")
    return IndexState.objects.filter(applied=True).exclude(pk__in=pending).values("pk")


def _compare(family: _Family, rows: list, drift: Drift) -> int:
    """Add to ``drift`` what differs of these rows; how many the engine lacks."""
    suspects = [row for row, _source in _disagreeing(family, rows)]
    # The indexer may have been at them between the two questions.
    again = family.settled().filter(pk__in=[row.pk for row in suspects])
    lacking = 0
    for row, source in _disagreeing(family, list(again)) if suspects else ():
        if source is None:
            lacking += 1
            drift.missing.add(row.product_id)
        else:
            drift.differing.add(row.product_id)
    return lacking


def _disagreeing(family: _Family, rows: list) -> Iterator[tuple[Any, Source | None]]:
    sources = get_engine().get([family.key(row) for row in rows])
    for row in rows:
        source = sources.get(family.key(row))
        if source is None or not family.agrees(row, source):
            yield row, source


def _held(family: _Family) -> int:
    """How many documents of the family the engine holds."""
    return get_engine().search(EngineQuery(kind=family.kind, limit=0)).total


def _strangers(family: _Family) -> Iterator[int]:
    """Products with a document that no row tells of."""
    sources = map(orjson.loads, get_engine().iterate(family.kind))
    for chunk in _batches(sources):
        # Asked after the engine: the ledger is written first.
        rows = family.known().filter(pk__in=[family.row_of(each) for each in chunk])
        known = set(rows.values_list("pk", flat=True))
        for source in chunk:
            if family.row_of(source) not in known:
                yield source.get("product_id") or source["id"]


def _remove_unknown(product_ids: Iterable[int]) -> None:
    """Take products without a state out of the engine: the indexer, which would find
    nothing to say of them, leaves them."""
    product_ids = set(product_ids)
    if not product_ids:
        return
    with held_lease():
        for chunk in _batches(sorted(product_ids)):
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


def _batches(values: Iterable) -> Iterator[list]:
    remaining = iter(values)
    while chunk := list(islice(remaining, BATCH)):
        yield chunk
