"""Every signal that the read model listens to.

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
from products.signals import products_written
from readmodel import outbox
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
        outbox.enqueue_of_supplier(instance)
    else:
        outbox.enqueue_below(instance)


@receiver(post_save, sender=PageViewRestriction)
@receiver(pre_delete, sender=PageViewRestriction)
def page_restricted(instance, **kwargs) -> None:
    outbox.enqueue_below(instance.page)


@receiver(pre_delete, sender=ProductPage)
def product_deleted(instance, **kwargs) -> None:
    outbox.enqueue([instance.pk])


@receiver(pre_delete, sender=SupplierPage)
def supplier_deleted(instance, **kwargs) -> None:
    outbox.enqueue_of_supplier(instance)


@receiver(post_page_move)
@receiver(page_slug_changed)
def page_moved(instance, **kwargs) -> None:
    outbox.enqueue_below(instance)


@receiver(products_written)
def products_bulk_written(product_ids, **kwargs) -> None:
    outbox.enqueue(product_ids)


@receiver(post_save, sender=DeviceType)
def device_type_saved(instance, created, **kwargs) -> None:
    if not created:
        outbox.enqueue_of_device_type(instance)


@receiver(case_decided)
def certificate_judged(case, **kwargs) -> None:
    outbox.enqueue_judged(case)


@receiver(post_save, sender=CalibrationParameter)
@receiver(pre_delete, sender=CalibrationParameter)
@receiver(post_save, sender=DeviceAttribute)
@receiver(pre_delete, sender=DeviceAttribute)
def device_attribute_changed(instance, **kwargs) -> None:
    outbox.enqueue_of_device_type(instance.device_type)


@receiver(post_save, sender=CatalogueImage)
@receiver(pre_delete, sender=CatalogueImage)
def image_changed(instance, **kwargs) -> None:
    outbox.enqueue_with_image(instance)


@receiver(post_save, sender=CatalogueDocument)
@receiver(pre_delete, sender=CatalogueDocument)
def document_changed(instance, **kwargs) -> None:
    outbox.enqueue_with_document(instance)
