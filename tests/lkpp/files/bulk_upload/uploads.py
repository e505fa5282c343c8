"""Rows and workbooks of the bulk upload, as they are read."""

import csv
import json
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lkpp.files.bulk_upload.rows import COLUMNS, row_of
from lkpp.files.bulk_upload.workbooks import export_bulk_upload
from tests.lkpp.export_samples import (
    BASE_URL,
    NOW,
    listing,
    source,
)

ID = "0b9f3c52-6a0e-4c3e-9a53-6f1f4f0f7a11"
OTHER_ID = "11111111-6a0e-4c3e-9a53-6f1f4f0f7a11"


def cells(record) -> dict[str, object]:
    """By group and label, what stands in the row of a record."""
    written = row_of(record, BASE_URL)
    assert written.reasons == []
    return {
        f"{column.group}/{column.label}": cell
        for column, cell in zip(COLUMNS, written.cells, strict=True)
        if cell is not None
    }


def write(
    target: Path, given, rows_a_file: int = 100, to: int | None = None, **options
) -> dict:
    """The manifest of a bulk upload of ``given``."""
    target.mkdir()
    given_options = {
        "since": None,
        "rows_a_file": rows_a_file,
        "now": NOW,
        "step": lambda reached: None,
    }
    export_bulk_upload(source(given, to), target, BASE_URL, **given_options | options)
    return json.loads((target / "manifest.json").read_bytes())


def sheet(path: Path) -> Worksheet:
    return load_workbook(path)["Data"]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def identified(category_id: str | None, **changes) -> dict:
    told = listing()["lkpp"] | {"category_id": category_id}
    return listing(lkpp=told, **changes)
