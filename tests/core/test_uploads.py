"""Who may see an uploaded file."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from core.uploads import is_published, may_download
from core.wagtail_hooks import only_published_documents
from tests.factories.products import ProductAttachmentFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory, document_of
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


def nobody(supplier):
    return AnonymousUser()


def another(supplier):
    return editor_of(SupplierPageFactory(parent=supplier.get_parent()))


def anyone_who_verifies(supplier):
    return verifier()


def anyone_who_administers(supplier):
    return administrator()


@pytest.mark.parametrize("live", [True, False])
def test_a_document_is_public_with_a_page_that_is(supplier, live):
    assert is_published(attached(supplier, live=live)) is live


def test_a_document_on_no_page_is_not_public(supplier):
    assert is_published(document_of(supplier)) is False


@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        (nobody, False),
        (another, False),
        (editor_of, True),
        (anyone_who_verifies, True),
        (anyone_who_administers, True),
    ],
)
def test_a_document_of_a_draft_is_for_those_who_may_choose_it(
    supplier, rf, person, allowed
):
    document = attached(supplier, live=False)
    request = rf.get("/")
    request.user = person(supplier)

    assert may_download(document, request.user) is allowed
    if allowed:
        only_published_documents(document, request)
    else:
        with pytest.raises(Http404):
            only_published_documents(document, request)


@pytest.mark.parametrize("person", [nobody, another])
def test_a_published_document_is_for_everyone(supplier, person):
    assert may_download(attached(supplier, live=True), person(supplier)) is True
