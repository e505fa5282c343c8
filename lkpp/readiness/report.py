"""Which products are ready for LKPP's catalogue, and what others lack.

Verifiers read of all suppliers, editors of their own. What is shown is found out
anew; products are chosen by what the indexer last found of them.
"""

from collections.abc import Iterable, Iterator

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.batches import batches
from core.findings import text
from core.report_export import ROWS_AT_ONCE
from core.spreadsheet_text import safe_text
from domain.findings import Grade
from lkpp.listings.lookup import reported_listings
from lkpp.models import LkppListing
from lkpp.readiness.assessment import State, VariantReadiness
from lkpp.readiness.fixes import STATE_LABELS, fixes_by_variant
from lkpp.readiness.lookup import READINESS, assess_products
from lkpp.readiness.rules import RULES
from lkpp.readiness.styles import STYLES
from lkpp.readiness.summaries import in_state, with_code, with_grade
from products.models import DeviceType, ProductPage, ProductPicture, ProductVariant
from suppliers.access import is_verifier, may_read_reports, suppliers_of
from suppliers.models import SupplierPage

GRADES = {"blocker": Grade.EXPORT_BLOCKER, "warning": Grade.WARNING}
"""Of readiness, by the names that addresses of the report have."""
GRADE_LABELS = {"blocker": _("Penghalang"), "warning": _("Catatan")}


def _code_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            label,
            [
                (rule.code, gettext(rule.name))
                for rule in RULES.values()
                if rule.grade == GRADES[grade]
            ],
        )
        for grade, label in GRADE_LABELS.items()
    ]


class ReadinessFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("Keadaan"), choices=list(STATE_LABELS.items()), method="filter_state"
    )
    grade = django_filters.ChoiceFilter(
        label=_("Tingkat"), choices=list(GRADE_LABELS.items()), method="filter_grade"
    )
    code = django_filters.ChoiceFilter(
        label=_("Yang perlu dibenahi"), choices=_code_choices, method="filter_code"
    )
    device_type = django_filters.ModelChoiceFilter(
        label=_("Jenis alat"),
        queryset=DeviceType.objects.with_products().order_by("name_id"),
    )
    supplier = django_filters.ModelChoiceFilter(
        label=_("Pemasok"),
        queryset=SupplierPage.objects.only("title", "path").order_by("title"),
        method="filter_supplier",
    )

    class Meta:
        model = ProductPage
        fields = []

    def __init__(self, *args, request: HttpRequest, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        if not is_verifier(request.user):
            # An editor need not be told the names of the others.
            del self.filters["supplier"]

    def filter_state(self, products, name: str, state: str):
        return in_state(products, State(state))

    def filter_grade(self, products, name: str, grade: str):
        return with_grade(products, GRADES[grade])

    def filter_code(self, products, name: str, code: str):
        return with_code(products, code)

    def filter_supplier(self, products, name: str, supplier: SupplierPage):
        return products.filter(path__startswith=supplier.path)


class ProductColumn(TitleColumn):
    def get_link_url(self, instance: ProductPage, parent_context) -> str:
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])


class FindingsColumn(BaseColumn):
    """What is to be fixed, each with where."""

    cell_template_name = "lkpp/readiness_report/findings_cell.html"

    def get_cell_context_data(self, instance: ProductPage, parent_context) -> dict:
        return {
            **super().get_cell_context_data(instance, parent_context),
            **fixes_by_variant(instance, instance.readiness),
        }


class ListingsColumn(BaseColumn):
    """What LKPP reported of the product's variants."""

    cell_template_name = "lkpp/readiness_report/listings_cell.html"

    def get_cell_context_data(self, instance: ProductPage, parent_context) -> dict:
        return {
            **super().get_cell_context_data(instance, parent_context),
            "listings": instance.reported,
        }


def state(product: ProductPage) -> str:
    """In words, and how many variants are ready where not all are."""
    found = product.readiness
    label = STATE_LABELS[found.state]
    if found.state != State.PARTLY:
        return str(label)
    return f"{label} ({found.ready_count}/{len(found.variants)})"


