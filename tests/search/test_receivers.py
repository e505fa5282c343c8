"""Every change that readers could see leaves a note, in the transaction that makes
it, and no other does."""

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import ProductPage
from products.signals import products_written, sale_restricted
from readmodel.models import PendingChange
from suppliers.models import SupplierPage
from tests.factories.products import (
    CalibrationRecordFactory,
    ProductAttachmentFactory,
    ProductPageFactory,
    ProductPictureFactory,
    complete_product,
)
from tests.factories.suppliers import (
    CatalogueDocumentFactory,
    CatalogueImageFactory,
    LaboratoryFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
)
from tests.factories.users import verifier
from verification.decisions import decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(catalogue):
    """``noted()``: ids of the products noted since the last call."""

    def take():
        ids = set(PendingChange.objects.values_list("product_id", flat=True))
        PendingChange.objects.all().delete()
        return ids

    return take


def test_publishing_a_revision_notes_the_product(noted):
    product = ProductPageFactory(live=False)
    revision = product.save_revision()
    noted()

    revision.publish()

    assert noted() == {product.pk}


def test_saving_a_draft_notes_nothing(noted):
    product = complete_product()
    noted()

    product.title = "Judul baru"
    product.save_revision()

    assert noted() == set()


def test_a_rollback_leaves_no_note(noted):
    product = complete_product()
    noted()

    with pytest.raises(RuntimeError), transaction.atomic():
        product.save()
        raise RuntimeError

    assert noted() == set()


def test_unpublishing_through_the_base_class_notes_the_product(noted):
    product = complete_product()
    noted()

    product.page_ptr.unpublish()

    assert noted() == {product.pk}


def test_unpublishing_a_laboratory_through_the_base_class_notes_what_it_calibrated(
    noted,
):
    laboratory = LaboratoryFactory()
    product = complete_product()
    CalibrationRecordFactory(product=product, laboratory=laboratory)
    noted()

    laboratory.page_ptr.unpublish()

    assert noted() == {product.pk}


def test_restricting_a_page_and_lifting_it_notes_the_products_below(noted):
    product = complete_product()
    complete_product()
    noted()

    restriction = PageViewRestriction.objects.create(
        page=product.supplier.page_ptr, restriction_type="login"
    )
    restricted = noted()
    restriction.delete()

    assert restricted == noted() == {product.pk}


def test_deleting_notes_the_product(noted):
    product = complete_product()
    noted()

    product.delete()

    assert noted() == {product.pk}


def test_deleting_a_supplier_notes_its_products(noted):
    supplier = SupplierPageFactory()
    first, second = (complete_product(parent=supplier) for _ in range(2))
    noted()

    SupplierPage.objects.get(pk=supplier.pk).delete()

    assert noted() == {first.pk, second.pk}


def test_renaming_a_supplier_notes_its_products_only(noted):
    product, other = complete_product(), complete_product()
    supplier = product.supplier
    noted()

    supplier.title = "Nama baru"
    supplier.save_revision().publish()

    assert noted() == {product.pk}
    assert other.pk != product.pk


def test_a_draft_of_a_supplier_notes_nothing(noted):
    supplier = complete_product().supplier
    noted()

    supplier.title = "Nama baru"
    supplier.save_revision()

    assert noted() == set()


def test_renaming_a_laboratory_notes_what_it_calibrated(noted):
    laboratory = LaboratoryFactory()
    product = complete_product()
    CalibrationRecordFactory(product=product, laboratory=laboratory)
    noted()

    laboratory.title = "Laboratorium Baru"
    laboratory.save_revision().publish()

    assert noted() == {product.pk}


def test_changing_a_device_type_or_its_attribute_notes_its_products(noted):
    product = complete_product()
    complete_product()
    noted()

    product.device_type.save()
    by_type = noted()
    product.device_type.attribute_rows.first().save()
    by_attribute = noted()

    assert by_type == {product.pk}
    assert by_attribute == {product.pk}


def test_changing_a_picture_notes_who_shows_it(noted):
    product = complete_product()
    image = CatalogueImageFactory()
    ProductPictureFactory(product=product, image=image)
    noted()

    image.description = "Tampak depan"
    image.save()

    assert noted() == {product.pk}


def test_moving_a_product_among_its_suppliers_notes_it(noted):
    product = complete_product()
    sibling = ProductPageFactory(parent=product.supplier)
    noted()

    product.move(sibling, pos="right")

    assert noted() == {product.pk}


def test_changing_a_suppliers_slug_notes_its_products(noted):
    product = complete_product()
    supplier = SupplierPage.objects.get(pk=product.supplier.pk)
    noted()

    supplier.slug = "alamat-baru"
    supplier.save_revision().publish()

    assert noted() == {product.pk}


def test_saving_a_device_type_with_its_rows_notes_each_product_once(catalogue):
    product, other = complete_product(), complete_product()
    device_type = product.device_type
    ProductPage.objects.update(device_type=device_type)
    PendingChange.objects.all().delete()

    with transaction.atomic():
        device_type.save()
        for row in device_type.attribute_rows.all():
            row.save()

    notes = PendingChange.objects.order_by("product_id").values_list(
        "product_id", flat=True
    )
    assert list(notes) == sorted([product.pk, other.pk])


def test_a_document_that_a_product_refers_to_notes_it(noted):
    attached, licensed, other = (complete_product() for _ in range(3))
    document = CatalogueDocumentFactory()
    ProductAttachmentFactory(product=attached, document=document)
    licensed.authorisations.update(document=document)
    noted()

    document.title = "Nama baru"
    document.save()

    assert noted() == {attached.pk, licensed.pk}
    assert other.pk not in {attached.pk, licensed.pk}


def test_a_document_of_a_suppliers_certificate_notes_its_products(noted):
    product, other = complete_product(), complete_product()
    document = CatalogueDocumentFactory()
    SupplierCertificateFactory(supplier=product.supplier, document=document)
    noted()

    document.title = "Nama baru"
    document.save()

    assert noted() == {product.pk}
    assert other.pk != product.pk


def test_a_decision_notes_the_products_whose_certificate_it_is_about(noted):
    product, other = complete_product(), complete_product()
    recording.record_published([product])
    case = VerificationCase.objects.get(kind="licence")
    noted()

    decide(case.pk, verifier(), CaseState.VERIFIED)

    assert noted() == {product.pk}
    assert other.pk != product.pk


def test_products_written_in_bulk_are_noted(noted):
    products_written.send(sender=ProductPage, product_ids=[4, 5])

    assert noted() == {4, 5}


def test_a_restriction_of_the_sale_is_noted(noted):
    sale_restricted.send(sender=ProductPage, product_id=4)

    assert noted() == {4}
