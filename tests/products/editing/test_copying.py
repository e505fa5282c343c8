"""Copying a product's page."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Locale, Page

from certificates.travelling import CannotTravel
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


def test_a_page_of_another_language_would_need_aliases_above_it(catalogue):
    product = complete_product(title="Lampu")
    english = Locale.objects.create(language_code="en")
    before = Page.objects.count()

    with pytest.raises(CannotTravel), transaction.atomic():
        product.copy_for_translation(english, copy_parents=True)

    assert Page.objects.count() == before
