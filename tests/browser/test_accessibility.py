"""No page has a fault that axe-core calls serious or critical.

Buyers' pages on a phone and on a desk, and the pages of editors and verifiers in light
and dark.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from readmodel import indexer
from tests.browser.conftest import DESKTOP, PATIENCE_MS, PHONE
from tests.browser.signing_in import sign_in
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.products import (
    CalibrationRecordFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    complete_product,
)
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import administrator
from verification.public.codes import code_of

pytestmark = pytest.mark.browser

AXE = Axe()
GRAVE = {"serious", "critical"}
HEIGHT = 844


@pytest.fixture
def products(catalogue):
    """Two published lamps of one maker, one with a calibration."""
    indexer.rebuild()
    supplier = SupplierPageFactory()
    lamps = [
        complete_product(title=title, parent=supplier, image=image_of(supplier))
        for title in ("Lampu Melati", "Lampu Mawar")
    ]
    CalibrationRecordFactory(product=lamps[0])
    indexer.drain()
    return lamps


def faults(page) -> list[tuple[str, str]]:
    """What is wrong, and where."""
    # AXE.run would send 500 KB of a script and read all that is right, each time.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    violations = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
    )
    return [
        (violation["id"], str(node["target"]))
        for violation in violations
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


def faults_at_both_widths(page) -> dict[int, list[tuple[str, str]]]:
    found = {}
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found[width] = faults(page)
    return found


NONE = {DESKTOP: [], PHONE: []}


def test_buyers_pages(visit, products):
    first, second = products
    ProductVariantFactory(product=first, label="Besar")
    page = visit("/")
    compared = f"p={first.pk}&p={second.pk}"

    for path in (
        "/",
        "/en/",
        "/cari/?q=lampu",
        "/cari/?q=tidakada",
        "/cari/?q=lampu&province=99",
        first.url,
        f"{first.url}?varian={first.variants.last().sku}",
        first.supplier.url,
        "/pemasok/",
        "/jenis-alat/",
        "/jenis-alat/?q=kasa",
        "/jenis-alat/16/",
        "/jenis-alat/infant_incubator/",
        f"/jenis-alat/{first.device_type.key}/",
        f"/bandingkan/?{compared}",
        "/bandingkan/",
        f"/v/{code_of(first.pk)}",
        f"/v/{code_of(first.pk)}/label",
        "/v/",
        "/bantuan/",
        "/tentang/",
    ):
        page.goto(path)
        assert (path, faults_at_both_widths(page)) == (path, NONE)


def test_the_tray_of_what_is_compared(visit, products):
    page = visit("/cari/")
    page.locator("[data-compare-id]").first.click()
    page.locator("[data-compare-toggle]").click()

    assert faults_at_both_widths(page) == NONE


def test_the_documentation_of_the_api(visit, catalogue):
    page = visit("/api/docs")
    expect(page.locator(".opblock").first).to_be_visible()

    assert faults_at_both_widths(page) == NONE


def test_pages_for_signing_in(visit, catalogue):
    page = visit("/admin/login/")

    for path in ("/admin/login/", "/admin/password_reset/"):
        page.goto(path)
        assert (path, faults_at_both_widths(page)) == (path, NONE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editors_and_verifiers_pages(visit, products, scheme):
    product, _other = products
    page = sign_in(visit, administrator())
    page.set_default_timeout(3 * PATIENCE_MS)
    page.emulate_media(color_scheme=scheme)
    case = VerificationCaseFactory(supplier=product.supplier)
    restricted = ProductVariantFactory(product=product, label="Besar")
    SaleRestrictionFactory(product=product, sku=restricted.sku)

    for path in (
        f"/admin/pages/{product.pk}/edit/",
        f"/admin/pages/{product.supplier.pk}/edit/",
        "/admin/verifikasi/",
        f"/admin/verifikasi/{case.pk}/",
        "/admin/produk/",
        f"/admin/produk/{product.pk}/penjualan/",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        tabs = [each for each in page.get_by_role("tab").all() if each.is_visible()]
        for tab in tabs:
            tab.click()
            assert (path, faults(page)) == (path, [])
        if not tabs:
            assert (path, faults(page)) == (path, [])
        if scheme == "light":
            page.set_viewport_size({"width": PHONE, "height": HEIGHT})
            assert (path, faults(page)) == (path, [])
            page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
