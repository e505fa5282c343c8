"""A few products of the ledger: to be built afresh, which notices what no signal and no
date told of, and to make examples of."""

from collections.abc import Iterator
from random import Random

from django.utils import timezone

from readmodel import outbox
from readmodel.building import build_products
from readmodel.models import ProductState

SAMPLE = 100
"""Products built afresh in one day: enough to notice within days a change in bulk that
reached a hundredth of them."""


def find_outdated(size: int = SAMPLE) -> set[int]:
    """Those of a random sample of public products that would be built otherwise than
    the ledger has them. What the indexer is about to build is left out."""
    due = ProductState.objects.due(timezone.localdate())
    settled = ProductState.objects.filter(live=True).exclude(pk__in=due.values("pk"))
    chosen = outbox.unnoted(settled).order_by("?").values_list("pk", flat=True)[:size]
    built = {each.product_id: each.checksum for each in build_products(list(chosen))}
    known = ProductState.objects.filter(pk__in=built).values_list("pk", "checksum")
    return {
        product_id for product_id, checksum in known if checksum != built[product_id]
    }


def some_documents(chance: Random, size: int) -> Iterator[bytes]:
    """The documents of about ``size`` public products, the same ones for the same
    chance and the same ledger."""
    live = ProductState.objects.filter(live=True).order_by("pk")
    ids = live.values_list("pk", flat=True)
    first, last = ids.first(), ids.last()
    if first is None or last is None:
        return
    # To draw from all of them would have the database count or sort the whole table.
    drawn = (chance.randint(first, last) for _ in range(size))
    chosen = {ids.filter(pk__gte=each)[:1].get() for each in drawn}
    for (document,) in live.filter(pk__in=chosen).values_list("document"):
        if document is not None:
            yield bytes(document)
