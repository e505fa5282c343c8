"""What a user may do with the pages of a supplier, beyond Wagtail's own rules."""

import pytest

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


def someone_who_administers(supplier):
    return administrator()


@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        (nobody, False),
        (editor_of, False),
        (someone_who_verifies, False),
        (someone_who_administers, True),
    ],
)
def test_only_an_administrator_publishes_or_removes_a_supplier(
    supplier, person, allowed
):
    tester = supplier.permissions_for_user(person(supplier))

    assert tester.can_publish() is allowed
    assert tester.can_publish_subpage() is allowed
    assert tester.can_delete() is allowed
