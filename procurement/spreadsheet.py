"""A comparison as a spreadsheet that can be filed with a purchase."""

from datetime import date
from io import BytesIO
from itertools import count

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.language import in_language
from core.spreadsheet_text import safe_text
from core.wording import day
from procurement.comparison import Cell, Comparison, Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FIRST_PRODUCT_COLUMN = 3
HEAD_ROW = 5
"""Title, date, source and a note on the marks stand above the head."""

TITLE_FONT = Font(bold=True, size=14)
HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="0D5F59")
SECTION_FILL = PatternFill("solid", fgColor="D8EBE7")
BEST_FILL = PatternFill("solid", fgColor="E2F2E8")
MUTED = Font(italic=True, color="616B68")
LINE = Border(bottom=Side(style="thin", color="E2DCD1"))
WRAPPED = Alignment(wrap_text=True, vertical="top")


def comparison_workbook(
    comparison: Comparison, *, title: str, source: str, on: date
) -> bytes:
    """An XLSX file. ``source`` is the address that the comparison was read from."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _("Perbandingan")
    _write_preface(sheet, title, source, on)
    _write_head(sheet, comparison)
    lines = count(HEAD_ROW + 1)
    for section in comparison.sections:
        label = str(section.label)
        _write_section(sheet, next(lines), label, len(comparison.products))
        for row in section.rows:
            _write_row(sheet, next(lines), row)
    _lay_out(sheet, comparison)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _write_preface(sheet: Worksheet, title: str, source: str, on: date) -> None:
    _put(sheet, 1, 1, title).font = TITLE_FONT
    _put(sheet, 2, 1, _("Diambil pada %(day)s") % {"day": day(on)})
    address = _put(sheet, 3, 1, source)
    address.hyperlink = source
    address.font = Font(color="0D5F59", underline="single")
    _put(
        sheet,
        4,
        1,
        _("✓ menandai nilai terbaik menurut arah yang lebih baik bagi pembeli."),
    ).font = MUTED


def _write_head(sheet: Worksheet, comparison: Comparison) -> None:
    titles = [in_language(product, "title") for product in comparison.products]
    for column, text in enumerate([_("Keterangan"), _("Satuan"), *titles], 1):
        cell = _put(sheet, HEAD_ROW, column, text)
        cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, WRAPPED


def _write_section(sheet: Worksheet, number: int, label: str, products: int) -> None:
    for column in range(1, FIRST_PRODUCT_COLUMN + products):
        sheet.cell(number, column).fill = SECTION_FILL
    _put(sheet, number, 1, label).font = Font(bold=True)


def _write_row(sheet: Worksheet, number: int, row: Row) -> None:
    has_numbers = any(_is_number(cell) for cell in row.cells)
    _put(sheet, number, 1, str(row.label)).font = Font(bold=row.differs)
    _put(sheet, number, 2, row.unit if has_numbers else "")
    for column, cell in enumerate(row.cells, FIRST_PRODUCT_COLUMN):
        _write_cell(sheet, number, column, cell)
    for column in range(1, FIRST_PRODUCT_COLUMN + len(row.cells)):
        written = sheet.cell(number, column)
        written.border, written.alignment = LINE, WRAPPED


def _is_number(cell: Cell) -> bool:
    return cell.stated and cell.number is not None


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    if _is_number(cell):
        written = sheet.cell(row, column, cell.number)
        written.number_format = '#,##0.###" ✓"' if cell.best else "#,##0.###"
    else:
        text = f"{cell.text} ✓" if cell.best else cell.text
        written = _put(sheet, row, column, text)
    if cell.best:
        written.fill, written.font = BEST_FILL, Font(bold=True)
    elif not cell.stated:
        written.font = MUTED


def _put(sheet: Worksheet, row: int, column: int, text: str) -> SheetCell:
    """Write a text that no program takes for anything else."""
    cell = sheet.cell(row, column)
    cell.value = safe_text(text)
    cell.data_type = "s"
    return cell


def _lay_out(sheet: Worksheet, comparison: Comparison) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 12
    for offset in range(len(comparison.products)):
        letter = get_column_letter(FIRST_PRODUCT_COLUMN + offset)
        sheet.column_dimensions[letter].width = 32
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, FIRST_PRODUCT_COLUMN)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
