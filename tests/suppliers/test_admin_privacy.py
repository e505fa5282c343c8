"""People and tags that editors and verifiers are offered in the admin."""

import pytest
from django.urls import reverse

from core.models import CatalogueDocument, CatalogueImage
from suppliers.admin_privacy import popular_tags, tags_known_to
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory, document_of, image_of
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(catalogue):
    """A supplier whose picture is tagged once and document twice."""
    supplier = SupplierPageFactory(title="Milik Sendiri", slug="milik-sendiri")
    image_of(supplier).tags.add("inkubator")
    document_of(supplier).tags.add("izin", "brosur")
    return supplier


@pytest.fixture
def other(catalogue):
    supplier = SupplierPageFactory(title="Pesaing", slug="pesaing")
    image_of(supplier).tags.add("rahasia-gambar", "inkubator")
    image_of(supplier).tags.add("rahasia-gambar")
    document_of(supplier).tags.add("rahasia-dokumen")
    return supplier


def names(tags) -> set[str]:
    return {tag.name for tag in tags}


def test_tags_are_those_of_ones_own_files(own, other):
    known = tags_known_to(editor_of(own), CatalogueImage, CatalogueDocument)

    assert names(known) == {"inkubator", "izin", "brosur"}


def test_verifiers_and_administrators_know_all_tags(own, other):
    everything = {"inkubator", "izin", "brosur", "rahasia-gambar", "rahasia-dokumen"}

    for user in (verifier(), administrator()):
        known = tags_known_to(user, CatalogueImage, CatalogueDocument)
        assert names(known) == everything


def test_popular_tags_are_of_one_model_the_most_used_first(own, other):
    assert [tag.name for tag in popular_tags(verifier(), CatalogueImage)] == [
        "inkubator",
        "rahasia-gambar",
    ]
    assert [tag.name for tag in popular_tags(editor_of(own), CatalogueImage)] == [
        "inkubator"
    ]


@pytest.mark.parametrize(
    ("term", "completed"),
    [("i", ["inkubator", "izin"]), ("rahasia", []), ("", [])],
)
def test_tags_are_completed_from_ones_own(client, own, other, term, completed):
    client.force_login(editor_of(own))

    response = client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": term})

    assert response.json() == completed


LISTS_WITH_TAGS = ["wagtailimages:index", "wagtaildocs:index"]


@pytest.mark.parametrize("name", [*LISTS_WITH_TAGS, "wagtailimages_chooser:choose"])
def test_lists_of_files_offer_ones_own_tags(client, own, other, name):
    client.force_login(editor_of(own))

    text = client.get(reverse(name)).content.decode()

    assert "rahasia-" not in text
    assert ("inkubator" in text) is ("image" in name)
    assert ("brosur" in text) is ("docs" in name)


def test_a_tag_filter_goes_on_working(client, own):
    image_of(own, title="Tanpa label")
    image_of(own, title="Berlabel").tags.add("kaki lima")
    client.force_login(editor_of(own))

    text = client.get(reverse("wagtailimages:index"), {"tag": "kaki lima"})

    assert "Berlabel" in text.content.decode()
    assert "Tanpa label" not in text.content.decode()


LISTS_WITH_PEOPLE = [
    "products:index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
]


@pytest.mark.parametrize("name", LISTS_WITH_PEOPLE)
def test_filters_offer_the_people_of_ones_own_supplier(client, own, other, name):
    me = editor_of(own, username="saya")
    colleague = editor_of(own, username="rekan")
    rival = editor_of(other, username="saingan")
    for supplier, user in ((own, me), (own, colleague), (other, rival)):
        page = ProductPageFactory(parent=supplier, live=False, owner=user)
        page.save_revision(user=user, log_action=True)
        page.get_workflow().start(page, user)
    client.force_login(me)

    text = client.get(reverse(name)).content.decode()
    client.force_login(verifier())
    of_verifiers = client.get(reverse(name)).content.decode()

    assert ("rekan" in text, "saingan" in text) == (True, False)
    assert ("rekan" in of_verifiers, "saingan" in of_verifiers) == (True, True)


def test_a_person_of_another_supplier_is_no_choice(client, own, other):
    rival = editor_of(other, username="saingan")
    ProductPageFactory(parent=own, owner=rival, title="Punya kami")
    client.force_login(editor_of(own))

    text = client.get(reverse("products:index"), {"owner": rival.pk}).content.decode()

    assert "saingan" not in text
