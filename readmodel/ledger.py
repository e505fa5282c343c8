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
from search.loading import ProductSnapshot, load_products
from search.mapping import document_group


@dataclass(slots=True)
class RecordedProduct:
    """A product as it was just seen, with what the ledger now says of it.

    ``state`` is None for a product that readers never knew and that is not there.
    """

    seen: ProductSnapshot
    state: IndexState | None = None
    histories: variants.Histories = field(default_factory=dict)

    def group(self) -> DocumentGroup:
        """What the index holds of the product."""
        document = self.seen.document
        if document is not None:
            document = {**document, "revision": self.state.revision}
        return document_group(self.seen.product_id, document)

    def variant_states(self) -> Iterator[VariantState]:
        """The rows of its variants that have the product's present revision."""
        sections = self.seen.exported.sections
        for sku, history in self.histories.items():
            if history["revision"] == self.state.revision:
                record = variants.record_of(
                    self.seen.product_id, sku, history, sections.get(sku)
                )
                yield VariantState(
                    sku=sku,
                    product_id=self.seen.product_id,
                    revision=record["revision"],
                    active=record["active"],
                    created_at=datetime.fromisoformat(record["created_at"]),
                    updated_at=datetime.fromisoformat(record["updated_at"]),
                    record=orjson.dumps(record),
                    history=history,
                )


def record_changes(lease: Lease, product_ids: set[int]) -> list[RecordedProduct]:
    """Look at these products and enter what changed, each change with the next
    revision. Products that lose a SKU to one of these are looked at as well.

    Raises LeaseTaken.
    """
    seen = list(load_products(product_ids))
    _set_aside(product_ids - {each.product_id for each in seen})
    claims = {sku: each.product_id for each in seen for sku in each.exported.sections}
    previous_owners = _owners(claims) - product_ids
    if previous_owners:
        return record_changes(lease, product_ids | previous_owners)
    with transaction.atomic():
        return _enter(lease, seen, claims)


def _set_aside(product_ids: set[int]) -> None:
    """Leave products that cannot be built as readers know them, until they change."""
    if product_ids:
        states = IndexState.objects.filter(pk__in=product_ids)
        states.update(applied=True, rebuild_on=None)


def _owners(claims: dict[str, int]) -> set[int]:
    rows = VariantState.objects.filter(sku__in=claims)
    return set(rows.values_list("product_id", flat=True))


def _enter(
    lease: Lease, seen: list[ProductSnapshot], claims: dict[str, int]
) -> list[RecordedProduct]:
    product_ids = [each.product_id for each in seen]
    states = IndexState.objects.in_bulk(product_ids)
    histories, previous_owners = _histories(product_ids, claims)
    products = [
        RecordedProduct(
            each, states.get(each.product_id), histories.get(each.product_id, {})
        )
        for each in seen
    ]
    changed = [
        recorded
        for recorded in products
        if _has_changed(recorded) or recorded.seen.product_id in previous_owners
    ]
    now = timezone.now()
    for recorded, revision in zip(changed, lease.number(len(changed)), strict=True):
        _renew(recorded, revision, now)
    _store(changed)
    _remember_next_look(products)
    _save_readiness(seen)
    return products


def _save_readiness(seen: Iterable[ProductSnapshot]) -> None:
    """For the editors' lists, which cannot judge thousands of products at once."""
    assessed = {each.product_id: each.readiness for each in seen if each.readiness}
    summaries.save_summaries(assessed)
    summaries.delete_summaries(
        each.product_id for each in seen if each.readiness is None
    )


def _histories(
    product_ids: list[int], claims: dict[str, int]
) -> tuple[dict[int, variants.Histories], set[int]]:
    """The histories of each product's variants, and which products lost one.

    A SKU belongs to the product that claims it now, with its past.
    """
    histories: dict[int, variants.Histories] = {}
    previous_owners = set()
    wanted = Q(product_id__in=product_ids) | Q(sku__in=claims)
    states = VariantState.objects.filter(wanted).only("sku", "product_id", "history")
    for row in states:
        owner = claims.get(row.sku, row.product_id)
        histories.setdefault(owner, {})[row.sku] = row.history
        if owner != row.product_id:
            previous_owners.add(row.product_id)
    return histories, previous_owners


def _has_changed(recorded: RecordedProduct) -> bool:
    """Whether readers must be told: not of what they never knew and is not there."""
    if recorded.state is None:
        return recorded.seen.document is not None
    return recorded.state.checksum != recorded.seen.checksum


def _renew(recorded: RecordedProduct, revision: int, now: datetime) -> None:
    seen = recorded.seen
    moment = timezone.localtime(now).isoformat(timespec="seconds")
    published_at = seen.document["published_at"] if seen.document else ""
    recorded.histories = variants.next_histories(
        recorded.histories,
        seen.exported.sections,
        withdrawal=variants.withdrawal_reason(seen.document, seen.exists),
        blocked=seen.exported.blocked,
        revision=revision,
        moment=moment,
        created_at=published_at or moment,
    )
    recorded.state = IndexState(
        product_id=seen.product_id,
        revision=revision,
        checksum=seen.checksum,
        live=seen.document is not None,
        rebuild_on=seen.rebuild_on,
        applied=False,
        indexed_at=now,
    )


def _store(changed: list[RecordedProduct]) -> None:
    _upsert(IndexState, [recorded.state for recorded in changed], "product_id")
    rows = [row for recorded in changed for row in recorded.variant_states()]
    _upsert(VariantState, rows, "sku")


def _upsert(model, rows: list, key: str) -> None:
    fields = [each.name for each in model._meta.fields if each.name != key]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _remember_next_look(products: Iterable[RecordedProduct]) -> None:
    """Store the day of the next look where it moved without the document changing."""
    moved = []
    for recorded in products:
        if (
            recorded.state is not None
            and recorded.state.rebuild_on != recorded.seen.rebuild_on
        ):
            recorded.state.rebuild_on = recorded.seen.rebuild_on
            moved.append(recorded.state)
    IndexState.objects.bulk_update(moved, ["rebuild_on"])
