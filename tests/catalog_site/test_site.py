"""What all public pages have in common."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import PageViewRestriction

from catalog_site.middleware import POLICY, policy_of
from core.templatetags.formats import (
    day,
    kilograms,
    page_numbers,
    percent,
    rupiah,
    short_day,
    telephone,
)
from tests.factories.products import ProductPageFactory, complete_product
from tests.factories.suppliers import SupplierPageFactory
from verification.public.codes import code_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/pemasok/?kind=consultant&page=2", "/en/pemasok/?kind=consultant&page=2"),
        ("/en/pemasok/?q=a%20b", "/pemasok/?q=a%20b"),
        ("/", "/en/"),
        ("/en/", "/"),
    ],
)
def test_the_language_switch_leads_to_the_same_page(client, catalogue, path, other):
    links = client.get(path).context["language_links"]

    assert [link.url for link in links if not link.is_current] == [other]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/en//elsewhere.example/", "/%2Felsewhere.example/"),
        ("/en/%5Celsewhere.example/", "/%5Celsewhere.example/"),
    ],
)
def test_the_language_switch_never_leads_to_another_host(
    client, catalogue, path, other
):
    links = client.get(path).context["language_links"]

    assert [link.url for link in links if not link.is_current] == [other]


@pytest.mark.django_db
def test_pages_name_their_address_in_both_languages(client, catalogue):
    html = client.get("/en/pemasok/?q=a").content.decode()

    assert '<html lang="en">' in html
    assert 'rel="canonical" href="https://katalog.example/en/pemasok/"' in html
    assert 'hreflang="id" href="https://katalog.example/pemasok/"' in html


@pytest.mark.django_db
def test_public_pages_forbid_foreign_and_inline_scripts(client, catalogue):
    response = client.get("/")

    assert response.headers["Content-Security-Policy"] == POLICY
    html = response.content.decode()
    assert not re.search(r"<script(?![^>]* src=)(?![^>]*ld\+json)", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert "//cdn" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/login/", "/api/docs"])
def test_pages_with_scripts_of_their_own_have_a_policy_of_their_own(
    client, catalogue, path
):
    response = client.get(path)

    assert response.headers["Content-Security-Policy"] == policy_of(path)
    assert response.headers["Content-Security-Policy"] != POLICY


@pytest.mark.django_db
def test_a_missing_page_leads_back_to_the_catalogue(client, catalogue):
    response = client.get("/tidak-ada/")

    assert response.status_code == 404
    html = response.content.decode()
    assert "Halaman tidak ditemukan" in html
    assert 'href="/cari/"' in html


def test_the_page_of_a_failure_needs_no_context():
    assert "Terjadi kesalahan di pihak kami" in render_to_string("500.html")


@pytest.mark.django_db
def test_the_sitemap_lists_published_pages(client, catalogue):
    SupplierPageFactory(parent=catalogue, slug="tayang")
    SupplierPageFactory(parent=catalogue, slug="draf", live=False)
    taken_off = SupplierPageFactory(parent=catalogue, slug="ditarik", live=False)
    ProductPageFactory(parent=taken_off, slug="masih-tayang")
    closed = SupplierPageFactory(parent=catalogue, slug="tertutup")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    index = client.get("/sitemap.xml").content.decode()
    sitemap = client.get("/sitemap-halaman.xml").content.decode()

    assert "<loc>http://testserver/sitemap-halaman.xml</loc>" in index
    assert re.findall("<loc>(.*?)</loc>", sitemap) == [
        "https://katalog.example/",
        "https://katalog.example/en/",
        "https://katalog.example/pemasok/",
        "https://katalog.example/en/pemasok/",
        "https://katalog.example/pemasok/tayang/",
        "https://katalog.example/en/pemasok/tayang/",
    ]


@pytest.mark.django_db
def test_what_a_supplier_that_was_taken_off_makes_is_not_read_either(client, catalogue):
    shown, hidden = (
        complete_product(parent=SupplierPageFactory(live=live))
        for live in (True, False)
    )

    answered = [
        [
            client.get(path).status_code
            for path in (
                each.url,
                f"/v/{code_of(each.pk)}",
                f"/kalibrasi/{each.calibration_records.get().pk}/dcc.xml",
            )
        ]
        for each in (shown, hidden)
    ]

    assert answered == [[200, 200, 200], [404, 410, 404]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/cari/", True),
        ("/cari/?category=09", True),
        ("/en/cari/?category=09", True),
        ("/cari/?device_type=led_lamp", True),
        ("/en/cari/?device_type=led_lamp", True),
        ("/cari/?q=lampu", False),
        ("/jenis-alat/09/", True),
        ("/jenis-alat/?q=lampu", False),
        ("/en/jenis-alat/?q=lampu", False),
        ("/cari/?category=09&province=32", False),
        ("/en/cari/?device_type=led_lamp&page=2", False),
        ("/admin/", False),
        ("/bandingkan/?id=1", False),
        ("/pemasok/a/lampu/?varian=A", True),
    ],
)
def test_robots_may_read_categories_and_device_types_but_no_other_search(
    client, path, allowed
):
    lines = client.get("/robots.txt").content.decode().splitlines()

    # The longest rule that fits counts (RFC 9309, section 2.2.2).
    rules = [line.partition(": ") for line in lines if "llow: " in line]
    fitting = [
        (len(rule), kind == "Allow")
        for kind, _, rule in rules
        if re.match(re.escape(rule).replace(r"\*", ".*"), path)
    ]
    assert max(fitting, default=(0, True))[1] is allowed


def test_robots_are_told_where_the_sitemap_is(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain"
    lines = response.content.decode().splitlines()
    assert "Sitemap: https://katalog.example/sitemap.xml" in lines
    assert "Disallow: /admin/" in lines


def test_numbers_and_days_are_written_as_indonesians_write_them():
    assert rupiah(81_082_633) == "Rp\u00a081.082.633"
    assert percent(57.62) == "57,62\u00a0%"
    assert day("2026-05-12") == "12 Mei 2026"
    assert short_day("2026-08-12") == "12 Agu 2026"
    assert kilograms(24_500) == "24,5\u00a0kg"
    assert kilograms(1_200_000) == "1.200\u00a0kg"
    assert (rupiah(None), percent(None), day(None)) == ("", "", "")


def test_numbers_are_written_as_the_english_write_them():
    with translation.override("en"):
        assert rupiah(81_082_633) == "Rp\u00a081,082,633"
        assert percent(57.62) == "57.62%"
        assert day("2026-05-12") == "12 May 2026"


def test_telephone_numbers_are_dialled_without_spaces():
    assert telephone("+62 (22) 1234-5678") == "+622212345678"


def test_far_pages_are_left_out_of_the_page_numbers():
    page = Paginator(range(1000), 10).page(50)

    assert page_numbers(page) == [1, 2, None, 49, 50, 51, None, 99, 100]


def test_an_icon_is_hidden_from_who_cannot_see_it():
    html = Template('{% icon "search" %}').render(Context())

    assert html == (
        '<svg class="icon" aria-hidden="true">'
        '<use href="/static/catalog_site/icons.svg#search"></use></svg>'
    )
