"""What of Wagtail's own stands open; ``tests/catalog_site/test_every_address.py`` calls
all of it."""

import pytest
from django.urls import reverse

from core.admin_addresses import is_public, opened_names, opening_of
from tests.addresses import every_address
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import editor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, catalogue):
    user = editor_of(SupplierPageFactory())
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_api:pages:action",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_pages:set_privacy",
        "wagtailadmin_collections:index",
        "wagtailusers_users:index",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_tag_model_autocomplete",
    ],
)
def test_what_is_for_administrators_is_not_opened(name):
    assert (opening_of(name), is_public(name)) == (None, False)


def test_who_has_not_signed_in_can_sign_in():
    assert is_public("wagtailadmin_login")
    assert not is_public("wagtailadmin_home")


@pytest.mark.parametrize(
    ("label", "status"),
    [("wagtailcore/page", 200), ("core/catalogueimage", 200), ("auth/user", 404)],
)
def test_bulk_actions_are_for_pages_and_files(client, editor, label, status):
    supplier = editor.groups.get().supplieraccess.supplier
    page = ProductPageFactory(parent=supplier, live=False)
    image = image_of(supplier)
    key = image.pk if "image" in label else page.pk

    response = client.get(f"/admin/bulk/{label}/delete/?id={key}")

    assert response.status_code == status


def test_only_who_works_on_a_page_hears_who_else_does(client, editor):
    supplier = editor.groups.get().supplieraccess.supplier
    pages = (ProductPageFactory(parent=supplier), ProductPageFactory())

    statuses = [
        client.post(
            reverse(
                "wagtailadmin_editing_sessions:ping",
                args=["products", "productpage", page.pk, 1],
            )
        ).status_code
        for page in pages
    ]

    assert statuses == [200, 404]


def test_an_opened_address_has_a_check_for_each_value_in_its_path():
    asked: dict[str, set[str]] = {}
    for address in every_address():
        asked.setdefault(address.name, set()).update(address.values)

    openings = {name: opening_of(name) for name in opened_names()}
    checked = {name: set(each.path) for name, each in openings.items() if each}

    assert checked == {name: asked.get(name) for name in checked}
