"""Every way of making a page, and what travels with it."""

import pytest
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from certificates.recording import record_published
from certificates.travelling import (
    CannotTravel,
    left_behind_sentence,
    with_present_evidence,
)
from domain.validity import Status
from products.models import ProductPage
from suppliers.models import SupplierPage
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    complete_product,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
)
from tests.factories.users import administrator, editor_of

pytestmark = pytest.mark.django_db

EVIDENCE = (
    "authorisations",
    "tkdn_certificates",
    "certificates",
    "calibration_records",
)
DECLARED = {"production_share": "all", "labour_share": "all", "material_share": "some"}


@pytest.fixture
def lamp(catalogue) -> ProductPage:
    """A live product with one of every evidence, all of it verified."""
    product = complete_product(title="Lampu", slug="lampu", **DECLARED)
    product.save_revision().publish()
    VerificationCase.objects.update(state=CaseState.VERIFIED)
    return ProductPage.objects.get(pk=product.pk)


def by_person(lamp, client):
    client.force_login(editor_of(lamp.supplier))
    response = client.post(copy_url(lamp), copy_data(lamp.get_parent()))
    assert response.status_code == 302
    return ProductPage.objects.get(slug="salinan")


def by_administrator_below_another(lamp, client):
    client.force_login(administrator())
    client.post(copy_url(lamp), copy_data(SupplierPageFactory()))
    return ProductPage.objects.get(slug="salinan")


def by_code(lamp, client):
    return lamp.copy(update_attrs={"slug": "salinan"})


def by_action_with_its_supplier(lamp, client):
    root = lamp.get_parent().get_parent()
    copied = CopyPageAction(
        lamp.get_parent(), to=root, recursive=True, update_attrs={"slug": "salinan"}
    ).execute()
    return copied.get_children().get().specific


WAYS = (by_person, by_administrator_below_another, by_code, by_action_with_its_supplier)


def copy_url(page):
    return reverse("wagtailadmin_pages:copy", args=[page.pk])


def copy_data(parent, **more):
    return {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": parent.pk,
        **more,
    }


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_carries_no_evidence(client, lamp, way):
    copy = way(lamp, client)

    for version in (ProductPage.objects.get(pk=copy.pk), latest(copy)):
        assert [getattr(version, name).count() for name in EVIDENCE] == [0] * 4
        assert version.variants.count() == 0
        assert [getattr(version, name) for name in DECLARED] == ["", "", ""]


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_keeps_what_describes_the_product(client, lamp, way):
    copy = latest(way(lamp, client))

    assert (copy.brand, copy.model_name) == (lamp.brand, lamp.model_name)
    assert copy.attributes == lamp.attributes
    assert copy.pictures.get().image == lamp.pictures.get().image


def test_no_revision_of_a_copy_has_evidence(lamp):
    lamp.title = "Lampu lama"
    lamp.save_revision()

    copy = by_code(lamp, None)

    assert copy.revisions.count() == 3
    for revision in copy.revisions.all():
        version = revision.as_object()
        assert [getattr(version, name).count() for name in EVIDENCE] == [0] * 4


def test_the_original_keeps_its_evidence(client, lamp):
    by_person(lamp, client)

    kept = ProductPage.objects.get(pk=lamp.pk)
    assert [getattr(kept, name).count() for name in EVIDENCE] == [1] * 4
    assert all(each.is_verified for each in kept.authorisations.all())


def latest(page):
    return page.get_latest_revision_as_object()


def test_who_copies_is_told_what_was_left_behind(client, lamp):
    by_person(lamp, client)

    told = client.get("/admin/").content.decode()
    assert left_behind_sentence(lamp) == (
        "Tidak ikut disalin, karena hanya berlaku bagi yang asli: izin edar, "
        "kalibrasi, sertifikat lain, sertifikat TKDN, varian, lokasi produksi, "
        "tenaga kerja, bahan baku. Lengkapi pada salinannya."
    )
    assert left_behind_sentence(lamp) in told


def test_nothing_is_said_where_nothing_was_left_behind(catalogue):
    assert left_behind_sentence(ProductPageFactory()) == ""


def test_a_copied_supplier_is_another_company(catalogue):
    supplier = SupplierPageFactory(nib="9120106900275")
    SupplierCertificateFactory(supplier=supplier)
    AccreditationFactory(supplier=supplier)
    supplier.save_revision()

    copy = latest(supplier.copy(update_attrs={"slug": "salinan"}))

    assert (copy.nib, copy.npwp) == ("", "")
    assert (copy.certificates.count(), copy.accreditations.count()) == (0, 0)
    assert SupplierPage.objects.get(pk=supplier.pk).certificates.count() == 1


