"""What is checked of device types wherever they come from."""

import pytest

from products.checks import attributes_can_be_used
from products.models import DeviceAttribute


@pytest.mark.django_db
def test_the_seeded_attributes_are_sound(catalogue):
    assert DeviceAttribute.objects.exists()
    assert attributes_can_be_used(databases=["default"]) == []


@pytest.mark.django_db
def test_an_unknown_unit_is_an_error(catalogue):
    row = DeviceAttribute.objects.filter(kind="number").first()
    DeviceAttribute.objects.filter(pk=row.pk).update(unit="furlong")

    errors = attributes_can_be_used(databases=["default"])

    assert [(error.id, error.obj) for error in errors] == [("products.E001", row)]


@pytest.mark.django_db
def test_without_a_database_nothing_is_asked(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert attributes_can_be_used(databases=None) == []
