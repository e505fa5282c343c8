"""Where an editor is led to what is to be fixed."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from products.models import ProductPage
from tests.factories.products import ready_product
from tests.factories.users import editor_of
from tests.lkpp.readiness.pages import drawn

pytestmark = pytest.mark.usefixtures("catalogue")


def panel(client, product) -> BeautifulSoup:
    return drawn(
        client.get(reverse("wagtailadmin_pages:edit", args=[product.pk]))
    ).select_one("#readiness")


def test_editor_sees_that_a_product_is_ready(client, own):
    product = ready_product(parent=own)
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert " ".join(shown.text.split()) == "Siap"
    assert shown.select_one(".readiness__state--ready") is not None
    assert shown.select("a") == []


def test_each_thing_to_fix_leads_to_its_field(client, own):
    product = ready_product(parent=own, kbki_code="", variants=2)
    product.variants.filter(label="Ukuran 1").update(kfa_code="")
    product.pictures.all().delete()
    own.certificates.all().delete()
    client.force_login(editor_of(own))

    shown = panel(client, product)

    supplier = reverse("wagtailadmin_pages:edit", args=[own.pk])
    assert [link["href"] for link in shown.select("a")] == [
        f"{supplier}#id_certificates-ADD",
        "#id_kbki_code",
        "#id_pictures-ADD",
        "#id_variants-1-kfa_code",
    ]
    page = drawn(client.get(reverse("wagtailadmin_pages:edit", args=[product.pk])))
    assert all(
        page.find(id=link["href"][1:])
        for link in shown.select("a")
        if link["href"].startswith("#")
    )


def test_panel_is_of_the_draft_and_not_of_what_is_live(client, own):
    product = ready_product(parent=own)
    product.kbki_code = ""
    product.save_revision()
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert "Kode KBKI belum diisi." in shown.text
    assert ProductPage.objects.get().kbki_code == "4815000284"


def test_state_is_shown_by_variant(client, own):
    product = ready_product(parent=own, variants=2)
    product.variants.filter(label="Ukuran 1").update(price=None)
    client.force_login(editor_of(own))

    shown = panel(client, product)

    assert "1 dari 2 varian dapat diekspor." in shown.text
    assert [" ".join(each.text.split()) for each in shown.select("h3")] == [
        f"{product.variants.all()[0].sku} (Ukuran 0): Siap",
        f"{product.variants.all()[1].sku} (Ukuran 1): Belum siap",
    ]


def test_new_product_is_not_assessed_yet(client, own):
    client.force_login(editor_of(own))

    response = client.get(
        reverse("wagtailadmin_pages:add", args=["products", "productpage", own.pk])
    )

    assert response.status_code == 200
    assert drawn(response).select_one("#readiness") is None
