"""Building a few products afresh, to notice what no signal and no date told of."""

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
    settled = ProductState.objects.filter(live=True).exclude(
        rebuild_on__lte=timezone.localdate()
    )
    chosen = outbox.unnoted(settled).order_by("?").values_list("pk", flat=True)[:size]
    built = {each.product_id: each.checksum for each in build_products(list(chosen))}
    known = ProductState.objects.filter(pk__in=built).values_list("pk", "checksum")
    return {
        product_id for product_id, checksum in known if checksum != built[product_id]
    }
