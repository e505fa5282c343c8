"""The list of products in the admin, and what its links lead to."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    days_from_today,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url
from tests.submitting import act, draft_lamp, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, catalogue):
    supplier = SupplierPageFactory(slug="alkes-uji")
    client.force_login(editor_of(supplier))
    return ProductPageFactory(parent=supplier, slug="lampu")


@pytest.mark.parametrize("place", ["own products", "explorer", "edit page"])
def test_admin_links_to_the_live_page_as_buyers_know_it(client, own, place):
    url = {
        "own products": reverse("products:index"),
        "explorer": reverse("wagtailadmin_explore", args=[own.get_parent().pk]),
        "edit page": edit_url(own),
    }[place]

    html = client.get(url).content.decode()

    links = set(re.findall('href="(?:http://[^/"]+)?(/[^"]*alkes-uji/lampu/)"', html))
    assert links == {"/pemasok/alkes-uji/lampu/"}
    assert client.get(links.pop()).status_code == 200


def test_the_leading_licence_says_until_when(client, own):
    licences = [
        ("AKD 20902020001", -1, "kedaluwarsa"),
        ("AKD 20902020002", 30, "segera berakhir"),
        ("AKD 20902020003", 900, "berlaku"),
    ]
    for number, days, _status in licences:
        MarketingAuthorisationFactory(
            product=own, number=number, expires_on=days_from_today(days)
        )

    drawn = BeautifulSoup(client.get(reverse("products:index")).content, "html.parser")

    [row] = [each for each in drawn.find_all("tr") if own.title in each.text]
    words = " ".join(row.text.split())
    assert f"{days_from_today(30):%d-%m-%Y} segera berakhir" in words
    assert "kedaluwarsa" not in words


@pytest.mark.parametrize(
    ("live", "status"), [(False, "dikembalikan"), (True, "tayang + dikembalikan")]
)
def test_returned_product_is_told_from_a_draft(client, own, live, status):
    supplier = own.get_parent().specific
    product = draft_lamp(supplier, live=live)
    submitted(product, editor_of(supplier))
    client.force_login(verifier())
    act(client, product, "reject", comment="Foto buram.")

    drawn = BeautifulSoup(client.get(reverse("products:index")).content, "html.parser")

    [row] = [each for each in drawn.find_all("tr") if product.title in each.text]
    assert list(row.select_one(".w-status").stripped_strings)[-1] == status
