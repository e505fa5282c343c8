"""Reports as spreadsheets, however long they are."""

import pytest
from django.http import HttpResponse
from wagtail.admin.views.reports import ReportView

from core.report_export import ROWS_AT_ONCE, StreamedExport


class Rows:
    """Stands for a queryset."""

    def iterator(self, chunk_size: int):
        return iter([f"rows by {chunk_size}"])


class Report(StreamedExport):
    is_export = False

    def get_filtered_queryset(self):
        return Rows()

    def as_spreadsheet(self, rows, form):
        return HttpResponse(f"{form}: {', '.join(rows)}")


@pytest.mark.parametrize(
    ("export", "answer"), [(False, "drawn"), (True, f"csv: rows by {ROWS_AT_ONCE}")]
)
def test_an_export_is_read_a_few_rows_at_once(rf, monkeypatch, export, answer):
    monkeypatch.setattr(
        ReportView, "get", lambda self, request: HttpResponse("drawn"), raising=False
    )
    report = Report()
    report.is_export = export

    response = report.get(rf.get("/?export=csv"))

    assert response.content.decode() == answer
