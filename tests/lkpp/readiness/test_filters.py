"""Narrowing the report on readiness."""

import pytest
from django.test import override_settings

from products.models import ProductPage
from tests.factories.products import ready_product
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import verifier
from tests.kept_world import kept_world
from tests.lkpp.readiness.pages import REPORT, look_again, products

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture(scope="module")
def own(django_db_setup, django_db_blocker, tmp_path_factory):
    """A supplier of four products, each in another state, beside another's one."""
    with kept_world(django_db_blocker):
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
            own = SupplierPageFactory(title="Milik Sendiri")
            make_various(own)
        yield own


def make_various(own):
    ready_product(parent=own, title="Lampu operasi A")
    ready_product(parent=own, title="Lampu operasi B", kbki_code="")
    partly = ready_product(parent=own, title="Lampu operasi C", variants=2)
    partly.variants.filter(label="Ukuran 1").update(kfa_code="")
    ready_product(title="Lampu operasi D", weight_grams=None)
    ready_product(parent=own, title="Lampu operasi E", summary="Pendek.")
    look_again()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "ABCDE"),
        ("state=ready", "AE"),
        ("state=warnings", "D"),
        ("state=partly", "C"),
        ("state=blocked", "B"),
        ("grade=blocker", "BC"),
        ("grade=warning", "DE"),
        ("code=kbki_missing", "B"),
        ("code=kfa_missing", "C"),
        ("code=weight_missing", "D"),
        ("code=kfa_missing&state=blocked", ""),
        ("supplier={own}", "ABCE"),
        ("device_type={type}", "B"),
        ("q={sku}", "C"),
        # What is no choice is no filter.
        ("code=x&state=%00&grade=0&supplier=kemarin&device_type=-1", "ABCDE"),
        ("p=x", "ABCDE"),
        ("q=%00", "ABCDE"),
    ],
)
def test_filters(client, own, query, expected):
    of_c = ProductPage.objects.get(title="Lampu operasi C").variants.last()
    of_b = ProductPage.objects.get(title="Lampu operasi B").device_type_id
    client.force_login(verifier())

    query = query.format(own=own.pk, type=of_b, sku=of_c.sku)
    response = client.get(f"{REPORT}?{query}")

    assert "".join(sorted(name[-1] for name in products(response))) == expected
