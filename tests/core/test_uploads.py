"""Who may see an uploaded file."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from core.uploads import is_published, may_choose, may_download
from tests.factories.products import (
    ProductAttachmentFactory,
    ProductPageFactory,
    ProductPictureFactory,
)
from tests.factories.suppliers import SupplierPageFactory, document_of, image_of
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(parent=catalogue)


def attached(supplier, *, live: bool):
    """A document on a page of the supplier."""
    document = document_of(supplier)
    product = ProductPageFactory(parent=supplier, live=live)
    ProductAttachmentFactory(product=product, document=document)
    product.save()
    return document


def pictured(supplier, *, live: bool):
    """A picture on a page of the supplier."""
    image = image_of(supplier)
    product = ProductPageFactory(parent=supplier, live=live)
    ProductPictureFactory(product=product, image=image)
    product.save()
    return image


def nobody(supplier):
    return AnonymousUser()


def another(supplier):
    return editor_of(SupplierPageFactory(parent=supplier.get_parent()))


def anyone_who_verifies(supplier):
    return verifier()


def anyone_who_administers(supplier):
    return administrator()


PEOPLE = [
    (nobody, False),
    (another, False),
    (editor_of, True),
    (anyone_who_verifies, True),
    (anyone_who_administers, True),
]


@pytest.mark.parametrize("of", [attached, pictured])
@pytest.mark.parametrize("live", [True, False])
def test_a_file_is_public_with_a_page_that_is(supplier, of, live):
    assert is_published(of(supplier, live=live)) is live


@pytest.mark.parametrize("of", [document_of, image_of])
def test_a_file_on_no_page_is_not_public(supplier, of):
    assert is_published(of(supplier)) is False


@pytest.mark.parametrize("of", [attached, pictured])
def test_a_file_is_withdrawn_with_its_page(supplier, of):
    file = of(supplier, live=True)
    product = supplier.get_children().get().specific

    product.unpublish()

    assert is_published(file) is False


@pytest.mark.parametrize("of", [attached, pictured])
def test_a_file_is_as_restricted_as_its_page(supplier, of):
    file = of(supplier, live=True)

    PageViewRestriction.objects.create(
        page=supplier, restriction_type=PageViewRestriction.LOGIN
    )

    assert is_published(file) is False


def test_a_picture_of_a_new_draft_of_a_live_page_is_not_public(supplier):
    shown = pictured(supplier, live=True)
    product = supplier.get_children().get().specific
    new = image_of(supplier)
    product.pictures.add(ProductPictureFactory.build(image=new))
    revision = product.save_revision()
    before = is_published(new)
    revision.publish()

    assert (before, is_published(new), is_published(shown)) == (False, True, True)


def test_a_logo_is_public_with_its_supplier(supplier):
    supplier.logo = image_of(supplier)
    supplier.save()

    assert is_published(supplier.logo) is True


@pytest.mark.parametrize("of", [attached, pictured])
@pytest.mark.parametrize(("person", "allowed"), PEOPLE)
def test_a_file_of_a_draft_is_for_those_who_may_choose_it(
    supplier, of, person, allowed
):
    file = of(supplier, live=False)

    assert may_choose(file, person(supplier)) is allowed


@pytest.mark.parametrize(("person", "allowed"), PEOPLE)
@pytest.mark.parametrize("live", [True, False])
def test_a_published_document_is_for_everyone(supplier, person, allowed, live):
    document = attached(supplier, live=live)

    assert may_download(document, person(supplier)) is (live or allowed)
