"""No page throws: ``visit`` fails a test whose page wrote to the console."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from products.models import ProductPage
from readmodel import indexer
from tests.browser.signing_in import sign_in
from tests.factories.products import CalibrationRecordFactory, complete_product
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import editor_of, verifier
from tests.submitting import submitted

pytestmark = pytest.mark.browser


@pytest.fixture
def product(catalogue) -> ProductPage:
    supplier = SupplierPageFactory()
    product = complete_product(
        title="Lampu Melati", parent=supplier, image=image_of(supplier)
    )
    CalibrationRecordFactory(product=product, certificate_number="KAL-2")
    indexer.rebuild()
    return product


def walk(page, addresses):
    for address in addresses:
        response = page.goto(address)
        assert response.status == 200, address


def test_what_a_buyer_opens(visit, product):
    page = visit("/")

    walk(
        page,
        [
            "/cari/?q=lampu",
            "/en/cari/",
            "/pemasok/",
            product.supplier.url,
            product.url,
            f"/bandingkan/?p={product.pk}",
            reverse("verification:look_up"),
            "/api/docs",
        ],
    )


def test_what_an_editor_opens(visit, product):
    supplier = product.supplier
    page = sign_in(visit, editor_of(supplier))

    walk(
        page,
        [
            f"/admin/pages/{supplier.pk}/",
            f"/admin/pages/{supplier.pk}/edit/",
            f"/admin/pages/{product.pk}/edit/",
            f"/admin/pages/{product.pk}/history/",
            f"/admin/pages/add/products/productpage/{supplier.pk}/",
            f"/admin/produk/{product.pk}/dcc/",
            "/admin/produk/",
            "/admin/images/",
            "/admin/images/add/",
            "/admin/documents/",
            "/admin/catatan-bukti/",
            "/admin/account/",
        ],
    )


def test_what_a_verifier_opens(visit, product):
    submitted(product, editor_of(product.supplier))
    page = sign_in(visit, verifier())

    walk(
        page,
        [
            "/admin/verifikasi/",
            f"/admin/pages/{product.pk}/edit/",
            "/admin/reports/workflow_tasks/",
            "/admin/catatan-bukti/",
            "/admin/account/",
        ],
    )


def test_every_button_of_a_table_may_be_pressed_twice(visit, product):
    page = sign_in(visit, editor_of(product.supplier))
    page.goto(f"/admin/pages/{product.pk}/edit/")
    page.get_by_role("tab", name="Kalibrasi").click()
    sheet = page.locator("sheet-field").first
    rows = sheet.locator("tbody tr")
    before = rows.count()

    # First of all without having been in a cell.
    for name in ("Tambah baris", "Urungkan", "Gandakan baris", "Hapus baris"):
        sheet.get_by_role("button", name=name).click()
    expect(rows).to_have_count(before)
    for name in ("Tambah baris", "Gandakan baris", "Urungkan", "Hapus baris"):
        rows.last.locator(".sheet-cell").nth(1).click()
        page.keyboard.type("5")
        sheet.get_by_role("button", name=name).dblclick()
    for _ in range(before + 3):
        sheet.get_by_role("button", name="Hapus baris").dblclick()
    expect(rows).to_have_count(1)
    sheet.get_by_role("button", name="Urungkan").dblclick()

    expect(rows).to_have_count(2)
