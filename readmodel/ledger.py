"""What readers were told of each product and each variant, kept in the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lkpp.readiness import summaries
from readmodel import variant_history as variants
from readmodel.lease import Lease
from readmodel.models import IndexState, VariantState
from search.engines.base import DocumentGroup
from search.loading import Seen, look_at
from search.mapping import document_group


@dataclass(slots=True)
class Entry:
    """A product as it was just seen, with what the ledger now says of it.

    ``state`` is None for a product that readers never knew and that is not there.
    """

    seen: Seen
    state: IndexState | None = None
    memory: variants.Memory = field(default_factory=dict)

    def group(self) -> DocumentGroup:
        """What the index holds of the product."""
        document = self.seen.document
        if document is not None:
            document = {**document, "revision": self.state.revision}
        return document_group(self.seen.product_id, document)

    def variant_states(self) -> Iterator[VariantState]:
        """The rows of its variants that have the product's present revision."""
        sections = self.seen.exported.sections
        for sku, remembered in self.memory.items():
            if remembered["revision"] == self.state.revision:
                record = variants.record_of(
                    self.seen.product_id, sku, remembered, sections.get(sku)
                )
                yield VariantState(
                    sku=sku,
                    product_id=self.seen.product_id,
                    revision=record["revision"],
                    active=record["active"],
                    created_at=datetime.fromisoformat(record["created_at"]),
                    updated_at=datetime.fromisoformat(record["updated_at"]),
                    record=orjson.dumps(record),
                    remembered=remembered,
                )


def advance(lease: Lease, product_ids: set[int]) -> list[Entry]:
    """Look at these products and enter what changed, each change with the next
    revision. Products that lose a SKU to one of these are looked at as well.

    Raises LeaseTaken.
    """
    seen = list(look_at(product_ids))
    _set_aside(product_ids - {each.product_id for each in seen})
    claims = {sku: each.product_id for each in seen for sku in each.exported.sections}
    losers = _owners(claims) - product_ids
    if losers:
        return advance(lease, product_ids | losers)
    with transaction.atomic():
        return _enter(lease, seen, claims)


def _set_aside(product_ids: set[int]) -> None:
    """Leave products that cannot be built as readers know them, until they change."""
    if product_ids:
        states = IndexState.objects.filter(pk__in=product_ids)
        states.update(applied=True, stale_on=None)


def _owners(claims: dict[str, int]) -> set[int]:
    rows = VariantState.objects.filter(sku__in=claims)
    return set(rows.values_list("product_id", flat=True))


def _enter(lease: Lease, seen: list[Seen], claims: dict[str, int]) -> list[Entry]:
    product_ids = [each.product_id for each in seen]
    states = IndexState.objects.in_bulk(product_ids)
    memories, losers = _memories(product_ids, claims)
    entries = [
        Entry(each, states.get(each.product_id), memories.get(each.product_id, {}))
        for each in seen
    ]
    changed = [
        entry for entry in entries if _is_news(entry) or entry.seen.product_id in losers
    ]
    now = timezone.now()
    for entry, revision in zip(changed, lease.number(len(changed)), strict=True):
        _renew(entry, revision, now)
    _store(changed)
    _remember_next_look(entries)
    _remember_readiness(seen)
    return entries


def _remember_readiness(seen: Iterable[Seen]) -> None:
    """For the editors' lists, which cannot judge thousands of products at once."""
    judged = {each.product_id: each.readiness for each in seen if each.readiness}
    summaries.remember(judged)
    summaries.forget(each.product_id for each in seen if each.readiness is None)


def _memories(
    product_ids: list[int], claims: dict[str, int]
) -> tuple[dict[int, variants.Memory], set[int]]:
    """What is remembered of each product's variants, and which products lost one.

    A SKU belongs to the product that claims it now, with its past.
    """
    memories: dict[int, variants.Memory] = {}
    losers = set()
    wanted = Q(product_id__in=product_ids) | Q(sku__in=claims)
    states = VariantState.objects.filter(wanted).only("sku", "product_id", "remembered")
    for row in states:
        owner = claims.get(row.sku, row.product_id)
        memories.setdefault(owner, {})[row.sku] = row.remembered
        if owner != row.product_id:
            losers.add(row.product_id)
    return memories, losers


def _is_news(entry: Entry) -> bool:
    """Whether readers must be told: not of what they never knew and is not there."""
    if entry.state is None:
        return entry.seen.document is not None
    return entry.state.checksum != entry.seen.checksum


def _renew(entry: Entry, revision: int, now: datetime) -> None:
    seen = entry.seen
    moment = timezone.localtime(now).isoformat(timespec="seconds")
    published_at = seen.document["published_at"] if seen.document else ""
    entry.memory = variants.advance(
        entry.memory,
        seen.exported.sections,
        leaving=variants.leaving_of(seen.document, seen.exists),
        blocked=seen.exported.blocked,
        revision=revision,
        moment=moment,
        created_at=published_at or moment,
    )
    entry.state = IndexState(
        product_id=seen.product_id,
        revision=revision,
        checksum=seen.checksum,
        live=seen.document is not None,
        stale_on=seen.stale_on,
        applied=False,
        indexed_at=now,
    )


def _store(changed: list[Entry]) -> None:
    _upsert(IndexState, [entry.state for entry in changed], "product_id")
    rows = [row for entry in changed for row in entry.variant_states()]
    _upsert(VariantState, rows, "sku")


def _upsert(model, rows: list, key: str) -> None:
    fields = [each.name for each in model._meta.fields if each.name != key]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _remember_next_look(entries: Iterable[Entry]) -> None:
    """Store the day of the next look where it moved without the document changing."""
    moved = []
    for entry in entries:
        if entry.state is not None and entry.state.stale_on != entry.seen.stale_on:
            entry.state.stale_on = entry.seen.stale_on
            moved.append(entry.state)
    IndexState.objects.bulk_update(moved, ["stale_on"])
