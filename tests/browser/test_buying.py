"""A buyer searches, filters and compares, with a mouse, a thumb or a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, overflow
from tests.factories.documents import BED, index_documents, product_document

pytestmark = pytest.mark.browser

BEKASI = {"id": 901, "name": "Bekasi Alkes", "legal_name": "PT Bekasi Alkes"}


@pytest.fixture(autouse=True)
def products():
    """Thirty lamps, of which three are from Bekasi, and a bed."""
    lamps = [
        product_document(id=n, title=f"Lampu {n:02d}", price=n * 1_000_000)
        for n in range(1, 28)
    ]
    bekasi = [
        product_document(id=n, title=f"Lampu bedah {n}", supplier=BEKASI, price=n)
        for n in (41, 42, 43)
    ]
    bed = product_document(id=50, title="Ranjang Melati", device_type=BED)
    return index_documents([*lamps, *bekasi, bed])


def titles(page):
    return page.locator(".product-card__title")


def open_facets(page, width):
    if width == PHONE:
        page.locator("#facets > summary").click()


def unfold(tray):
    tray.get_by_role("button", name=re.compile("^Produk yang dipilih")).click()


def choose(page, name):
    """Tick a supplier, whose facet is folded until something in it is chosen."""
    facet = page.locator("#facet-supplier")
    if facet.get_attribute("open") is None:
        facet.locator("> summary").click()
    page.get_by_role("checkbox", name=name).check()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_search_filter_compare(visit, width):
    page = visit("/cari/", width=width)
    page.get_by_role("combobox", name=re.compile("^Cari alat")).fill("lampu")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil untuk “lampu”")
    assert overflow(page) == 0

    open_facets(page, width)
    choose(page, re.compile("Bekasi Alkes"))
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu&supplier=901$"))
    expect(titles(page)).to_have_count(3)
    expect(page.locator("#search-status")).to_have_text("3 produk ditemukan")
    expect(page).to_have_title(re.compile("^Hasil untuk “lampu” – "))
    expect(page.locator("#supplier-901")).to_be_focused()
    expect(page.locator("#supplier-901")).to_be_checked()
    expect(page.locator("#supplier-901")).to_be_in_viewport()
    assert overflow(page) == 0

    page.get_by_label("Urutkan").focus()
    page.get_by_label("Urutkan").select_option("price")
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu&supplier=901&sort=price$"))
    expect(titles(page).first).to_have_text("Lampu bedah 41")
    expect(page.get_by_label("Urutkan")).to_be_focused()

    if width == PHONE:
        page.get_by_role("button", name="Lihat 3 produk").click()
    for title in ("Lampu bedah 41", "Lampu bedah 43"):
        page.get_by_role("button", name=f"Bandingkan {title}").click()
    tray = page.get_by_role("region", name="Produk yang akan dibandingkan")
    unfold(tray)
    expect(tray.get_by_role("listitem")).to_have_count(2)
    assert overflow(page) == 0

    tray.get_by_role("link", name="Lihat perbandingan").click()
    expect(page).to_have_url(re.compile(r"/bandingkan/\?p=41&p=43$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Perbandingan Lampu operasi LED"
    )
    price = page.get_by_role("row", name=re.compile("^Harga sebelum PPN"))
    expect(price.get_by_role("cell").first).to_have_text(re.compile("✓ Terbaik"))
    assert overflow(page) == 0

    page.get_by_role("button", name="Hanya perbedaan").click()
    expect(page.get_by_role("row", name=re.compile("^Kelas risiko"))).to_have_count(0)
    page.get_by_role("link", name="Hapus Lampu bedah 41 dari perbandingan").click()
    expect(page.get_by_text("Tambahkan paling sedikit satu lagi")).to_be_visible()
    assert overflow(page) == 0


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_search_filter_compare_without_javascript(visit, width):
    page = visit("/cari/", width=width, javascript=False)
    page.get_by_role("searchbox", name=re.compile("^Cari alat")).fill("lampu")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu$"))

    open_facets(page, width)
    choose(page, re.compile("Bekasi Alkes"))
    page.get_by_role("button", name="Terapkan saringan").click()
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu&supplier=901$"))
    expect(titles(page)).to_have_count(3)

    page.get_by_label("Urutkan").select_option("price")
    page.get_by_role("button", name="Urutkan").click()
    expect(page).to_have_url(re.compile(r"supplier=901&sort=price$"))
    expect(titles(page).first).to_have_text("Lampu bedah 41")

    page.get_by_role("link", name=re.compile("Bekasi Alkes.*hapus saringan")).click()
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu&sort=price$"))

    page.get_by_role("link", name="Bandingkan Lampu bedah 41").click()
    expect(page).to_have_url(re.compile(r"/bandingkan/\?p=41$"))
    page.get_by_role("link", name=re.compile("Bandingkan dengan ini")).first.click()
    expect(page.locator(".comparison__names a.comparison__name")).to_have_count(2)


def test_a_price_of_ones_own_narrows_the_results(visit):
    page = visit("/cari/")

    page.get_by_label("Harga paling rendah").fill("5.000.000")
    page.get_by_label("Harga paling tinggi").fill("7.000.000")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/cari/\?price=5000000-7000000$"))
    expect(titles(page)).to_have_text(["Lampu 07", "Lampu 06", "Lampu 05"])
    expect(page.get_by_label("Harga paling tinggi")).to_have_value("7.000.000")


def test_back_and_forward_bring_back_results_and_choices(visit):
    page = visit("/cari/?q=lampu")
    choose(page, re.compile("Bekasi Alkes"))
    expect(titles(page)).to_have_count(3)

    page.go_back()
    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu$"))
    expect(titles(page)).to_have_count(24)
    expect(page.locator("#supplier-901")).not_to_be_checked()

    page.go_forward()
    expect(titles(page)).to_have_count(3)
    expect(page.locator("#supplier-901")).to_be_checked()


def test_the_next_page_begins_at_its_top(visit):
    page = visit("/cari/?q=lampu")

    page.get_by_role("link", name="Berikutnya").click()

    expect(page).to_have_url(re.compile(r"/cari/\?q=lampu&page=2$"))
    expect(titles(page)).to_have_count(6)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_what_was_folded_stays_folded_and_the_language_follows(visit):
    page = visit("/cari/")
    page.locator("#facet-category > summary").click()

    choose(page, re.compile("Bekasi Alkes"))

    expect(titles(page)).to_have_count(3)
    expect(page.locator("#facet-category")).not_to_have_attribute("open", "")
    expect(page.locator("#facet-supplier")).to_have_attribute("open", "")
    expect(page.locator(".language-switch a")).to_have_attribute(
        "href", re.compile(r"/en/cari/\?supplier=901$")
    )


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_suggestions_are_walked_with_the_arrow_keys(visit, width):
    page = visit("/bandingkan/", width=width)
    box = page.get_by_role("combobox", name="Cari produk")
    options = page.get_by_role("option")

    box.press_sequentially("ranj")
    expect(options).to_have_text([re.compile("Ranjang Melati")])
    expect(box).to_have_attribute("aria-expanded", "true")
    assert overflow(page) == 0

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute(
        "aria-activedescendant", options.first.get_attribute("id")
    )
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("ranj")

    box.press("ArrowDown")
    expect(options).to_have_count(1)
    box.fill("bekasi")
    expect(options.first).to_have_text("Bekasi Alkes3 produk")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/cari/\?supplier=901$"))


def test_the_choice_is_kept_and_holds_one_device_type(visit):
    page = visit("/cari/?sort=price")
    tray = page.get_by_role("region", name="Produk yang akan dibandingkan")
    expect(tray).to_be_hidden()

    page.get_by_role("button", name="Bandingkan Lampu bedah 41").click()
    expect(tray.get_by_role("status")).to_have_text(
        "Pilih paling sedikit satu produk lagi."
    )
    page.goto("/cari/?q=ranjang")
    page.get_by_role("button", name="Bandingkan Ranjang Melati").click()
    expect(tray.get_by_role("status")).to_have_text(re.compile("^Hanya alat sejenis"))
    unfold(tray)
    expect(tray.get_by_role("listitem")).to_have_count(1)

    tray.get_by_role("button", name="Hapus dari perbandingan: Lampu bedah 41").click()
    expect(tray).to_be_hidden()
    page.get_by_role("button", name="Bandingkan Ranjang Melati").press(" ")
    expect(tray.get_by_role("listitem")).to_have_text(re.compile("Ranjang Melati"))


def test_a_sixth_product_is_refused(visit):
    page = visit("/cari/?q=lampu&sort=price")
    tray = page.get_by_role("region", name="Produk yang akan dibandingkan")
    controls = page.locator("[data-compare-id]")

    for position in range(6):
        controls.nth(position).click()

    expect(tray.get_by_role("status")).to_have_text(re.compile("^Sudah lima produk"))
    unfold(tray)
    expect(tray.get_by_role("listitem")).to_have_count(5)
    expect(controls.nth(4)).to_have_attribute("aria-pressed", "true")
    expect(controls.nth(5)).to_have_attribute("aria-pressed", "false")


def test_the_comparison_of_the_menu_is_that_of_the_choice(visit):
    page = visit("/cari/?q=lampu&sort=price")
    for position in range(2):
        page.locator("[data-compare-id]").nth(position).click()

    page.goto("/bandingkan/")

    expect(page).to_have_url(re.compile(r"/bandingkan/\?p=41&p=42$"))


COVERED = """() => {
  const focused = document.activeElement;
  const tray = document.getElementById("compare-tray");
  if (focused === document.body || tray.contains(focused)) return false;
  return focused.getBoundingClientRect().bottom > tray.getBoundingClientRect().top + 1;
}"""


def test_the_tray_is_one_line_and_covers_neither_focus_nor_the_page_s_end(visit):
    page = visit("/cari/?q=lampu&sort=price", width=PHONE)
    controls = page.locator("[data-compare-id]")
    for position in range(2):
        controls.nth(position).click()
    tray = page.get_by_role("region", name="Produk yang akan dibandingkan")

    assert tray.bounding_box()["height"] <= 60
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) is False
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    note = page.locator(".site-footer__note").bounding_box()
    assert note["y"] + note["height"] <= tray.bounding_box()["y"]


def test_a_hidden_tray_stays_away_until_something_else_is_chosen(visit):
    page = visit("/cari/?q=lampu&sort=price", width=PHONE)
    controls = page.locator("[data-compare-id]")
    controls.first.click()
    tray = page.locator("#compare-tray")

    tray.get_by_role("button", name="Sembunyikan pilihan").click()
    expect(tray).to_be_hidden()
    page.reload()
    expect(tray).to_be_hidden()
    expect(page.get_by_role("link", name="Bandingkan 1")).to_be_visible()

    controls.nth(1).click()
    expect(tray).to_be_visible()
    expect(page.get_by_role("link", name="Bandingkan 2")).to_be_visible()


def test_a_wide_comparison_scrolls_down_with_the_page_alone(visit):
    page = visit("/bandingkan/?p=41&p=42&p=43&p=1&p=2", width=PHONE)
    table = page.locator(".comparison-scroll")
    strip = page.locator(".comparison-strip__row")

    assert overflow(page) == 0
    assert table.evaluate("each => each.scrollHeight - each.clientHeight") == 0
    expect(strip).to_be_hidden()

    page.evaluate("window.scrollTo(0, 1500)")
    expect(strip).to_be_visible()
    table.evaluate("""each => {
      each.scrollLeft = 200;
      return new Promise((done) => setTimeout(done, 100));
    }""")
    assert strip.evaluate("each => each.scrollLeft") == 200
    assert strip.bounding_box()["y"] == 0
