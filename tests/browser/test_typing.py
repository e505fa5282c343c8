"""Numbers and dates typed on a keyboard, as papers have them."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from products.models import ProductPage
from readmodel import indexer
from tests.browser.conftest import PHONE, overflow
from tests.browser.signing_in import sign_in
from tests.factories.products import complete_product
from tests.factories.suppliers import CatalogueImageFactory, SupplierPageFactory
from tests.factories.users import editor_of

pytestmark = pytest.mark.browser


@pytest.fixture
def product(catalogue):
    indexer.rebuild()
    product = complete_product(
        title="Lampu Melati",
        parent=SupplierPageFactory(),
        image=CatalogueImageFactory(),
    )
    product.save_revision().publish()
    indexer.drain()
    return product


HALF_FILLED = "400 (Bad Request)"
"""What the form's saving of itself meets while a row is being filled in."""


def write(page: Page, name: str, text: str) -> None:
    """Put the text in place of what an input holds, and leave it by the Tab key."""
    page.locator(f"[name={name}]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Tab")


def test_what_an_editor_types_is_what_is_kept(visit, product):
    page = sign_in(visit, editor_of(product.supplier), expected=HALF_FILLED)
    page.goto(f"/admin/pages/{product.pk}/edit/")
    page.get_by_role("tab", name="Varian & harga").click()

    write(page, "variants-0-price", "Rp850.000")
    write(page, "variants-0-stock", "1.500")
    write(page, "variants-0-price_valid_until", "17 Agustus 2034")
    write(page, "weight_grams", "12.000")
    page.get_by_role("button", name="Tambah varian").click()
    write(page, "variants-1-sku", "NM-2")
    write(page, "variants-1-price", "1,5 juta")
    write(page, "variants-1-price_valid_until", "17-08-2034")

    reading = "#id_variants-{}-reading"
    expect(page.locator(reading.format("0-price"))).to_have_text("Rp\u00a0850.000")
    expect(page.locator(reading.format("1-price"))).to_have_text("Rp\u00a01.500.000")
    expect(page.locator(reading.format("0-price_valid_until"))).to_have_text(
        "Kamis, 17 Agustus 2034"
    )
    typed = page.locator("[name=variants-0-price_valid_until]")
    expect(typed).to_have_value("17 Agustus 2034")
    # The form's saving of itself has ended.
    page.wait_for_load_state("networkidle")
    page.locator("footer .action-save, footer button[type=submit]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    draft = ProductPage.objects.get(pk=product.pk).get_latest_revision_as_object()
    first, second = draft.variants.all()
    assert (first.price, first.stock) == (850_000, 1_500)
    assert first.price_valid_until == second.price_valid_until == date(2034, 8, 17)
    assert (second.sku, second.price, draft.weight_grams) == ("NM-2", 1_500_000, 12_000)
    expect(typed).to_have_value("17-08-2034")
    expect(page.locator("[name=weight_grams]")).to_have_value("12.000")


def test_a_date_that_is_none_is_refused_and_stays(visit, product):
    page = sign_in(visit, editor_of(product.supplier), expected=HALF_FILLED)
    page.goto(f"/admin/pages/{product.pk}/edit/")
    page.get_by_role("tab", name="Varian & harga").click()

    write(page, "variants-0-price_valid_until", "31-02-2034")

    told = "Tidak ada tanggal “31-02-2034”: bulan itu dari 1 sampai 28."
    expect(page.get_by_text(told)).to_be_visible()
    typed = page.locator("[name=variants-0-price_valid_until]")
    expect(typed).to_have_value("31-02-2034")


@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_buyer_types_a_price_as_people_say_it(visit, product, width):
    product.variants.update(price=45_000_000)
    page = visit("/cari/", width=width)
    if width == PHONE:
        page.get_by_text("Saring hasil").first.click()

    page.locator("#price-high").click()
    page.keyboard.type("60 jt")

    expect(page.locator("#price-high-reading")).to_have_text(
        "Harga paling tinggi: Rp\u00a060.000.000"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sampai Rp\u00a060.000.000").first).to_be_visible()
    expect(page.locator("#price-high")).to_have_value("60.000.000")
    page.locator("#price-low").click()
    page.keyboard.type("murah")
    page.keyboard.press("Enter")
    expect(page.locator("#price-low-problem")).to_contain_text("bukan jumlah uang")
    expect(page.locator("#price-low")).to_have_value("murah")
    assert overflow(page) == 0
