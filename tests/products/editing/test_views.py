"""Parts of the edit page that are fetched while it is open."""

import pytest
from django.urls import reverse

from products.models import DeviceType
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    ProductPageFactory,
    lamp_type,
)
from tests.factories.suppliers import (
    SupplierPageFactory,
)
from tests.factories.users import editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, catalogue):
    supplier = SupplierPageFactory()
    product = ProductPageFactory(
        parent=supplier, device_type=lamp_type(), attributes=LAMP_ATTRIBUTES
    )
    client.force_login(editor_of(supplier))
    return product


@pytest.mark.parametrize(
    ("user", "status"),
    [("anonymous", 302), ("editor", 200), ("verifier", 200)],
)
def test_fragment_is_for_those_who_may_enter_the_admin(client, catalogue, user, status):
    if user != "anonymous":
        person = verifier() if user == "verifier" else editor_of(SupplierPageFactory())
        client.force_login(person)

    response = client.get(
        reverse("product_attribute_fields"), {"device_type": lamp_type().pk}
    )

    assert response.status_code == status
    assert ("Kuat cahaya" in response.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    ("asked", "status"), [("", 200), ("0", 404), ("x", 404), ("9" * 30, 404)]
)
def test_fragment_of_no_such_type(client, own, asked, status):
    url = reverse("product_attribute_fields")

    assert client.get(url, {"device_type": asked}).status_code == status


def test_the_type_that_fields_were_drawn_for_is_sent_as_a_plain_number(client, own):
    # Texts write the number with a dot, as Indonesians do.
    many = lamp_type(pk=1_234_567)

    response = client.get(reverse("product_attribute_fields"), {"device_type": many.pk})

    assert 'name="attributes-drawn_for" value="1234567"' in response.content.decode()


def test_every_described_type_draws_its_form(client, own):
    url = reverse("product_attribute_fields")

    statuses = {
        client.get(url, {"device_type": pk}).status_code
        for pk in DeviceType.objects.described().values_list("pk", flat=True)
    }

    assert statuses == {200}
