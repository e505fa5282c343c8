"""What is used is not deleted, and who asks learns where."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import LogContext

from core.models import CatalogueDocument, CatalogueImage
from core.usage import InUse, in_use_sentence, places_using
from products.models import DeviceType, MarketingAuthorisation
from suppliers.access import grant_supplier_access
from tests.factories.products import (
    DeviceTypeFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductPictureFactory,
)
from tests.factories.suppliers import SupplierPageFactory, document_of, image_of
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(title="Sumber Sehat")


def licensed(supplier, document, title="Lampu", **fields):
    """A product whose licence is proven by the document."""
    product = ProductPageFactory(parent=supplier, title=title, **fields)
    MarketingAuthorisationFactory(product=product, document=document)
    product.save()
    return product


def test_a_document_of_a_certificate_is_not_deleted(supplier):
    document = document_of(supplier, title="Izin edar")
    licensed(supplier, document)

    with pytest.raises(InUse) as refused, transaction.atomic():
        document.delete()

    assert str(refused.value) == (
        "“Izin edar” tidak dapat dihapus karena dipakai pada “Lampu”. Lepaskan dulu "
        "dari sana."
    )
    assert MarketingAuthorisation.objects.get().document == document


def test_a_queryset_is_not_deleted_either(supplier):
    document = document_of(supplier)
    document_of(supplier)
    licensed(supplier, document)

    with pytest.raises(InUse), transaction.atomic():
        CatalogueDocument.objects.all().delete()

    assert CatalogueDocument.objects.count() == 2


def test_a_document_of_a_later_draft_is_not_deleted(supplier):
    document = document_of(supplier)
    product = ProductPageFactory(parent=supplier)
    product.authorisations.add(
        MarketingAuthorisationFactory.build(product=None, document=document)
    )
    product.save_revision()

    assert list(places_using(document)) == [product]
    with pytest.raises(InUse), transaction.atomic():
        document.delete()


def test_a_number_within_another_is_no_use(supplier):
    document = document_of(supplier)
    longer = CatalogueDocument(pk=int(f"{document.pk}7"), title="Lain")
    longer.collection = document.collection
    longer.file = document.file
    longer.save()
    product = ProductPageFactory(parent=supplier)
    product.authorisations.add(
        MarketingAuthorisationFactory.build(product=None, document=longer)
    )
    product.save_revision()

    assert list(places_using(document)) == []
    document.delete()
    assert CatalogueDocument.objects.get() == longer


def test_what_is_released_is_deleted(supplier):
    document = document_of(supplier)
    product = licensed(supplier, document)
    product.authorisations.all().delete()
    product.save()

    document.delete()

    assert CatalogueDocument.objects.count() == 0


def test_a_picture_on_a_page_is_not_deleted(supplier):
    image = image_of(supplier)
    product = ProductPageFactory(parent=supplier)
    ProductPictureFactory(product=product, image=image)
    product.save()

    with pytest.raises(InUse), transaction.atomic():
        image.delete()

    assert CatalogueImage.objects.get() == image


def test_a_page_is_deleted_whatever_it_refers_to(supplier):
    document = document_of(supplier)
    product = licensed(supplier, document)

    product.delete()
    document.delete()

    assert CatalogueDocument.objects.count() == 0


def test_a_device_type_that_only_a_draft_has_is_not_deleted(supplier):
    former, chosen = DeviceTypeFactory(), DeviceTypeFactory()
    product = ProductPageFactory(parent=supplier, device_type=former)
    product.device_type = chosen
    product.save_revision()

    with pytest.raises(InUse), transaction.atomic():
        chosen.delete()

    assert DeviceType.objects.filter(pk=chosen.pk).exists()


def test_who_may_not_see_a_place_learns_only_of_it(supplier):
    document = document_of(supplier, title="Izin edar")
    places = [licensed(supplier, document), licensed(supplier, document)]
    theirs = licensed(SupplierPageFactory(), document, "RAHASIA")

    sentences = [
        in_use_sentence(document, [*places, theirs], user)
        for user in (editor_of(supplier), verifier(), None)
    ]

    assert sentences == [
        "“Izin edar” tidak dapat dihapus karena dipakai pada “Lampu”, “Lampu”, "
        "1 halaman pemasok lain. Lepaskan dulu dari sana.",
        "“Izin edar” tidak dapat dihapus karena dipakai pada “Lampu”, “Lampu”, "
        "“RAHASIA”. Lepaskan dulu dari sana.",
        "“Izin edar” tidak dapat dihapus karena dipakai pada “Lampu”, “Lampu”, "
        "“RAHASIA”. Lepaskan dulu dari sana.",
    ]


def test_many_places_are_counted(supplier):
    document = document_of(supplier, title="Izin")
    places = [
        licensed(supplier, document, f"Lampu {number}", slug=f"lampu-{number}")
        for number in range(5)
    ]

    assert in_use_sentence(document, places, None) == (
        "“Izin” tidak dapat dihapus karena dipakai pada “Lampu 0”, “Lampu 1”, "
        "“Lampu 2”, 2 tempat lain. Lepaskan dulu dari sana."
    )


def test_the_refusal_speaks_to_who_is_signed_in(supplier):
    document = document_of(supplier, title="Izin")
    licensed(SupplierPageFactory(), document, "RAHASIA")

    with LogContext(user=editor_of(supplier)), pytest.raises(InUse) as refused:
        document.delete()

    assert "RAHASIA" not in str(refused.value)


WAYS_TO_DELETE = {
    "document": lambda document, image: reverse(
        "wagtaildocs:delete", args=[document.pk]
    ),
    "image": lambda document, image: reverse("wagtailimages:delete", args=[image.pk]),
    "documents": lambda document, image: (
        reverse("wagtail_bulk_action", args=["core", "cataloguedocument", "delete"])
        + f"?id={document.pk}"
    ),
    "images": lambda document, image: (
        reverse("wagtail_bulk_action", args=["core", "catalogueimage", "delete"])
        + f"?id={image.pk}"
    ),
    "uploaded document": lambda document, image: reverse(
        "wagtaildocs:delete_multiple", args=[document.pk]
    ),
    "uploaded image": lambda document, image: reverse(
        "wagtailimages:delete_multiple", args=[image.pk]
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_DELETE)
def test_every_way_to_delete_is_refused_with_a_sentence(client, supplier, way):
    document, image = document_of(supplier), image_of(supplier)
    product = licensed(supplier, document)
    ProductPictureFactory(product=product, image=image)
    product.save()
    client.force_login(editor_of(supplier))
    url = WAYS_TO_DELETE[way](document, image)

    if "uploaded" in way:
        # What is half done is taken back, as it is where no test's transaction is.
        with transaction.atomic():
            response = client.post(url, headers=FROM_SCRIPT)
    else:
        response = client.post(url)

    if "uploaded" in way:
        told = response.json()["error_message"]
    else:
        told = client.get("/admin/").content.decode()
    assert "karena dipakai pada “Lampu”" in told
    assert CatalogueDocument.objects.get() == document
    assert CatalogueImage.objects.get() == image


FROM_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def test_the_collection_of_a_supplier_is_not_deleted(client, supplier):
    collection = grant_supplier_access(supplier).collection
    client.force_login(administrator())

    response = client.post(
        reverse("wagtailadmin_collections:delete", args=[collection.pk])
    )

    collection.refresh_from_db()
    assert response.status_code == 302
