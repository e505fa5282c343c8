"""What LKPP reported of variants, and how that changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from core.batches import batches
from lkpp.models import LkppListing, LkppListingChange


def reported_listings(skus: Iterable[str]) -> dict[str, LkppListing]:
    """What LKPP reported of these variants, by SKU; those it reported nothing of are
    left out."""
    found = {}
    for batch in batches(skus):
        found |= {each.sku: each for each in LkppListing.objects.of(batch)}
    return found


def history_of(skus: Iterable[str]) -> Mapping[str, list[LkppListingChange]]:
    """How that changed, by SKU, the latest first."""
    found: dict[str, list[LkppListingChange]] = defaultdict(list)
    for batch in batches(skus):
        for change in LkppListingChange.objects.filter(sku__in=batch).order_by("-pk"):
            found[change.sku].append(change)
    return found
