"""Who may do what with a supplier's pages and files."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from core.models import CatalogueDocument, CatalogueImage
from products.models import ProductPage
from suppliers.access import (
    grant_supplier_access,
    grant_verifier_access,
    supplier_of,
)
from suppliers.models import SupplierPage
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import PDF, SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier

PAGE_ACTIONS = ("edit", "publish", "unpublish", "delete", "copy", "move")


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(title="Nusa Medika")


def allowed(page, user) -> set[str]:
    tester = page.permissions_for_user(user)
    return {each for each in PAGE_ACTIONS if getattr(tester, f"can_{each}")()}


def test_a_suppliers_group_holds_two_page_and_six_file_permissions(supplier):
    access = grant_supplier_access(supplier)

    pages = GroupPagePermission.objects.filter(group=access.group)
    files = GroupCollectionPermission.objects.filter(group=access.group)
    assert {(each.page_id, each.permission.codename) for each in pages} == {
        (supplier.pk, "add_page"),
        (supplier.pk, "change_page"),
    }
    assert {(each.collection, each.permission.codename) for each in files} == {
        (access.collection, f"{action}_{kind}")
        for action in ("add", "change", "choose")
        for kind in ("image", "document")
    }


def test_granting_again_changes_nothing(supplier):
    first = grant_supplier_access(supplier)
    groups = Group.objects.count()

    again = grant_supplier_access(supplier)
    grant_verifier_access(supplier.get_parent())

    assert again == first
    assert Group.objects.count() == groups


def test_supplier_made_in_the_admin_has_its_group_at_once(client, catalogue):
    client.force_login(administrator())
    add = reverse(
        "wagtailadmin_pages:add", args=["suppliers", "supplierpage", catalogue.pk]
    )
    data = nested_form_data(
        {
            "title": "Bahari Alkes",
            "slug": "bahari-alkes",
            "kind": "manufacturer",
            "legal_name": "PT Bahari Alkes",
            "kbli_codes": "32501, 46691",
            "text": rich_text(""),
            "text_en": rich_text(""),
            **{
                name: inline_formset([])
                for name in ("contacts", "plants", "certificates", "accreditations")
            },
        }
    )

    response = client.post(add, data)
    supplier = SupplierPage.objects.get()
    assert response.status_code == 302
    assert supplier.kbli_codes == ["32501", "46691"]
    assert supplier.access.group.name == f"Pemasok {supplier.pk}: Bahari Alkes"


def test_supplier_of_an_editor_and_of_others(supplier):
    assert supplier_of(editor_of(supplier)) == supplier
    assert supplier_of(verifier()) is None


@pytest.mark.parametrize(
    ("who", "draft", "live", "withdrawn"),
    [
        ("anonymous", set(), set(), set()),
        ("another", set(), set(), set()),
        (
            "editor",
            {"edit", "copy", "delete", "move"},
            {"edit", "copy"},
            {"edit", "copy"},
        ),
        ("verifier", {"edit", "copy"}, {"edit", "copy", "unpublish"}, {"edit", "copy"}),
        (
            "administrator",
            {"edit", "publish", "copy", "delete", "move"},
            {"edit", "publish", "unpublish", "copy", "delete", "move"},
            {"edit", "publish", "copy", "delete", "move"},
        ),
    ],
)
def test_what_each_may_do_with_a_product(supplier, who, draft, live, withdrawn):
    user = {
        "anonymous": AnonymousUser,
        "another": lambda: editor_of(SupplierPageFactory()),
        "editor": lambda: editor_of(supplier),
        "verifier": verifier,
        "administrator": administrator,
    }[who]()
    pages = [
        ProductPageFactory(parent=supplier, live=False),
        ProductPageFactory(parent=supplier),
        ProductPageFactory(parent=supplier),
    ]
    pages[2].save_revision().publish()
    pages[2] = ProductPage.objects.get(pk=pages[2].pk)
    pages[2].unpublish()

    found = [allowed(page, user) for page in pages]

    assert found == [draft, live, withdrawn]


@pytest.mark.parametrize("make", [editor_of, lambda supplier: verifier()])
def test_nobody_but_an_administrator_removes_a_supplier(supplier, make):
    SupplierPage.objects.update(live=False)

    assert "delete" not in allowed(SupplierPage.objects.get(), make(supplier))
    assert "delete" in allowed(SupplierPage.objects.get(), administrator())


def test_editor_deletes_a_draft_but_no_published_product(client, supplier):
    draft = ProductPageFactory(parent=supplier, live=False)
    live = ProductPageFactory(parent=supplier)
    client.force_login(editor_of(supplier))

    for page in (draft, live):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert list(ProductPage.objects.values_list("pk", flat=True)) == [live.pk]


def test_editor_does_not_publish_or_take_off(client, supplier):
    draft = ProductPageFactory(parent=supplier, live=False)
    live = ProductPageFactory(parent=supplier)
    client.force_login(editor_of(supplier))

    client.post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]), {"action-publish": "1"}
    )
    client.post(reverse("wagtailadmin_pages:unpublish", args=[live.pk]))

    assert dict(ProductPage.objects.values_list("pk", "live")) == {
        draft.pk: False,
        live.pk: True,
    }


def test_admin_speaks_indonesian(client, supplier):
    client.force_login(editor_of(supplier))

    html = client.get(
        reverse("wagtailadmin_pages:edit", args=[supplier.pk]),
        headers={"accept-language": "en"},
    ).content.decode()

    assert 'lang="id-id"' in html
    assert "Simpan konsep" in html


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("sertifikat.pdf", PDF, True),
        ("sertifikat.pdf", b"MZ\x90\x00 program", False),
        ("sertifikat.pdf", b"<html>%PD", False),
        ("sertifikat.png", PDF, True),
        ("sertifikat.exe", PDF, True),
        ("sertifikat.pdf", b"", False),
    ],
)
def test_the_content_of_a_document_decides_not_its_name(
    client, supplier, name, content, accepted
):
    client.force_login(editor_of(supplier))
    upload = SimpleUploadedFile(name, content)

    response = client.post(
        reverse("wagtaildocs:add"), {"title": "Sertifikat", "file": upload}
    )

    assert response.status_code == (302 if accepted else 200)
    assert CatalogueDocument.objects.filter(title="Sertifikat").exists() is accepted


def test_document_upload_of_several_checks_the_content_too(client, supplier):
    client.force_login(editor_of(supplier))
    upload = SimpleUploadedFile("sertifikat.pdf", b"MZ\x90\x00 program")

    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Sertifikat", "files[]": upload},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert response.json()["success"] is False
    assert "Isi berkas ini bukan PDF" in response.json()["error_message"]
    assert not CatalogueDocument.objects.exists()


@pytest.mark.parametrize("real", [True, False])
def test_picture_must_be_a_real_one(client, supplier, real):
    client.force_login(editor_of(supplier))
    picture = get_test_image_file().file.getvalue()
    upload = SimpleUploadedFile("gambar.png", picture if real else b"bukan gambar")

    client.post(reverse("wagtailimages:add"), {"title": "Gambar", "file": upload})

    collections = [each.collection for each in CatalogueImage.objects.all()]
    own = grant_supplier_access(supplier).collection
    assert collections == ([own] if real else [])
