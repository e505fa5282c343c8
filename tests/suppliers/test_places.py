"""A regency lies in its province, wherever a place is stated."""

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import Plant
from tests.factories.suppliers import SupplierPageFactory


def test_places_are_named_with_their_kind():
    plant = Plant(province="32", regency="32.73")

    assert (plant.province_name, plant.regency_name) == ("Jawa Barat", "Kota Bandung")


def test_what_is_not_stated_has_no_name():
    assert (Plant().province_name, Plant().regency_name) == ("", "")


@pytest.mark.parametrize(
    ("province", "regency"), [("33", "32.73"), ("", "32.73"), ("32", "32.99")]
)
def test_a_plant_cannot_lie_in_another_province(province, regency):
    with pytest.raises(ValidationError) as refused:
        Plant(province=province, regency=regency).clean()

    assert list(refused.value.message_dict) == ["regency"]


@pytest.mark.django_db
def test_a_supplier_cannot_lie_in_another_province(catalogue):
    supplier = SupplierPageFactory(province="32", regency="32.73")
    supplier.clean()

    supplier.province = "33"
    with pytest.raises(ValidationError) as refused:
        supplier.clean()

    assert list(refused.value.message_dict) == ["regency"]
