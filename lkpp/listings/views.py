"""The screen on which administrators enter what LKPP assigned and reported."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.administrators import AdministratorsOnly
from core.findings import text
from lkpp.listings.carried_rows import as_text
from lkpp.listings.differences import reported_differences, shown_changes
from lkpp.listings.forms import CarriedForm, ReportForm
from lkpp.listings.planning import PlannedChange, plan_import
from lkpp.listings.recording import LONGEST_SOURCE, PlanChanged, record_listings
from lkpp.listings.rows import RefusedRow, ReportedRow
from lkpp.models import LkppListingChange
from products.models import ProductPage

LATEST_CHANGES = 20
SHOWN_ROWS = 100
"""Of a preview; the counts are of all."""


class LkppListingView(AdministratorsOnly, WagtailAdminTemplateMixin, View):
    """Reads what is pasted or uploaded, shows what it would do, and does it."""

    page_title = gettext_lazy("Nomor dan keadaan dari LKPP")
    header_icon = "download"
    template_name = "lkpp/admin/listings.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._ask(ReportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "rows" in request.POST:
            return self._write()
        form = ReportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(form, status=422)
        return self._preview(form.rows, str(form.source))

    def get_breadcrumbs_items(self):
        own = {"url": reverse("lkpp_listings"), "label": self.page_title}
        return [*self.breadcrumbs_items, own]

    def _ask(self, form: ReportForm, status: int = 200) -> HttpResponse:
        changes = LkppListingChange.objects.order_by("-pk")[:LATEST_CHANGES]
        return self._show(form=form, latest=shown_changes(changes), status=status)

    def _preview(
        self, rows: list[ReportedRow | RefusedRow], source: str
    ) -> HttpResponse:
        self.template_name = "lkpp/admin/listings_preview.html"
        self.page_title = _("Periksa sebelum disimpan")
        planned = plan_import(rows)
        carried = {
            "rows": as_text(rows),
            "source": source[:LONGEST_SOURCE],
            "digest": planned.digest,
        }
        return self._show(
            plan=planned,
            changes=_shown(planned.changes[:SHOWN_ROWS]),
            refused=[
                {"row": each.row, "key": each.key, "reason": text(each.finding)}
                for each in planned.refused[:SHOWN_ROWS]
            ],
            most=SHOWN_ROWS,
            source=source,
            form=CarriedForm(initial=carried),
        )

    def _write(self) -> HttpResponse:
        form = CarriedForm(self.request.POST)
        if not form.is_valid():
            messages.error(
                self.request, _("Pratinjau tidak lagi lengkap. Ulangi dari awal.")
            )
            return redirect("lkpp_listings")
        rows, source = form.cleaned_data["rows"], form.cleaned_data["source"]
        try:
            done = record_listings(
                rows,
                source=source,
                by=self.request.user,
                expected=form.cleaned_data["digest"],
            )
        except PlanChanged:
            messages.warning(
                self.request,
                _("Katalog berubah sejak pratinjau dibuat. Periksa sekali lagi."),
            )
            return self._preview(rows, source)
        messages.success(
            self.request,
            _("%(count)d varian diperbarui.") % {"count": len(done.changes)},
        )
        return redirect("lkpp_listings")

    def _show(self, status: int = 200, **context) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


def _shown(changes: Iterable[PlannedChange]) -> list[dict[str, object]]:
    """What would be written, with the product's name and the fields' labels."""
    changes = list(changes)
    titles = dict(
        ProductPage.objects.filter(
            pk__in={each.product_id for each in changes}
        ).values_list("pk", "title")
    )
    return [
        {
            "change": each,
            "product": titles.get(each.product_id, ""),
            "differences": reported_differences(each.before, each.after),
        }
        for each in changes
    ]
