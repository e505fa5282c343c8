"""Which spelling of a short address is answered by what."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from products.models import ProductPage
from tests.factories.products import MarketingAuthorisationFactory, ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of, verifier
from tests.screens import texts
from tests.verification.public.pages import address, record
from verification.public.codes import code_of

pytestmark = pytest.mark.django_db


def test_the_page_is_asked_for_anew_and_kept_out_of_search_engines(client, lamp):
    response = client.get(address(lamp))

    assert response["Cache-Control"] == "no-cache"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_other_spellings_lead_to_the_one_there_is(client, lamp):
    code = code_of(lamp.pk)

    for spelling in (
        f"/V/{code}",
        f"/v/{code}/",
        f"/v/{code.lower().replace('0', 'o')}",
        f"/v/{code[:2]}-{code[2:]}",
    ):
        response = client.get(spelling)

        assert (response.status_code, response["Location"]) == (301, f"/v/{code}")


def test_the_form_takes_a_code_or_a_whole_address(client, lamp):
    code = code_of(lamp.pk)

    for typed in (code.lower(), f" https://katalog.example/v/{code}/ "):
        response = client.get("/v/", {"kode": typed})

        assert (response.status_code, response["Location"]) == (302, f"/v/{code}")
    assert "Kode pada label" in texts(client.get("/v/"))


@pytest.mark.parametrize("rest", ["", "/label", "/qr.svg", "/qr.png"])
@pytest.mark.parametrize("code", ["0000", "UUUUU", "00013", "%00", "%F0%9F%98%80"])
def test_a_mistyped_code_is_told_so(client, catalogue, code, rest):
    response = client.get(f"/v/{code}{rest}")

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_the_form_tells_of_a_mistyped_code(client, catalogue):
    response = client.get("/v/", {"kode": "bukan kode\x00"})

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_a_code_that_no_page_has_is_as_if_mistyped(client, catalogue):
    response = client.get(f"/v/{code_of(987_654)}")

    assert response.status_code == 404
    assert "Kode ini salah ketik" in texts(response)


def test_pages_that_are_no_listing_have_none(client, catalogue):
    assert client.get(address(catalogue)).status_code == 404


@pytest.mark.parametrize("rest", ["", "/label"])
def test_a_draft_that_was_never_public_is_as_if_mistyped(client, lamp, rest):
    draft = ProductPageFactory(parent=lamp.supplier, title="Rahasia Pabrik", live=False)
    MarketingAuthorisationFactory(product=draft)

    readers = (None, editor_of(lamp.supplier), editor_of(SupplierPageFactory()))
    for user in (*readers, verifier()):
        if user is not None:
            client.force_login(user)
        response = client.get(address(draft, rest))

        assert response.status_code == 404
        assert "Rahasia Pabrik" not in texts(response)


@pytest.mark.parametrize("rest", ["", "/label"])
def test_an_unpublished_product_is_named_as_last_entered(client, lamp, rest):
    MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    lamp.unpublish()
    ProductPage.objects.filter(pk=lamp.pk).update(title="Nama Baru Rahasia")

    response = client.get(address(lamp, rest))

    text = texts(response)
    assert response.status_code == 410
    assert "Tidak lagi tercantum dalam katalog" in text
    assert "Lampu Operasi LO-120 · Terang Alkes" in text
    assert "Nama Baru Rahasia" not in text


def test_an_unpublished_product_without_evidence_is_not_named(client, lamp):
    lamp.unpublish()
    ProductPage.objects.filter(pk=lamp.pk).update(
        title="Nama Baru Rahasia", first_published_at=timezone.now()
    )

    response = client.get(address(lamp))

    assert response.status_code == 410
    assert "Nama Baru Rahasia" not in texts(response)


def test_a_deleted_product_is_gone_for_good(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    where = address(lamp)
    lamp.delete()

    response = client.get(where)

    assert response.status_code == 410
    assert "Lampu Operasi LO-120 · Terang Alkes" in texts(response)


def test_a_page_that_is_not_for_everyone_is_not_shown(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    PageViewRestriction.objects.create(
        page=lamp, restriction_type=PageViewRestriction.LOGIN
    )

    response = client.get(address(lamp))

    assert response.status_code == 410
    assert "Lampu Operasi" not in texts(response)


def test_nothing_can_be_posted(client, lamp):
    for rest in ("", "/label", "/qr.svg", "/qr.png"):
        assert client.post(address(lamp, rest)).status_code == 405
