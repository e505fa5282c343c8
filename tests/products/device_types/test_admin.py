"""The list of device types that administrators look after."""

import pytest
from django.urls import reverse

from products.device_types.admin import DeviceTypeViewSet
from products.models import DeviceType
from tests.factories.products import DeviceTypeFactory
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def types(catalogue):
    DeviceType.objects.filter(products=None).delete()
    DeviceTypeFactory(name_id="Botol isap", name_en="Bottle", synonyms=["suction"])
    DeviceTypeFactory(name_id="Ampas", name_en="Suction", synonyms=[])
    DeviceTypeFactory(name_id="Zat", name_en="Agent", synonyms=[])


def listed(client, **asked):
    address = reverse(DeviceTypeViewSet().get_url_name("list"))
    page = client.get(address, asked)
    assert page.status_code == 200
    return [each.name_id for each in page.context["object_list"]]


def test_what_is_called_so_comes_first(types, client):
    client.force_login(administrator())

    assert listed(client, q="suction") == ["Ampas", "Botol isap"]


def test_an_order_that_was_chosen_stays(types, client):
    client.force_login(administrator())

    assert listed(client, q="suction", ordering="-name_id") == ["Botol isap", "Ampas"]


def test_without_words_all_are_listed(types, client):
    client.force_login(administrator())

    assert listed(client) == ["Ampas", "Botol isap", "Zat"]