def test_a_copied_supplier_gets_a_group_of_its_own(client, catalogue):
    supplier = SupplierPageFactory()
    client.force_login(administrator())

    client.post(copy_url(supplier), copy_data(catalogue))

    assert SupplierPage.objects.get(slug="salinan").access.group.user_set.count() == 0


def test_an_alias_is_refused_with_a_sentence(client, lamp):
    client.force_login(administrator())

    shown = client.get(copy_url(lamp)).content.decode()
    sent = client.post(copy_url(lamp), copy_data(lamp.get_parent(), alias="on"))

    assert 'name="alias"' not in shown
    assert sent.status_code == 200
    assert "Alias tidak dapat dibuat" in sent.content.decode()
    assert ProductPage.objects.count() == 1


def test_no_code_makes_an_alias(lamp):
    with pytest.raises(CannotTravel):
        lamp.create_alias(update_slug="alias")
    with pytest.raises(CannotTravel):
        CreatePageAliasAction(lamp, update_slug="alias").execute()

    assert ProductPage.objects.count() == 1


def test_a_product_does_not_move_to_another_supplier(client, lamp):
    other = SupplierPageFactory()
    client.force_login(administrator())
    url = reverse("wagtailadmin_pages:move_confirm", args=[lamp.pk, other.pk])

    asked, sent = client.get(url), client.post(url)
    told = client.get("/admin/").content.decode()

    assert (asked.status_code, sent.status_code) == (302, 302)
    assert "“Lampu” tidak dapat dipindahkan ke pemasok lain" in told
    assert lamp in ProductPage.objects.child_of(lamp.supplier)


def test_no_code_moves_a_product_to_another_supplier(lamp):
    with pytest.raises(CannotTravel):
        lamp.move(SupplierPageFactory(), pos="last-child")

    assert lamp in ProductPage.objects.child_of(lamp.supplier)


def test_products_are_reordered_and_suppliers_moved(lamp, catalogue):
    sibling = ProductPageFactory(parent=lamp.get_parent())
    index = catalogue.get_parent().add_child(
        instance=type(catalogue)(title="Arsip", slug="arsip")
    )

    lamp.move(sibling, pos="right")
    lamp.supplier.get_parent().specific.refresh_from_db()
    SupplierPage.objects.get(pk=lamp.get_parent().pk).move(index, pos="last-child")

    moved = ProductPage.objects.get(pk=lamp.pk)
    assert moved.get_parent().get_parent().pk == index.pk
    assert all(each.is_verified for each in moved.authorisations.all())


def test_the_same_claims_of_another_supplier_are_not_verified(lamp):
    licence = lamp.authorisations.get()
    theirs = ProductPageFactory()
    MarketingAuthorisationFactory(
        product=theirs,
        number=licence.number,
        issued_on=licence.issued_on,
        expires_on=licence.expires_on,
    )
    record_published([theirs])

    declared = ProductPage.objects.get(pk=theirs.pk).authorisations.get()

    assert declared.fingerprint == licence.fingerprint
    assert (licence.is_verified, declared.is_verified) == (True, False)


def test_what_was_revoked_stays_so_when_it_is_declared_again(lamp):
    former = lamp.get_latest_revision()
    VerificationCase.objects.filter(kind="licence").update(state=CaseState.REVOKED)
    lamp.authorisations.all().delete()
    lamp.save()
    lamp.save_revision().publish()

    former.publish()

    again = ProductPage.objects.get(pk=lamp.pk).authorisations.get()
    assert again.status() == Status.REVOKED


def test_going_back_does_not_bring_evidence_back(client, lamp):
    former = lamp.get_latest_revision()
    lamp.brand = "Merek baru"
    lamp.authorisations.all().delete()
    lamp.save()
    lamp.save_revision().publish()

    older = with_present_evidence(
        former.as_object(), ProductPage.objects.get(pk=lamp.pk)
    )

    assert older.brand == "Merek Uji"
    assert older.authorisations.count() == 0
    assert older.tkdn_certificates.count() == 1


def test_the_form_that_goes_back_shows_no_former_evidence(client, lamp):
    number = lamp.authorisations.get().number
    former = lamp.get_latest_revision()
    lamp.authorisations.all().delete()
    lamp.save()
    lamp.save_revision().publish()
    client.force_login(editor_of(lamp.supplier))

    shown = client.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[lamp.pk, former.pk])
    )

    assert shown.status_code == 200
    assert number not in shown.content.decode()
