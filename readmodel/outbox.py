"""Noting which products may look different now.

Call these inside the transaction that makes the change: a rollback then takes the
note back as well. The indexer (:mod:`readmodel.indexer`) reads the notes after commit.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from certificates.declared import certificate_relations
from certificates.models import VerificationCase
from certificates.recording import pages_declaring
from core.models import CatalogueDocument, CatalogueImage
from products.models import DeviceType, ProductPage
from readmodel.models import PendingChange
from suppliers.models import SupplierPage


def enqueue(product_ids: Iterable[int]) -> None:
    PendingChange.objects.bulk_create(
        [PendingChange(product_id=product_id) for product_id in product_ids],
        batch_size=500,
    )


def enqueue_all(products: QuerySet) -> int:
    """Note every product of the queryset by one INSERT … SELECT; how many those are.

    The rows may be others whose primary keys are those of products.
    """
    ids = products.order_by().values_list("pk", flat=True).distinct()
    select, parameters = ids.query.sql_with_params()
    table = connection.ops.quote_name(PendingChange._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (product_id, enqueued_at) "  # noqa: S608
            f"SELECT selected.*, %s FROM ({select}) AS selected",
            [timezone.now(), *parameters],
        )
        return cursor.rowcount


def enqueue_below(page: Page) -> None:
    """The product that ``page`` is, or all that lie below it."""
    enqueue_all(ProductPage.objects.filter(path__startswith=page.path))


def enqueue_of_supplier(supplier: Page) -> None:
    """The supplier's products and those it calibrated.

    ``supplier`` may be the page as its base class knows it.
    """
    enqueue_all(
        ProductPage.objects.filter(
            Q(path__startswith=supplier.path)
            | Q(calibration_records__laboratory=supplier.pk)
        )
    )


def enqueue_of_device_type(device_type: DeviceType) -> None:
    enqueue_all(ProductPage.objects.filter(device_type=device_type))


def enqueue_with_image(image: CatalogueImage) -> None:
    enqueue_all(ProductPage.objects.filter(pictures__image=image))


def enqueue_with_document(document: CatalogueDocument) -> None:
    """Products that refer to the document, and those of suppliers that do."""
    uses = Q(attachments__document=document) | Q(calibration_records__dcc=document)
    for accessor in certificate_relations(ProductPage):
        uses |= Q(**{f"{accessor}__document": document})
    enqueue_all(ProductPage.objects.filter(uses))
    for supplier in SupplierPage.objects.filter(certificates__document=document):
        enqueue_of_supplier(supplier)


def enqueue_judged(case: VerificationCase) -> None:
    """Products whose certificates, or whose supplier's, the case judges."""
    for page in Page.objects.filter(pk__in=pages_declaring(case)):
        enqueue_below(page)
