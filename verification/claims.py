"""How stored claims read: label and text of each, and what changed between two.

Claims are kept as plain values by field name (:attr:`Certificate.claims`). The models
say what the fields are called; a value that no longer fits its field is shown as it
was stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.declared import certificate_relations
from certificates.kinds import CaseState
from certificates.models import Certificate
from core.language import language
from core.sheet_rows import SheetColumn
from domain.numerals import format_number
from products.calibration.fields import point_columns, standard_columns
from products.models import ProductPage
from suppliers.models import SupplierPage

DATE = "j F Y"
SHOWN_OF_DIGEST = 8

PERCENTAGES = frozenset({"tkdn", "bmp"})
"""Claims that have two decimals on every page, as on the certificates themselves."""

Text = tuple[str, ...]
"""What a value says, in lines."""

OF_CASES: Mapping[str, str | Promise] = {
    "state": gettext_lazy("keadaan"),
    "reason": gettext_lazy("alasan"),
    "document": gettext_lazy("dokumen"),
}
"""What the log keeps beside the fields of certificates."""


@dataclass(frozen=True, slots=True)
class ClaimDifference:
    """One claim before and after; no lines where it was not declared."""

    label: str
    before: Text
    after: Text


def shown_claims(kind: str, claims: Mapping[str, object]) -> list[tuple[str, Text]]:
    """Label and lines of each claim, in the order in which the models name them."""
    return [
        (_label(kind, name), _text(kind, name, claims[name]))
        for name in _ordered(kind, claims)
    ]


def differences(
    kind: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> list[ClaimDifference]:
    """What differs; everything where there is no before or no after."""
    before, after = before or {}, after or {}
    return [
        ClaimDifference(
            _label(kind, name),
            _text(kind, name, before.get(name)),
            _text(kind, name, after.get(name)),
        )
        for name in _ordered(kind, before | after)
        if before.get(name) != after.get(name)
    ]


def certificate_models(kind: str) -> tuple[type[Certificate], ...]:
    """The models that declare certificates of the kind; more than one for "other"."""
    return tuple(model for model in _all_models() if _declares(model, kind))


@cache
def _all_models() -> tuple[type[Certificate], ...]:
    return tuple(
        page._meta.get_field(accessor).related_model
        for page in (ProductPage, SupplierPage)
        for accessor in certificate_relations(page)
    )


def _declares(model: type[Certificate], kind: str) -> bool:
    if isinstance(model.certificate_kind, property):
        return kind in dict(model._meta.get_field("kind").choices)
    return model.certificate_kind == kind


@cache
def _fields(kind: str) -> dict[str, models.Field]:
    """The fields that make up the claims, by name."""
    return {
        name: model._meta.get_field(name)
        for model in certificate_models(kind)
        for name in model.claim_fields
    }


def _ordered(kind: str, claims: Mapping[str, object]) -> list[str]:
    known = [name for name in [*_fields(kind), *OF_CASES] if name in claims]
    return known + sorted(claims.keys() - set(known))


def _label(kind: str, name: str) -> str:
    field = _fields(kind).get(name)
    return capfirst(field.verbose_name if field else OF_CASES.get(name, name))


def _text(kind: str, name: str, value: object) -> Text:
    if value is None or value == "":
        return ()
    if name == "state":
        return (str(dict(CaseState.choices).get(value, value)),)
    if name == "document":
        return (_document(str(value)),)
    if isinstance(value, list):
        return _rows(name, value)
    return (_single(_fields(kind).get(name), value),)


def _document(stored: str) -> str:
    """Its title, and enough of the digest to tell one file from another."""
    title, bracket, digest = stored.rpartition(" (")
    if not bracket or len(digest) <= SHOWN_OF_DIGEST:
        return stored
    return f"{title} ({digest[:SHOWN_OF_DIGEST]}…)"


def _single(field: models.Field | None, value: object) -> str:
    choices = dict(field.flatchoices) if field is not None and field.choices else {}
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if choices:
        return str(choices.get(value, value))
    try:
        if isinstance(field, models.DateField):
            return date_format(date.fromisoformat(value), DATE)
        if getattr(field, "name", "") in PERCENTAGES:
            return number_format(Decimal(value), field.decimal_places)
        if isinstance(field, models.DecimalField):
            return format_number(Decimal(value), language())
    except (TypeError, ValueError, InvalidOperation):
        return str(value)
    return str(value)


def _rows(name: str, rows: list) -> Text:
    """How many rows a table has, and a line for each."""
    if name == "results":
        counted = ngettext("%(count)d titik uji", "%(count)d titik uji", len(rows))
        columns: Iterable[SheetColumn] = point_columns()
    elif name == "standards":
        counted = ngettext("%(count)d alat", "%(count)d alat", len(rows))
        columns = standard_columns()
    else:
        return tuple(str(row) for row in rows)
    return (counted % {"count": len(rows)}, *(_row(columns, row) for row in rows))


def _row(columns: Iterable[SheetColumn], row: object) -> str:
    if not isinstance(row, dict):
        return str(row)
    return " · ".join(
        f"{column.label} {_cell(column, row[column.name])}"
        for column in columns
        if row.get(column.name)
    )


def _cell(column: SheetColumn, cell: object) -> str:
    if column.kind == "choice":
        return str(dict(column.choices).get(cell, cell))
    if column.kind == "number" and language() != "en":
        return str(cell).replace(".", ",")
    return str(cell)
