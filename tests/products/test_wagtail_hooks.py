"""What the admin does when a product is saved."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from products.wagtail_hooks import return_to_own_products, tell_warnings
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    ProductPageFactory,
    ProductVariantFactory,
    lamp_type,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of

pytestmark = pytest.mark.django_db

UNLIKELY = {
    **LAMP_ATTRIBUTES,
    "illuminance": {"value": 900_000.0, "unit": "lx", "typed": "900.000 lx"},
}


@pytest.fixture
def product(catalogue):
    return ProductPageFactory(device_type=lamp_type(), attributes=UNLIKELY)


def saving(rf, data=None, query: str = "", **headers):
    request = rf.post(f"/admin/{query}", data or {}, headers=headers)
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def messages(request) -> list[str]:
    return [str(each) for each in get_messages(request)]


def test_an_unlikely_value_is_named_with_its_attribute(rf, product):
    request = saving(rf)

    tell_warnings(request, product)

    [message] = messages(request)
    assert message.startswith("Kuat cahaya: 900.000 lux di atas nilai lazim")


def test_likely_values_are_no_matter(rf, product):
    product.attributes = LAMP_ATTRIBUTES
    request = saving(rf)

    tell_warnings(request, product)

    assert messages(request) == []


def test_an_unlikely_price_is_named_with_its_sku(rf, product):
    product.attributes = LAMP_ATTRIBUTES
    ProductVariantFactory(product=product, sku="NM-1", price=850)
    for _ in range(5):
        other = ProductPageFactory(
            device_type=product.device_type, attributes=LAMP_ATTRIBUTES
        )
        ProductVariantFactory(product=other, price=850_000)
    request = saving(rf)

    tell_warnings(request, product)

    [message] = messages(request)
    assert message.startswith("NM-1: Harga Rp 850 jauh dari harga lazim")


def test_nobody_reads_warnings_about_what_was_saved_by_itself(rf, product):
    request = saving(rf, accept="application/json")

    tell_warnings(request, product)

    assert messages(request) == []


def test_other_pages_state_no_attributes(rf, catalogue):
    request = saving(rf)

    tell_warnings(request, SupplierPageFactory())

    assert messages(request) == []


@pytest.mark.parametrize(
    ("data", "query", "waiting", "address"),
    [
        ({"action-submit": "1"}, "", True, "/admin/produk/"),
        ({"action-submit": "1"}, "", False, None),
        ({}, "", True, None),
        ({"action-submit": "1"}, "?next=/admin/", True, None),
    ],
)
def test_who_submitted_a_product_goes_on_with_the_next_one(
    rf, product, data, query, waiting, address
):
    if waiting:
        product.save_revision()
        product.get_workflow().start(product, editor_of(product.supplier))
    # As Wagtail's views fetch it, before anything is submitted.
    product._current_workflow_states = []

    response = return_to_own_products(saving(rf, data, query), product)

    assert (response.url if response else None) == address
