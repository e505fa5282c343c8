"""The list of what awaits verification."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import BaseColumn, TitleColumn

from certificates.models import VerificationCase
from certificates.models.case import CaseQuerySet
from core.people import display_name
from core.report_export import StreamedExport
from core.spreadsheet_text import safe_text
from domain import regions
from verification.filters import CaseFilterSet, filter_address
from verification.permissions import VerifiersOnly
from verification.tables import CARDS, QUEUE_MEDIA, CardColumn

NOTHING = "–"
MOST_COUNTED = 999


def number_waiting() -> str:
    """How many cases wait, for the menu: "12", or "999+"."""
    waiting = VerificationCase.objects.waiting().order_by()
    found = waiting[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if found > MOST_COUNTED else str(found)


def case_number(case: VerificationCase) -> str:
    """What a case is called beside its kind."""
    return case.number or page_name(case)


def page_name(case: VerificationCase) -> str:
    return case.page.get_admin_display_title() if case.page else NOTHING


def province(case: VerificationCase) -> str:
    supplier = getattr(case.supplier, "supplierpage", None)
    if supplier is None or not regions.is_province(supplier.province):
        return NOTHING
    return regions.province_name(supplier.province)


def days_waiting(case: VerificationCase) -> int:
    """Whole days since it was declared."""
    return (timezone.now() - case.opened_at).days


def waiting_time(case: VerificationCase) -> str:
    days = days_waiting(case)
    if days < 1:
        return _("kurang dari sehari")
    return ngettext("%(count)d hari", "%(count)d hari", days) % {"count": days}


def decided_on(case: VerificationCase) -> str:
    if case.decided_at is None:
        return NOTHING
    return date_format(timezone.localtime(case.decided_at), "j M Y")


def handled_by(case: VerificationCase) -> str:
    """Who is at it, or who decided."""
    if case.is_claimed:
        return display_name(case.claimed_by)
    if case.decided_by:
        return f"{display_name(case.decided_by)}: {case.get_state_display()}"
    return "" if case.is_open else case.get_state_display()


class CaseColumn(TitleColumn):
    """Leads to the case and takes the filters along."""

    def get_link_attrs(self, instance: VerificationCase, parent_context) -> dict:
        attrs = super().get_link_attrs(instance, parent_context)
        return attrs | {"class": "queue-number"} if instance.number else attrs

    def get_link_url(self, instance: VerificationCase, parent_context) -> str:
        request: HttpRequest = parent_context["request"]
        address = reverse("verification_queue:case", args=[instance.pk])
        return f"{address}{filter_address(request.GET)}"


CASE_COLUMNS = [
    CardColumn("kind", label=gettext_lazy("Jenis"), accessor="get_kind_display"),
    CaseColumn("number", label=gettext_lazy("Nomor"), accessor=case_number),
    CardColumn("supplier", label=gettext_lazy("Pemasok"), accessor="supplier.title"),
    CardColumn("province", label=gettext_lazy("Provinsi"), accessor=province),
    CardColumn("page", label=gettext_lazy("Halaman"), accessor=page_name),
]
WAITING = CardColumn("waiting", label=gettext_lazy("Menunggu"), accessor=waiting_time)
DECIDED = CardColumn("decided", label=gettext_lazy("Diputuskan"), accessor=decided_on)
HANDLED = CardColumn("handled", label=gettext_lazy("Penanganan"), accessor=handled_by)


class QueueView(VerifiersOnly, StreamedExport):
    """Cases that wait, the longest first, or decided ones, the newest decision first;
    a fixed number of queries."""

    model = VerificationCase
    page_title = gettext_lazy("Meja verifikasi")
    header_icon = "tasks"
    index_url_name = "verification_queue:index"
    index_results_url_name = "verification_queue:results"
    filterset_class = CaseFilterSet
    is_searchable = True
    search_fields = ["number", "supplier__title", "page__title"]
    verbose_name_plural = gettext_lazy("perkara")
    table_classname = CARDS
    export_filename = "verifikasi"
    export_headings = {
        "kind": gettext_lazy("Jenis"),
        "number": gettext_lazy("Nomor"),
        "supplier": gettext_lazy("Pemasok"),
        "province": gettext_lazy("Provinsi"),
        "page": gettext_lazy("Halaman"),
        "opened_at": gettext_lazy("Dinyatakan"),
        "days": gettext_lazy("Menunggu (hari)"),
        "decided_at": gettext_lazy("Diputuskan"),
        "handled": gettext_lazy("Penanganan"),
    }
    list_export = list(export_headings)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        when = DECIDED if self.filters.shows_decided else WAITING
        return [*CASE_COLUMNS, when, HANDLED]

    def get_ordering(self) -> list[str]:
        if self.filters.shows_decided:
            return ["-decided_at", "-pk"]
        return ["opened_at", "pk"]

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += QUEUE_MEDIA
        return context

    def get_base_queryset(self) -> CaseQuerySet:
        cases = super().get_base_queryset().active()
        if not self.filters.shows_decided:
            cases = cases.waiting()
        return cases.select_related(
            "supplier__supplierpage", "page", "claimed_by", "decided_by"
        )

    def to_row_dict(self, item: VerificationCase) -> dict[str, object]:
        return {
            "kind": item.get_kind_display(),
            "number": safe_text(item.number),
            "supplier": safe_text(item.supplier.title),
            "province": province(item),
            "page": safe_text(page_name(item)),
            "opened_at": timezone.localtime(item.opened_at),
            "days": days_waiting(item) if item.is_open else "",
            "decided_at": timezone.localtime(item.decided_at)
            if item.decided_at
            else "",
            "handled": safe_text(handled_by(item)),
        }
