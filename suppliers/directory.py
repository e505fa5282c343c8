"""The directory of suppliers and the page of one supplier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from certificates.cases import attach_cases, attach_cases_of
from certificates.outcome import VerificationOutcome, outcome_of
from certificates.public_registers import KAN
from core.addresses import localised
from core.breadcrumbs import Crumb
from core.language import in_language
from domain import regions
from domain.validity import VALID_STATUSES, Status
from suppliers.bulk_pages import LAST_CHILD
from suppliers.models import (
    Accreditation,
    CatalogueIndexPage,
    SupplierCertificate,
    SupplierKind,
    SupplierPage,
)

PAGE_SIZE = 24
LONGEST_NAME = 100
DIRECTORY_PATH = "/pemasok/"


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor looks for; what the address says wrongly is left out."""

    kind: str = ""
    province: str = ""
    name: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Selection":
        kind, province = query.get("kind", ""), query.get("province", "")
        name = query.get("q", "").replace("\x00", "").strip()
        return cls(
            kind=kind if kind in SupplierKind.values else "",
            province=province if regions.is_province(province) else "",
            name=name[:LONGEST_NAME],
        )

    def conditions(self) -> dict[str, Q]:
        """What each part of the selection asks of a supplier."""
        conditions = {}
        if self.kind:
            conditions["kind"] = Q(kind=self.kind)
        if self.province:
            conditions["province"] = Q(province=self.province)
        if self.name:
            conditions["name"] = Q(title__icontains=self.name) | Q(
                legal_name__icontains=self.name
            )
        return conditions

    def address(self, **changes: str) -> str:
        """The query string of this selection with parts changed."""
        parts = {"q": self.name, "kind": self.kind, "province": self.province}
        stated = {name: value for name, value in (parts | changes).items() if value}
        return f"?{urlencode(stated)}"


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A supplier in the list. ``products`` counts what it has published."""

    supplier: SupplierPage
    url: str
    products: int
    accreditations: Sequence["ShownCertificate"]


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """An accreditation or certificate, its status on the day and who checked it."""

    certificate: Accreditation | SupplierCertificate
    status: Status
    outcome: VerificationOutcome

    @property
    def is_valid(self) -> bool:
        return self.status in VALID_STATUSES


@dataclass(frozen=True, slots=True)
class FilterOption:
    """A kind or province to choose, with how many suppliers that gives."""

    label: str
    count: int
    url: str
    is_current: bool


def directory_context(page: CatalogueIndexPage, request: HttpRequest) -> dict:
    """The template's variables. The number of queries does not depend on how many
    suppliers there are."""
    selection = Selection.from_query(request.GET)
    listing = _listing(page, selection, request.GET.get("page"))
    return {
        "selection": selection,
        "kinds": _kinds(page, selection),
        "provinces": _provinces(page, selection),
        "page_obj": listing,
        "entries": _entries(listing.object_list, request),
        "crumbs": [Crumb(_("Pemasok"))],
        "is_filtered": selection != Selection(),
        "everyone": selection.address(kind=""),
        "everywhere": selection.address(province=""),
        "nav": "suppliers",
    }


def _listing(
    page: CatalogueIndexPage, selection: Selection, number: str | None
) -> ListPage:
    suppliers = (
        _suppliers(page, selection)
        .select_related("logo")
        .prefetch_related("accreditations__document", "logo__renditions")
        .defer("text", "text_en")
        .order_by("title", "pk")
    )
    return Paginator(suppliers, PAGE_SIZE).get_page(number)


def _entries(
    suppliers: Iterable[SupplierPage], request: HttpRequest
) -> list[DirectoryEntry]:
    suppliers = list(suppliers)
    published = _published_children(suppliers)
    attach_cases_of(
        (supplier.path, row)
        for supplier in suppliers
        for row in supplier.accreditations.all()
    )
    return [
        DirectoryEntry(
            supplier=supplier,
            url=supplier.get_url(request),
            products=published.get(supplier.path, 0),
            accreditations=_shown(supplier.accreditations.all()),
        )
        for supplier in suppliers
    ]


def _published_children(pages: Sequence[Page]) -> dict[str, int]:
    """How many live children each of these siblings has, by path; in one query."""
    if not pages:
        return {}
    # Ranges, unlike a prefix of the path, are looked up in the index of paths.
    below = (
        Q(path__gt=page.path, path__lte=page.path + LAST_CHILD, depth=page.depth + 1)
        for page in pages
    )
    children = Page.objects.live().filter(reduce(or_, below)).order_by()
    rows = (
        children.annotate(parent_path=Substr("path", 1, len(pages[0].path)))
        .values_list("parent_path")
        .annotate(Count("pk"))
    )
    return dict(rows)


def listed_suppliers() -> QuerySet[SupplierPage]:
    """All that the directory lists, whether or not they have products: makers,
    laboratories, certification bodies, consultants. Wherever suppliers are counted,
    these are."""
    return SupplierPage.objects.live()


def _suppliers(page: CatalogueIndexPage, selection: Selection, *, without: str = ""):
    """The suppliers selected; ``without`` one part of the selection."""
    suppliers = listed_suppliers().child_of(page)
    for part, condition in selection.conditions().items():
        if part != without:
            suppliers = suppliers.filter(condition)
    return suppliers


def _counts(page: CatalogueIndexPage, selection: Selection, field: str) -> dict:
    """Suppliers by the values of ``field``, whichever of them is chosen now."""
    rows = (
        _suppliers(page, selection, without=field)
        .order_by()
        .values_list(field)
        .annotate(Count("pk"))
    )
    return dict(rows)


def _kinds(page: CatalogueIndexPage, selection: Selection) -> list[FilterOption]:
    counts = _counts(page, selection, "kind")
    return [
        FilterOption(
            label=label,
            count=counts.get(kind, 0),
            url=selection.address(kind=kind),
            is_current=kind == selection.kind,
        )
        for kind, label in SupplierKind.choices
    ]


def _provinces(page: CatalogueIndexPage, selection: Selection) -> list[FilterOption]:
    """Provinces where there are suppliers, and the one chosen."""
    counts = _counts(page, selection, "province")
    return [
        FilterOption(
            label=name,
            count=counts.get(code, 0),
            url=selection.address(province=code),
            is_current=code == selection.province,
        )
        for code, name in sorted(regions.PROVINCES.items(), key=lambda each: each[1])
        if code in counts or code == selection.province
    ]


def supplier_context(page: SupplierPage, request: HttpRequest) -> dict:
    """The template's variables. Makes a fixed number of queries."""
    # A draft in preview holds its children in memory: reading it again loses them.
    if not getattr(request, "is_preview", False):
        page = SupplierPage.objects.prefetch_related(
            "accreditations__document",
            "certificates__document",
            "certificates__plant",
            "plants",
            "contacts",
        ).get(pk=page.pk)
    attach_cases([page])
    return {
        "supplier": page,
        "summary": in_language(page, "summary"),
        "text": in_language(page, "text"),
        "accreditations": _shown(page.accreditations.all()),
        "certificates": _shown(page.certificates.all()),
        "accreditation_register": KAN.url,
        "plants": list(page.plants.all()),
        "contacts": list(page.contacts.all()),
        "published": _published_children([page]).get(page.path, 0),
        "crumbs": _supplier_crumbs(page),
        "nav": "suppliers",
    }


def _shown(
    certificates: Iterable[Accreditation | SupplierCertificate],
) -> list[ShownCertificate]:
    today = timezone.localdate()
    return [
        ShownCertificate(row, row.status(today), outcome_of(row.case))
        for row in certificates
    ]


def _supplier_crumbs(page: SupplierPage) -> list[Crumb]:
    directory = localised(DIRECTORY_PATH)
    kind = f"{directory}?{urlencode({'kind': page.kind})}"
    return [
        Crumb(_("Pemasok"), directory),
        Crumb(page.get_kind_display(), kind),
        Crumb(page.title),
    ]
