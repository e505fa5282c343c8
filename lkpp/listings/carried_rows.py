"""Rows on their way through a form, from the preview to being written."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import orjson

from core.findings import text
from domain.findings import error
from lkpp.listings.rows import RefusedRow, ReportedRow, plain_values, read_number


def as_text(rows: Iterable[ReportedRow | RefusedRow]) -> str:
    """Rows that :func:`from_text` reads back, for a form to carry."""
    lines = [
        [row.row, row.key, row.finding.code, row.finding.place, text(row.finding)]
        if isinstance(row, RefusedRow)
        else [row.row, row.sku, row.kfa_code, plain_values(row.values)]
        for row in rows
    ]
    return orjson.dumps(lines).decode()


def from_text(text: str) -> list[ReportedRow | RefusedRow]:
    """What a refused row was refused for comes back as the sentence that was shown.
    Raises ValueError for a text of another origin."""
    try:
        return [_row(line) for line in orjson.loads(text)]
    except (TypeError, KeyError, IndexError, AttributeError) as failure:
        raise ValueError("not rows that were carried by a form") from failure


def _row(line: list) -> ReportedRow | RefusedRow:
    if len(line) == 5:
        return _refused_row(*line)
    number, sku, kfa_code, values = line
    row = ReportedRow(int(number), str(sku), str(kfa_code))
    return replace(row, **{name: _value(name, each) for name, each in values.items()})


def _refused_row(number: object, *texts: object) -> RefusedRow:
    if not all(isinstance(each, str) for each in texts):
        raise ValueError("not what was written of a refused row")
    key, code, place, sentence = texts
    finding = error(code, "%(sentence)s", sentence=sentence)
    return RefusedRow(int(number), key, finding.at(place))


def _value(name: str, value: object) -> object:
    if value is None:
        return None
    if name in {"v6_id", "category_id"}:
        return UUID(str(value))
    if name == "kd_produk":
        return read_number(str(value))
    return bool(value)
