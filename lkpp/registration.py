"""What LKPP's catalogue adds to the edit page and the list of products, and its records
to the read model."""

from django.utils.translation import gettext_lazy as _

from core.panels import register_panel
from core.upkeep import register_upkeep
from lkpp.clients.rate_limit import forget_rates
from lkpp.clients.request_log import KEPT, prune_all
from lkpp.panels import LkppListingPanel, ReadinessPanel
from lkpp.readiness.column import assess_listed, readiness_column
from lkpp.records.projection import variant_projection
from products.editing.columns import register_column
from readmodel.projections import register_variants

register_panel("product", ReadinessPanel(heading=_("Siap e-Katalog?")), order=10)
register_panel("product", LkppListingPanel(heading=_("Di e-Katalog LKPP")), order=20)
register_column(readiness_column, prepare=assess_listed, order=60)
register_variants(variant_projection())
register_upkeep("requests for the export", lambda: prune_all(KEPT.days))
register_upkeep("rates of readers", forget_rates)
