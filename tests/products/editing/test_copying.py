"""Copying a product's page."""

import pytest
from django.urls import reverse

from products.models import ProductPage
from tests.factories.products import complete_product
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


def test_a_copy_has_pictures_but_neither_variants_nor_licences(client, catalogue):
    product = complete_product(title="Lampu")
    product.save_revision()
    sku = product.variants.get().sku
    client.force_login(administrator())

    response = client.post(
        reverse("wagtailadmin_pages:copy", args=[product.pk]),
        {
            "new_title": "Lampu kedua",
            "new_slug": "lampu-kedua",
            "new_parent_page": product.get_parent().pk,
        },
    )

    copy = ProductPage.objects.get(slug="lampu-kedua")
    draft = copy.get_latest_revision_as_object()
    assert response.status_code == 302
    assert copy.live is False
    assert [list(each.variants.all()) for each in (copy, draft)] == [[], []]
    assert draft.authorisations.count() == 0
    assert draft.pictures.count() == 1
    assert ProductPage.objects.get(pk=product.pk).variants.get().sku == sku
