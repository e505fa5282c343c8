"""What is offered while somebody types."""

import pytest

from search.analysis import analyse_query
from search.suggestions import marked, suggest
from tests.factories.documents import BED, index_documents, product_document

BEKASI = {"id": 901, "name": "Bekasi Alkes", "legal_name": "PT Bekasi Alkes"}


@pytest.fixture
def catalogue_index():
    return index_documents(
        [
            product_document(id=1, title="Lampu operasi Fajar"),
            product_document(id=2, title="Lampu periksa Senja", supplier=BEKASI),
            product_document(id=3, title="Ranjang Melati", device_type=BED),
        ]
    )


def offered(text):
    return {
        str(group.label): [
            (str(each.label), each.path or each.query_string, each.count)
            for each in group.suggestions
        ]
        for group in suggest(text)
    }


def test_types_products_and_suppliers_are_offered_with_counts(catalogue_index):
    assert offered("lampu op") == {
        "Jenis alat": [
            (
                "<mark>Lampu</mark> <mark>op</mark>erasi LED",
                "device_type=led_operating_light",
                2,
            )
        ],
        "Produk": [
            (
                "<mark>Lampu</mark> <mark>op</mark>erasi Fajar",
                "/pemasok/surya-medika/produk-1/",
                None,
            ),
            (
                "<mark>Lampu</mark> periksa Senja",
                "/pemasok/surya-medika/produk-2/",
                None,
            ),
        ],
    }


def test_suppliers_are_offered_by_their_name(catalogue_index):
    assert offered("beka")["Pemasok"] == [
        ("<mark>Beka</mark>si Alkes", "supplier=901", 1)
    ]


@pytest.mark.parametrize("text", ["", " ", "l", "?!", "zzzzz"])
def test_nothing_is_offered_for_too_little_or_the_unknown(catalogue_index, text):
    assert suggest(text) == ()


def test_nothing_is_offered_without_an_index():
    assert suggest("lampu") == ()


@pytest.mark.parametrize(
    ("label", "text", "html"),
    [
        ("Lampu operasi", "operasi la", "<mark>La</mark>mpu <mark>operasi</mark>"),
        (
            "<b>Lampu</b> & co",
            "lampu",
            "&lt;b&gt;<mark>Lampu</mark>&lt;/b&gt; &amp; co",
        ),
        ("Café", "cafe", "<mark>Café</mark>"),
        ("X-ray", "x-ray", "<mark>X</mark>-<mark>ray</mark>"),
        ("Alampu", "lampu", "Alampu"),
        ("ﬁlter", "fi", "<mark>ﬁlter</mark>"),
    ],
)
def test_the_beginnings_of_words_are_marked_and_all_else_is_escaped(label, text, html):
    terms = analyse_query(text, unfinished=True)

    assert marked(label, terms) == html


def test_the_fragment_is_a_list_of_options(client, catalogue_index):
    response = client.get("/cari/saran/?q=lampu")

    content = response.content.decode()
    assert response.status_code == 200
    assert content.count('role="option"') == 3
    assert 'role="group" aria-label="Jenis alat"' in content
    assert 'href="/cari/?device_type=led_operating_light"' in content
    assert "2 produk" in content


def test_the_english_fragment_leads_to_english_pages(client, catalogue_index):
    content = client.get("/en/cari/saran/?q=lampu").content.decode()

    assert 'href="/en/cari/?device_type=led_operating_light"' in content
    assert 'href="/en/pemasok/surya-medika/produk-1/"' in content


def test_without_a_match_the_fragment_has_no_option(client, catalogue_index):
    response = client.get("/cari/saran/?q=zzzzz")

    assert response.status_code == 200
    assert "role" not in response.content.decode()


@pytest.mark.django_db
def test_a_suggestion_asks_the_database_nothing(
    client, catalogue_index, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/cari/saran/?q=lampu")

    assert 'role="option"' in response.content.decode()
