"""What readers were told of each product and each variant, kept in the database."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

import orjson
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from core.moments import rfc3339
from readmodel import chain, variant_history
from readmodel.building import BuiltProduct, build_products
from readmodel.lease import LedgerLease
from readmodel.models import ProductState, VariantState
from readmodel.projections import variant_projection
from readmodel.variant_history import Histories, Occasion


@dataclass(slots=True)
class _Product:
    """A product as it was built, beside what the ledger says of it; ``state`` is None
    for one that readers never knew."""

    built: BuiltProduct
    state: ProductState | None
    histories: Histories = field(default_factory=dict)

    @property
    def has_changed(self) -> bool:
        """Whether readers must be told: not of what they never knew and is not
        there."""
        if self.state is None:
            return self.built.document is not None
        is_another = self.state.checksum != self.built.checksum
        return is_another or self._is_told_of_too_early

    @property
    def _is_told_of_too_early(self) -> bool:
        """Whether readers were told of it by a clock that was ahead."""
        return self.state is not None and self.state.changed_at > timezone.now()


def derive(lease: LedgerLease, product_ids: Collection[int]) -> int:
    """Build these products anew and record what changed, each product with the next
    revision; how many did. Those that lose a SKU to one of these are built as well.

    Raises LeaseTaken.
    """
    wanted = set(product_ids)
    today = timezone.localdate()
    built = list(build_products(wanted))
    owners = {sku: each.product_id for each in built for sku in each.variants.sections}
    previous_owners = _owners(owners) - wanted
    if previous_owners:
        return derive(lease, wanted | previous_owners)
    with transaction.atomic():
        _set_aside(wanted - {each.product_id for each in built})
        return _record(lease, built, owners, today)


def _set_aside(product_ids: set[int]) -> None:
    """Leave products that cannot be built as readers know them, until they change."""
    if product_ids:
        ProductState.objects.filter(pk__in=product_ids).set_aside()


def _owners(skus: Collection[str]) -> set[int]:
    rows = VariantState.objects.filter(sku__in=skus)
    return set(rows.values_list("product_id", flat=True))


def _record(
    lease: LedgerLease,
    built: list[BuiltProduct],
    owners: dict[str, int],
    today: date,
) -> int:
    product_ids = [each.product_id for each in built]
    states = ProductState.objects.defer("document").in_bulk(product_ids)
    histories, previous_owners = _histories(product_ids, owners)
    products = [
        _Product(each, states.get(each.product_id), histories.get(each.product_id, {}))
        for each in built
    ]
    changed = [
        product
        for product in products
        if product.has_changed or product.built.product_id in previous_owners
    ]
    _record_days(products, changed, today)
    now = timezone.now()
    for product, revision in zip(changed, lease.number(len(changed)), strict=True):
        _renew(product, revision, now, today)
    _store(changed)
    variant_projection().keep(
        {each.product_id: each.variants.summary for each in built}
    )
    return len(changed)


def _histories(
    product_ids: list[int], owners: dict[str, int]
) -> tuple[dict[int, dict[str, variant_history.VariantHistory]], set[int]]:
    """The histories of each product's variants, and which products lost one.

    A SKU belongs to the product that has it now, with its past.
    """
    histories: dict[int, dict[str, variant_history.VariantHistory]] = {}
    previous_owners = set()
    wanted = Q(product_id__in=product_ids) | Q(sku__in=owners)
    rows = VariantState.objects.filter(wanted)
    for sku, product_id, history in rows.values_list("sku", "product_id", "history"):
        owner = owners.get(sku, product_id)
        histories.setdefault(owner, {})[sku] = history
        if owner != product_id:
            previous_owners.add(product_id)
    return histories, previous_owners


def _renew(product: _Product, revision: int, now: datetime, today: date) -> None:
    """What the ledger will say of the product from this revision on."""
    built = product.built
    moment = rfc3339(now)
    published_at, created_at = built.published_at, moment
    if published_at and published_at <= now:
        created_at = rfc3339(published_at)
    product.histories = variant_history.next_histories(
        product.histories,
        built.variants if built.document is not None else _withdrawn(built),
        variant_projection().form,
        Occasion(revision, moment, created_at),
    )
    product.state = ProductState(
        product_id=built.product_id,
        revision=revision,
        checksum=built.checksum,
        live=built.document is not None,
        rebuild_on=built.rebuild_on,
        built_on=today,
        changed_at=now,
        document=built.document,
    )


def _withdrawn(built: BuiltProduct) -> variant_history.VariantContents:
    reason = variant_history.WITHDRAWN if built.exists else variant_history.DELETED
    return variant_history.VariantContents(withdrawal=reason)


def _store(changed: list[_Product]) -> None:
    states = [product.state for product in changed if product.state]
    _upsert(ProductState, states, "product_id")
    rows = [
        row
        for product, state in zip(changed, states, strict=True)
        for row in _variant_states(product, state.revision)
    ]
    _upsert(VariantState, rows, "sku")
    chain.extend(states, rows)


def _variant_states(product: _Product, revision: int) -> Iterator[VariantState]:
    """The rows of the variants that changed with the product's revision."""
    form = variant_projection().form
    for sku, history in product.histories.items():
        if history["revision"] == revision:
            record = variant_history.record_of(
                product.built.product_id,
                sku,
                history,
                product.built.variants.sections.get(sku),
                form,
            )
            yield VariantState(
                sku=sku,
                product_id=product.built.product_id,
                revision=record["revision"],
                active=record["active"],
                created_at=datetime.fromisoformat(record["created_at"]),
                updated_at=datetime.fromisoformat(record["updated_at"]),
                record=orjson.dumps(record),
                history=history,
            )


def _upsert(model: type[Model], rows: list, key: str) -> None:
    fields = [each.name for each in model._meta.fields if each.name != key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _record_days(
    products: Iterable[_Product], changed: Collection[_Product], today: date
) -> None:
    """Store the days of this building and the next where the next moved although
    nothing else did, or the last was on a day still to come."""
    stored = {id(product) for product in changed}
    moved = []
    for product in products:
        if product.state is None or id(product) in stored:
            continue
        known, next_day = product.state, product.built.rebuild_on
        is_known = known.built_on is not None and known.built_on <= today
        if known.rebuild_on != next_day or not is_known:
            known.rebuild_on, known.built_on = next_day, today
            moved.append(known)
    ProductState.objects.bulk_update(moved, ["rebuild_on", "built_on"])
