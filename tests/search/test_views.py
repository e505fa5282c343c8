"""The search page as a buyer without JavaScript and as htmx ask for it."""

import re

import pytest
from bs4 import BeautifulSoup

from search.engines import get_engine
from tests.factories.documents import (
    BED,
    LAMP,
    index_documents,
    licence,
    product_document,
)

HTMX = {"HX-Request": "true"}
BEKASI = {"id": 901, "name": "Bekasi Alkes", "legal_name": "PT Bekasi Alkes"}


@pytest.fixture
def lamps():
    """Three lamps of two suppliers and a bed."""
    return index_documents(
        [
            product_document(id=1, title="Lampu operasi Fajar", price=50_000_000),
            product_document(
                id=2, title="Lampu operasi Senja", price=80_000_000, supplier=BEKASI
            ),
            product_document(
                id=3,
                title="Lampu operasi Bulan",
                price=None,
                tkdn=None,
                bmp=None,
                licence=licence(status="expired", expires_on="2025-01-01"),
            ),
            product_document(
                id=4, title="Ranjang Melati", device_type=BED, price=9_000
            ),
        ]
    )


def page_text(response):
    """What is read on the page, in one line."""
    content = re.sub(
        r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def titles(response):
    return re.findall(
        r'product-card__title"><a href="[^"]*">([^<]*)</a>', response.content.decode()
    )


def test_everything_is_shown_newest_first_without_a_query(client, lamps):
    response = client.get("/cari/")

    assert response.status_code == 200
    assert titles(response) == [
        "Ranjang Melati",
        "Lampu operasi Bulan",
        "Lampu operasi Senja",
        "Lampu operasi Fajar",
    ]
    assert "4 produk ditemukan" in page_text(response)


@pytest.mark.django_db
def test_a_search_asks_the_database_nothing(client, lamps, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/cari/?q=lampu&supplier=900&sort=price")

    assert titles(response) == ["Lampu operasi Fajar", "Lampu operasi Bulan"]


def test_values_of_a_facet_are_alternatives_and_facets_add_up(client, lamps):
    response = client.get("/cari/?supplier=900&supplier=901&device_type=" + LAMP["key"])

    assert sorted(titles(response)) == [
        "Lampu operasi Bulan",
        "Lampu operasi Fajar",
        "Lampu operasi Senja",
    ]


def test_a_choice_leaves_the_counts_beside_it_as_they_were(client, lamps):
    before = {o.label: o.count for o in facet(client.get("/cari/"), "supplier")}
    after = {
        o.label: (o.count, o.selected)
        for o in facet(client.get("/cari/?supplier=901"), "supplier")
    }

    assert before == {"Surya Medika": 3, "Bekasi Alkes": 1}
    assert after == {"Surya Medika": (3, False), "Bekasi Alkes": (1, True)}


def facet(response, name):
    return next(f for f in response.context["results"].facets if f.name == name).options


def test_each_choice_can_be_taken_back_by_its_chip(client, lamps):
    response = client.get("/cari/?q=lampu&supplier=901&licence=valid")

    chips = {str(c.label): c.query_string for c in response.context["results"].chips}
    assert chips == {
        "Bekasi Alkes": "q=lampu&licence=valid",
        "Berlaku": "q=lampu&supplier=901",
    }
    content = response.content.decode()
    assert 'href="/cari/?q=lampu&amp;licence=valid"' in content
    assert response.context["cleared"] == "q=lampu"


def test_the_form_sends_its_price_fields_as_one_value(client, lamps):
    response = client.get("/cari/?q=&sort=&price_low=Rp+9.000&price_high=50.000.000")

    assert response.status_code == 302
    assert response["Location"] == "/cari/?price=9000-50000000"
    follow = client.get(response["Location"])
    assert titles(follow) == ["Ranjang Melati", "Lampu operasi Fajar"]
    assert 'name="price_low"' in follow.content.decode()
    assert "Harga sebelum PPN: Rp 9.000 – Rp 50.000.000" in page_text(follow)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("price_low=1000", "price=1000-"),
        ("price_high=1000", "price=-1000"),
        ("price_low=2000&price_high=1000", "price=1000-2000"),
        ("price_low=60 jt&price_high=60000000,00", "price=60000000-60000000"),
        ("price_low=1000&price=-999999", "price=-999999&price=1000-"),
    ],
)
def test_price_fields_are_read_kindly(client, lamps, typed, value):
    response = client.get(f"/cari/?{typed}")

    assert response["Location"] == f"/cari/?{value}"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_price_that_cannot_be_read_stays_beside_its_reason(client, lamps, headers):
    response = client.get("/cari/?price_low=murah&price_high=1+M", headers=headers)

    page = BeautifulSoup(response.content, "html.parser")
    low, high = page.select_one("#price-low"), page.select_one("#price-high")
    problem = page.find(id=low["aria-describedby"])
    assert response.status_code == 200
    assert (low["value"], low["aria-invalid"]) == ("murah", "true")
    assert problem.text == (
        "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau 60 jt."
    )
    assert (high["value"], high.get("aria-invalid")) == ("1 M", None)
    assert [each["id"] for each in page.select("[role=alert][id^=price]")] == [
        "price-low-problem"
    ]
    assert len(titles(response)) == 3


