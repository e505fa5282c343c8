"""A new page that is sent more than once is made once."""

from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from products.models import ProductPage
from tests.factories.products import ProductPageFactory, lamp_type
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of
from tests.kept_world import kept_world
from tests.product_form import edit_url, posted
from tests.rendered_form import untouched
from tests.verification.clicks import AUTOSAVE, kept, told

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture(scope="module")
def opened_once(django_db_setup, django_db_blocker):
    """A supplier, its editor, where a new product is sent to, and what with: the key
    of the form that the editor has opened."""
    with kept_world(django_db_blocker):
        supplier = SupplierPageFactory()
        editor = editor_of(supplier)
        client = Client()
        client.force_login(editor)
        address = reverse(
            "wagtailadmin_pages:add", args=["products", "productpage", supplier.pk]
        )
        device_type = lamp_type()
        form = untouched(client.get(address), "page-edit-form")
        yield SimpleNamespace(
            supplier=supplier,
            editor=editor,
            address=address,
            data=posted(device_type, creation_key=form["creation_key"][0]),
        )


@pytest.fixture
def world(opened_once, client):
    made = deepcopy(opened_once)
    client.force_login(made.editor)
    return made


@pytest.fixture
def supplier(world):
    return world.supplier


@pytest.fixture
def editor(world):
    return world.editor


@pytest.fixture
def address(world):
    return world.address


@pytest.fixture
def data(world):
    return world.data


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (
            {},
            "“Lampu Operasi NM-120” sudah tersimpan sebagai konsep. Periksa, lalu "
            "lanjutkan.",
        ),
        (
            {"action-submit": "1"},
            "“Lampu Operasi NM-120” sudah diajukan untuk diverifikasi.",
        ),
    ],
)
def test_a_new_page_that_is_sent_twice_is_made_once(
    client, address, data, action, sentence
):
    client.post(address, data | action)
    after_first = kept(ProductPage.objects.get())
    client.get(reverse("wagtailadmin_home"))
    second = client.post(address, data | action)

    product = ProductPage.objects.get()
    assert second.url == edit_url(product)
    assert kept(product) == after_first
    assert str(product.translation_key) == data["creation_key"]
    assert told(client) == [sentence]


def test_an_autosave_after_a_new_page_was_sent_makes_no_other(client, address, data):
    client.post(address, data)

    answer = client.post(address, data, headers=AUTOSAVE)

    assert (answer.status_code, answer.json()["error_code"]) == (
        400,
        "invalid_revision",
    )
    assert ProductPage.objects.count() == 1


@pytest.mark.parametrize("key", ["", "bukan kunci"])
def test_a_new_page_needs_no_key(client, address, data, key):
    client.post(address, data | {"creation_key": key})

    assert ProductPage.objects.count() == (1 if not key else 0)


def test_the_key_of_an_own_page_elsewhere_makes_another(client, editor, address, data):
    elsewhere = ProductPageFactory(title="Milik pemasok lama", live=False, owner=editor)

    key = str(elsewhere.translation_key)
    answer = client.post(address, data | {"creation_key": key})

    made = ProductPage.objects.exclude(pk=elsewhere.pk).get()
    assert answer.url == edit_url(made)
    assert all("pemasok lama" not in each for each in told(client))


def test_the_key_of_a_colleagues_page_makes_another(client, supplier, address, data):
    theirs = ProductPageFactory(title="Konsep rekan", live=False, parent=supplier)

    key = str(theirs.translation_key)
    answer = client.post(address, data | {"creation_key": key})

    made = ProductPage.objects.exclude(pk=theirs.pk).get()
    assert answer.url == edit_url(made)


def test_the_key_of_anothers_page_tells_nothing(client, address, data):
    theirs = ProductPageFactory(title="Rahasia pesaing", live=False)

    answer = client.post(address, data | {"creation_key": str(theirs.translation_key)})

    made = ProductPage.objects.exclude(pk=theirs.pk).get()
    assert answer.url == edit_url(made)
    assert made.translation_key != theirs.translation_key
    assert all("Rahasia" not in each for each in told(client))
