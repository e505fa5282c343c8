import pytest

from catalog_site import home
from search.results import FacetOption

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(monkeypatch):
    """An index that holds 49 products."""
    counts = {
        "category": (
            FacetOption("16", "Bedah", 6, False, "category=16"),
            FacetOption("09", "Umum", 43, False, "category=09"),
        ),
        "device_type": (
            FacetOption("lamp", "Lampu operasi", 6, False, "device_type=lamp"),
            FacetOption("bed", "Tempat tidur", 43, False, "device_type=bed"),
        ),
    }
    figures = {
        "products": 49,
        "device_types": 2,
        "with_tkdn_40": 29,
    }
    monkeypatch.setattr(home, "facet_counts", lambda names: counts)
    monkeypatch.setattr(home, "catalogue_figures", lambda: figures)


def test_categories_with_products_come_with_counts_and_links(
    client, catalogue, indexed
):
    context = client.get("/").context

    assert [(each.key, each.count, each.url) for each in context["categories"]] == [
        ("09", 43, "/cari/?category=09"),
        ("16", 6, "/cari/?category=16"),
    ]
    assert len(context["awaited"]) == 14


def test_device_types_come_with_the_commonest_first(client, catalogue, indexed):
    context = client.get("/").context

    assert [(each.label, each.count) for each in context["device_types"]] == [
        ("Tempat tidur", 43),
        ("Lampu operasi", 6),
    ]


def test_figures_are_shown(client, catalogue, indexed):
    html = client.get("/").content.decode()

    assert "<dd>49</dd>" in html
    assert "<dd>29</dd>" in html


def test_without_an_index_the_page_still_leads_to_every_category(client, catalogue):
    response = client.get("/")

    assert response.status_code == 200
    assert len(response.context["categories"]) == 16
    assert response.context["awaited"] == []
    assert response.context["figures"] is None


def test_the_three_kinds_of_user_find_their_entrance(client, catalogue):
    html = client.get("/").content.decode()

    assert 'action="/cari/" role="search"' in html
    assert 'href="/admin/"' in html
    assert 'href="/api/docs"' in html


def test_english_links_stay_english(client, catalogue, indexed):
    response = client.get("/en/")

    assert response.context["categories"][0].url == "/en/cari/?category=09"
    assert response.context["categories"][0].label == (
        "General hospital and personal use devices"
    )
    assert 'action="/en/cari/"' in response.content.decode()


def test_the_demo_says_that_it_is_one(client, catalogue, settings):
    words = "pemasok, produk, dan sertifikat di sini adalah rekaan"
    assert words not in client.get("/").content.decode()

    settings.DEMO = True

    assert words in client.get("/").content.decode()
