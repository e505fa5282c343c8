"""A ledger with the records that a test wants in it."""

from datetime import datetime

import orjson

from readmodel.models import IndexerLease, VariantState


def remember(*records: dict) -> None:
    """Put records into the ledger, in order, each with the revision that it states;
    one that states none gets the next."""
    lease, _created = IndexerLease.objects.get_or_create(pk=1)
    for record in records:
        revision = record.get("revision") or lease.last_revision + 1
        lease.last_revision = max(lease.last_revision, revision)
        _store(record | {"revision": revision})
    lease.save()


def remember_in_turn(*records: dict) -> None:
    """Put records into the ledger, each with a revision of its own."""
    remember(*(record | {"revision": None} for record in records))


def _store(record: dict) -> None:
    VariantState.objects.update_or_create(
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
