"""Where documents go: search engines, and whatever else follows the ledger.

A sink is given, from the ledger, what changed since it was given something last; it is
rebuilt from there when its schema changed or it has nothing to go on from. It never
asks the catalogue. Sinks are independent: one that fails stays behind while the others
go on. See docs/adr/0014-projections-and-sinks.md.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from core.progress import Progress, no_progress
from readmodel.lease import Lease, last_revision
from readmodel.models import IndexerLease, PendingRepair, ProductState, SinkState

logger = logging.getLogger(__name__)

BATCH = 250
"""Products given to a sink together."""

SWITCH_TIME = timedelta(minutes=5)
"""How long a sink may take to finish and switch to what was rebuilt."""


class SinkUnavailable(Exception):
    """A sink cannot be read or written now."""


@dataclass(frozen=True, slots=True)
class LedgerProduct:
    """A product as the ledger has it; ``document`` is JSON, and None once it left."""

    product_id: int
    revision: int
    document: bytes | None


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that a sink has; ``checksum`` is that of
    :func:`readmodel.building.document_checksum`, of the document as it was built."""

    product_id: int
    revision: int
    checksum: str


class Sink(Protocol):
    """All but ``needs_rebuild`` raise SinkUnavailable."""

    name: str

    @property
    def schema_version(self) -> str:
        """Names what it holds and how: when it changes, the sink is rebuilt."""

    def needs_rebuild(self) -> bool:
        """Whether there is nothing that could be added to, as far as it knows."""

    def apply(self, products: Sequence[LedgerProduct]) -> None:
        """Hold these products so, and no more those that left. Repeatable."""

    def rebuild(self, products: Iterable[LedgerProduct]) -> None:
        """Hold these products and no others. Until it is done, and when it fails,
        readers have what was there before."""

    def documents(self) -> Iterator[HeldDocument]:
        """All that it holds, in bounded memory."""

    def find(self, product_ids: Collection[int]) -> Mapping[int, HeldDocument]:
        """What it holds of these products."""


_sinks: dict[str, Sink] = {}


def register_sink(sink: Sink) -> None:
    _sinks[sink.name] = sink


def sinks() -> tuple[Sink, ...]:
    return tuple(_sinks.values())


def is_any_behind() -> bool:
    """Whether some sink lacks something that the ledger has."""
    latest = IndexerLease.objects.values("last_revision")[:1]
    repairs = PendingRepair.objects.filter(sink=OuterRef("name"))
    states = {
        state.name: state
        for state in SinkState.objects.annotate(
            latest=Subquery(latest), has_repairs=Exists(repairs)
        )
    }
    return any(
        _must_be_rebuilt(sink, states.get(sink.name))
        or states[sink.name].applied_revision != states[sink.name].latest
        or states[sink.name].has_repairs
        for sink in sinks()
    )


def is_any_missing() -> bool:
    """Whether some sink will be built anew."""
    return any(_must_be_rebuilt(sink, _state(sink)) for sink in sinks())


