"""Tables of test points and of reference standards: JSON lists, read row by row.

There are two ways to read a number. In *stored* form a lone dot is always decimal:
"1.234" is a little more than one. *Typed* by a person or pasted, the table's other
numbers tell what it means.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal

from domain.calibration.cells import (
    DASHES,
    MARGIN,
    PLAIN,
    finite,
    read_conformity,
    read_date,
    read_rule,
    read_text,
    sign_shown,
    typed_number,
    writable,
)
from domain.calibration.limits import parse_ratio
from domain.calibration.points import ReferenceStandard, TestPoint
from domain.findings import Finding, InvalidInput, error, warning
from domain.messages import Message
from domain.messages import gettext_noop as _

MOST_POINTS = 500
MOST_STANDARDS = 50

NUMBER_FIELDS = ("nominal", "mean", "error", "u95", "k", "low", "high")
RATIO_FIELDS = {"nominal", "mean", "low", "high"}

COLUMN_NAMES = {
    "parameter": Message(_("Parameter")),
    "name": Message(_("Nama")),
    "unit": Message(_("Satuan")),
    "nominal": Message(_("Nominal")),
    "mean": Message(_("Terbaca")),
    "error": Message(_("Kesalahan")),
    "u95": Message(_("U95")),
    "k": Message(_("k")),
    "low": Message(_("Batas bawah")),
    "high": Message(_("Batas atas")),
    "tolerance": Message(_("Toleransi tertulis")),
    "rule": Message(_("Aturan")),
    "stated": Message(_("Dinyatakan")),
    "brand": Message(_("Merek")),
    "model": Message(_("Tipe")),
    "serial": Message(_("Nomor seri")),
    "traceability": Message(_("Tertelusur ke")),
    "certificate_number": Message(_("Nomor sertifikat")),
    "due_on": Message(_("Kalibrasi ulang")),
}
"""What the columns are called, of both tables. The name of a standard is its own."""

WHOLE_LIST = (-1, "")
"""Where findings on the list as a whole stand; those on a whole row: (row, "")."""

CellFindings = dict[tuple[int, str], list[Finding]]
"""Findings by row of the input, counted from 0, and field."""


def read_points(data: object) -> tuple[tuple[TestPoint, ...], CellFindings]:
    """The points of a JSON list in stored form, and what is wrong with its cells.

    Spelling is forgiven where it has one meaning only: decimal commas, "±0,5", a ratio
    "1:2", "laik" for pass. Empty rows are left out; a cell that cannot be read is
    left empty in its point and has an error. Missing data are an empty list.
    """
    return _read_points(data, _stored_number)


def read_typed_points(data: object) -> tuple[tuple[TestPoint, ...], CellFindings]:
    """The same for a form, where a person typed or pasted from a spreadsheet.

    "36.500" is thirty-six and a half to an English spreadsheet and thousands to an
    Indonesian. The rest of the table tells: where some number can only have a decimal
    dot, every lone dot is decimal, and likewise a comma. Without such a hint a comma is
    decimal, as Indonesians write, and such a dot is an error that asks.
    """
    sign = _decimal_sign(data)
    return _read_points(data, lambda text: typed_number(text, sign))


def read_standards(
    data: object,
) -> tuple[tuple[ReferenceStandard, ...], CellFindings]:
    """The reference standards of a JSON list, and what is wrong with its cells.

    A date is written 2026-12-31 or, as Indonesians do, 31-12-2026.
    """
    readers: dict[str, Callable[[object], object]] = {
        field.name: read_text for field in fields(ReferenceStandard)
    }
    readers["due_on"] = read_date
    rows, findings = _read_rows(data, readers, MOST_STANDARDS)
    return tuple(ReferenceStandard(**row) for row in rows), findings


def _read_points(
    data: object, number: Callable[[str], Decimal]
) -> tuple[tuple[TestPoint, ...], CellFindings]:
    readers: dict[str, Callable] = {
        field.name: read_text for field in fields(TestPoint)
    }
    for name in NUMBER_FIELDS:
        readers[name] = _number_reader(name, number)
    readers["rule"] = read_rule
    readers["stated"] = read_conformity
    rows, findings = _read_rows(data, readers, MOST_POINTS, defaulted={"rule"})
    return tuple(TestPoint(**row) for row in rows), findings


def _read_rows(
    data: object,
    readers: Mapping[str, Callable],
    most: int,
    defaulted: frozenset[str] | set[str] = frozenset(),
) -> tuple[list[dict], CellFindings]:
    """The rows that say something beyond the ``defaulted`` fields, each with the
    fields that could be read."""
    findings: CellFindings = defaultdict(list)
    if data is None or data == "":
        return [], {}
    if not isinstance(data, list | tuple):
        return [], {WHOLE_LIST: [_not_a_list()]}
    if len(data) > most:
        findings[WHOLE_LIST].append(_too_many(len(data), most))

    rows = []
    for number, row in enumerate(data[:most]):
        if not isinstance(row, Mapping):
            findings[number, ""].append(_not_a_row())
        elif any(_filled(row.get(name)) for name in readers if name not in defaulted):
            values, found = _read_row(row, readers)
            rows.append(values)
            for name, finding in found:
                findings[number, name].append(finding)
    return rows, dict(findings)


def _read_row(
    row: Mapping, readers: Mapping[str, Callable]
) -> tuple[dict, list[tuple[str, Finding]]]:
    values, findings = {}, []
    for name, reader in readers.items():
        if _filled(row.get(name)):
            try:
                values[name] = reader(row[name])
            except InvalidInput as refusal:
                findings.append((name, refusal.finding))
    unknown = [name for name in row if name not in readers]
    if unknown:
        findings.append(("", _unknown_field(str(unknown[0]))))
    return values, findings


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _number_reader(
    name: str, number: Callable[[str], Decimal]
) -> Callable[[object], Decimal | None]:
    def read(cell: object) -> Decimal | None:
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            return writable(finite(cell))
        text = re.sub(
            f"^[{DASHES}] ?", "-", unicodedata.normalize("NFKC", read_text(cell))
        )
        if text == "-":
            return None
        if name in RATIO_FIELDS and ":" in text:
            return parse_ratio(text)
        if name == "u95":
            text = MARGIN.sub("", text)
        return writable(number(text))

    return read


def _stored_number(text: str) -> Decimal:
    """A number whose lone dot is decimal. Raises InvalidInput."""
    if "." in text and PLAIN.fullmatch(text):
        return Decimal(text)
    return typed_number(text, None)


def _decimal_sign(data: object) -> str | None:
    """The decimal sign that the table's numbers agree on; None where none shows it."""
    rows = data if isinstance(data, list) else ()
    shown = {
        sign
        for row in rows
        if isinstance(row, Mapping)
        for name in NUMBER_FIELDS
        if (sign := sign_shown(row.get(name)))
    }
    return shown.pop() if len(shown) == 1 else None


