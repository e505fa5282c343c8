"""Reading the neutral records of variants in the order of revisions.

Every variant that was ever exported is one row, in its latest state, tombstones
included. One SELECT sees one state of the database, so that a stream is consistent
however long it takes and whatever is written meanwhile.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import chain, count

from django.db import connection, transaction
from django.db.models import QuerySet, Subquery

from readmodel.lease import last_revision
from readmodel.models import IndexerLease, VariantState

__all__ = [
    "LedgerRow",
    "LedgerPage",
    "Stream",
    "count_active",
    "find",
    "page",
    "stream",
]

CHUNK = 2_000
"""Rows fetched together from SQLite."""
POSTGRESQL_CHUNK = 500
"""Fewer, for the first ones take longer there, and more at once are no faster."""

_numbers = count()
"""Tell apart the cursors of one connection."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """``record`` is the neutral record of the variant, as JSON."""

    revision: int
    sku: str
    active: bool
    record: bytes


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Rows of whole revisions. ``cursor`` is the revision to go on after, ``more``
    whether there is anything after it."""

    rows: list[LedgerRow]
    cursor: int
    more: bool


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows as of ``revision``: whatever is written while they are read has a higher
    one. Close it, read to its end or not: a cursor left to the garbage collector may
    be closed in the middle of another query."""

    revision: int
    rows: Iterator[LedgerRow]
    close: Callable[[], None]


def stream(*, after: int = 0, upto: int | None = None) -> Stream:
    """Rows of revisions after ``after``, up to and including ``upto``."""
    rows = _after(after)
    if upto is not None:
        rows = rows.filter(revision__lte=upto)
    # Part of the same statement, so that both are of one state of the database.
    latest = IndexerLease.objects.values("last_revision")[:1]
    found = _one_by_one(
        rows.annotate(latest=Subquery(latest)).values_list(
            "latest", "revision", "sku", "active", "record"
        )
    )
    first = next(found, None)
    if first is None:
        revision = upto if upto is not None else last_revision()
        return Stream(revision, iter(()), found.close)
    revision = first[0] if upto is None else upto
    variants = (row for _latest, *row in chain([first], found))
    return Stream(revision, _as_rows(variants), found.close)


def page(after: int, limit: int) -> LedgerPage:
    """At least one revision after ``after``, and no more than ``limit`` rows unless
    that one has more."""
    # Asked first: what comes between the two questions is then read again, not missed.
    latest = last_revision()
    rows = _read(_after(after)[: limit + 1])
    if len(rows) <= limit:
        # The latest revision may have changed no variant.
        seen = rows[-1].revision if rows else after
        return LedgerPage(rows, max(seen, latest), more=False)
    last = rows[-1].revision
    whole = [row for row in rows if row.revision < last]
    if not whole:
        # One revision has more rows than were asked for.
        whole = _read(_after(after).filter(revision=last))
    # Its rows may all have moved on to a later one between the two questions.
    return LedgerPage(whole, whole[-1].revision if whole else last, more=True)


def count_active() -> int:
    return VariantState.objects.filter(active=True).count()


def find(sku: str) -> LedgerRow | None:
    """A variant that was ever exported, by its SKU."""
    # PostgreSQL does not even compare with a NUL.
    rows = [] if "\0" in sku else _read(_after(0).filter(pk=sku))
    return rows[0] if rows else None


def _after(revision: int) -> QuerySet[VariantState]:
    rows = VariantState.objects.filter(revision__gt=revision)
    return rows.order_by("revision", "sku")


def _as_rows(found: Iterable[Sequence]) -> Iterator[LedgerRow]:
    return (
        LedgerRow(revision, sku, active, bytes(record))
        for revision, sku, active, record in found
    )


def _one_by_one(rows: QuerySet) -> Generator[tuple, None, None]:
    if connection.vendor != "postgresql":
        yield from rows.iterator(chunk_size=CHUNK)
        return
    # Django's cursors bring bytes as text of two digits each, which halves the speed.
    with (
        _own_transaction(),
        connection.wrap_database_errors,
        connection.connection.cursor(f"ledger_{next(_numbers)}") as cursor,
    ):
        cursor.execute(*rows.query.sql_with_params(), binary=True)
        while chunk := cursor.fetchmany(POSTGRESQL_CHUNK):
            yield from chunk


def _own_transaction() -> AbstractContextManager:
    """PostgreSQL copies a whole result before the first row of a cursor that is not
    part of a transaction."""
    if connection.in_atomic_block:
        return nullcontext()
    return transaction.atomic()


def _read(rows: QuerySet[VariantState]) -> list[LedgerRow]:
    found = _one_by_one(rows.values_list("revision", "sku", "active", "record"))
    return list(_as_rows(found))