class ReadinessReportView(ReportView):
    """Live products, a page at a time; a fixed number of queries."""

    model = ProductPage
    page_title = _("Kesiapan e-Katalog")
    header_icon = "circle-check"
    index_url_name = "readiness"
    index_results_url_name = "readiness_results"
    filterset_class = ReadinessFilterSet
    is_searchable = True
    verbose_name_plural = _("produk")
    default_ordering = "path"
    columns = [
        ProductColumn("title", label=_("Produk"), classname="title readiness-product"),
        Column("supplier", label=_("Pemasok"), accessor="supplier.title"),
        Column("device_type", label=_("Jenis alat"), accessor="device_type"),
        Column("state", label=_("Keadaan"), accessor=state),
        FindingsColumn("findings", label=_("Yang perlu dibenahi")),
        ListingsColumn("reported", label=_("Di LKPP")),
    ]
    export_filename = "kesiapan-e-katalog"
    export_headings = {
        "sku": _("SKU"),
        "product": _("Produk"),
        "variant": _("Varian"),
        "supplier": _("Pemasok"),
        "device_type": _("Jenis alat"),
        "state": _("Keadaan"),
        "blockers": _("Penghalang"),
        "warnings": _("Catatan"),
        "kd_produk": _("Nomor produk LKPP"),
        "v6_id": _("ID e-Katalog v6"),
        "shown": _("Tayang"),
        "purchasable": _("Dapat dibeli"),
        "reported_at": _("Sejak"),
    }
    list_export = list(export_headings)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_read_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        found = exported_rows(self.get_filtered_queryset())
        return self.as_spreadsheet(found, request.GET["export"])

    @cached_property
    def reads_everything(self) -> bool:
        return is_verifier(self.request.user)

    def get_base_queryset(self) -> QuerySet[ProductPage]:
        products = (
            super()
            .get_base_queryset()
            .live()
            .prefetch_related(
                *READINESS,
                Prefetch(
                    "pictures", queryset=ProductPicture.objects.select_related("image")
                ),
            )
        )
        return products if self.reads_everything else products.filter(self._own())

    def _own(self) -> Q:
        own = Q(pk=None)
        for supplier in suppliers_of(self.request.user):
            own |= Q(path__startswith=supplier.path)
        return own

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Also by SKU, of which Wagtail's index of pages knows nothing."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        named = Q(title__icontains=words) | Q(brand__icontains=words)
        skus = ProductVariant.objects.filter(sku__icontains=words)
        return queryset.filter(
            named | Q(model_name__icontains=words) | Q(pk__in=skus.values("product_id"))
        )

    @cached_property
    def columns_shown(self) -> list[BaseColumn]:
        """Editors need not be told who they are."""
        if self.reads_everything:
            return self.columns
        return [column for column in self.columns if column.name != "supplier"]

    def get_table(self, object_list):
        complete(object_list)
        return self.table_class(
            self.columns_shown, object_list, **self.get_table_kwargs()
        )

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["media"] += STYLES + Media(css={"all": ["verification/queue.css"]})
        return context

    def to_row_dict(self, item: "ExportedRow") -> dict[str, object]:
        return item


ExportedRow = dict[str, object]


def complete(products: Iterable[ProductPage]) -> None:
    """Give each product its ``readiness``, ``supplier`` and ``reported``: what
    LKPP reported, in the order of its variants."""
    assessed = assess_products(products, timezone.localdate())
    reported = reported_listings(
        sku for found in assessed.values() for sku in found.by_sku
    )
    for product in products:
        product.readiness = assessed[product.pk]
        product.reported = [
            reported[sku] for sku in product.readiness.by_sku if sku in reported
        ]


def exported_rows(products: QuerySet[ProductPage]) -> Iterator[ExportedRow]:
    """A row for each variant, without holding all of them."""
    found = products.iterator(chunk_size=ROWS_AT_ONCE)
    for batch in batches(found, ROWS_AT_ONCE):
        complete(batch)
        for product in batch:
            reported = {each.sku: each for each in product.reported}
            for variant in product.readiness.variants:
                yield _row(product, variant, reported.get(variant.sku))


def _row(
    product: ProductPage, variant: VariantReadiness, listing: LkppListing | None
) -> ExportedRow:
    return {
        "sku": safe_text(variant.sku),
        "product": safe_text(product.title),
        "variant": safe_text(variant.label),
        "supplier": safe_text(product.supplier.title),
        "device_type": str(product.device_type),
        "state": str(STATE_LABELS[variant.state]),
        "blockers": safe_text(_sentences(variant.blockers)),
        "warnings": safe_text(_sentences(variant.warnings)),
        **_reported(listing),
    }


def _sentences(findings) -> str:
    return "\n".join(text(each) for each in findings)


def _reported(listing: LkppListing | None) -> dict[str, object]:
    if listing is None:
        return dict.fromkeys(
            ("kd_produk", "v6_id", "shown", "purchasable", "reported_at"), ""
        )
    return {
        "kd_produk": listing.kd_produk or "",
        "v6_id": str(listing.v6_id or ""),
        "shown": _yes_or_no(listing.shown),
        "purchasable": _yes_or_no(listing.purchasable),
        "reported_at": timezone.localtime(listing.reported_at),
    }


def _yes_or_no(flag: bool | None) -> str:
    return "" if flag is None else _("ya") if flag else _("tidak")
