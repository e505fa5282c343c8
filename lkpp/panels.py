"""What the edit page of a product shows of LKPP's catalogue."""

from dataclasses import dataclass

from django.forms import Media
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from lkpp.listings.differences import ShownChange, shown_changes
from lkpp.listings.lookup import history_of, reported_listings
from lkpp.models import LkppListing
from lkpp.readiness.fixes import STATE_LABELS, fixes_by_variant
from lkpp.readiness.lookup import assess_products
from lkpp.readiness.styles import STYLES
from products.models import ProductPage

SHOWN_CHANGES = 20


class ReadinessPanel(Panel):
    """Whether the draft in the form could be exported to LKPP, and what it lacks."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lkpp/admin/readiness_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        @property
        def media(self) -> Media:
            return STYLES

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                **readiness_context(self.instance),
            }

        def get_comparison(self):
            return []


def readiness_context(page: ProductPage) -> dict[str, object]:
    """Whether the page, as it is in memory, could be exported, variant by variant."""
    found = assess_products([page], timezone.localdate())[page.pk]
    return {
        "readiness": found,
        "state_label": STATE_LABELS[found.state],
        **fixes_by_variant(page, found, editing=True),
    }


@dataclass(frozen=True, slots=True)
class ReportedVariant:
    """What LKPP says of a variant, and how that changed, the latest first."""

    listing: LkppListing
    changes: list[ShownChange]


class LkppListingPanel(Panel):
    """What LKPP assigned to the product's variants, and how that changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lkpp/admin/listing_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self._reported)

        @cached_property
        def _reported(self) -> list[ReportedVariant]:
            return reported_variants(self.instance) if self.instance.pk else []

        @property
        def media(self) -> Media:
            return STYLES

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "reported": self._reported,
            }

        def get_comparison(self):
            return []


def reported_variants(page: ProductPage) -> list[ReportedVariant]:
    """What LKPP reported of the page's variants; none where it reported nothing."""
    reported = reported_listings(variant.sku for variant in page.variants.all())
    if not reported:
        return []
    changes = history_of(reported)
    return [
        ReportedVariant(listing, shown_changes(changes[sku][:SHOWN_CHANGES]))
        for sku, listing in reported.items()
    ]
