"""Bringing the index up to date with the catalogue.

The flow (docs/adr/0003-read-model.md): notes in the outbox, and dates that passed,
say which products to look at; each is built into a document; where it differs from
what readers have it gets the next revision, is remembered in IndexState and applied
to the engine. Every step can be repeated: after a crash the notes are still there,
and a state that was not applied yet is applied again.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from products.models import ProductPage
from products.prices import FULL_BASE, REDUCED_BASE
from search import variants
from search.documents import (
    ProductDocument,
    Surroundings,
    build_document,
    stale_on,
)
from search.engines import get_engine
from search.engines.base import DocumentGroup
from search.lease import Lease, LeaseTaken, held_lease
from search.mapping import document_group
from search.models import IndexState, PendingChange
from suppliers.models import SupplierPage

logger = logging.getLogger(__name__)

BATCH = 250
"""Products looked at together: one commit of the engine."""

POLL_SECONDS = 0.5

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A product as it is now; ``document`` is None unless the public may see it."""

    product_id: int
    document: ProductDocument | None
    exists: bool
    stale_on: object = None


def drain() -> int:
    """Bring the index up to date; the number of products that changed in it.

    Raises LeaseTaken when another process is at it.
    """
    changed = 0
    with held_lease() as lease:
        while True:
            notes = _notes()
            product_ids = _products_to_look_at(notes)
            if not product_ids:
                return changed
            lease.renew()
            changed += _update(lease, product_ids)
            PendingChange.objects.filter(pk__in=[note.pk for note in notes]).delete()


