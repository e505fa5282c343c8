"""System checks of what keeps suppliers apart."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from suppliers.access import grant_supplier_access
from suppliers.checks import groups_have_few_page_permissions
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


def test_check_warns_of_a_group_with_a_permission_for_every_page(supplier):
    group = Group.objects.create(name="Terlalu banyak")
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="change_page"
    )
    for _each in range(51):
        page = SupplierPageFactory()
        GroupPagePermission.objects.create(
            group=group, page=page.page_ptr, permission=permission
        )

    warnings = groups_have_few_page_permissions(databases=["default"])

    assert [warning.obj for warning in warnings] == [group]


def test_check_does_not_complain_of_the_catalogue_as_set_up(supplier):
    grant_supplier_access(supplier)

    assert groups_have_few_page_permissions(databases=["default"]) == []


def test_as_many_permissions_as_are_bearable_are_no_fault(supplier):
    group = Group.objects.create(name="Banyak")
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="change_page"
    )
    for _each in range(50):
        GroupPagePermission.objects.create(
            group=group, page=SupplierPageFactory().page_ptr, permission=permission
        )

    assert groups_have_few_page_permissions(databases=["default"]) == []


@pytest.mark.parametrize("databases", [None, []])
def test_without_a_database_nothing_is_asked(django_assert_num_queries, databases):
    with django_assert_num_queries(0):
        assert groups_have_few_page_permissions(databases=databases) == []
