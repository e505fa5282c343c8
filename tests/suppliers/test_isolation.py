"""An editor of one supplier against everything of another, view by view."""

import re
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState

from core.models import CatalogueDocument, CatalogueImage
from products.models import ProductPage
from suppliers.access import grant_supplier_access
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import (
    PDF,
    SupplierPageFactory,
    document_of,
    image_of,
)
from tests.factories.users import editor_of, verifier
from tests.kept_world import kept_world

OTHERS_TITLES = re.compile("Pesaing|RAHASIA")


@pytest.fixture(scope="module")
def two_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Both suppliers, and the folder of their files."""
    folder = tmp_path_factory.mktemp("media")
    with kept_world(django_db_blocker):
        with override_settings(MEDIA_ROOT=folder):
            made = make_two()
        yield made, folder


@pytest.fixture
def two(two_once, catalogue, client, settings):
    """Editor A signed in; supplier B with a live product, a draft and files."""
    made, settings.MEDIA_ROOT = two_once
    client.force_login(made.user)
    return deepcopy(made)


def make_two() -> SimpleNamespace:
    own = SupplierPageFactory(title="Milik Sendiri", slug="milik-sendiri")
    other = SupplierPageFactory(title="Pesaing", slug="pesaing")
    user = editor_of(own)
    rival = editor_of(other)
    live = ProductPageFactory(parent=other, title="Pesaing Tayang")
    ProductVariantFactory(product=live, sku="PESAING-1")
    live.title = "RAHASIA perubahan"
    live.save_revision(user=rival)
    draft = ProductPageFactory(parent=other, title="RAHASIA draf", live=False)
    draft.save_revision(user=rival)
    workflow = draft.get_workflow()
    workflow.start(draft, rival)
    mine = ProductPageFactory(parent=own, title="Produk Sendiri")
    return SimpleNamespace(
        own=own,
        other=other,
        user=user,
        rival=rival,
        live=live,
        draft=draft,
        mine=mine,
        image=image_of(other, title="RAHASIA gambar"),
        document=document_of(other, title="RAHASIA dokumen"),
    )


def state_of_the_other(two) -> tuple:
    """Everything of B that an action of A must leave alone."""
    pages = Page.objects.descendant_of(two.other, inclusive=True).order_by("path")
    return (
        list(pages.values_list("pk", "path", "title", "live", "locked", "owner_id")),
        list(Revision.objects.order_by("pk").values_list("pk", "object_id")),
        list(TaskState.objects.values_list("pk", "status", "comment")),
        list(CatalogueImage.objects.values_list("pk", "title", "collection_id")),
        list(CatalogueDocument.objects.values_list("pk", "title", "collection_id")),
    )


def pages_action(name, page, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=(page.pk, *args))


def revision_of(page):
    return page.get_latest_revision().pk


def task_state_of(page):
    return page.current_workflow_task_state.pk


PAGE_VIEWS = {
    "edit": lambda page: pages_action("edit", page),
    "history": lambda page: pages_action("history", page),
    "copy": lambda page: pages_action("copy", page),
    "move": lambda page: pages_action("move", page),
    "delete": lambda page: pages_action("delete", page),
    "unpublish": lambda page: pages_action("unpublish", page),
    "view_draft": lambda page: pages_action("view_draft", page),
    "usage": lambda page: pages_action("usage", page),
    "workflow_history": lambda page: pages_action("workflow_history", page),
    "set_privacy": lambda page: pages_action("set_privacy", page),
    "preview": lambda page: pages_action("preview_on_edit", page),
    "revision": lambda page: pages_action("revisions_view", page, revision_of(page)),
    "revert": lambda page: pages_action("revisions_revert", page, revision_of(page)),
    "compare": lambda page: pages_action(
        "revisions_compare", page, "earliest", "latest"
    ),
    "unschedule": lambda page: pages_action(
        "revisions_unschedule", page, revision_of(page)
    ),
    "explore": lambda page: reverse("wagtailadmin_explore", args=[page.pk]),
}


@pytest.mark.parametrize("view", PAGE_VIEWS)
def test_page_view_of_another_supplier_shows_nothing(client, two, view):
    two.other.save_revision(user=two.rival)
    before = state_of_the_other(two)

    statuses = [
        client.get(PAGE_VIEWS[view](page)).status_code
        for page in (two.live, two.draft, two.other)
    ]

    assert set(statuses) <= {302, 403, 404}
    assert state_of_the_other(two) == before


POSTS = {
    "save": ("edit", {"title": "Dibajak"}),
    "submit": ("edit", {"title": "Dibajak", "action-submit": "1"}),
    "publish": ("edit", {"title": "Dibajak", "action-publish": "1"}),
    "cancel": ("edit", {"title": "Dibajak", "action-cancel-workflow": "1"}),
    "approve in edit": (
        "edit",
        {"action-workflow-action": "1", "workflow-action-name": "approve"},
    ),
    "copy": ("copy", {"new_title": "Salinan", "new_slug": "salinan"}),
    "delete": ("delete", {}),
    "unpublish": ("unpublish", {}),
    "lock": ("lock", {}),
    "unlock": ("unlock", {}),
    "privacy": ("set_privacy", {"restriction_type": "login"}),
    "convert alias": ("convert_alias", {}),
}


@pytest.mark.parametrize("post", POSTS)
def test_post_against_another_supplier_changes_nothing(client, two, post):
    view, data = POSTS[post]
    before = state_of_the_other(two)

    statuses = [
        client.post(pages_action(view, page), data).status_code
        for page in (two.live, two.draft, two.other)
    ]

    assert set(statuses) <= {302, 403, 404}
    assert state_of_the_other(two) == before


def test_copying_own_product_to_another_supplier_is_refused(client, two):
    data = {
        "new_title": "Susupan",
        "new_slug": "susupan",
        "new_parent_page": two.other.pk,
    }

    client.post(pages_action("copy", two.mine), data)

    assert not Page.objects.filter(title="Susupan").exists()


def test_moving_a_product_across_suppliers_is_refused(client, two):
    before = state_of_the_other(two)

    away = client.post(pages_action("move_confirm", two.live, two.own.pk))
    there = client.post(pages_action("move_confirm", two.mine, two.other.pk))

    assert (away.status_code, there.status_code) == (404, 404)
    assert state_of_the_other(two) == before
    assert two.mine in ProductPage.objects.child_of(two.own)


def test_adding_a_product_to_another_supplier_is_refused(client, two):
    url = reverse(
        "wagtailadmin_pages:add", args=["products", "productpage", two.other.pk]
    )
    before = state_of_the_other(two)

    shown = client.get(url)
    client.post(url, {"title": "Susupan"})

    assert shown.status_code == 404
    assert state_of_the_other(two) == before


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_moderating_another_suppliers_submission_is_refused(client, two, action):
    task_state = task_state_of(two.draft)
    before = state_of_the_other(two)

    asked = client.get(pages_action("workflow_action", two.draft, action, task_state))
    client.post(
        pages_action("workflow_action", two.draft, action, task_state),
        {"comment": "Dibajak"},
    )
    collected = client.get(
        pages_action("collect_workflow_action_data", two.draft, action, task_state)
    )

    assert (asked.status_code, collected.status_code) == (404, 404)
    assert state_of_the_other(two) == before


def test_workflow_preview_of_another_supplier_is_refused(client, two):
    task = two.draft.current_workflow_task

    response = client.get(pages_action("workflow_preview", two.draft, task.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_bulk_action_leaves_other_suppliers_alone(client, two, action):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    target = f"?id={two.live.pk}&id={two.draft.pk}"
    before = state_of_the_other(two)

    response = client.post(url + target, {"chooser": two.own.pk})

    assert not OTHERS_TITLES.search(response.content.decode())
    assert state_of_the_other(two) == before


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("chosen", ["ids", "all"])
def test_refusal_of_a_bulk_action_names_own_pages_only(client, two, action, chosen):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    pages = (two.mine, two.live, two.draft, two.other)
    ids = "all" if chosen == "all" else "&id=".join(str(page.pk) for page in pages)

    html = client.get(f"{url}?id={ids}").content.decode()

    assert "Produk Sendiri" in html
    assert not OTHERS_TITLES.search(html)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_refusal_of_a_bulk_action_names_own_files_only(client, two, kind):
    theirs = getattr(two, kind)
    url = reverse(
        "wagtail_bulk_action", args=["core", theirs._meta.model_name, "delete"]
    )

    response = client.get(f"{url}?id={theirs.pk}")

    assert response.status_code == 200
    assert not OTHERS_TITLES.search(response.content.decode())


LISTINGS = {
    "explorer root": lambda two: reverse("wagtailadmin_explore_root"),
    "own products": lambda two: reverse("products:index"),
    "own products searched": lambda two: reverse("products:index") + "?q=RAHASIA",
    "page search": lambda two: reverse("wagtailadmin_pages:search") + "?q=RAHASIA",
    "page search live": lambda two: reverse("wagtailadmin_pages:search") + "?q=Pesaing",
    "type use": lambda two: reverse(
        "wagtailadmin_pages:type_use", args=["products", "productpage"]
    ),
    "chooser": lambda two: reverse("wagtailadmin_choose_page"),
    "chooser under the catalogue": lambda two: reverse(
        "wagtailadmin_choose_page_child", args=[two.own.get_parent().pk]
    ),
    "chooser under the other": lambda two: reverse(
        "wagtailadmin_choose_page_child", args=[two.other.pk]
    ),
    "chooser search": lambda two: (
        reverse("wagtailadmin_choose_page_search") + "?q=RAHASIA"
    ),
    "chooser search live": lambda two: (
        reverse("wagtailadmin_choose_page_search") + "?q=Pesaing"
    ),
    "images": lambda two: reverse("wagtailimages:index"),
    "image chooser": lambda two: reverse("wagtailimages_chooser:choose"),
    "image chooser results": lambda two: (
        reverse("wagtailimages_chooser:choose_results") + "?q=RAHASIA"
    ),
    "documents": lambda two: reverse("wagtaildocs:index"),
    "document chooser": lambda two: reverse("wagtaildocs_chooser:choose"),
    "document chooser results": lambda two: (
        reverse("wagtaildocs_chooser:choose_results") + "?q=RAHASIA"
    ),
    "workflow report": lambda two: reverse("wagtailadmin_reports:workflow"),
    "workflow task report": lambda two: reverse("wagtailadmin_reports:workflow_tasks"),
    "site history": lambda two: reverse("wagtailadmin_reports:site_history"),
    "aging pages": lambda two: reverse("wagtailadmin_reports:aging_pages"),
    "locked pages": lambda two: reverse("wagtailadmin_reports:locked_pages"),
    "page types": lambda two: reverse("wagtailadmin_reports:page_types_usage"),
    "dashboard": lambda two: reverse("wagtailadmin_home"),
    "admin API pages": lambda two: "/admin/api/main/pages/?limit=50",
    "admin API children": lambda two: (
        f"/admin/api/main/pages/?child_of={two.own.get_parent().pk}"
    ),
    "admin API images": lambda two: "/admin/api/main/images/",
    "admin API documents": lambda two: "/admin/api/main/documents/",
}


@pytest.mark.parametrize("listing", LISTINGS)
def test_listing_names_nothing_of_another_supplier(client, two, listing):
    response = client.get(LISTINGS[listing](two))

    text = response.content.decode().replace("q=RAHASIA", "").replace("q=Pesaing", "")
    text = re.sub(r'value="(RAHASIA|Pesaing)"|[“"](RAHASIA|Pesaing)[”"]', "", text)
    text = re.sub(r"<em>(RAHASIA|Pesaing)</em>", "", text)
    assert response.status_code in {200, 302, 400, 403, 404}
    assert OTHERS_TITLES.findall(text) == []


def test_listings_do_show_ones_own(client, two):
    image_of(two.own, title="Gambar sendiri")
    document_of(two.own, title="Dokumen sendiri")

    assert b"Produk Sendiri" in client.get(LISTINGS["own products"](two)).content
    assert b"Gambar sendiri" in client.get(LISTINGS["images"](two)).content
    assert b"Dokumen sendiri" in client.get(LISTINGS["documents"](two)).content
    found = client.get(reverse("wagtailadmin_choose_page_search") + "?q=Sendiri")
    assert b"Produk Sendiri" in found.content


@pytest.mark.parametrize("kind", ["page", "image", "document"])
def test_admin_api_has_no_detail_of_another_supplier(client, two, kind):
    thing = {"page": two.draft, "image": two.image, "document": two.document}[kind]

    response = client.get(f"/admin/api/main/{kind}s/{thing.pk}/")

    assert response.status_code == 404


FILE_VIEWS = {
    "image edit": lambda two: reverse("wagtailimages:edit", args=[two.image.pk]),
    "image delete": lambda two: reverse("wagtailimages:delete", args=[two.image.pk]),
    "image usage": lambda two: reverse(
        "wagtailimages:image_usage", args=[two.image.pk]
    ),
    "image chosen": lambda two: reverse(
        "wagtailimages_chooser:chosen", args=[two.image.pk]
    ),
    "image preview": lambda two: reverse(
        "wagtailimages:preview", args=[two.image.pk, "original"]
    ),
    "image url": lambda two: reverse(
        "wagtailimages:url_generator", args=[two.image.pk]
    ),
    "document edit": lambda two: reverse("wagtaildocs:edit", args=[two.document.pk]),
    "document delete": lambda two: reverse(
        "wagtaildocs:delete", args=[two.document.pk]
    ),
    "document usage": lambda two: reverse(
        "wagtaildocs:document_usage", args=[two.document.pk]
    ),
    "document chosen": lambda two: reverse(
        "wagtaildocs_chooser:chosen", args=[two.document.pk]
    ),
}


@pytest.mark.parametrize("view", FILE_VIEWS)
def test_file_of_another_supplier_is_refused(client, two, view):
    collection = grant_supplier_access(two.own).collection
    before = state_of_the_other(two)

    shown = client.get(FILE_VIEWS[view](two))
    sent = client.post(
        FILE_VIEWS[view](two), {"title": "Dibajak", "collection": collection.pk}
    )

    assert shown.status_code in {302, 403, 404}
    assert sent.status_code in {302, 403, 404, 405}
    assert state_of_the_other(two) == before


def test_upload_goes_to_ones_own_collection_whatever_is_asked(client, two):
    theirs = grant_supplier_access(two.other).collection
    upload = SimpleUploadedFile("brosur.pdf", PDF, "application/pdf")

    client.post(
        reverse("wagtaildocs:add"),
        {"title": "Brosur", "file": upload, "collection": theirs.pk},
    )

    document = CatalogueDocument.objects.get(title="Brosur")
    assert document.collection == grant_supplier_access(two.own).collection


def test_own_file_cannot_be_moved_to_another_supplier(client, two):
    mine = document_of(two.own, title="Brosur")
    theirs = grant_supplier_access(two.other).collection

    client.post(
        reverse("wagtaildocs:edit", args=[mine.pk]),
        {"title": "Brosur", "collection": theirs.pk},
    )

    mine.refresh_from_db()
    assert mine.collection == grant_supplier_access(two.own).collection


@pytest.mark.parametrize(
    "url",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/collections/",
        "/admin/workflows/list/",
        "/admin/workflows/tasks/index/",
        "/admin/redirects/",
        "/admin/snippets/products/devicetype/",
        "/admin/snippets/products/devicetype/add/",
    ],
)
def test_administration_is_closed_to_editors_and_verifiers(client, two, url):
    as_editor = client.get(url)
    client.force_login(verifier())
    as_verifier = client.get(url)

    assert (as_editor.status_code, as_verifier.status_code) == (302, 302)


def test_document_of_a_draft_is_only_for_its_supplier_and_verifiers(client, two):
    url = two.document.url
    statuses = {}

    for name, user in {
        "another": two.user,
        "owner": two.rival,
        "verifier": verifier(),
    }.items():
        client.force_login(user)
        statuses[name] = client.get(url).status_code
    client.logout()
    statuses["anonymous"] = client.get(url).status_code

    assert statuses == {
        "another": 404,
        "owner": 200,
        "verifier": 200,
        "anonymous": 404,
    }


def test_document_is_not_served_among_the_pictures(client, two):
    client.force_login(two.user)

    response = client.get(two.document.file.url)

    assert response.status_code == 404


def test_document_of_a_live_product_is_public(client, two):
    two.live.attachments.create(document=two.document, kind="manual")
    two.live.save()
    client.logout()

    response = client.get(two.document.url)

    assert response.status_code == 200
