"""The tables of a calibration record as an editor fills them.

Numbers are shown and typed as Indonesians write them; the stored form is that of
:mod:`domain.calibration.points`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.findings import text, written
from core.sheet_field import SheetField
from core.sheet_rows import Row, SheetColumn
from domain.calibration.conformity import (
    CONFORMITY_NAMES,
    RULE_NAMES,
    Conformity,
    DecisionRule,
)
from domain.calibration.points import dump_points, dump_standards
from domain.calibration.tables import (
    COLUMN_NAMES,
    MOST_POINTS,
    MOST_STANDARDS,
    read_standards,
    read_typed_points,
)
from domain.findings import Finding

written_lazily = lazy(written, str)

NUMBERS = frozenset({"nominal", "mean", "error", "u95", "k", "low", "high"})


def point_columns(parameters: Iterable[tuple[str, str]] = ()) -> tuple:
    """The columns of the test points; ``parameters`` are keys and names of the device
    type's calibration parameters."""
    return (
        _column("parameter", "choice", [("", "–"), *parameters], width=16),
        _column("name", width=16),
        _column("unit", width=7),
        _column("nominal", "number", width=8),
        _column("mean", "number", width=8),
        _column("error", "number", width=8),
        _column("u95", "number", width=7),
        _column("k", "number", width=4),
        _column("low", "number", width=8),
        _column("high", "number", width=8),
        _column("tolerance", width=12),
        _column("rule", "choice", _rules(), width=12),
        _column("stated", "choice", _conformities(), width=10),
    )


def _column(name: str, kind: str = "text", choices=(), **options) -> SheetColumn:
    return SheetColumn(
        name, written_lazily(COLUMN_NAMES[name]), kind, choices, **options
    )


def _rules() -> list[tuple[str, str]]:
    return [(each.value, written_lazily(RULE_NAMES[each])) for each in DecisionRule]


def _conformities() -> list[tuple[str, str]]:
    names = [
        (each.value, written_lazily(CONFORMITY_NAMES[each])) for each in Conformity
    ]
    return [("", "–"), *names]


def standard_columns() -> tuple[SheetColumn, ...]:
    return (
        SheetColumn("name", _("Alat standar"), width=18),
        _column("brand", width=10),
        _column("model", width=10),
        _column("serial", width=10),
        _column("traceability", width=18),
        _column("certificate_number", width=14),
        _column("due_on", "date", width=10),
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
