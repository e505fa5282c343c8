"""The pages that explain the catalogue."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation

from catalog_site.guide import legend
from certificates.public_registers import PUBLIC_REGISTERS
from tests.factories.documents import index_documents, licence, product_document
from tests.factories.suppliers import SupplierPageFactory
from tests.screens import text_of

pytestmark = pytest.mark.django_db


def links(response, place):
    page = BeautifulSoup(response.content, "html.parser")
    return [each["href"] for each in page.select(f"{place} a")]


@pytest.mark.parametrize(
    ("prefix", "help_title", "about_title"),
    [
        ("", "Bantuan bagi pembeli", "Tentang katalog"),
        ("/en", "Help for buyers", "About the catalogue"),
    ],
)
def test_help_and_about_are_reached_from_every_page(
    client, catalogue, prefix, help_title, about_title
):
    home = client.get(f"{prefix}/")

    assert f"{prefix}/bantuan/" in links(home, ".site-header")
    assert f"{prefix}/bantuan/" in links(home, ".site-footer")
    assert f"{prefix}/tentang/" in links(home, ".site-footer")
    assert text_of(client.get(f"{prefix}/bantuan/")).count(help_title) == 1
    assert about_title in text_of(client.get(f"{prefix}/tentang/"))


@pytest.mark.parametrize("path", ["/bantuan/", "/tentang/"])
def test_every_link_within_a_guide_leads_somewhere(client, catalogue, path):
    page = BeautifulSoup(client.get(path).content, "html.parser")

    wanted = {each["href"][1:] for each in page.select("main a[href^='#']")}
    found = {each["id"] for each in page.select("main [id]")}
    assert wanted <= found


def test_the_example_of_the_help_finds_its_product(client, catalogue):
    index_documents(
        [
            product_document(id=1, licence=licence(number="AKD 21603120001")),
            product_document(id=2, licence=licence(number="AKD 21603120002")),
        ]
    )

    response = client.get("/bantuan/")
    example = response.context["example"]
    hits = client.get(example.url).context["results"].hits

    assert example.licence == "AKD 21603120002"
    assert example.licence in text_of(response)
    assert [hit["id"] for hit in hits] == [2]


def test_the_help_stands_without_an_index(client, catalogue):
    response = client.get("/bantuan/")

    assert response.status_code == 200
    assert "dengan atau tanpa spasi" not in text_of(response)


def test_who_runs_the_catalogue_comes_from_the_settings(client, catalogue, settings):
    SupplierPageFactory(parent=catalogue)
    unnamed = text_of(client.get("/tentang/"))
    settings.OPERATOR_NAME = "Asosiasi Contoh"
    settings.CONTACT_EMAIL = "lapor@katalog.example"

    named = text_of(client.get("/tentang/"))
    settings.DEMO = True
    demo = text_of(client.get("/tentang/"))

    assert "Pengelola katalog ini belum dicantumkan." in unnamed
    assert "belum mencantumkan alamat surel" in unnamed
    assert "Katalog ini dikelola oleh Asosiasi Contoh." in named
    assert named.count("lapor@katalog.example") == 2
    assert "Asosiasi Contoh" not in demo
    assert "1 pemasok" in unnamed


def test_every_public_register_is_named_once(client, catalogue):
    text = text_of(client.get("/tentang/"))

    for register in set(PUBLIC_REGISTERS.values()):
        assert len(re.findall(rf"\b{register.name}\b", text)) == 1


def test_the_legend_shows_badges_as_they_are():
    today = timezone.localdate()

    tones = [reading.tone for reading, _meaning in legend()]
    with translation.override("en"):
        english = [meaning for _reading, meaning in legend()]

    assert tones == ["ok", "ok", "soon", "bad", "info", "ok"]
    assert english[-1] == "A sample unit was found fit for use until that day."
    assert str(today.year) in legend()[3][0].text or today.month < 3
