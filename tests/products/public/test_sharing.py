"""What a product's page hands to search engines and to who shares its address."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from core.breadcrumbs import Crumb
from domain.numbers.licences import as_on_labels
from products.public.product_page import product_context
from products.public.sharing import sharing_context
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductPictureFactory,
    ProductVariantFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


def structured(context: dict) -> list[dict]:
    [script] = re.findall(r">(.*)</script>", str(context["structured_data"]), re.DOTALL)
    data = json.loads(script)
    return data if isinstance(data, list) else [data]


@pytest.fixture
def product(catalogue):
    supplier = SupplierPageFactory(slug="alkes-uji", legal_name="PT Alkes Uji")
    return ProductPageFactory(
        parent=supplier, slug="lampu", title="Lampu", summary="Lampu terang."
    )


def shown(product, **changes) -> dict:
    request: HttpRequest = RequestFactory().get("/")
    return {**product_context(product, request), **changes}


def test_addresses_are_absolute_and_the_trail_ends_with_the_page(product):
    crumbs = [Crumb("Furnitur", "/cari/?category=08"), Crumb("Lampu")]

    context = sharing_context(shown(product, crumbs=crumbs), "/pemasok/a/lampu/")

    trail = next(
        each for each in structured(context) if each["@type"] == "BreadcrumbList"
    )
    assert [
        (each["position"], each["name"], each["item"])
        for each in trail["itemListElement"]
    ] == [
        (1, "Beranda", "https://katalog.example/"),
        (2, "Furnitur", "https://katalog.example/cari/?category=08"),
        (3, "Lampu", "https://katalog.example/pemasok/a/lampu/"),
    ]


@pytest.mark.parametrize(
    ("summary", "description", "told"),
    [
        ("Lampu terang.", "<p>Uraian.</p>", "Lampu terang."),
        ("", "<p>Uraian <b>tebal</b>.</p>", "Uraian tebal."),
    ],
)
def test_a_product_without_a_summary_is_described_by_its_description(
    product, summary, description, told
):
    context = sharing_context(
        shown(product, summary=summary, description=description), "/a/"
    )

    found = next(each for each in structured(context) if each["@type"] == "Product")
    assert found["description"] == told


def test_the_first_picture_is_shown_where_the_address_is_shared(product):
    assert sharing_context(shown(product), "/a/")["social_image"] == ""

    ProductPictureFactory(product=product)

    image = sharing_context(shown(product), "/a/")["social_image"]
    assert image.startswith("https://katalog.example/gambar/")


@pytest.mark.parametrize("offered", [True, False])
def test_only_what_is_offered_has_an_offer_with_its_tax(product, offered):
    ProductVariantFactory(
        product=product, sku="NM 120", price=1_000_000, gtin="4006381333931"
    )
    [offer] = shown(product)["offers"]

    context = sharing_context(
        shown(product, offers=[replace(offer, is_offered=offered)]), "/a/"
    )

    found = next(each for each in structured(context) if each["@type"] == "Product")
    assert (found["sku"], found["gtin"]) == ("NM 120", "4006381333931")
    assert ("offers" in found) is offered
    if offered:
        assert found["offers"]["price"] == "1110000"
        assert found["offers"]["url"] == "https://katalog.example/a/?varian=NM+120"


def test_what_is_valid_today_is_a_certification(product):
    MarketingAuthorisationFactory(product=product)
    TkdnCertificateFactory(product=product)
    ProductCertificateFactory(product=product, expires_on=date(2020, 1, 1))

    context = sharing_context(shown(product), "/a/")

    found = next(each for each in structured(context) if each["@type"] == "Product")
    licence, tkdn = found["hasCertification"]
    assert licence["certificationIdentification"] == as_on_labels(
        product.authorisations.get().number
    )
    assert tkdn["certificationRating"]["ratingValue"] == 57.62
