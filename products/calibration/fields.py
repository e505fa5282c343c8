"""The tables of a calibration record as an editor fills them.

Numbers are shown and typed as Indonesians write them; the stored form is that of
:mod:`domain.calibration.points`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.findings import text, written
from core.sheet_field import SheetField
from core.sheet_rows import Row, SheetColumn
from domain.calibration.conformity import CONFORMITY_NAMES, Conformity, DecisionRule
from domain.calibration.points import dump_points, dump_standards
from domain.calibration.tables import (
    MOST_POINTS,
    MOST_STANDARDS,
    read_standards,
    read_typed_points,
)
from domain.findings import Finding

RULE_NAMES = {
    DecisionRule.SIMPLE: _("penerimaan sederhana"),
    DecisionRule.GUARDED: _("dengan pita jaga U95"),
    DecisionRule.NON_BINARY: _("dengan syarat (ILAC-G8)"),
}

NUMBERS = frozenset({"nominal", "mean", "error", "u95", "k", "low", "high"})


def point_columns(parameters: Iterable[tuple[str, str]] = ()) -> tuple:
    """The columns of the test points; ``parameters`` are keys and names of the device
    type's calibration parameters."""
    return (
        SheetColumn(
            "parameter", _("Parameter"), "choice", [("", "–"), *parameters], width=16
        ),
        SheetColumn("name", _("Nama"), width=16),
        SheetColumn("unit", _("Satuan"), width=7),
        SheetColumn("nominal", _("Nominal"), "number", width=8),
        SheetColumn("mean", _("Terbaca"), "number", width=8),
        SheetColumn("error", _("Kesalahan"), "number", width=8),
        SheetColumn("u95", _("U95"), "number", width=7),
        SheetColumn("k", _("k"), "number", width=4),
        SheetColumn("low", _("Batas bawah"), "number", width=8),
        SheetColumn("high", _("Batas atas"), "number", width=8),
        SheetColumn("tolerance", _("Toleransi tertulis"), width=12),
        SheetColumn("rule", _("Aturan"), "choice", list(RULE_NAMES.items()), width=12),
        SheetColumn("stated", _("Dinyatakan"), "choice", _conformities(), width=10),
    )


def _conformities() -> list[tuple[str, str]]:
    names = [(each.value, written(CONFORMITY_NAMES[each])) for each in Conformity]
    return [("", "–"), *names]


def standard_columns() -> tuple[SheetColumn, ...]:
    return (
        SheetColumn("name", _("Alat standar"), width=18),
        SheetColumn("brand", _("Merek"), width=10),
        SheetColumn("model", _("Tipe"), width=10),
        SheetColumn("serial", _("Nomor seri"), width=10),
        SheetColumn("traceability", _("Tertelusur ke"), width=18),
        SheetColumn("certificate_number", _("Nomor sertifikat"), width=14),
        SheetColumn("due_on", _("Kalibrasi ulang"), "date", width=10),
    )


class _CheckedSheetField(SheetField):
    """A table whose rows a rule reads; its errors are told by cell."""

    def read(self, rows: list[Row]) -> tuple[list[dict], Mapping[Any, list[Finding]]]:
        raise NotImplementedError

    def clean(self, value) -> list[dict]:
        self.widget.cell_errors = {}
        stored, findings = self.read(super().clean(value) or [])
        errors = {
            cell: [text(finding) for finding in found if finding.is_error]
            for cell, found in findings.items()
        }
        self.widget.cell_errors = {
            cell: texts for cell, texts in errors.items() if texts
        }
        if self.widget.cell_errors:
            raise ValidationError(_("Ada sel yang belum benar; lihat di bawah tabel."))
        return stored

    def has_changed(self, initial, data) -> bool:
        if self.disabled:
            return False
        try:
            sent = self.read(self.to_python(data))[0]
        except ValidationError:
            return True
        return sent != (initial or [])


class TestPointsFormField(_CheckedSheetField):
    __test__ = False

    def __init__(self, **kwargs):
        super().__init__(point_columns(), MOST_POINTS, **kwargs)

    def offer(self, parameters: Iterable[tuple[str, str]]) -> None:
        """Let the first column offer the parameters of the device type."""
        self.columns = point_columns(parameters)

    def read(self, rows: list[Row]):
        points, findings = read_typed_points(rows)
        return dump_points(points), findings

    def prepare_value(self, value):
        """Stored rows with decimal commas; what was typed stays as it was."""
        if not isinstance(value, list):
            return value
        return [
            {
                name: _with_comma(cell) if name in NUMBERS else cell
                for name, cell in row.items()
            }
            for row in value
            if isinstance(row, dict)
        ]


def _with_comma(cell: object) -> object:
    return cell.replace(".", ",") if isinstance(cell, str) else cell


class ReferenceStandardsFormField(_CheckedSheetField):
    def __init__(self, **kwargs):
        super().__init__(standard_columns(), MOST_STANDARDS, **kwargs)

    def read(self, rows: list[Row]):
        standards, findings = read_standards(rows)
        return dump_standards(standards), findings
