"""What LKPP reports, as files have it."""

import io

import openpyxl

from lkpp.listings.rows import RefusedRow, ReportedRow, read_reported_rows

V6 = "0190f3c2-7a10-4e6b-9f0e-5d2f3c1b7a99"
CATEGORY = "5d2f3c1b-9f0e-4e6b-7a10-0190f3c27a99"

CSV = f"""no_produk_penyedia;kfa_code;kd_produk;uuid;status_tayang;apakah_dapat_dibeli
A-1;;76215995;{V6};Ya;Tidak
"""


def read(text: str | bytes) -> list[ReportedRow | RefusedRow]:
    content = text.encode() if isinstance(text, str) else text
    return list(read_reported_rows(content, most_rows=100))


def workbook(*lines) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
