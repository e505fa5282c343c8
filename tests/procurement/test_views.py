"""The comparison page and its download."""

import re
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.documents import BED, index_documents, product_document


@pytest.fixture
def products():
    """Six lamps, numbered 1 to 6, and two beds, 11 and 12."""
    lamps = [
        product_document(id=n, title=f"Lampu {n}", price=n * 1_000_000)
        for n in range(1, 7)
    ]
    beds = [
        product_document(id=n, title=f"Ranjang {n}", device_type=BED) for n in (11, 12)
    ]
    return index_documents(lamps + beds)


def page_text(response):
    content = re.sub(
        r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def columns(response):
    return re.findall(
        r'comparison__name" href="[^"]*">([^<]*)', response.content.decode()
    )


def links(response):
    return re.findall(
        r'href="([^"]*)"', response.content.decode().replace("&amp;", "&")
    )


@pytest.mark.django_db
def test_products_stand_side_by_side_in_the_order_asked_for_without_a_query(
    client, products, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/bandingkan/?p=3&p=1")

    assert response.status_code == 200
    assert columns(response) == ["Lampu 3", "Lampu 1"]
    assert "Rp 1.000.000 ✓ Terbaik" in page_text(response)
    assert "/bandingkan/unduh/?p=3&p=1" in links(response)


def test_a_column_can_be_removed(client, products):
    response = client.get("/bandingkan/?p=1&p=2&p=3&beda=1")

    removals = re.findall(
        r'comparison__remove" href="([^"]*)"', response.content.decode()
    )
    assert [each.replace("&amp;", "&") for each in removals] == [
        "/bandingkan/?p=2&p=3&beda=1",
        "/bandingkan/?p=1&p=3&beda=1",
        "/bandingkan/?p=1&p=2&beda=1",
    ]


def test_equal_rows_are_hidden_on_demand(client, products):
    whole = client.get("/bandingkan/?p=1&p=2")
    differences = client.get("/bandingkan/?p=1&p=2&beda=1")

    assert "/bandingkan/?p=1&p=2&beda=1" in links(whole)
    assert "/bandingkan/?p=1&p=2" in links(differences)
    assert "Kelas risiko" in page_text(whole)
    assert "Kelas risiko" not in page_text(differences)
    assert "Harga sebelum PPN" in page_text(differences)


def test_the_first_five_are_kept_and_the_rest_is_named(client, products):
    response = client.get("/bandingkan/?" + "&".join(f"p={n}" for n in range(1, 7)))

    assert columns(response) == [f"Lampu {n}" for n in range(1, 6)]
    assert "Paling banyak 5 produk" in page_text(response)
    assert "Tidak ditampilkan: Lampu 6" in page_text(response)


def test_other_device_types_are_left_out_with_a_way_to_each(client, products):
    response = client.get("/bandingkan/?p=1&p=11&p=2&p=12")

    assert columns(response) == ["Lampu 1", "Lampu 2"]
    assert "Hanya alat sejenis yang dapat dibandingkan" in page_text(response)
    assert "Tempat tidur pasien elektrik : Ranjang 11 , Ranjang 12" in page_text(
        response
    )
    assert "/bandingkan/?p=11&p=12" in links(response)
    assert "/bandingkan/?p=1&p=2" in links(response)


def test_what_is_gone_is_named(client, products):
    response = client.get("/bandingkan/?p=1&p=404&p=2&p=405")

    assert columns(response) == ["Lampu 1", "Lampu 2"]
    assert "Produk nomor 404, 405 tidak ada lagi di katalog" in page_text(response)


@pytest.mark.parametrize("asked", ["p=1&p=1", "p=1", "p=1&p=abc&p=-2&p=²&p="])
def test_one_product_alone_gets_similar_ones_to_add(client, products, asked):
    response = client.get(f"/bandingkan/?{asked}")

    assert response.status_code == 200
    assert columns(response) == []
    assert "Tambahkan paling sedikit satu lagi" in page_text(response)
    suggested = [
        link for link in links(response) if link.startswith("/bandingkan/?p=1&")
    ]
    assert sorted(suggested) == [f"/bandingkan/?p=1&p={n}" for n in range(2, 7)]


def test_no_product_gets_an_explanation(client, products):
    response = client.get("/bandingkan/")

    assert response.status_code == 200
    assert "Belum ada produk yang dipilih" in page_text(response)


def test_without_an_index_the_page_says_so(client):
    response = client.get("/bandingkan/?p=1&p=2")

    assert response.status_code == 503
    assert 'href="/bandingkan/?p=1&amp;p=2"' in response.content.decode()


def test_the_browser_is_told_what_is_shown(client, products):
    response = client.get("/bandingkan/?p=1&p=11&p=2")

    assert response.context["shown"] == [
        {"id": "1", "type": "led_operating_light", "title": "Lampu 1"},
        {"id": "2", "type": "led_operating_light", "title": "Lampu 2"},
    ]
    assert 'id="compare-shown"' in response.content.decode()


@pytest.mark.django_db
def test_the_download_holds_what_the_page_shows(
    client, products, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/bandingkan/unduh/?p=2&p=404&p=1&p=11")

    sheet = load_workbook(BytesIO(response.content)).active
    today = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == (
        f'attachment; filename="perbandingan-lampu-operasi-led-{today}.xlsx"'
    )
    assert sheet["A3"].value == "https://katalog.example/bandingkan/?p=2&p=1"
    assert [cell.value for cell in sheet[5]][2:] == ["Lampu 2", "Lampu 1"]


@pytest.mark.parametrize(
    ("asked", "address"),
    [("", "/bandingkan/"), ("p=1&p=404", "/bandingkan/?p=1")],
)
def test_there_is_no_download_of_less_than_two(client, products, asked, address):
    response = client.get(f"/bandingkan/unduh/?{asked}")

    assert response.status_code == 302
    assert response["Location"] == address


def test_only_reading_is_allowed(client):
    assert client.post("/bandingkan/").status_code == 405
    assert client.post("/bandingkan/unduh/").status_code == 405
