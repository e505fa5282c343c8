"""An editor changes a listing and a verifier lets it out."""

import pytest
from playwright.sync_api import expect

from products.models import ProductPage
from readmodel import indexer
from tests.browser.conftest import DESKTOP, PHONE, overflow
from tests.browser.signing_in import sign_in
from tests.factories.products import complete_product, lamp_type
from tests.factories.suppliers import CatalogueImageFactory, SupplierPageFactory
from tests.factories.users import editor_of, verifier

pytestmark = pytest.mark.browser


@pytest.fixture
def product(catalogue):
    """A published lamp of 120,000 lux."""
    indexer.rebuild()
    product = complete_product(
        title="Lampu Melati",
        parent=SupplierPageFactory(),
        image=CatalogueImageFactory(),
    )
    indexer.drain()
    return product


def test_a_changed_value_reaches_buyers_after_verification(visit, product):
    editor = sign_in(visit, editor_of(product.supplier))
    editor.goto(f"/admin/pages/{product.pk}/edit/")
    editor.get_by_role("tab", name="Spesifikasi").click()
    editor.locator("[name=attributes-illuminance_value]").fill("85.000")
    editor.locator("footer .w-dropdown__toggle").click()
    editor.locator("footer [name=action-submit]").click()
    expect(editor.locator(".messages .success")).to_be_visible()
    before = ProductPage.objects.get(pk=product.pk).attributes["illuminance"]["value"]

    checker = sign_in(visit, verifier())
    checker.goto(f"/admin/pages/{product.pk}/edit/")
    checker.locator("footer .w-dropdown__toggle").click()
    with checker.expect_navigation():
        checker.locator("footer button", has_text="Setujui").click()
    indexer.drain()

    buyer = visit(product.url)
    assert before == 120_000
    expect(buyer.get_by_text("85.000 lux").first).to_be_visible()


def test_another_device_type_brings_its_own_fields(visit, product):
    other = lamp_type(name_id="Lampu periksa uji")
    other.attribute_rows.filter(key="illuminance").update(label_id="Cahaya periksa")
    page = sign_in(visit, editor_of(product.supplier))
    page.goto(f"/admin/pages/{product.pk}/edit/")

    page.locator("#id_device_type").select_option(label="Lampu periksa uji")
    page.get_by_role("tab", name="Spesifikasi").click()

    expect(page.get_by_text("Cahaya periksa").first).to_be_visible()
    expect(page.locator("[name=attributes-illuminance_value]")).to_have_value("120.000")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_device_type_is_found_by_typing(visit, product, width):
    other = lamp_type(name_id="Lampu periksa uji", synonyms=["sorot pemeriksaan"])
    page = sign_in(visit, editor_of(product.supplier), width=width)
    page.goto(f"/admin/pages/{product.pk}/edit/")

    field = page.get_by_role("combobox", name="Cari jenis alat")
    field.press_sequentially("sorot pem")
    expect(page.get_by_role("option", name="Lampu periksa uji").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")

    expect(page.locator("#id_device_type")).to_have_value(str(other.pk))
    drawn_for = page.locator("[name=attributes-drawn_for]")
    expect(drawn_for).to_have_value(str(other.pk))
    assert overflow(page) == 0


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_list_of_products_fits(visit, product, width):
    page = sign_in(visit, editor_of(product.supplier), width=width)

    page.goto("/admin/produk/")

    expect(page.get_by_text("Lampu Melati").first).to_be_visible()
    assert overflow(page) == 0
