"""What LKPP reported of variants, row by row.

Nothing is matched with the catalogue here: a row of a file becomes a
:class:`ReportedRow` or a :class:`RefusedRow`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from uuid import UUID

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from domain.numbers.product_codes import normalise_kfa_code
from lkpp.listings.tables import UnreadableFile, rows_of

LONGEST_CELL = 500
LONGEST_KEY = 60
HIGHEST_NUMBER = 10**15


class Kept(Enum):
    """Of a field that LKPP reported nothing about: what it reported before stays."""

    KEPT = "kept"


KEPT = Kept.KEPT


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """A row: which variant it is about, and what LKPP reported of it.

    ``row`` is the line as a spreadsheet counts it, with the heading in 1. A field is
    None where it was reported to be unknown, and ``KEPT`` where nothing was.
    """

    row: int
    sku: str
    kfa_code: str
    kd_produk: int | None | Kept = KEPT
    v6_id: UUID | None | Kept = KEPT
    category_id: UUID | None | Kept = KEPT
    shown: bool | None | Kept = KEPT
    purchasable: bool | None | Kept = KEPT

    @property
    def values(self) -> dict[str, object]:
        """What was reported, by field."""
        reported = {each.name: getattr(self, each.name) for each in fields(self)[3:]}
        return {name: value for name, value in reported.items() if value is not KEPT}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken: ``key`` is what it calls its variant. The place of the
    finding is the field that cannot be read, where it is one."""

    row: int
    key: str
    finding: Finding


YES = frozenset(
    {"ya", "y", "iya", "yes", "true", "t", "1", "1.0", "benar", "aktif", "active"}
    | {"tayang", "shown", "dapat", "dapat dibeli", "bisa dibeli", "purchasable"}
)
NO = frozenset(
    {"tidak", "tdk", "t.", "n", "no", "false", "f", "0", "0.0", "salah", "nonaktif"}
    | {"tidak aktif", "inactive", "tidak tayang", "turun tayang", "not shown"}
    | {"tidak dapat", "tidak dapat dibeli", "tidak bisa dibeli", "freeze", "beku"}
)
UNKNOWN = frozenset({"-", "–", "tidak diketahui", "unknown", "hapus"})
"""What takes away what was reported before."""
NOT_REPORTED = frozenset({"", "null", "none", "nan", "n/a", "na"})
KFA_UNKNOWN = "-1"
"""How the health ministry's register says that it does not know a state."""

WHOLE = re.compile(r"[0-9]{1,15}(?:\.0+)?", re.ASCII)
CANONICAL_UUID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE
)


NO_KEY = error("key_missing", _("SKU dan kode KFA kosong."))
NOTHING_REPORTED = error(
    "nothing_reported", _("Baris ini tidak memberitahukan apa pun.")
)


def read_reported_rows(
    content: bytes, most_rows: int
) -> Iterator[ReportedRow | RefusedRow]:
    """The rows of a file, whatever its form.

    Raises UnreadableFile where it is none that is known, names no column that is, or
    has more than ``most_rows`` rows.
    """
    count = 0
    for number, cells in rows_of(content):
        if not any(cells.values()):
            continue
        count += 1
        if count > most_rows:
            raise UnreadableFile(
                error(
                    "too_many_rows",
                    _("Berkas ini berisi lebih dari %(most)s baris."),
                    most=most_rows,
                )
            )
        yield _read_row(number, cells)


def _read_row(number: int, cells: Mapping[str, str]) -> ReportedRow | RefusedRow:
    sku, kfa_code = cells.get("sku", ""), cells.get("kfa_code", "")
    key = (sku or kfa_code)[:LONGEST_KEY]
    try:
        values = {
            name: _read_cell(name, text)
            for name, text in cells.items()
            if name in READERS
        }
        if max(len(sku), len(kfa_code)) > LONGEST_CELL:
            raise InvalidInput(error("cell_long", _("Isi sel terlalu panjang.")))
        if not key:
            raise InvalidInput(NO_KEY)
        kfa_code = _kfa_code(kfa_code, needed=not sku)
    except InvalidInput as refusal:
        return RefusedRow(number, key, refusal.finding)
    row = ReportedRow(number, sku, kfa_code, **values)
    if not row.values:
        return RefusedRow(number, key, NOTHING_REPORTED)
    return row


def _read_cell(name: str, text: str) -> object:
    try:
        return READERS[name](text)
    except InvalidInput as refusal:
        raise InvalidInput(refusal.finding.at(name)) from refusal


def _kfa_code(text: str, needed: bool) -> str:
    """The code, or nothing where it cannot be one and there is a SKU."""
    if text.casefold() in NOT_REPORTED | UNKNOWN | {KFA_UNKNOWN}:
        if needed:
            raise InvalidInput(NO_KEY)
        return ""
    try:
        return normalise_kfa_code(text.removesuffix(".0"))
    except InvalidInput:
        if needed:
            raise
        return ""


def read_number(text: str) -> int | None | Kept:
    """A product's number at LKPP. Raises InvalidInput."""
    if (absent := _without_value(text)) is not None:
        return absent.value
    number = int(text.split(".")[0]) if WHOLE.fullmatch(text) else 0
    if not 0 < number < HIGHEST_NUMBER:
        raise InvalidInput(
            error(
                "no_product_number",
                _("“%(text)s” bukan nomor produk LKPP, yang terdiri dari angka saja."),
                text=text[:40],
            )
        )
    return number


def _identifier(text: str) -> UUID | None | Kept:
    if (absent := _without_value(text)) is not None:
        return absent.value
    if not CANONICAL_UUID.fullmatch(text):
        raise InvalidInput(
            error(
                "no_uuid",
                _("“%(text)s” bukan UUID, seperti 0190f3c2-…."),
                text=text[:40],
            )
        )
    return UUID(text)


def _yes_no(text: str) -> bool | None | Kept:
    if text == KFA_UNKNOWN:
        return None
    if (absent := _without_value(text)) is not None:
        return absent.value
    word = " ".join(text.casefold().replace("_", " ").split())
    if word in YES:
        return True
    if word in NO:
        return False
    raise InvalidInput(
        error("no_yes_or_no", _("“%(text)s” bukan ya atau tidak."), text=text[:40])
    )


READERS = {
    "kd_produk": read_number,
    "v6_id": _identifier,
    "category_id": _identifier,
    "shown": _yes_no,
    "purchasable": _yes_no,
}


@dataclass(frozen=True, slots=True)
class _NoValue:
    value: None | Kept


def _without_value(text: str) -> _NoValue | None:
    """That nothing was reported, or that it is unknown; None where there is a value."""
    word = text.casefold()
    if word in NOT_REPORTED:
        return _NoValue(KEPT)
    return _NoValue(None) if word in UNKNOWN else None


def plain_values(values: Mapping[str, object]) -> dict[str, object]:
    """The same, of types that JSON has."""
    return {
        name: str(value) if isinstance(value, UUID) else value
        for name, value in values.items()
    }
