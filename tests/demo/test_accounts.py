"""Who one may sign in as in the demo."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from demo.accounts import account_lines, make_accounts
from suppliers.access import grant_supplier_access
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    page = SupplierPageFactory(parent=catalogue)
    grant_supplier_access(page)
    return page


def rights():
    return {
        user.username: (
            user.email,
            user.is_superuser,
            user.is_staff,
            sorted(user.groups.values_list("name", flat=True)),
        )
        for user in get_user_model().objects.all()
    }


def test_each_account_may_do_what_its_role_says(supplier):
    make_accounts(supplier)

    assert rights() == {
        "admin": ("admin@katalog.example", True, True, []),
        "verifikator": ("verifikator@katalog.example", False, False, ["Verifikator"]),
        "editor": (
            "editor@katalog.example",
            False,
            False,
            [supplier.access.group.name],
        ),
    }


def test_an_account_that_exists_keeps_its_password(supplier):
    user = get_user_model().objects.create_user("editor", password="mine")

    make_accounts(supplier)
    make_accounts(supplier)

    user.refresh_from_db()
    assert user.check_password("mine")
    assert user.groups.get() == supplier.access.group
    assert get_user_model().objects.count() == 3


def test_lines_tell_name_password_and_role():
    with translation.override("en"):
        assert account_lines() == [
            "  admin / katalog-admin  (administrator)",
            "  verifikator / katalog-verifikator  (verifier)",
            "  editor / katalog-editor  (editor for one manufacturer)",
        ]
