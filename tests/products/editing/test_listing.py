"""The list of products in the admin, and what its links lead to."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from products.editing.columns import columns
from products.editing.listing import licence_expiry, lowest_price, thumbnail
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductPictureFactory,
    ProductVariantFactory,
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


def test_list_of_products_takes_a_fixed_number_of_queries(
    client, own, django_assert_num_queries
):
    url = reverse("products:index")
    MarketingAuthorisationFactory(product=own)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _each in range(5):
        product = ProductPageFactory(
            parent=own.get_parent().specific,
            device_type=own.device_type,
        )
        MarketingAuthorisationFactory(product=product)

    with django_assert_num_queries(len(one)):
        client.get(url)


def test_columns_come_in_their_order_with_those_of_apps_above():
    assert [column.name for column in columns()] == [
        "picture",
        "title",
        "device_type",
        "status",
        "licence",
        "lkpp",
        "sale",
        "price",
        "latest_revision_created_at",
    ]


def test_the_licence_that_lasts_longest_is_named_with_what_it_is_today(own):
    MarketingAuthorisationFactory(
        product=own, issued_on=date(2020, 1, 1), expires_on=date(2021, 1, 31)
    )
    assert licence_expiry(own) == "31-01-2021 <small>kedaluwarsa</small>"

    MarketingAuthorisationFactory(
        product=own, issued_on=date(2020, 1, 1), expires_on=date(2999, 12, 31)
    )

    assert licence_expiry(own) == "31-12-2999 <small>berlaku</small>"


def test_a_product_without_a_licence_says_so(own):
    assert licence_expiry(own) == "belum ada"


def test_the_cheapest_variant_gives_the_price(own):
    assert lowest_price(own) == "–"

    for price in (None, 2_500_000, 1_250_000):
        ProductVariantFactory(product=own, price=price)

    assert lowest_price(own) == "Rp\u00a01.250.000"
    with translation.override("en"):
        assert lowest_price(own) == "Rp\u00a01,250,000"


def test_a_product_without_a_picture_has_no_thumbnail(own):
    assert thumbnail(own) == ""

    ProductPictureFactory(product=own)

    assert re.findall(r'(height|width)="(\d+)"', thumbnail(own)) == [
        ("height", "64"),
        ("width", "64"),
    ]
