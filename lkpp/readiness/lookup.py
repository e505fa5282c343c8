"""The readiness of products from the database, many at a time."""

from collections.abc import Iterable, Mapping
from datetime import date

from certificates.cases import attach_cases_of
from lkpp.readiness.assessment import Readiness, assess
from products.models import ProductPage
from suppliers.models import SupplierPage

READINESS = (
    "device_type",
    "variants",
    "sale_restrictions",
    "authorisations__document",
    "tkdn_certificates__document",
)
"""What :func:`lkpp.readiness.assessment.assess` looks at, besides pictures."""


def assess_products(pages: Iterable[ProductPage], on: date) -> Mapping[int, Readiness]:
    """What was found of each page, by its key, in a fixed number of queries.

    The pages come with :data:`READINESS` and their pictures fetched, or hold their
    children in memory. Each is given its ``supplier``.
    """
    pages = list(pages)
    suppliers = _suppliers({page.supplier_path for page in pages})
    for page in pages:
        page.supplier = suppliers[page.supplier_path]
    _attach_cases(pages, suppliers.values())
    return {
        page.pk: assess(page, page.supplier, page.eligibility(on)) for page in pages
    }


def _suppliers(paths: set[str]) -> dict[str, SupplierPage]:
    found = SupplierPage.objects.filter(path__in=paths)
    return {
        supplier.path: supplier
        for supplier in found.prefetch_related("certificates__document")
    }


def _attach_cases(
    pages: Iterable[ProductPage], suppliers: Iterable[SupplierPage]
) -> None:
    """Of the certificates on which readiness depends, and of no others."""
    attach_cases_of(
        (path, certificate)
        for path, certificates in _deciding(pages, suppliers)
        for certificate in certificates
    )


def _deciding(pages, suppliers):
    for page in pages:
        yield page.supplier_path, page.authorisations.all()
        yield page.supplier_path, page.tkdn_certificates.all()
    for supplier in suppliers:
        yield supplier.path, supplier.certificates.all()