class Feeding:
    """Giving sinks what the ledger has, while this process holds the lease.

    A sink that failed is left until the end of this run. Methods raise LeaseTaken.
    """

    def __init__(self, lease: Lease) -> None:
        self.lease = lease
        self.failures: dict[str, SinkUnavailable] = {}
        self._given: Counter[str] = Counter()

    @property
    def given(self) -> int:
        """How many products the sink that got most was given."""
        return max(self._given.values(), default=0)

    def follow(self) -> None:
        """Give every sink that can be added to what it lacks."""
        for sink in sinks():
            if not _must_be_rebuilt(sink, _state(sink)):
                self._try(sink, self._catch_up)

    def finish(self) -> None:
        """Give every sink what it lacks, and build anew those that must be.

        Raises SinkUnavailable, when the others are done, if one failed.
        """
        for sink in sinks():
            must_be_rebuilt = _must_be_rebuilt(sink, _state(sink))
            self._try(sink, self._rebuild if must_be_rebuilt else self._catch_up)
        self._raise_failures()

    def rebuild(self, progress: Progress) -> None:
        """Build every sink anew. Raises as :meth:`finish` does."""
        for sink in sinks():
            self._try(sink, lambda each: self._rebuild(each, progress))
        self._raise_failures()

    def _try(self, sink: Sink, work: Callable[[Sink], int]) -> None:
        if sink.name in self.failures:
            return
        try:
            self._given[sink.name] += work(sink)
        except SinkUnavailable as error:
            self.failures[sink.name] = error

    def _raise_failures(self) -> None:
        if self.failures:
            raise SinkUnavailable(
                "; ".join(f"{name}: {error}" for name, error in self.failures.items())
            )

    def _catch_up(self, sink: Sink) -> int:
        latest, given = last_revision(), 0
        while products := self._after_cursor(sink):
            self._apply(sink, products)
            _remember(sink, products[-1].revision)
            given += len(products)
        if _applied(sink) != latest:
            _remember(sink, latest)
        return given + self._repair(sink)

    def _after_cursor(self, sink: Sink) -> list[LedgerProduct]:
        after = _applied(sink)
        rows = ProductState.objects.filter(revision__gt=after).order_by("revision")
        return _read(rows[:BATCH])

    def _repair(self, sink: Sink) -> int:
        given, noted = 0, PendingRepair.objects.filter(sink=sink.name).order_by("pk")
        while repairs := list(noted[:BATCH]):
            product_ids = {each.product_id for each in repairs}
            known = _read(ProductState.objects.filter(pk__in=product_ids))
            unknown = product_ids - {each.product_id for each in known}
            gone = [LedgerProduct(product_id, 0, None) for product_id in unknown]
            self._apply(sink, [*known, *gone])
            noted.filter(pk__in=[each.pk for each in repairs]).delete()
            given += len(product_ids)
        return given

    def _apply(self, sink: Sink, products: list[LedgerProduct]) -> None:
        # Whoever stood still too long must not write over what came after.
        self.lease.renew()
        sink.apply(products)

    def _rebuild(self, sink: Sink, progress: Progress = no_progress) -> int:
        logger.info("Building %s anew.", sink.name)
        latest = last_revision()
        products = _Counted(self._all(progress))
        sink.rebuild(products)
        SinkState.objects.update_or_create(
            name=sink.name,
            defaults={
                "schema_version": sink.schema_version,
                "applied_revision": latest,
            },
        )
        PendingRepair.objects.filter(sink=sink.name).delete()
        return products.count

    def _all(self, progress: Progress) -> Iterator[LedgerProduct]:
        live = ProductState.objects.filter(live=True).order_by("pk")
        total, done, last_id = live.count(), 0, 0
        # No query stays open to be read while others write.
        while products := _read(live.filter(pk__gt=last_id)[:BATCH]):
            self.lease.renew()
            yield from products
            last_id = products[-1].product_id
            done += len(products)
            progress(done, total)
        # Nobody else may write between the last product and the switch.
        self.lease.renew(SWITCH_TIME)


class _Counted:
    """Products passed on, and counted."""

    def __init__(self, products: Iterable[LedgerProduct]) -> None:
        self.products = products
        self.count = 0

    def __iter__(self) -> Iterator[LedgerProduct]:
        for product in self.products:
            self.count += 1
            yield product


def _must_be_rebuilt(sink: Sink, state: SinkState | None) -> bool:
    return (
        state is None
        or state.schema_version != sink.schema_version
        or sink.needs_rebuild()
    )


def _state(sink: Sink) -> SinkState | None:
    return SinkState.objects.filter(pk=sink.name).first()


def _applied(sink: Sink) -> int:
    """Up to which revision the sink was given everything; it has been built."""
    state = SinkState.objects.values_list("applied_revision", flat=True)
    return state.get(pk=sink.name)


def _remember(sink: Sink, revision: int) -> None:
    SinkState.objects.filter(pk=sink.name).update(applied_revision=revision)


def _read(rows: QuerySet[ProductState]) -> list[LedgerProduct]:
    return [
        LedgerProduct(product_id, revision, bytes(document) if document else None)
        for product_id, revision, document in rows.values_list(
            "product_id", "revision", "document"
        )
    ]
