"""A click sends one request, however slow the answer and however often one clicks."""

import time

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Revision, TaskState

from products.models import ProductPage
from readmodel import indexer
from tests.browser.signing_in import sign_in
from tests.factories.products import complete_product
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import editor_of, verifier
from tests.submitting import submitted

pytestmark = pytest.mark.browser

SLOW_S = 1.6
"""Longer than Wagtail takes to notice a changed form and to save it."""
SETTLED_MS = 2_300
"""When Wagtail begins to look for changes."""


@pytest.fixture
def product(catalogue) -> ProductPage:
    indexer.rebuild()
    supplier = SupplierPageFactory()
    return complete_product(
        title="Lampu Melati", parent=supplier, image=image_of(supplier)
    )


def slowed(page: Page, product) -> list[str]:
    """The posts to the edit page, of which a document's answer takes its time."""
    posts: list[str] = []

    def note(route, request):
        if request.method == "POST":
            posts.append(request.headers.get("accept", "").split(",")[0])
            if request.is_navigation_request():
                time.sleep(SLOW_S)
        route.continue_()

    page.route(f"**/admin/pages/{product.pk}/edit/", note)
    return posts


def open_edit_page(page: Page, product) -> list[str]:
    page.goto(f"/admin/pages/{product.pk}/edit/")
    page.wait_for_timeout(SETTLED_MS)
    return slowed(page, product)


def menu(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").click()


def test_approving_is_one_request(visit, product):
    submitted(product, editor_of(product.supplier))
    checker = verifier()
    page = sign_in(visit, checker)
    posts = open_edit_page(page, product)

    menu(page)
    page.locator("footer button", has_text="Setujui").dblclick(no_wait_after=True)
    page.wait_for_url("**/admin/pages/*/")

    expect(page.locator(".messages li")).to_have_text(
        ["“Lampu Melati” disetujui dan ditayangkan."]
    )
    assert posts == ["text/html"]
    assert Revision.objects.count() == 1
    assert TaskState.objects.get().status == "approved"


def test_returning_is_one_request(visit, product):
    submitted(product, editor_of(product.supplier))
    page = sign_in(visit, verifier())
    posts = open_edit_page(page, product)

    menu(page)
    page.locator("footer button", has_text="Kembalikan").click()
    # Until it is wholly there, the dialogue takes the focus for itself.
    expect(page.locator(".modal")).to_be_focused()
    page.locator(".modal textarea").press_sequentially("Foto buram.")
    page.locator(".modal [type=submit]").dblclick(no_wait_after=True)
    page.wait_for_url("**/admin/pages/*/")

    expect(page.locator(".messages li")).to_have_text(
        ["“Lampu Melati” dikembalikan kepada editor."]
    )
    assert posts == ["text/html"]
    assert TaskState.objects.get().comment == "Foto buram."
    assert Revision.objects.count() == 1


def test_submitting_what_was_just_typed_is_one_submission(visit, product):
    page = sign_in(visit, editor_of(product.supplier))
    posts = open_edit_page(page, product)

    page.locator("[name=brand]").fill("Merek baru")
    menu(page)
    page.locator("footer [name=action-submit]").dblclick(no_wait_after=True)
    page.wait_for_url("**/admin/produk/")

    assert posts == ["text/html"]
    state = TaskState.objects.get()
    latest = ProductPage.objects.get().get_latest_revision()
    assert state.revision == latest
    assert latest.as_object().brand == "Merek baru"
