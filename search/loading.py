"""Reading products from the database and building their documents."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b

import orjson
from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from certificates.cases import attach_cases
from domain.prices import FULL_BASE, REDUCED_BASE
from lkpp.listings.lookup import reported_listings
from lkpp.models import LkppListing
from lkpp.readiness.assessment import Readiness, assess
from lkpp.records.neutral_record import SCHEMA_VERSION
from lkpp.records.sections import Exported, exported_variants
from products.models import ProductPage
from products.querysets import ProductQuerySet
from search.documents import BuildContext, ProductDocument, build_document, rebuild_on
from suppliers.models import SupplierPage

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProductSnapshot:
    """A product as it is now; ``document`` is None unless the public may see it."""

    product_id: int
    document: ProductDocument | None
    exists: bool
    rebuild_on: date | None = None
    exported: Exported = field(default_factory=Exported)
    """What is exported of its variants."""
    readiness: Readiness | None = None

    @cached_property
    def checksum(self) -> str:
        """Tells whether readers have all this already: the digest of the document, and
        that of what is exported."""
        exported = [
            SCHEMA_VERSION,
            self.exists,
            self.exported.sections,
            self.exported.blocked,
        ]
        return document_digest(self.document) + _digest(exported)


def document_digest(document: ProductDocument | None) -> str:
    """Tells one document from another; 32 characters."""
    return _digest(document)


def _digest(content: object) -> str:
    encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(encoded, digest_size=16).hexdigest()


def public_products() -> ProductQuerySet:
    return ProductPage.objects.live().public()


def load_products(product_ids: set[int]) -> Iterator[ProductSnapshot]:
    """These products as they are now, in a fixed number of queries.

    A product whose data cannot be made a document is logged and left out: it must
    not keep the others from readers.
    """
    context = build_context()
    pages = list(public_products().filter(pk__in=product_ids).with_public_details())
    suppliers = {
        supplier.path: supplier
        for supplier in SupplierPage.objects.live()
        .filter(path__in={page.supplier_path for page in pages})
        .prefetch_related("certificates__document", "accreditations__document")
    }
    reported = reported_listings(
        variant.sku for page in pages for variant in page.variants.all()
    )
    public = {page.pk: page for page in pages if page.supplier_path in suppliers}
    attach_cases([*public.values(), *suppliers.values()])
    hidden = ProductPage.objects.filter(pk__in=product_ids - public.keys())
    existing = set(hidden.values_list("pk", flat=True))
    for product_id in sorted(product_ids):
        page = public.get(product_id)
        if page is None:
            yield ProductSnapshot(product_id, None, product_id in existing)
        else:
            try:
                yield _seen(page, suppliers[page.supplier_path], reported, context)
            except (KeyError, ValueError):
                logger.exception("Product %d cannot be indexed as it is.", product_id)


def _seen(
    page: ProductPage,
    supplier: SupplierPage,
    reported: Mapping[str, LkppListing],
    context: BuildContext,
) -> ProductSnapshot:
    eligibility = page.eligibility(context.on)
    document = build_document(page, supplier, eligibility, context)
    ready = assess(page, supplier, eligibility)
    return ProductSnapshot(
        page.pk,
        document,
        True,
        rebuild_on(page, supplier, context.on),
        exported_variants(
            page, supplier, eligibility, document, ready, reported, context
        ),
        ready,
    )


def build_context() -> BuildContext:
    """What documents built today depend on besides their pages."""
    root = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    return BuildContext(
        on=timezone.localdate(),
        root_path=root.url_path,
        ppn_base=REDUCED_BASE if settings.PPN_REDUCED_BASE else FULL_BASE,
    )
