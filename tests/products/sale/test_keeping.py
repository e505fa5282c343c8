"""Restrictions outlast drafts, and drafts do not lead around them."""

import pytest

from products.models import ProductPage, ProductVariant, SaleRestriction
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    lamp_type,
)
from tests.factories.users import administrator, editor_of, verifier
from tests.product_form import edit_url
from tests.rendered_form import untouched
from verification.publication import publication_problems

pytestmark = pytest.mark.django_db

BY_VERIFIER = (
    "Penjualan SKU {} dibatasi verifikator: SKU ini tidak dapat dihapus atau diganti "
    "sampai verifikator mencabutnya."
)
RENAMED = (
    "Penjualan SKU {} sedang dibatasi: cabut pembatasannya sebelum mengganti SKU-nya."
)


@pytest.fixture
def lamp(catalogue):
    product = ProductPageFactory(device_type=lamp_type(), attributes=LAMP_ATTRIBUTES)
    for sku in ("L-1", "L-2"):
        ProductVariantFactory(product=product, sku=sku)
    return ProductPage.objects.get(pk=product.pk)


def saved_with(client, lamp, **changes):
    """The answer to the edit form, some of whose fields were changed."""
    opened = client.get(edit_url(lamp))
    return client.post(edit_url(lamp), untouched(opened, "page-edit-form") | changes)


def draft_skus(lamp):
    draft = ProductPage.objects.get(pk=lamp.pk).get_latest_revision_as_object()
    return sorted(each.sku for each in draft.variants.all())


def test_it_outlasts_drafts_publishing_and_former_versions(lamp):
    former = lamp.save_revision()
    row = SaleRestrictionFactory(product=lamp, sku="L-1", kind="withdrawn")

    lamp.summary = "Lain."
    lamp.save_revision().publish()
    former.publish()

    published = ProductPage.objects.get(pk=lamp.pk)
    assert published.restrictions == {"L-1": row}
    assert [each.sku for each in published.shown_variants] == ["L-2"]
    assert published.get_latest_revision_as_object().restrictions == {"L-1": row}


def test_a_copy_has_none_of_it(lamp):
    SaleRestrictionFactory(product=lamp, sku="L-1")

    copy = lamp.copy(update_attrs={"slug": "salinan"})

    assert copy.restrictions == {}
    assert SaleRestriction.objects.count() == 1


@pytest.mark.parametrize(
    ("authority", "changes", "problem"),
    [
        ("verifier", {"variants-0-sku": "L-9"}, BY_VERIFIER.format("L-1")),
        ("verifier", {"variants-0-DELETE": "on"}, BY_VERIFIER.format("L-1")),
        ("maker", {"variants-0-sku": "L-9"}, RENAMED.format("L-1")),
        (
            "verifier",
            {"variants-0-sku": "L-2", "variants-1-sku": "L-1"},
            RENAMED.format("L-1"),
        ),
    ],
)
def test_the_form_refuses_what_leads_around_it(
    client, lamp, authority, changes, problem
):
    SaleRestrictionFactory(product=lamp, sku="L-1", authority=authority)
    client.force_login(editor_of(lamp.supplier))

    response = saved_with(client, lamp, **changes)

    assert problem in response.content.decode()
    assert draft_skus(lamp) == ["L-1", "L-2"]


def test_rows_of_a_draft_without_a_key_are_known_by_their_place(client, lamp):
    lamp.variants = [ProductVariant(sku=sku) for sku in ("L-3", "L-4")]
    lamp.save_revision().publish()
    SaleRestrictionFactory(product=lamp, sku="L-3", authority="verifier")
    client.force_login(editor_of(lamp.supplier))

    swapped = {"variants-0-sku": "L-4", "variants-1-sku": "L-3"}
    response = saved_with(client, lamp, **swapped)

    assert RENAMED.format("L-3") in response.content.decode()
    assert draft_skus(lamp) == ["L-3", "L-4"]


@pytest.mark.parametrize(
    ("authority", "changes", "skus"),
    [
        ("verifier", {"variants-1-sku": "L-9"}, ["L-1", "L-9"]),
        ("verifier", {"variants-0-price": "9"}, ["L-1", "L-2"]),
        ("maker", {"variants-0-DELETE": "on"}, ["L-2"]),
        ("maker", {"variants-0-price": "9"}, ["L-1", "L-2"]),
    ],
)
def test_everything_else_is_saved(client, lamp, authority, changes, skus):
    SaleRestrictionFactory(product=lamp, sku="L-1", authority=authority)
    client.force_login(editor_of(lamp.supplier))

    response = saved_with(client, lamp, **changes)

    assert response.status_code == 302
    assert draft_skus(lamp) == skus


@pytest.mark.parametrize(
    ("authority", "problems"),
    [("verifier", [BY_VERIFIER.format("L-1")]), ("maker", [])],
)
def test_a_draft_older_than_a_verifiers_restriction_is_not_approved(
    lamp, authority, problems
):
    draft = lamp.get_latest_revision_as_object()
    draft.variants = [each for each in draft.variants.all() if each.sku == "L-2"]
    draft.save_revision()
    SaleRestrictionFactory(product=lamp, sku="L-1", authority=authority)

    latest = ProductPage.objects.get(pk=lamp.pk).get_latest_revision_as_object()

    assert publication_problems(latest) == problems


@pytest.mark.parametrize("person", [verifier, administrator])
def test_the_edit_page_says_what_stands_and_leads_to_the_screen(client, lamp, person):
    SaleRestrictionFactory(product=lamp, sku="L-1", kind="withdrawn")
    client.force_login(person())

    page = client.get(edit_url(lamp)).content.decode()

    assert "Ditarik dari penjualan sejak" in page
    assert f"/admin/produk/{lamp.pk}/penjualan/" in page
