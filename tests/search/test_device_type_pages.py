"""The pages of the nomenclature, as a buyer reads them."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories.documents import LAMP, index_documents, product_document
from tests.factories.products import DeviceTypeFactory, forget_device_types, lamp_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def types(catalogue):
    """A described lamp with two products, two types without any, one of them in a group
    of the register."""
    forget_device_types()
    index_documents([product_document(title="Lampu Fajar"), product_document()])
    return [
        lamp_type(
            key=LAMP["key"],
            name_id="Lampu operasi LED",
            name_en="LED operating light",
            category="16",
            sub_category="1603",
        ),
        DeviceTypeFactory(
            key="test_drape",
            name_id="Kain operasi",
            name_en="Surgical drape",
            synonyms=["duk"],
            aspak_codes=["21603009"],
            emdn_code="T0201",
            translation="en",
            category="16",
            sub_category="",
            calibration_method="",
            risk_class="",
        ),
        DeviceTypeFactory(
            key="test_fogger",
            name_id="Pengasap",
            name_en="Fogger",
            category="17",
            sub_category="",
        ),
    ]


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser").select_one("#isi")


def text(element):
    return " ".join(element.get_text().split())


def links(element, kind):
    return {
        text(each): each.get("href") for each in element.select(f"{kind} a, a{kind}")
    }


def test_all_categories_that_hold_types_are_shown_with_their_counts(client, types):
    shown = page(client, "/jenis-alat/")

    assert {text(each) for each in shown.select(".shelf")} == {
        "16 Peralatan Bedah Umum dan Bedah Plastik 2 jenis alat · 2 produk",
        "17 Peralatan Kesehatan Masyarakat, Laboratorium, dan Penunjang "
        "1 jenis alat · 0 produk",
    }
    assert text(shown.select(".lede")[0]).startswith("3 jenis alat")


def test_types_are_found_by_name_and_synonym(client, types):
    found = page(client, "/jenis-alat/?q=duk")

    assert links(found, ".type-list") == {"Kain operasi": "/jenis-alat/test_drape/"}
    assert 'content="noindex' in client.get("/jenis-alat/?q=duk").content.decode()
    assert "Tidak ada jenis alat bernama" in text(page(client, "/jenis-alat/?q=zzz"))


def test_what_was_looked_for_is_escaped(client, types):
    content = client.get("/jenis-alat/", {"q": "<script>x"}).content.decode()

    assert "<script>x" not in content
    assert "&lt;script&gt;x" in content


def test_a_category_leads_to_sub_categories_and_to_types_without(client, types):
    shown = page(client, "/jenis-alat/16/")

    assert links(shown, ".shelf") == {
        "1603 Peralatan Bedah 1 jenis alat · 2 produk": "/jenis-alat/1603/"
    }
    assert links(shown, ".type-list") == {"Kain operasi": "/jenis-alat/test_drape/"}
    assert "2 jenis alat, 2 produk tercantum" in text(shown)
    assert "nomor izin edar alat di sini: 16" in text(shown)


def test_a_group_of_the_register_says_that_it_is_no_category(client, types):
    shown = text(page(client, "/jenis-alat/17/"))

    assert "bukan kategori izin edar" in shown
    assert "nomor izin edar" not in shown


def test_a_sub_category_lists_its_types_with_their_products(client, types):
    shown = page(client, "/jenis-alat/1603/")

    assert [text(each) for each in shown.select(".type-list li")] == [
        "Lampu operasi LED 2 produk"
    ]
    crumbs = [text(each) for each in shown.select(".breadcrumbs li")]
    assert crumbs == [
        "Beranda",
        "Jenis alat",
        "Peralatan Bedah Umum dan Bedah Plastik",
        "Peralatan Bedah",
    ]


def test_a_type_shows_its_products_and_what_can_be_compared(client, types):
    shown = page(client, f"/jenis-alat/{LAMP['key']}/")

    assert "2 produk tercantum" in text(shown)
    assert "Lampu Fajar" in text(shown)
    assert "Kuat cahaya, Suhu warna" in text(shown)
    assert not shown.select(".nothing-listed")
    assert links(shown, ".section__head")["Saring dan bandingkan"] == (
        f"/cari/?device_type={LAMP['key']}"
    )


def test_that_nothing_is_listed_can_be_printed(client, types, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 30))

    shown = page(client, "/jenis-alat/test_drape/")

    (statement,) = shown.select(".nothing-listed")
    assert text(statement).startswith(
        "Tidak ada produk jenis ini yang tercantum dalam katalog ini per 30 November "
        "2026. Yang dicari ialah Kain operasi, di antara 2 produk"
    )
    assert "https://katalog.example/jenis-alat/test_drape/" in text(statement)
    assert [text(each) for each in shown.select(".type-list li")] == [
        "Lampu operasi LED 2 produk"
    ]


def test_a_type_tells_names_and_codes(client, types):
    shown = text(page(client, "/jenis-alat/test_drape/"))

    for fact in ("Surgical drape", "terjemahan kami", "duk", "21603009", "T0201"):
        assert fact in shown
    assert "Kelas risiko" not in shown
    assert "wajib berkala" not in shown


def test_pages_are_english_for_english_readers(client, types):
    shown = page(client, "/en/jenis-alat/test_drape/")

    assert re.search(
        r"No product of this type is listed in this catalogue as of \d+ \w+ 20\d\d",
        text(shown),
    )
    assert "/en/jenis-alat/16/" in links(shown, ".breadcrumbs").values()


@pytest.mark.parametrize(
    "path",
    ["99/", "1699/", "01/", "0101/", "999/", "nihil/", "TEST_DRAPE/", "test drape/"],
)
def test_what_does_not_exist_is_not_found(client, types, path):
    assert client.get(f"/jenis-alat/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "16/", "1603/", "test_drape/"])
def test_pages_are_for_reading(client, types, path):
    assert client.post(f"/jenis-alat/{path}").status_code == 405
    assert client.head(f"/jenis-alat/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "16/", "1603/", "test_drape/"])
def test_without_an_index_nothing_is_said_of_what_is_listed(client, catalogue, path):
    DeviceTypeFactory(key="test_drape", category="16", sub_category="1603")

    response = client.get(f"/jenis-alat/{path}")

    assert response.status_code == 503
    assert "tercantum" not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "queries"), [("", 1), ("16/", 1), ("1603/", 1), ("test_drape/", 3)]
)
def test_many_types_cost_as_many_queries_as_few(
    client, types, django_assert_num_queries, path, queries
):
    DeviceTypeFactory.create_batch(40, category="16", sub_category="1603")
    client.get(f"/jenis-alat/{path}")

    with django_assert_num_queries(queries):
        client.get(f"/jenis-alat/{path}")


def test_a_search_without_hits_leads_to_types_of_that_name(client, types):
    shown = page(client, "/cari/?q=zzzz")

    (link,) = [
        each.get("href")
        for each in shown.find_all("a")
        if "jenis alat bernama demikian" in text(each)
    ]
    assert link == "/jenis-alat/?q=zzzz"
