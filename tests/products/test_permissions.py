"""What a user may do with a product, beyond Wagtail's own rules."""

import pytest

from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


def nobody(supplier):
    return UserFactory()


def someone_who_verifies(supplier):
    return verifier()


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({"live": False}, True),
        ({"live": True}, False),
        ({"live": False, "first_published_at": "2026-01-01T00:00:00+07:00"}, False),
    ],
)
def test_an_editor_deletes_only_a_draft_that_nobody_has_seen(supplier, fields, allowed):
    product = ProductPageFactory(parent=supplier, **fields)

    assert product.permissions_for_user(editor_of(supplier)).can_delete() is allowed


@pytest.mark.parametrize("person", [nobody, someone_who_verifies])
def test_a_draft_is_deleted_by_nobody_who_adds_none(supplier, person):
    product = ProductPageFactory(parent=supplier, live=False)

    assert product.permissions_for_user(person(supplier)).can_delete() is False


def test_an_editor_of_another_supplier_deletes_no_draft(supplier):
    product = ProductPageFactory(parent=supplier, live=False)
    other = editor_of(SupplierPageFactory())

    assert product.permissions_for_user(other).can_delete() is False


def test_an_administrator_deletes_what_buyers_have_seen(supplier):
    product = ProductPageFactory(parent=supplier)

    assert product.permissions_for_user(administrator()).can_delete() is True
