"""A ledger with the records that a test wants in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import orjson
from django.db import transaction

from readmodel import chain
from readmodel.models import IndexerLease, ProductState, VariantState


def remember(*records: dict) -> None:
    """Put records into the ledger, in order and in one transaction, each with the
    revision that it states; one that states none gets the next."""
    lease, _created = IndexerLease.objects.get_or_create(pk=1)
    stored = []
    for record in records:
        revision = record.get("revision") or lease.last_revision + 1
        lease.last_revision = max(lease.last_revision, revision)
        stored.append(_store(record | {"revision": revision}))
    lease.save()
    chain.extend([ProductState(product_id=1, revision=lease.last_revision)], stored)


def remember_in_turn(*records: dict) -> None:
    """Put records into the ledger, each with a revision of its own."""
    remember(*(record | {"revision": None} for record in records))


@contextmanager
def lost() -> Iterator[None]:
    """What happens within is lost: the database is restored as it was before."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _store(record: dict) -> VariantState:
    row, _created = VariantState.objects.update_or_create(
        sku=record["sku"],
        defaults={
            "product_id": record["product_id"],
            "revision": record["revision"],
            "active": record["active"],
            "created_at": datetime.fromisoformat(record["created_at"]),
            "updated_at": datetime.fromisoformat(record["updated_at"]),
            "record": orjson.dumps(record),
            "history": {},
        },
    )
    return row
