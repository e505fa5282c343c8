"""Every signal that tells of a change in what readers see of products.

Signals of saving are used rather than Wagtail's of publishing because they are sent
inside the transaction that changes the page.
"""

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, post_page_move

from certificates.signals import case_decided
from core.models import CatalogueDocument, CatalogueImage
from products.models import (
    CalibrationParameter,
    DeviceAttribute,
    DeviceType,
    ProductPage,
)
from products.signals import products_written, sale_restricted
from readmodel import outbox
from search.affected import (
    pages_concerned,
    products_below,
    products_of_device_type,
    products_of_supplier,
    products_with_document,
    products_with_image,
    suppliers_with_document,
)
from suppliers.models import CatalogueIndexPage, SupplierPage

DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
"""Fields of a page that the public never sees."""


def _is_draft_only(update_fields) -> bool:
    return update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)


@receiver(post_save, sender=Page)
@receiver(post_save, sender=ProductPage)
@receiver(post_save, sender=SupplierPage)
@receiver(post_save, sender=CatalogueIndexPage)
def page_saved(instance, created, update_fields=None, **kwargs) -> None:
    if created:
        if isinstance(instance, ProductPage):
            outbox.enqueue([instance.pk])
    elif _is_draft_only(update_fields):
        return
    # Wagtail publishes and unpublishes through the base class now and then.
    elif instance.specific_class is SupplierPage:
        outbox.enqueue_all(products_of_supplier(instance))
    else:
        outbox.enqueue_all(products_below(instance))


@receiver(post_save, sender=PageViewRestriction)
@receiver(pre_delete, sender=PageViewRestriction)
def page_restricted(instance, **kwargs) -> None:
    outbox.enqueue_all(products_below(instance.page))


@receiver(pre_delete, sender=ProductPage)
def product_deleted(instance, **kwargs) -> None:
    outbox.enqueue([instance.pk])


@receiver(pre_delete, sender=SupplierPage)
def supplier_deleted(instance, **kwargs) -> None:
    outbox.enqueue_all(products_of_supplier(instance))


@receiver(post_page_move)
@receiver(page_slug_changed)
def page_moved(instance, **kwargs) -> None:
    outbox.enqueue_all(products_below(instance))


@receiver(products_written)
def products_bulk_written(product_ids, **kwargs) -> None:
    outbox.enqueue(product_ids)


@receiver(sale_restricted)
def restrictions_changed(product_id, **kwargs) -> None:
    outbox.enqueue([product_id])


@receiver(post_save, sender=DeviceType)
def device_type_saved(instance, created, **kwargs) -> None:
    if not created:
        _device_type_changed(instance)


@receiver(case_decided)
def certificate_decided(case, **kwargs) -> None:
    for page in pages_concerned(case):
        outbox.enqueue_all(products_below(page))


@receiver(post_save, sender=CalibrationParameter)
@receiver(pre_delete, sender=CalibrationParameter)
@receiver(post_save, sender=DeviceAttribute)
@receiver(pre_delete, sender=DeviceAttribute)
def device_attribute_changed(instance, **kwargs) -> None:
    _device_type_changed(instance.device_type)


def _device_type_changed(device_type: DeviceType) -> None:
    """A type is saved with all its rows: its products are noted once."""
    outbox.enqueue_once(
        products_of_device_type(device_type), ("device type", device_type.pk)
    )


@receiver(post_save, sender=CatalogueImage)
@receiver(pre_delete, sender=CatalogueImage)
def image_changed(instance, **kwargs) -> None:
    outbox.enqueue_all(products_with_image(instance))


@receiver(post_save, sender=CatalogueDocument)
@receiver(pre_delete, sender=CatalogueDocument)
def document_changed(instance, **kwargs) -> None:
    outbox.enqueue_all(products_with_document(instance))
    for supplier in suppliers_with_document(instance):
        outbox.enqueue_all(products_of_supplier(supplier))
