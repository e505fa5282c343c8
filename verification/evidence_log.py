"""Reading the evidence log: who declared, changed and decided what, and when.

Verifiers read everything, editors what concerns their own supplier.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn
from wagtail.models import Page

from certificates.kinds import CertificateKind
from certificates.models import EvidenceEntry
from certificates.models.entry import EvidenceAction
from certificates.outcome import supplier_reason
from core.report_export import StreamedExport
from core.spreadsheet_text import safe_text
from suppliers.access import is_verifier, suppliers_of
from suppliers.models import SupplierPage
from verification.claims import ClaimDifference, differences
from verification.tables import CARDS, QUEUE_MEDIA, CardColumn


def log_address(page: Page) -> str:
    """Where the entries of a product are listed, or all of a supplier."""
    concerned = "supplier" if page.specific_class is SupplierPage else "page_id"
    return f"{reverse('evidence_log')}?{urlencode({concerned: page.pk})}"


def differences_of(
    entry: EvidenceEntry, *, for_supplier: bool = False
) -> list[ClaimDifference]:
    """What an entry changed; ``for_supplier`` without what verifiers noted for
    themselves."""
    before, after = entry.before, entry.after
    if for_supplier:
        before, after = _without_notes(before), _without_notes(after)
    return differences(entry.kind, before, after)


def _without_notes(stated: Mapping | None) -> Mapping | None:
    """What is said of a decision, as the supplier may read it; claims as they are."""
    if not stated or "reason" not in stated:
        return stated
    reason = supplier_reason(stated.get("state", ""), stated["reason"])
    return {**stated, "reason": reason}


def reason_of(entry: EvidenceEntry, *, for_supplier: bool) -> str:
    """Why it was decided so, as far as that is read."""
    if not for_supplier:
        return entry.reason
    return supplier_reason((entry.after or {}).get("state", ""), entry.reason)


class EntryFilterSet(WagtailFilterSet):
    action = django_filters.ChoiceFilter(
        label=_("Tindakan"), choices=EvidenceAction.choices
    )
    kind = django_filters.ChoiceFilter(
        label=_("Jenis"), choices=CertificateKind.choices
    )
    supplier = django_filters.ModelChoiceFilter(
        label=_("Pemasok"),
        queryset=SupplierPage.objects.only("title").order_by("title"),
        method="filter_supplier",
    )
    page_id = django_filters.NumberFilter(
        label=_("Nomor halaman"), method="filter_page"
    )
    at = django_filters.DateFromToRangeFilter(
        label=_("Tanggal"), widget=DateRangePickerWidget
    )

    class Meta:
        model = EvidenceEntry
        fields = []

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        if not is_verifier(request.user):
            # An editor need not be told the names of the others.
            del self.filters["supplier"]

    def filter_supplier(self, entries, name: str, supplier: SupplierPage):
        return entries.filter(supplier_id=supplier.pk)

    def filter_page(self, entries, name: str, number):
        """What the page declared, and what was decided about it."""
        declared = EvidenceEntry.objects.filter(page_id=number)
        decided = Q(
            page_id=None,
            supplier_id__in=declared.values("supplier_id"),
            fingerprint__in=declared.values("fingerprint"),
        )
        return entries.filter(Q(page_id=number) | decided)


class ChangeColumn(BaseColumn):
    """What was there before and what after."""

    cell_template_name = "verification/evidence_log/change_cell.html"

    def __init__(self, *args, for_supplier: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.for_supplier = for_supplier

    def get_cell_context_data(self, instance: EvidenceEntry, parent_context) -> dict:
        return {
            **super().get_cell_context_data(instance, parent_context),
            "entry": instance,
            "differences": differences_of(instance, for_supplier=self.for_supplier),
        }


def moment(entry: EvidenceEntry) -> str:
    return date_format(timezone.localtime(entry.at), "j M Y H:i")


def written_by(entry: EvidenceEntry) -> str:
    """Who wrote it, and who else made it public."""
    names = dict.fromkeys(each for each in (entry.author_shown, entry.by_shown) if each)
    return " → ".join(names)


def with_pages(entries: QuerySet[EvidenceEntry]) -> QuerySet[EvidenceEntry]:
    """With the last page, and the number of pages, that declared what was decided: a
    decision is about claims, on however many pages they stand."""
    declared = EvidenceEntry.objects.filter(
        supplier_id=OuterRef("supplier_id"), fingerprint=OuterRef("fingerprint")
    ).exclude(page_id=None)
    counted = declared.order_by().values("fingerprint")
    return entries.annotate(
        declared_on=Subquery(declared.order_by("-pk").values("page_title")[:1]),
        declared_pages=Subquery(
            counted.annotate(pages=Count("page_id", distinct=True)).values("pages")
        ),
    )


def page_named(entry: EvidenceEntry) -> str:
    """The page that an entry is about; of a decision that of :func:`with_pages`."""
    if entry.page_id is not None or not entry.declared_on:
        return entry.page_title
    others = entry.declared_pages - 1
    if not others:
        return entry.declared_on
    return ngettext(
        "%(page)s dan %(count)d halaman lain",
        "%(page)s dan %(count)d halaman lain",
        others,
    ) % {"page": entry.declared_on, "count": others}


def subject(entry: EvidenceEntry) -> str:
    return f"{entry.get_kind_display()} {entry.number}".strip()


class EvidenceLogView(StreamedExport):
    """The newest first; a fixed number of queries."""

    model = EvidenceEntry
    page_title = _("Catatan bukti")
    header_icon = "history"
    index_url_name = "evidence_log"
    index_results_url_name = "evidence_log_results"
    filterset_class = EntryFilterSet
    is_searchable = True
    search_fields = ["number", "page_title", "supplier_name"]
    verbose_name_plural = _("catatan")
    default_ordering = "-pk"
    table_classname = CARDS
    columns = [
        CardColumn("at", label=_("Waktu"), accessor=moment, classname="evidence-when"),
        CardColumn("action", label=_("Tindakan"), accessor="get_action_display"),
        CardColumn("subject", label=_("Sertifikat"), accessor=subject),
        CardColumn("page", label=_("Halaman"), accessor=page_named),
        CardColumn("supplier", label=_("Pemasok"), accessor="supplier_name"),
        CardColumn("by", label=_("Oleh"), accessor=written_by),
        ChangeColumn("change", label=_("Perubahan")),
    ]
    export_filename = "catatan-bukti"
    export_headings = {
        "at": _("Waktu"),
        "action": _("Tindakan"),
        "kind": _("Jenis"),
        "number": _("Nomor"),
        "supplier": _("Pemasok"),
        "page": _("Halaman"),
        "author": _("Ditulis oleh"),
        "by": _("Ditayangkan atau diputuskan oleh"),
        "change": _("Perubahan"),
        "reason": _("Alasan"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not (self.reads_everything or suppliers_of(request.user).exists()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reads_everything(self) -> bool:
        return is_verifier(self.request.user)

    def get_base_queryset(self) -> QuerySet[EvidenceEntry]:
        entries = with_pages(super().get_base_queryset()).with_people()
        if self.reads_everything:
            return entries
        suppliers = suppliers_of(self.request.user).order_by()
        return entries.filter(supplier_id__in=suppliers.values("pk"))

    @cached_property
    def columns_shown(self) -> list[BaseColumn]:
        """Editors need not be told who they are, nor what verifiers tell each other."""
        if self.reads_everything:
            return self.columns
        left_out = {"supplier", "change"}
        kept = [each for each in self.columns if each.name not in left_out]
        return [*kept, ChangeColumn("change", label=_("Perubahan"), for_supplier=True)]

    def get_table(self, object_list):
        return self.table_class(
            self.columns_shown, object_list, **self.get_table_kwargs()
        )

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += QUEUE_MEDIA
        return context

    def to_row_dict(self, item: EvidenceEntry) -> dict[str, object]:
        return {
            "at": timezone.localtime(item.at),
            "action": item.get_action_display(),
            "kind": item.get_kind_display(),
            "number": safe_text(item.number),
            "supplier": safe_text(item.supplier_name),
            "page": safe_text(page_named(item)),
            "author": safe_text(item.author_shown),
            "by": safe_text(item.by_shown),
            "change": safe_text("\n".join(_lines(item, self.for_supplier))),
            "reason": safe_text(reason_of(item, for_supplier=self.for_supplier)),
        }

    @property
    def for_supplier(self) -> bool:
        return not self.reads_everything


def _lines(entry: EvidenceEntry, for_supplier: bool) -> Iterator[str]:
    """A line for each difference."""
    for each in differences_of(entry, for_supplier=for_supplier):
        before, after = "; ".join(each.before), "; ".join(each.after)
        yield f"{each.label}: {before or '–'} → {after or '–'}"