def errors_in_rows(findings: CellFindings) -> list[Finding]:
    """The errors in the order of the rows, each led by its row and column where it has
    one."""
    return [
        finding if row < 0 else _in_row(row, name, finding)
        for (row, name), found in sorted(findings.items())
        for finding in found
        if finding.is_error
    ]


def _in_row(row: int, name: str, finding: Finding) -> Finding:
    if not name:
        return error(
            finding.code,
            _("Baris %(row)s: %(finding)s"),
            row=row + 1,
            finding=finding,
        )
    return error(
        finding.code,
        _("Baris %(row)s, %(field)s: %(finding)s"),
        row=row + 1,
        field=COLUMN_NAMES[name],
        finding=finding,
    )


def _not_a_list() -> Finding:
    return error("not_a_list", _("Data harus berupa daftar."))


def _not_a_row() -> Finding:
    return error("not_an_object", _("Setiap baris harus berupa objek JSON."))


def _too_many(found: int, most: int) -> Finding:
    return error(
        "too_many_rows",
        _("Terlalu banyak baris (%(found)s); paling banyak %(most)s."),
        found=found,
        most=most,
    )


def _unknown_field(name: str) -> Finding:
    short = name if len(name) <= 40 else f"{name[:39]}…"
    return warning(
        "unknown_field",
        _("Kolom “%(name)s” tidak dikenal dan tidak disimpan."),
        name=short,
    )
