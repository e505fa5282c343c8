"""Choosing among thousands of device types on a product's edit page."""

import pytest
from django.urls import reverse
from django.utils import translation
from lxml.html import fromstring

from products.editing.device_type_choice import DeviceTypeSelect
from products.models import DeviceType
from tests.factories.products import (
    DeviceAttributeFactory,
    DeviceTypeFactory,
    forget_device_types,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def types(catalogue):
    forget_device_types()
    return [
        DeviceTypeFactory(name_id="Kasa <b>", name_en="Gauze", category="16"),
        DeviceTypeFactory(name_id="Bak uji", name_en="Test tray", category="17"),
        DeviceTypeFactory(
            name_id="Ayunan", name_en="Swing", category="16", synonyms=["buaian", "x"]
        ),
    ]


def drawn(value=None):
    html = DeviceTypeSelect().render("device_type", value, {"id": "id_device_type"})
    return fromstring(html)


def test_the_list_is_grouped_by_category_in_the_order_of_names(types):
    groups = {
        group.get("label"): [option.text for option in group]
        for group in drawn().iter("optgroup")
    }

    assert groups == {
        "16 Peralatan Bedah Umum dan Bedah Plastik": ["Ayunan", "Kasa <b>"],
        "17 Peralatan Kesehatan Masyarakat, Laboratorium, dan Penunjang": ["Bak uji"],
    }


def test_names_are_in_the_language_of_the_editor(types):
    with translation.override("en"):
        options = [option.text for option in drawn().iter("option")]

    assert options == ["---------", "Gauze", "Swing", "Test tray"]


@pytest.mark.parametrize("form", [int, str])
def test_what_was_chosen_is_chosen_again(types, form):
    options = drawn(form(types[1].pk)).iter("option")

    assert [each.text for each in options if "selected" in each.attrib] == ["Bak uji"]


def test_nothing_is_chosen_at_first(types):
    assert not [each for each in drawn().iter("option") if "selected" in each.attrib]


def test_a_list_of_thousands_is_one_query(types, django_assert_num_queries):
    DeviceTypeFactory.create_batch(30)

    with django_assert_num_queries(1):
        drawn()


def offered(client, text):
    response = client.get(reverse("product_device_types"), {"q": text})
    assert response.status_code == 200
    tree = fromstring(f"<ul>{response.content.decode()}</ul>")
    return [each.get("data-value") for each in tree.iter("li") if each.get("role")]


def test_types_are_offered_by_name_and_synonym(client, types):
    client.force_login(editor_of(SupplierPageFactory()))

    assert offered(client, "kas") == [str(types[0].pk)]
    assert offered(client, "BUAI") == [str(types[2].pk)]
    assert offered(client, "nihil") == offered(client, "") == []


def test_names_are_escaped_and_explained(client, types):
    client.force_login(editor_of(SupplierPageFactory()))

    html = client.get(reverse("product_device_types"), {"q": "gauze"}).content.decode()

    assert "Kasa &lt;b&gt;" in html
    assert "Peralatan Bedah Umum dan Bedah Plastik" in html


@pytest.mark.parametrize(
    ("user", "status"), [("anonymous", 302), ("editor", 200), ("verifier", 200)]
)
def test_types_are_offered_to_those_who_may_enter(client, types, user, status):
    if user != "anonymous":
        person = verifier() if user == "verifier" else editor_of(SupplierPageFactory())
        client.force_login(person)

    response = client.get(reverse("product_device_types"), {"q": "kasa"})

    assert response.status_code == status


def listed(client, **asked):
    url = reverse("wagtailsnippets_products_devicetype:list")
    response = client.get(url, asked)
    assert response.status_code == 200
    return [each.name_id for each in response.context["page_obj"]]


def test_administrators_find_types_by_words_and_codes(client, types):
    client.force_login(administrator())
    types[1].aspak_codes = ["21702001"]
    types[1].save()

    assert listed(client, q="buai") == ["Ayunan"]
    assert listed(client, q="2170") == ["Bak uji"]
    assert listed(client, q="nihil") == []
    assert listed(client) == ["Ayunan", "Bak uji", "Kasa <b>"]


def test_administrators_narrow_the_list(client, types):
    client.force_login(administrator())
    DeviceAttributeFactory(device_type=types[0])
    DeviceType.objects.filter(pk=types[1].pk).update(translation="both")

    assert listed(client, category="17") == ["Bak uji"]
    assert listed(client, described="yes") == ["Kasa <b>"]
    assert listed(client, described="no") == ["Ayunan", "Bak uji"]
    assert listed(client, translation="both") == ["Bak uji"]