def test_a_price_that_was_read_is_shown_with_its_thousands(client, lamps):
    page = BeautifulSoup(client.get("/cari/?price=9000-").content, "html.parser")

    assert page.select_one("#price-low")["value"] == "9.000"
    assert page.select_one("#price-low")["data-reading"] == "rupiah"
    assert page.select_one("script[data-address]")["data-address"] == "/isian/KIND/"


def test_what_cannot_be_understood_is_left_out(client, lamps):
    response = client.get("/cari/?licence=best&sort=luck&page=zero&price=5&utm_x=1")

    assert response.status_code == 200
    assert len(titles(response)) == 4


def test_pages_have_neighbours_and_ends(client):
    index_documents(product_document(id=n) for n in range(1, 11))

    response = client.get("/cari/?page_size=2&page=3&supplier=900")

    content = response.content.decode()
    links = re.findall(r'<a href="(\?[^"]*page[^"]*)"', content)
    assert titles(response) == ["Lampu operasi Surya 6", "Lampu operasi Surya 5"]
    assert [link.replace("&amp;", "&") for link in links] == [
        "?page_size=2&supplier=900&page=2",
        "?page_size=2&supplier=900",
        "?page_size=2&supplier=900&page=2",
        "?page_size=2&supplier=900&page=4",
        "?page_size=2&supplier=900&page=5",
        "?page_size=2&supplier=900&page=4",
    ]


def test_a_page_beyond_the_last_leads_to_the_last(client):
    index_documents(product_document(id=n) for n in range(1, 4))

    response = client.get("/cari/?page=9&page_size=2")

    assert response.status_code == 302
    assert response["Location"] == "/cari/?page=2&page_size=2"


def test_htmx_gets_only_what_changed_and_the_address_to_show(client, lamps):
    response = client.get("/cari/?q=fajar&sort=&price_low=", headers=HTMX)

    content = response.content.decode()
    assert response["HX-Push-Url"] == "/cari/?q=fajar"
    assert "<html" not in content
    assert "<title>Hasil untuk “fajar” – " in content
    assert (
        '<div id="search-status" hx-swap-oob="innerHTML">1 produk ditemukan' in content
    )
    assert titles(response) == ["Lampu operasi Fajar"]


def test_page_links_of_a_part_hold_no_empty_fields_of_the_form(client):
    index_documents(product_document(id=n) for n in range(1, 31))

    response = client.get("/cari/?q=&sort=&price_low=1&price_high=", headers=HTMX)

    links = re.findall(r'<a href="(\?[^"]*)"', response.content.decode())
    assert [link.replace("&amp;", "&") for link in links] == ["?price=1-&page=2"] * 2


def test_caches_tell_the_whole_page_from_its_part(client, lamps):
    response = client.get("/cari/")

    assert "HX-Request" in response["Vary"]
    assert "HX-History-Restore-Request" in response["Vary"]


def test_a_page_restored_from_history_is_whole(client, lamps):
    headers = {**HTMX, "HX-History-Restore-Request": "true"}

    response = client.get("/cari/?q=lampu", headers=headers)

    assert response.content.decode().startswith("<!DOCTYPE html>")


