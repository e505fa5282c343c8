"""Warnings about certificates when a page is saved."""

import pytest

from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of
from tests.product_form import edit_url
from tests.rendered_form import untouched
from tests.screens import messages_of

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def product():
    """Its licence names another registrar than its supplier."""
    supplier = SupplierPageFactory(legal_name="PT Nusa Medika")
    product = ProductPageFactory(parent=supplier)
    MarketingAuthorisationFactory(product=product, registrar="PT Hospi Niaga")
    return product


def saved(client, product, **headers):
    """The answer to an untouched form."""
    data = untouched(client.get(edit_url(product)), "page-edit-form")
    return client.post(edit_url(product), data, headers=headers)


def test_warnings_are_shown_when_a_page_is_saved(client, product):
    client.force_login(editor_of(product.supplier))

    saved(client, product)

    shown = messages_of(client.get(edit_url(product)))
    [warning] = [each for each in shown if "PT Hospi Niaga" in each]
    assert warning.startswith("Izin edar AKD ")


def test_nothing_is_shown_while_wagtail_saves_by_itself(client, product):
    client.force_login(editor_of(product.supplier))

    saved(client, product, accept="application/json")

    assert messages_of(client.get(edit_url(product))) == []
