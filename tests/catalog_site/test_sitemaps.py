"""The public pages for those who index the web."""

import pytest
from lxml import etree

from catalog_site.sitemaps import PageSitemap
from tests.factories.products import ProductPageFactory, ProductPictureFactory
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}
LAMP = "https://katalog.example/pemasok/alkes-uji/lampu/"
LAMP_EN = "https://katalog.example/en/pemasok/alkes-uji/lampu/"


@pytest.fixture
def lamp(catalogue):
    supplier = SupplierPageFactory(parent=catalogue, slug="alkes-uji")
    return ProductPageFactory(parent=supplier, slug="lampu")


def entries(client):
    root = etree.fromstring(client.get("/sitemap-halaman.xml").content)
    return {each.findtext("s:loc", None, NAMES): each for each in root}


def test_every_page_is_listed_in_each_language_with_the_others(client, lamp):
    listed = entries(client)

    for address in (LAMP, LAMP_EN):
        alternates = listed[address].findall("x:link", NAMES)
        assert [(each.get("hreflang"), each.get("href")) for each in alternates] == [
            ("id", LAMP),
            ("en", LAMP_EN),
            ("x-default", LAMP),
        ]
        assert {each.get("rel") for each in alternates} == {"alternate"}


def test_pictures_of_a_product_are_listed_in_their_order(client, lamp):
    second = ProductPictureFactory(product=lamp, sort_order=2)
    first = ProductPictureFactory(product=lamp, sort_order=1)

    listed = entries(client)

    for address in (LAMP, LAMP_EN):
        images = listed[address].findall("i:image/i:loc", NAMES)
        assert [each.text.split("/")[5] for each in images] == [
            str(first.image_id),
            str(second.image_id),
        ]
        assert images[0].text.startswith("https://katalog.example/gambar/")
    assert listed["https://katalog.example/pemasok/"].find("i:image", NAMES) is None


def test_the_nomenclature_is_listed_in_both_languages(client, catalogue):
    root = etree.fromstring(client.get("/sitemap-jenis-alat.xml").content)

    listed = {each.text for each in root.findall("s:url/s:loc", NAMES)}

    for path in ("", "09/", "0902/", "infant_incubator/"):
        assert f"https://katalog.example/jenis-alat/{path}" in listed
        assert f"https://katalog.example/en/jenis-alat/{path}" in listed


def test_a_sitemap_costs_the_same_however_many_pages_there_are(
    catalogue, django_assert_num_queries
):
    sitemap = PageSitemap()
    for _ in range(3):
        ProductPictureFactory(product=ProductPageFactory())

    # The home page, two for who may read what, how many pages, they, their pictures.
    with django_assert_num_queries(6):
        sitemap.get_urls()