def run(should_stop: Callable[[], bool] = lambda: False) -> None:
    """Keep the index up to date until ``should_stop``."""
    while not should_stop():
        try:
            drain()
        except LeaseTaken:
            logger.debug("Another process is writing to the index.")
        time.sleep(POLL_SECONDS)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Build the whole index anew beside the live one and switch to it; the number
    of products in it. What changes meanwhile is in the outbox and follows.

    Raises LeaseTaken when another process is writing to the index.
    """
    with held_lease() as lease:
        counted = _Counted(_all_groups(lease, progress))
        get_engine().rebuild(counted)
        IndexState.objects.filter(applied=False).update(applied=True)
    return counted.live


class _Counted:
    """Groups passed on, counting those with a live product."""

    def __init__(self, groups: Iterable[tuple[DocumentGroup, bool]]) -> None:
        self.groups = groups
        self.live = 0

    def __iter__(self) -> Iterator[DocumentGroup]:
        for group, live in self.groups:
            self.live += live
            yield group


def _notes() -> list[PendingChange]:
    return list(PendingChange.objects.order_by("pk")[:BATCH])


def _products_to_look_at(notes: list[PendingChange]) -> set[int]:
    """Those that are noted, not applied yet, or stale since a date passed."""
    product_ids = {note.product_id for note in notes}
    unapplied = IndexState.objects.filter(applied=False)
    stale = IndexState.objects.filter(stale_on__lte=timezone.localdate())
    for states in (unapplied, stale):
        product_ids.update(states.values_list("product_id", flat=True)[:BATCH])
    return product_ids


def _update(lease: Lease, product_ids: set[int]) -> int:
    """Look at these products and apply what changed; how many did."""
    seen, states = _advance(lease, product_ids)
    unapplied = {
        product_id: state for product_id, state in states.items() if not state.applied
    }
    get_engine().apply(
        [
            _group(unapplied[each.product_id], each.document)
            for each in seen
            if each.product_id in unapplied
        ]
    )
    IndexState.objects.filter(pk__in=unapplied).update(applied=True)
    return len(unapplied)


def _all_groups(
    lease: Lease, progress: Progress
) -> Iterator[tuple[DocumentGroup, bool]]:
    """The group of every product that readers know or shall know, and whether it is
    in the catalogue."""
    public = _public_products()
    total = public.count()
    done = last_id = 0
    while chunk := _ids_after(public, last_id):
        last_id = chunk[-1]
        yield from _groups_of(lease, chunk)
        done += len(chunk)
        progress(done, total)
    gone = list(
        IndexState.objects.exclude(product_id__in=public.values("pk")).values_list(
            "product_id", flat=True
        )
    )
    for start in range(0, len(gone), BATCH):
        yield from _groups_of(lease, gone[start : start + BATCH])


def _ids_after(products, last_id: int) -> list[int]:
    following = products.filter(pk__gt=last_id).order_by("pk")
    return list(following.values_list("pk", flat=True)[:BATCH])


def _groups_of(
    lease: Lease, product_ids: list[int]
) -> Iterator[tuple[DocumentGroup, bool]]:
    lease.renew()
    seen, states = _advance(lease, set(product_ids))
    for each in seen:
        if each.product_id in states:
            group = _group(states[each.product_id], each.document)
            yield group, each.document is not None


def _advance(
    lease: Lease, product_ids: set[int]
) -> tuple[list[Seen], dict[int, IndexState]]:
    """Look at these products and store the state of those that changed.

    Returns what was seen, and the present state of every product that has one.
    """
    seen = list(_look_at(product_ids))
    moment = timezone.now()
    with transaction.atomic():
        states = IndexState.objects.in_bulk(product_ids)
        changed = [each for each in seen if _is_news(states.get(each.product_id), each)]
        numbers = lease.number(len(changed))
        renewed = [
            _next_state(states.get(each.product_id), each, revision, moment)
            for each, revision in zip(changed, numbers, strict=True)
        ]
        _store(renewed)
        states |= {state.product_id: state for state in renewed}
        _remember_next_look(seen, states)
    return seen, states


def _look_at(product_ids: set[int]) -> Iterator[Seen]:
    around = surroundings()
    pages = list(_public_products().filter(pk__in=product_ids).with_public_details())
    suppliers = {
        supplier.path: supplier
        for supplier in SupplierPage.objects.live().filter(
            path__in={page.supplier_path for page in pages}
        )
    }
    public = {page.pk: page for page in pages if page.supplier_path in suppliers}
    existing = set(
        ProductPage.objects.filter(pk__in=product_ids - public.keys()).values_list(
            "pk", flat=True
        )
    )
    for product_id in sorted(product_ids):
        page = public.get(product_id)
        if page is None:
            yield Seen(product_id, None, product_id in existing)
        else:
            yield Seen(
                product_id,
                build_document(page, suppliers[page.supplier_path], around),
                exists=True,
                stale_on=stale_on(page, around.on),
            )


def _public_products():
    return ProductPage.objects.live().public()


def surroundings() -> Surroundings:
    """What documents built today depend on besides their pages."""
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    return Surroundings(
        on=timezone.localdate(),
        root_path=root.url_path,
        ppn_base=REDUCED_BASE if settings.PPN_REDUCED_BASE else FULL_BASE,
    )


def _is_news(state: IndexState | None, seen: Seen) -> bool:
    """Whether readers must be told: not of what they never knew and is not there."""
    if state is None:
        return seen.document is not None
    return state.checksum != _checksum(seen)


def _next_state(
    state: IndexState | None, seen: Seen, revision: int, moment: datetime
) -> IndexState:
    memory = variants.advance(
        state.variants if state is not None else {},
        seen.document,
        reason=variants.reason_for_leaving(seen.document, seen.exists),
        revision=revision,
        moment=timezone.localtime(moment).isoformat(timespec="seconds"),
    )
    return IndexState(
        product_id=seen.product_id,
        revision=revision,
        checksum=_checksum(seen),
        live=seen.document is not None,
        variants=memory,
        stale_on=seen.stale_on,
        applied=False,
        indexed_at=moment,
    )


def _remember_next_look(seen: list[Seen], states: dict[int, IndexState]) -> None:
    """Store the day of the next look where it moved without the document changing."""
    moved = []
    for each in seen:
        state = states.get(each.product_id)
        if state is not None and state.stale_on != each.stale_on:
            state.stale_on = each.stale_on
            moved.append(state)
    IndexState.objects.bulk_update(moved, ["stale_on"])


def _checksum(seen: Seen) -> str:
    """Tells whether a document, or its absence, is the one that readers have."""
    content = seen.document if seen.document is not None else [seen.exists]
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _store(states: list[IndexState]) -> None:
    fields = [f.name for f in IndexState._meta.fields if not f.primary_key]
    IndexState.objects.bulk_create(
        states,
        update_conflicts=True,
        unique_fields=["product_id"],
        update_fields=fields,
    )


def _group(state: IndexState, document: ProductDocument | None) -> DocumentGroup:
    if document is not None:
        document = {**document, "revision": state.revision}
    records = variants.records(state.product_id, state.variants, document)
    return document_group(state.product_id, document, records)
