"""The pages that explain the catalogue."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from catalog_site import guide
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


LEGEND = {
    "id": [
        (
            "Izin edar terverifikasi s.d. 23 Mei 2028",
            "Izinnya berlaku, dan verifikator mencocokkannya dengan registernya.",
        ),
        (
            "Izin edar dinyatakan s.d. 23 Mei 2028",
            "Pemasok menyatakannya dan tanggalnya belum lewat; belum ada yang "
            "mencocokkannya.",
        ),
        (
            "Izin edar terverifikasi s.d. 29 Jan 2027, segera berakhir",
            "Masih berlaku dan terverifikasi, tetapi segera berakhir: tanyakan "
            "perpanjangannya sebelum membeli.",
        ),
        (
            "Berakhir 1 Oktober 2026",
            "Tidak berlaku lagi. Yang belum mulai, ditolak, dibekukan, dicabut, atau "
            "digantikan ditandai dengan cara yang sama.",
        ),
        (
            "TKDN 42,50\u00a0% + BMP 10,00\u00a0% · s.d. 23 Mei 2028",
            "TKDN dan BMP dari sertifikat yang berlaku hari ini.",
        ),
        (
            "Terkalibrasi s.d. 23 Mei 2028",
            "Sebuah unit contoh dinyatakan laik pakai sampai hari itu.",
        ),
    ],
    "en": [
        (
            "Licence verified, until 23 May 2028",
            "The licence is valid, and a verifier compared it with its register.",
        ),
        (
            "Licence declared, until 23 May 2028",
            "The supplier declares it and its day is not over; nobody has compared it "
            "yet.",
        ),
        (
            "Licence verified, until 29 Jan 2027, expiring soon",
            "Still valid and verified, but expiring soon: ask about its renewal before "
            "buying.",
        ),
        (
            "Expired on 1 October 2026",
            "No longer valid. What has not begun, was refused, frozen, revoked or "
            "replaced is marked in the same way.",
        ),
        (
            "TKDN 42.50% + BMP 10.00% · until 23 May 2028",
            "TKDN and BMP of a certificate that is valid today.",
        ),
        (
            "Calibrated until 23 May 2028",
            "A sample unit was found fit for use until that day.",
        ),
    ],
}


@pytest.mark.parametrize("language", LEGEND)
def test_the_legend_shows_badges_as_they_are(language, monkeypatch):
    monkeypatch.setattr(guide.timezone, "localdate", lambda: date(2026, 11, 30))

    with translation.override(language):
        shown = legend()

    assert [(reading.text, meaning) for reading, meaning in shown] == LEGEND[language]
    assert [(reading.tone, reading.icons) for reading, _meaning in shown] == [
        ("ok", ("seal",)),
        ("ok", ("check",)),
        ("soon", ("seal", "clock")),
        ("bad", ("cross",)),
        ("info", ()),
        ("ok", ("gauge",)),
    ]
