"""Which products a change of something else concerns."""

from django.db.models import Q
from wagtail.models import Page

from certificates.declared import certificate_relations
from certificates.models import VerificationCase
from certificates.recording import pages_declaring
from core.models import CatalogueDocument, CatalogueImage
from products.models import DeviceType, ProductPage
from products.querysets import ProductQuerySet
from suppliers.models import SupplierPage


def products_below(page: Page) -> ProductQuerySet:
    """The product that ``page`` is, or all that lie below it."""
    return ProductPage.objects.filter(path__startswith=page.path)


def products_of_supplier(supplier: Page) -> ProductQuerySet:
    """The supplier's products and those it calibrated.

    ``supplier`` may be the page as its base class knows it.
    """
    return ProductPage.objects.filter(
        Q(path__startswith=supplier.path)
        | Q(calibration_records__laboratory=supplier.pk)
    )


def products_of_device_type(device_type: DeviceType) -> ProductQuerySet:
    return ProductPage.objects.filter(device_type=device_type)


def products_with_image(image: CatalogueImage) -> ProductQuerySet:
    return ProductPage.objects.filter(pictures__image=image)


def products_with_document(document: CatalogueDocument) -> ProductQuerySet:
    """Products that refer to the document."""
    uses = Q(attachments__document=document) | Q(calibration_records__dcc=document)
    for accessor in certificate_relations(ProductPage):
        uses |= Q(**{f"{accessor}__document": document})
    return ProductPage.objects.filter(uses)


def suppliers_with_document(document: CatalogueDocument) -> list[SupplierPage]:
    """Suppliers whose own certificates refer to the document."""
    return list(SupplierPage.objects.filter(certificates__document=document).distinct())


def pages_concerned(case: VerificationCase) -> list[Page]:
    """Products, and suppliers, whose certificates the case is about."""
    return list(Page.objects.filter(pk__in=pages_declaring(case)))
