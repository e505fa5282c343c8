"""An editor brings calibrations, a verifier lets them out, a buyer reads them."""

import pytest
from playwright.sync_api import Page, expect

from domain.calibration.points import TestPoint, dump_points
from domain.dcc.reader import read_certificate
from products.calibration.exchange.mapping import record_from
from products.models import CalibrationParameter, ProductPage
from readmodel import indexer
from tests.browser.conftest import DESKTOP, PHONE, overflow
from tests.browser.signing_in import sign_in
from tests.domain.dcc.samples import VERSION_3_3
from tests.factories.products import CalibrationRecordFactory, complete_product
from tests.factories.suppliers import SupplierPageFactory, image_of
from tests.factories.users import editor_of, verifier

pytestmark = pytest.mark.browser

FROM_EXCEL = "\r\n".join(
    (
        "Nama\tSatuan\tNominal\tTerbaca\tU95\tBatas bawah\tBatas atas\tDinyatakan",
        "Kuat cahaya\tlx\t100.000\t101.250,5\t250\t95.000\t105.000\tlulus",
        "Kuat cahaya\tlx\t50.000\t52.900,0\t250\t47.500\t52.500\tlulus",
    )
)

PASTE = """(cell, text) => {
  cell.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste",
    { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def product(catalogue) -> ProductPage:
    """A published lamp with one calibration, of which only the dates are known."""
    indexer.rebuild()
    supplier = SupplierPageFactory()
    product = complete_product(
        title="Lampu Melati",
        model_name="TD-1",
        parent=supplier,
        image=image_of(supplier),
    )
    indexer.drain()
    return product


def open_calibrations(page: Page, product) -> None:
    page.goto(f"/admin/pages/{product.pk}/edit/")
    page.get_by_role("tab", name="Kalibrasi").click()


def save_draft(page: Page) -> None:
    with page.expect_navigation():
        page.locator("footer button", has_text="Simpan konsep").click()


def cell(page: Page, row: int, column: int):
    sheet = page.locator("sheet-field").first
    return sheet.locator("tbody tr").nth(row).locator(".sheet-cell").nth(column)


def test_a_table_is_pasted_from_a_spreadsheet(visit, product):
    page = sign_in(visit, editor_of(product.supplier))
    open_calibrations(page, product)

    cell(page, 0, 0).evaluate(PASTE, FROM_EXCEL)
    expect(page.locator(".sheet-live").first).to_contain_text("2 baris ditempel.")
    save_draft(page)
    open_calibrations(page, product)

    expect(cell(page, 0, 4)).to_have_value("101250,5")
    expect(cell(page, 1, 1)).to_have_value("Kuat cahaya")
    draft = ProductPage.objects.get().get_latest_revision_as_object()
    assert [
        (row["nominal"], row["mean"], row["low"], row["high"], row["stated"])
        for row in draft.calibration_records.get().results
    ] == [
        ("100000", "101250.5", "95000", "105000", "pass"),
        ("50000", "52900.0", "47500", "52500", "pass"),
    ]


def close_calendar(page):
    """The calendar of a date opens a moment after its field was entered, and would
    cover what is below it."""
    calendars = page.locator(".xdsoft_datetimepicker:visible")
    expect(calendars).to_have_count(1)
    page.locator("body").dispatch_event("mousedown")
    expect(calendars).to_have_count(0)


def test_a_record_is_added_by_hand(visit, product):
    page = sign_in(visit, editor_of(product.supplier))
    open_calibrations(page, product)

    page.get_by_role("button", name="Tambah kalibrasi").click()
    for name, value in {
        "certificate_number": "KAL-BARU",
        "unit_serial": "SN-2",
        "laboratory_name": "Lab Luar",
    }.items():
        page.locator(f"[name=calibration_records-1-{name}]").fill(value)
    for name, value in {
        "performed_on": "2026-05-03",
        "issued_on": "2026-05-04",
        "due_on": "2027-05-03",
    }.items():
        page.locator(f"[name=calibration_records-1-{name}]").fill(value)
        close_calendar(page)
    sheet = page.locator("sheet-field:has([name=calibration_records-1-results])")
    sheet.locator(".sheet-cell").first.evaluate(PASTE, "\tSuhu\t°C\t36,5\t36,6")
    save_draft(page)

    draft = ProductPage.objects.get().get_latest_revision_as_object()
    _old, new = draft.calibration_records.all()
    assert new.certificate_number == "KAL-BARU"
    assert [(row["nominal"], row["mean"]) for row in new.results] == [("36.5", "36.6")]


def test_a_digital_certificate_goes_all_the_way_to_the_buyer(visit, product):
    editor = sign_in(visit, editor_of(product.supplier))
    open_calibrations(editor, product)
    editor.get_by_role("link", name="Unggah DCC").click()
    editor.locator("[name=file]").set_input_files(
        {"name": "dcc.xml", "mimeType": "application/xml", "buffer": VERSION_3_3}
    )
    editor.get_by_role("button", name="Unggah dan baca").click()
    expect(editor.get_by_text("S-0042/2026").first).to_be_visible()
    assert overflow(editor) == 0
    editor.get_by_role("button", name="Tambahkan ke konsep").click()
    expect(editor.locator(".messages .success")).to_contain_text(
        "Kalibrasi S-0042/2026 ditambahkan ke konsep."
    )
    editor.locator("footer .w-dropdown__toggle").click()
    editor.locator("footer [name=action-submit]").click()
    expect(editor.locator(".messages .success")).to_be_visible()

    checker = sign_in(visit, verifier())
    checker.goto(f"/admin/pages/{product.pk}/edit/")
    checker.locator("footer .w-dropdown__toggle").click()
    with checker.expect_navigation():
        checker.locator("footer button", has_text="Setujui").click()
    indexer.drain()

    buyer = visit(product.url)
    record = buyer.locator("article.calibration", has_text="S-0042/2026")
    expect(record.get_by_text("Tanpa tanda tangan digital")).to_be_visible()
    expect(record.get_by_role("cell", name="100,5", exact=True)).to_be_attached()
    with buyer.expect_download() as downloading:
        record.get_by_role("link", name="Unduh sebagai DCC 3.3").click()
    with open(downloading.value.path(), "rb") as file:
        read = record_from(read_certificate(file.read()), product)
    published = ProductPage.objects.get().calibration_records.get(
        certificate_number="S-0042/2026"
    )
    assert (read.results, read.unit_serial, read.due_on) == (
        published.results,
        "SN-7",
        published.due_on,
    )
    assert published.dcc.file.read() == VERSION_3_3


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_results_and_plot_fit(visit, product, width):
    CalibrationParameter.objects.create(
        device_type=product.device_type,
        key="light",
        name_id="Kuat cahaya",
        name_en="Illuminance",
        unit="lx",
        limit_kind="percent",
        tolerance=10,
    )
    CalibrationRecordFactory(
        product=product,
        certificate_number="KAL-GRAFIK",
        results=dump_points(
            [
                TestPoint(parameter="light", unit="lx", nominal=n, mean=n + 10, u95=5)
                for n in range(10_000, 50_000, 10_000)
            ]
        ),
    )

    page = visit(product.url, width=width)

    record = page.locator("article.calibration", has_text="KAL-GRAFIK")
    expect(record.locator("svg.plot, .calibration__plot svg").first).to_be_visible()
    expect(record.locator("table")).to_be_visible()
    assert overflow(page) == 0


def test_the_confirming_page_fits_a_phone(visit, product):
    page = sign_in(visit, editor_of(product.supplier), width=PHONE)
    page.goto(f"/admin/produk/{product.pk}/dcc/")
    page.locator("[name=file]").set_input_files(
        {"name": "dcc.xml", "mimeType": "application/xml", "buffer": VERSION_3_3}
    )
    page.get_by_role("button", name="Unggah dan baca").click()

    expect(page.get_by_role("button", name="Tambahkan ke konsep")).to_be_visible()
    assert overflow(page) == 0
