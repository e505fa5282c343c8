"""The numbers of a row that are not in its point, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.dcc.columns import Column
from domain.dcc.notes import Notes, quoted
from domain.dcc.roles import Kind, Role
from domain.messages import gettext_noop as _


class Why(StrEnum):
    """Why a number is left; also the code of the finding."""

    UNIT_DIFFERS = "unit_differs"
    NOMINAL_SKIPPED = "nominal_skipped"
    CORRECTION_DIFFERS = "correction_differs"
    UNCERTAINTY_BESIDE = "uncertainty_beside"
    LIMITS_BESIDE = "limits_beside"
    LIMITS_OF_THE_ERROR = "limits_of_the_error"
    COLUMN_LENGTH = "column_length"


MESSAGES = {
    Why.UNIT_DIFFERS: _(
        "Kolom %(column)s bersatuan %(unit)s, lain dari %(expected)s, dan "
        "dilewatkan: %(numbers)s."
    ),
    Why.NOMINAL_SKIPPED: _(
        "Nilai acuan dipakai sebagai titik ukur; nilai nominal dilewatkan: %(numbers)s."
    ),
    Why.CORRECTION_DIFFERS: _(
        "Koreksi %(column)s bukan lawan kesalahannya dan dilewatkan: %(numbers)s."
    ),
    Why.UNCERTAINTY_BESIDE: _(
        "Ketidakpastian kolom %(column)s dilewatkan; titik ukur memuat satu "
        "ketidakpastian: %(numbers)s."
    ),
    Why.LIMITS_BESIDE: _(
        "Batas %(column)s dilewatkan di samping batas penerimaan: %(numbers)s."
    ),
    Why.LIMITS_OF_THE_ERROR: _(
        "Batas kesalahan dilewatkan karena titik ukurnya tidak dinyatakan: %(numbers)s."
    ),
    Why.COLUMN_LENGTH: _(
        "Kolom %(column)s berisi %(values)s nilai untuk %(rows)s titik dan "
        "dilewatkan: %(numbers)s."
    ),
}


@dataclass(frozen=True, slots=True)
class Left:
    """A number of a row that is not read, in its own unit, and why."""

    role: Role
    kind: Kind
    why: Why
    number: Decimal
    unit: str
    expected: str = ""


NOTHING_LACKS = (
    Why.NOMINAL_SKIPPED,
    Why.CORRECTION_DIFFERS,
    Why.UNCERTAINTY_BESIDE,
    Why.LIMITS_BESIDE,
)
"""Left beside another number that says as much."""


def note_left(columns: dict[Role, Column], lefts: Iterable[Left], notes: Notes) -> None:
    """Note what was left of all rows; a number that holds for all of them once."""
    collected: dict[tuple[Role, Why, str, str], list[Decimal]] = {}
    for left in lefts:
        key = (left.role, left.why, left.unit, left.expected)
        numbers = collected.setdefault(key, [])
        if not (len(columns[left.role].values) == 1 and left.number in numbers):
            numbers.append(left.number)
    for (role, why, unit, expected), numbers in collected.items():
        notes.leave(
            why.value,
            MESSAGES[why],
            columns[role].quantity,
            numbers,
            unit,
            expected=quoted(expected),
        )
