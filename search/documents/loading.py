"""Reading products from the database, many at a time, as they are now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from wagtail.models import Site

from certificates.cases import attach_cases
from domain.eligibility import Eligibility
from products.models import ProductPage
from products.prices import ppn_base
from products.querysets import ProductQuerySet
from search.documents.building import build_document
from search.documents.context import BuildContext
from search.documents.rebuilding import rebuild_on
from search.documents.types import ProductDocument
from suppliers.models import SupplierPage


@dataclass(frozen=True)
class ProductSnapshot:
    """A public product with everything that is built of it. What several projections
    need is computed once."""

    page: ProductPage
    supplier: SupplierPage
    context: BuildContext

    exists = True
    is_public = True

    @property
    def product_id(self) -> int:
        return self.page.pk

    @property
    def published_at(self) -> datetime | None:
        return self.page.first_published_at

    @cached_property
    def eligibility(self) -> Eligibility:
        return self.page.eligibility(self.context.on)

    @cached_property
    def document(self) -> ProductDocument:
        return build_document(self.page, self.supplier, self.eligibility, self.context)

    @property
    def rebuild_on(self) -> date | None:
        return rebuild_on(self.page, self.supplier, self.context.on)


@dataclass(frozen=True, slots=True)
class AbsentProduct:
    """A product that the public does not see: ``exists`` says whether anyone does."""

    product_id: int
    exists: bool
    is_public: bool = False
    published_at: None = None
    rebuild_on: None = None


def public_products() -> ProductQuerySet:
    """Public products of public suppliers: those that readers see."""
    return ProductPage.objects.seen_by_all()


def load_products(
    product_ids: Collection[int],
) -> list[ProductSnapshot | AbsentProduct]:
    """These products as they are now, by key, in a fixed number of queries."""
    context = build_context()
    found = public_products().filter(pk__in=product_ids).with_public_details()
    suppliers = _suppliers(found)
    # One may have left since the pages were read.
    pages = [page for page in found if page.supplier_path in suppliers]
    attach_cases([*pages, *suppliers.values()])
    public = {
        page.pk: ProductSnapshot(page, suppliers[page.supplier_path], context)
        for page in pages
    }
    hidden = ProductPage.objects.filter(pk__in=set(product_ids) - public.keys())
    existing = set(hidden.values_list("pk", flat=True))
    return [
        public.get(product_id) or AbsentProduct(product_id, product_id in existing)
        for product_id in sorted(product_ids)
    ]


def build_context() -> BuildContext:
    """What documents built today depend on besides their pages."""
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    return BuildContext(
        on=timezone.localdate(),
        root_path=root.url_path,
        ppn_base=ppn_base(),
    )


def _suppliers(pages: Iterable[ProductPage]) -> dict[str, SupplierPage]:
    """The public suppliers of these pages, by path."""
    found = SupplierPage.objects.live().filter(
        path__in={page.supplier_path for page in pages}
    )
    return {
        supplier.path: supplier
        for supplier in found.prefetch_related(
            "certificates__document", "accreditations__document"
        )
    }
