"""What a check of an export found."""

import pytest

from domain.findings import error, warning
from lkpp.files.verification.report import Report, shown


def test_a_report_without_errors_is_in_order():
    report = Report()

    report.add("schema.json", warning("schema_missing", "Tidak ada skema."))

    assert report.ok
    assert report.errors == []
    assert [each.place for each in report.warnings] == ["schema.json"]


def test_an_error_has_its_place():
    report = Report()

    report.add("part-1.csv", error("no_csv", "Bukan CSV."))
    report.add("manifest.json", warning("x", "Catatan."))

    assert not report.ok
    assert [(each.code, each.place) for each in report.errors] == [
        ("no_csv", "part-1.csv")
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("part-1.csv", "part-1.csv"),
        ("a\x1b[2Jb\nc", "a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}c"),
        (None, "None"),
        ("x" * 121, "x" * 120),
    ],
)
def test_a_name_cannot_steer_the_terminal(name, expected):
    assert shown(name) == expected
