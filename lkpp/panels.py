"""Panels on a product's edit page: readiness for LKPP, and what LKPP reported."""

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from lkpp.readiness.panel import readiness_context, reported_variants
from lkpp.readiness.styles import STYLES


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


class LkppListingPanel(Panel):
    """What LKPP assigned to the product's variants, and how that changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "lkpp/admin/listing_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self._reported)

        @cached_property
        def _reported(self) -> list:
            if self.instance.pk is None:
                return []
            return reported_variants(self.instance)

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
