"""Which numbers bound the measured value of a row.

A limit bounds what was measured or the error of it. The certificate says which, or its
numbers do; nothing else is guessed.
"""

from decimal import Decimal
from typing import NamedTuple

from domain.dcc import marks
from domain.dcc.columns import LIMITS, Column
from domain.dcc.conversion import EXACT, Scale, converted, is_temperature
from domain.dcc.notes import Notes
from domain.dcc.roles import Role
from domain.dcc.texts import ref_types
from domain.dcc.values import Value
from domain.messages import gettext_noop as _

KELVIN = r"\kelvin"

Stated = dict[Role, tuple[Column, Value]]


class Limits(NamedTuple):
    """Bounds of the measured value, and the limits that are none of them: each with
    the code of the reason."""

    low: Decimal | None = None
    high: Decimal | None = None
    left: tuple[tuple[Role, str], ...] = ()


def read_limits(
    stated: Stated,
    unit: str,
    nominal: Decimal | None,
    mean: Decimal | None,
    error: Decimal | None,
    notes: Notes,
) -> Limits:
    """The bounds in the D-SI ``unit`` of the point."""
    roles = [
        accepted if accepted in stated else tolerated
        for accepted, tolerated in zip(LIMITS[:2], LIMITS[2:], strict=True)
    ]
    beside = [(role, "limits_beside") for role in stated if role not in roles]
    pair = _Pair({role: stated[role] for role in roles if role in stated}, unit, roles)
    base = _base(nominal, mean, error)
    is_of_error = pair.is_of_error(nominal, mean, notes)
    low, high = pair.read(Scale.DIFFERENCE if is_of_error else Scale.ABSOLUTE)
    left = [
        (role, "unit_differs")
        for role, number in zip(roles, (low, high), strict=True)
        if number is None and role in stated
    ]
    if is_of_error and base is None:
        known = [
            role
            for role, number in zip(roles, (low, high), strict=True)
            if number is not None
        ]
        left += [(role, "limits_of_the_error") for role in known]
        return Limits(left=(*left, *beside))
    if is_of_error and base is not None:
        low, high = _plus(base, low), _plus(base, high)
    return Limits(low, high, (*left, *beside))


def _base(
    nominal: Decimal | None, mean: Decimal | None, error: Decimal | None
) -> Decimal | None:
    """Where the error is zero."""
    if nominal is not None or mean is None or error is None:
        return nominal
    return EXACT.subtract(mean, error)


def _plus(base: Decimal, limit: Decimal | None) -> Decimal | None:
    return None if limit is None else EXACT.add(base, limit)


class _Pair:
    """The lower and the upper limit of a row, either of which may be missing."""

    def __init__(self, stated: Stated, unit: str, roles: list[Role]):
        self._columns = [column for column, _value in stated.values()]
        self._values = [stated[role][1] if role in stated else None for role in roles]
        self._unit = unit

    def read(self, scale: Scale) -> tuple[Decimal | None, Decimal | None]:
        """Both in the unit of the point, as numbers that count from ``scale``."""
        low, high = (
            None
            if value is None or value.number is None
            else converted(value.number, value.unit, self._unit, scale)
            for value in self._values
        )
        return low, high

    def is_of_error(
        self, nominal: Decimal | None, mean: Decimal | None, notes: Notes
    ) -> bool:
        """Whether the limits bound the error."""
        if any(column.of_error for column in self._columns):
            return True
        if any(
            marks.OF_MEASURED_VALUE in ref_types(column.quantity)
            for column in self._columns
        ):
            return False
        if self._has_another_zero():
            is_span = self._leaves_out(mean if nominal is None else nominal)
        else:
            is_span = self._is_around_zero(nominal)
        if is_span:
            notes.warn(
                "limits_taken_as_of_the_error",
                _("Batas di sekitar nol dibaca sebagai batas kesalahan."),
            )
        return is_span

    def _is_around_zero(self, nominal: Decimal | None) -> bool:
        """Limits around zero that leave out the nominal value can only bound the
        error; a measured value that they leave out may just be a bad one."""
        low, high = self.read(Scale.ABSOLUTE)
        if low is None or high is None or nominal is None:
            return False
        return not low <= nominal <= high and low <= 0 <= high

    def _has_another_zero(self) -> bool:
        """Whether these are kelvin beside degrees Celsius, or the other way round."""
        return is_temperature(self._unit) and (
            self.read(Scale.ABSOLUTE) != self.read(Scale.DIFFERENCE)
        )

    def _leaves_out(self, point: Decimal | None) -> bool:
        """Whether the limits, taken as temperatures, would not hold the point: then
        they are differences, for which the other unit is customary."""
        if any(map(_is_no_temperature, self._values)):
            return True
        low, high = self.read(Scale.ABSOLUTE)
        if point is None:
            return False
        return (low is not None and point < low) or (high is not None and point > high)


def _is_no_temperature(value: Value | None) -> bool:
    """Nothing is colder than zero kelvin."""
    if value is None or value.number is None:
        return False
    kelvin = converted(value.number, value.unit, KELVIN, Scale.ABSOLUTE)
    return kelvin is not None and kelvin < 0
