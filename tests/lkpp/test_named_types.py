"""A product of a type that is only named: shown, found and exported like any other."""

import pytest
from django.urls import reverse

from lkpp.profiles import PROFILES
from products.specification.form import AttributeForm
from readmodel import indexer
from tests.factories.products import DeviceTypeFactory, ready_product
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url, posted, stored_variants
from tests.submitting import act

pytestmark = pytest.mark.django_db

GROUP = "Peralatan Kesehatan Masyarakat, Laboratorium, dan Penunjang"


@pytest.fixture
def fogger(catalogue):
    """A product of a type in a group that is no category of a licence."""
    named = DeviceTypeFactory(
        key="test_fogger",
        name_id="Pengasap nyamuk uji",
        name_en="Test fogging machine",
        synonyms=["mesin pengabut uji"],
        category="17",
        sub_category="",
        licence_group="",
        risk_class="",
    )
    product = ready_product(device_type=named, title="Kabut Jaya 3")
    indexer.rebuild()
    return product


def test_it_has_no_attributes_to_fill(fogger):
    form = AttributeForm(fogger.device_type, {})

    assert (form.definitions, form.rows()) == ((), [])


def test_it_is_edited_submitted_and_published(client, fogger):
    sent = posted(
        fogger.device_type, title="Kabut Baru", variants=stored_variants(fogger)
    )
    client.force_login(editor_of(fogger.supplier))

    client.post(edit_url(fogger), sent | {"action-submit": "1"})
    client.force_login(verifier())
    act(client, fogger, "approve", "Sesuai.")

    fogger.refresh_from_db()
    assert (fogger.title, fogger.attributes) == ("Kabut Baru", {})
    assert fogger.live


def test_it_is_compared_with_its_like(client, fogger):
    other = ready_product(device_type=fogger.device_type, title="Kabut Lain")
    indexer.rebuild()

    shown = client.get("/bandingkan/", {"p": [fogger.pk, other.pk]})

    assert shown.status_code == 200
    content = shown.content.decode()
    assert "Kabut Jaya 3" in content
    assert "Kabut Lain" in content


def test_it_has_a_page_of_its_own(client, fogger):
    page = client.get(fogger.url).content.decode()

    assert GROUP in page
    assert "Pengasap nyamuk uji" in page
    assert "belum mencatat apakah jenis alat ini wajib dikalibrasi" in page


@pytest.mark.parametrize(
    "asked",
    [{"q": "pengabut uji"}, {"category": "17"}, {"device_type": "test_fogger"}],
)
def test_it_is_found(client, fogger, asked):
    found = client.get(reverse("api-1:products"), asked).json()

    assert [hit["title"] for hit in found["results"]] == ["Kabut Jaya 3"]
    assert found["results"][0]["category"] == {"key": "17", "label": GROUP}
    assert client.get(reverse("search:results"), asked).status_code == 200


def test_what_it_lacks_is_null_in_the_api(client, fogger):
    url = reverse("api-1:product", args=[fogger.pk])

    found = client.get(url).json()

    assert found["category"]["key"] == "17"
    assert found["sub_category"] is None
    assert found["licence_group"] is None
    assert (found["attributes"], found["risk_class"]) == ([], "B")


def test_its_category_stands_for_the_sub_category_at_lkpp(fogger, exported):
    record = exported(fogger.variants.get().sku)

    named = {"code": "17", "name": GROUP}
    assert record["listing"]["category"] == named
    assert record["listing"]["sub_category"] == named


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_profile_has_a_place_for_it(fogger, exported, profile):
    record = exported(fogger.variants.get().sku)

    answer = profile.render(record, "https://katalog.example")

    assert fogger.variants.get().sku in str(answer)


def test_a_licence_of_any_category_fits_it(fogger):
    codes = {
        finding.code
        for licence in fogger.authorisations.all()
        for finding in licence.findings(licence.issued_on)
    }

    assert "licence_category_mismatch" not in codes
