"""The admin and the API's documentation work under their content security policies:
``visit`` fails where the browser complains, as it does of everything refused."""

import pytest
from playwright.sync_api import expect

from readmodel import indexer
from tests.browser.signing_in import sign_in
from tests.factories.products import complete_product
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import editor_of

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
"""The largest pages of the admin, on a busy machine."""


@pytest.fixture
def product(catalogue):
    indexer.rebuild()
    supplier = SupplierPageFactory()
    product = complete_product(
        title="Lampu Melati", parent=supplier, image=image_of(supplier)
    )
    indexer.drain()
    return product


def test_an_editor_s_tools_work(visit, product):
    page = sign_in(visit, editor_of(product.supplier))
    page.context.set_default_timeout(PATIENCE_MS)
    page.goto(f"/admin/pages/{product.supplier.pk}/")
    expect(page.get_by_text("Lampu Melati").first).to_be_visible()

    page.goto(f"/admin/pages/{product.pk}/edit/")
    expect(page.locator("[data-draftail-input]").first).to_be_attached()
    page.locator("[data-side-panel-toggle=preview]").first.click()
    preview = page.frame_locator("iframe").first
    expect(preview.get_by_role("heading", name="Lampu Melati").first).to_be_visible(
        timeout=PATIENCE_MS
    )
    page.locator("[data-side-panel-toggle=preview]").first.click()

    page.evaluate("document.querySelector('[data-chooser-action-choose]').click()")
    modal = page.locator(".modal-content")
    expect(modal).to_be_visible(timeout=PATIENCE_MS)
    page.keyboard.press("Escape")


def test_the_documentation_of_the_api_draws_itself(visit, catalogue):
    page = visit("/api/docs")

    expect(page.get_by_text("Search products").first).to_be_visible()
