"""The log of requests as a report: who was given what, and when."""

import django_filters
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column

from core.administrators import AdministratorsOnly
from core.report_export import StreamedExport
from core.spreadsheet_text import safe_text
from lkpp.choices import Outcome
from lkpp.models import FeedRequest


def known_clients() -> list[tuple[str, str]]:
    names = FeedRequest.objects.order_by("client").values_list("client", flat=True)
    return [(name, name) for name in names.distinct()]


class RequestFilterSet(WagtailFilterSet):
    client = django_filters.ChoiceFilter(label=_("Klien"), choices=known_clients)
    outcome = django_filters.ChoiceFilter(label=_("Hasil"), choices=Outcome.choices)
    status = django_filters.NumberFilter(label=_("Status"))
    at = django_filters.DateFromToRangeFilter(
        label=_("Tanggal"), widget=DateRangePickerWidget
    )

    class Meta:
        model = FeedRequest
        fields = []


class TemplateColumn(BaseColumn):
    """A cell with a template of its own, given the row as ``entry``."""

    def __init__(self, name: str, template: str, **kwargs) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = template

    def get_cell_context_data(self, instance: FeedRequest, parent_context) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "entry": instance}


def moment(entry: FeedRequest) -> str:
    return date_format(timezone.localtime(entry.at), "j M Y H:i:s")


class RequestLogView(AdministratorsOnly, StreamedExport):
    """The newest first; a fixed number of queries."""

    model = FeedRequest
    template_name = "lkpp/admin/log.html"
    page_title = _("Permintaan umpan LKPP")
    header_icon = "history"
    index_url_name = "lkpp_clients:log"
    index_results_url_name = "lkpp_clients:log_results"
    filterset_class = RequestFilterSet
    is_searchable = False
    verbose_name_plural = _("permintaan")
    default_ordering = ["-at", "-pk"]
    columns = [
        Column("at", label=_("Waktu"), accessor=moment),
        Column("client", label=_("Klien")),
        TemplateColumn(
            "endpoint", "lkpp/admin/request_cell.html", label=_("Permintaan")
        ),
        TemplateColumn("outcome", "lkpp/admin/outcome_cell.html", label=_("Hasil")),
        TemplateColumn(
            "revisions", "lkpp/admin/revisions_cell.html", label=_("Revisi")
        ),
        TemplateColumn("size", "lkpp/admin/size_cell.html", label=_("Diberikan")),
    ]
    export_filename = "permintaan-lkpp"
    export_headings = {
        "at": _("Waktu"),
        "client": _("Klien"),
        "key": _("Kunci"),
        "endpoint": _("Alamat"),
        "profile": _("Profil"),
        "parameters": _("Parameter"),
        "status": _("Status"),
        "outcome": _("Hasil"),
        "first_revision": _("Dari revisi"),
        "last_revision": _("Sampai revisi"),
        "records": _("Jumlah catatan"),
        "size": _("Ukuran (byte)"),
        "duration": _("Lama (ms)"),
        "address": _("Jaringan"),
    }
    list_export = list(export_headings)

    def to_row_dict(self, item: FeedRequest) -> dict[str, object]:
        row = {name: getattr(item, name) for name in self.list_export}
        return row | {
            "at": timezone.localtime(item.at),
            "client": safe_text(item.client),
            "parameters": safe_text(
                "&".join(f"{name}={value}" for name, value in item.parameters.items())
            ),
            "outcome": item.get_outcome_display(),
        }
