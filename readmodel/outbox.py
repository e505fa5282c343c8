"""Noting which products may look different now.

Call these inside the transaction that makes the change: a rollback then takes the
note back as well. The indexer (:mod:`readmodel.indexer`) reads the notes after commit.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from core.batches import batches
from readmodel.models import PendingChange


def enqueue(product_ids: Iterable[int]) -> None:
    PendingChange.objects.bulk_create(
        [PendingChange(product_id=product_id) for product_id in product_ids],
        batch_size=500,
    )


def enqueue_all(products: QuerySet[Any]) -> int:
    """Note every product of the queryset by one INSERT … SELECT; how many those are.

    The rows may be others whose primary keys are those of products.
    """
    ids = products.order_by().values_list("pk", flat=True).distinct()
    select, parameters = ids.query.sql_with_params()
    table = connection.ops.quote_name(PendingChange._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (product_id, enqueued_at) "  # noqa: S608
            f"SELECT selected.*, %s FROM ({select}) AS selected",
            [timezone.now(), *parameters],
        )
        count: int = cursor.rowcount
        return count


def enqueue_once(products: QuerySet[Any], because_of: Hashable) -> None:
    """As :func:`enqueue_all`, but products that this transaction noted ``because_of``
    the same are not noted again: a thing that is saved with its rows notes once.
    """
    reason = _Reason(because_of)
    if reason.was_given():
        products = unnoted(products)
    else:
        # Django forgets it with the transaction, or with the savepoint.
        transaction.on_commit(reason)
    enqueue_all(products)


def unnoted(products: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the rows that no note waits for.

    What is noted may be being built from what was there before. Only who holds the
    lease, or wrote the note in the same transaction, may leave a changed product out
    because of it.
    """
    return products.exclude(pk__in=PendingChange.objects.values("product_id"))


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why products were noted in a transaction, kept among what it does on commit."""

    because_of: Hashable

    def __call__(self) -> None:
        """Nothing is left to do on commit."""

    def was_given(self) -> bool:
        return any(noted[1] == self for noted in connection.run_on_commit)


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes that were read, and the products that they are of."""

    product_ids: frozenset[int] = frozenset()
    primary_keys: tuple[int, ...] = ()


def read_notes(limit: int) -> Notes:
    """The oldest notes, of up to ``limit`` products, and all others of these."""
    oldest = PendingChange.objects.order_by("pk").values_list("product_id", flat=True)
    product_ids = frozenset(oldest[:limit])
    notes = PendingChange.objects.filter(product_id__in=product_ids)
    return Notes(product_ids, tuple(notes.values_list("pk", flat=True)))


def remove_notes(notes: Notes) -> None:
    """Remove these very notes: one that came meanwhile, perhaps with a lower key, from
    a transaction that began earlier, stays."""
    for primary_keys in batches(notes.primary_keys):
        PendingChange.objects.filter(pk__in=primary_keys).delete()