def test_nothing_found_says_what_to_give_up_and_what_comes_near(client, lamps):
    response = client.get("/cari/?q=lampu+ranjang&supplier=901")

    results = response.context["results"]
    assert titles(response) == [hit["title"] for hit in results.nearest]
    assert results.total == 0
    assert [
        (way.label, way.total, way.query_string) for way in results.relaxations
    ] == [("“lampu ranjang”", 1, "supplier=901")]
    assert "tanpa “lampu ranjang” 1 produk" in page_text(response)
    assert {hit["id"] for hit in results.nearest} == {1, 2, 3, 4}


def test_without_an_index_the_page_says_so(client, caplog):
    response = client.get("/cari/?q=lampu")

    assert response.status_code == 503
    (told,) = [each for each in caplog.records if each.name == "search.views"]
    # Why is for who runs the catalogue, not for who reads it.
    (reason,) = told.args
    assert told.getMessage() == f"The search engine did not answer: {reason}"
    assert str(reason) and str(reason) not in page_text(response)
    assert response["Retry-After"] == "30"
    assert "Pencarian sedang tidak tersedia" in page_text(response)
    assert 'href="/cari/?q=lampu"' in response.content.decode()


def test_without_an_index_htmx_is_sent_to_the_page_that_says_so(client):
    response = client.get("/cari/?q=lampu", headers=HTMX)

    assert response.status_code == 503
    assert response["HX-Redirect"] == "/cari/?q=lampu"


def test_english_addresses_stay_english(client, lamps):
    response = client.get("/en/cari/?q=&supplier=901")

    assert response["Location"] == "/en/cari/?supplier=901"
    assert (
        'href="/en/pemasok/surya-medika/produk-2/"'
        in client.get(response["Location"]).content.decode()
    )


def test_long_lists_are_folded_with_the_chosen_and_the_commonest_first(client):
    index_documents(
        product_document(
            id=n, supplier={"id": 900 + n % 12, "name": f"Pemasok {n % 12:02d}"}
        )
        for n in range(1, 26)
    )

    response = client.get("/cari/?supplier=911")

    panel = next(p for p in response.context["panels"] if p.facet.name == "supplier")
    assert [o.label for o in panel.leading[:3]] == [
        "Pemasok 11",
        "Pemasok 01",
        "Pemasok 00",
    ]
    assert (len(panel.leading), len(panel.further)) == (8, 4)


def test_markup_in_a_query_stays_text(client, lamps):
    response = client.get("/cari/?q=<script>alert(1)</script>")

    assert "<script>alert" not in response.content.decode()


def test_only_reading_is_allowed(client):
    assert client.post("/cari/").status_code == 405
    assert client.post("/cari/saran/").status_code == 405


def test_the_engine_of_a_test_is_its_own():
    assert not get_engine().health().ok


# Values that are not known


@pytest.mark.django_db
def test_an_unknown_value_is_told_and_can_be_removed(client, lamps):
    response = client.get("/cari/?q=lampu&device_type=tidak_ada&province=99")

    notice = BeautifulSoup(response.content, "html.parser").select_one(
        ".results__unknown"
    )
    assert [p.get_text() for p in notice.select("p")[:-1]] == [
        "Provinsi: Nilai tidak dikenal: 99.",
        "Jenis alat: Nilai tidak dikenal: tidak_ada.",
    ]
    assert notice.a["href"] == "/cari/?q=lampu"
    assert len(titles(response)) == 3


@pytest.mark.django_db
def test_an_unknown_value_is_told_where_the_address_is_untidy(client, lamps):
    response = client.get("/cari/?q=&province=99")

    assert response.status_code == 200
    assert "Nilai tidak dikenal: 99." in page_text(response)


def test_nothing_is_told_where_all_is_known(client, lamps):
    assert b"results__unknown" not in client.get("/cari/?province=32").content


def test_a_text_without_a_word_finds_nothing(client, lamps):
    response = client.get("/cari/?q=%3F%3F%3F")

    assert titles(response) == []
    assert "0 produk ditemukan" in page_text(response)
