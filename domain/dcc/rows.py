"""One row across the columns of a table: a measured point.

Every number of a row either goes into the point, says again what is in it, or is left
with the reason why; what is left of all rows is noted once for each column.
"""

from collections.abc import Iterable
from decimal import Decimal

from domain.dcc import units
from domain.dcc.certificate import MeasuredPoint
from domain.dcc.columns import Column, Group
from domain.dcc.conversion import converted
from domain.dcc.left import MESSAGES, NOTHING_LACKS, Left, Why, note_left
from domain.dcc.limits import Limits, read_limits
from domain.dcc.notes import Notes, quoted
from domain.dcc.roles import Kind, Role
from domain.dcc.values import Value
from domain.messages import gettext_noop as _

CONFORMITIES = {
    "pass": "pass",
    "fail": "fail",
    "conditionalPass": "conditional_pass",
    "conditionalFail": "conditional_fail",
}

UNIT_FROM = (
    Role.MEASURED,
    Role.REFERENCE,
    Role.NOMINAL,
    Role.ERROR,
    Role.CORRECTION,
    Role.U95,
    Role.LOW,
    Role.HIGH,
    Role.TOLERANCE_LOW,
    Role.TOLERANCE_HIGH,
)
"""Of units into which as many columns convert, that of the first of these is taken."""

UNCERTAIN = (Role.ERROR, Role.CORRECTION, Role.MEASURED)
"""Columns whose uncertainty is that of the point, the first one first."""


def read_rows(group: Group, parameter: str, notes: Notes) -> list[MeasuredPoint]:
    rows = max((len(column.values) for column in group.columns.values()), default=1)
    columns = {}
    misfits = []
    for role, column in group.columns.items():
        if len(column.values) in (1, rows):
            columns[role] = column
        else:
            misfits.append(role.kind)
            _leave_misfit(column, rows, notes)
    read = [_Row(columns, group, position, notes) for position in range(rows)]
    points = [row.point(group.name or parameter, misfits) for row in read]
    note_left(columns, [left for row in read for left in row.left], notes)
    _note_units(read, notes)
    if group.conformity and len(group.conformity) not in (1, rows):
        notes.warn(
            "conformity_length",
            _(
                "Ada %(words)s pernyataan kesesuaian untuk %(rows)s titik; yang tidak "
                "berpasangan dilewatkan."
            ),
            words=len(group.conformity),
            rows=rows,
        )
    return points


def _leave_misfit(column: Column, rows: int, notes: Notes) -> None:
    column.leave(
        Why.COLUMN_LENGTH.value,
        MESSAGES[Why.COLUMN_LENGTH],
        notes,
        values=len(column.values),
        rows=rows,
    )


def _note_units(rows: Iterable["_Row"], notes: Notes) -> None:
    for unit in dict.fromkeys(row.dsi_unit for row in rows if not row.group.unit):
        if unit is not None and not units.from_dsi(unit).is_known:
            notes.warn(
                "unknown_unit",
                _("Satuan %(unit)s tidak dikenal dan dibiarkan apa adanya."),
                unit=quoted(unit),
            )


class _Row:
    """One row across the columns of a group."""

    def __init__(
        self, columns: dict[Role, Column], group: Group, position: int, notes: Notes
    ):
        self.group = group
        self.position = position
        self.notes = notes
        self.columns = columns
        self.values = {
            role: column.values[0 if len(column.values) == 1 else position]
            for role, column in columns.items()
        }
        self.left: list[Left] = []
        self.dsi_unit = self._common_unit()

    def point(self, parameter: str, misfits: list[Kind]) -> MeasuredPoint:
        nominal, mean = self._nominal_and_mean()
        error = self._error()
        u95, k = self._uncertainty()
        limits = self._limits(nominal, mean, error)
        return MeasuredPoint(
            parameter=parameter,
            key=self.group.key,
            unit=self._unit(),
            nominal=nominal,
            mean=mean,
            error=error,
            u95=u95,
            k=k,
            low=limits.low,
            high=limits.high,
            tolerance=self.group.tolerance,
            rule=self.group.rule,
            conformity=self._conformity(),
            lacking=self._lacking(misfits, u95),
        )

    def _common_unit(self) -> str | None:
        """The unit into which most columns convert."""
        candidates = [
            self.values[role].unit for role in UNIT_FROM if role in self.values
        ]
        if not candidates:
            return None
        return max(dict.fromkeys(candidates), key=self._how_many_convert)

    def _how_many_convert(self, unit: str) -> int:
        return sum(
            value.number is not None
            and converted(value.number, value.unit, unit, role.kind.scale) is not None
            for role, value in self.values.items()
            if role != Role.K
        )

    def _leave(self, role: Role, why: Why) -> None:
        """Leave the number of a column."""
        value = self.values[role]
        if value.number is not None:
            unit = "" if role == Role.K else value.unit
            self._add_left(role, role.kind, why, value.number, unit)

    def _leave_uncertainty(
        self, role: Role, why: Why, u95: Decimal | None, k: Decimal | None
    ) -> None:
        """Leave an uncertainty of a column, in the column's unit."""
        if u95 is not None:
            unit = self.values[role].unit
            self._add_left(role, Kind.UNCERTAINTY, why, u95, unit)
        if k is not None:
            self._add_left(role, Kind.FACTOR, why, k, "")

    def _add_left(
        self, role: Role, kind: Kind, why: Why, number: Decimal, unit: str
    ) -> None:
        expected = self.dsi_unit or ""
        self.left.append(Left(role, kind, why, number, unit, expected))

    def _number(self, role: Role) -> Decimal | None:
        """The number of a column in the unit of the point."""
        value = self.values.get(role)
        if value is None or value.number is None:
            return None
        number = self._converted(value.number, value, role.kind)
        if number is None:
            self._leave(role, Why.UNIT_DIFFERS)
        return number

    def _converted(self, number: Decimal, value: Value, kind: Kind) -> Decimal | None:
        return converted(number, value.unit, self.dsi_unit or "", kind.scale)

    def _unit(self) -> str:
        if self.group.unit:
            return self.group.unit
        return "" if self.dsi_unit is None else units.from_dsi(self.dsi_unit).text

    def _nominal_and_mean(self) -> tuple[Decimal | None, Decimal | None]:
        nominal = self._number(Role.NOMINAL)
        reference = self._number(Role.REFERENCE)
        mean = self._number(Role.MEASURED)
        if reference is None:
            return nominal, mean
        if nominal is None:
            return reference, mean
        # Of a pump the nominal value is its setting and the reference is what the
        # standard read; otherwise the error is stated against the reference.
        if mean is None:
            return nominal, reference
        if nominal != reference:
            self._leave(Role.NOMINAL, Why.NOMINAL_SKIPPED)
        return reference, mean

    def _error(self) -> Decimal | None:
        error = self._number(Role.ERROR)
        correction = self._number(Role.CORRECTION)
        if correction is None:
            return error
        opposite = correction.copy_negate() if correction else correction
        if error is None:
            return opposite
        if error != opposite:
            self._leave(Role.CORRECTION, Why.CORRECTION_DIFFERS)
        return error

    def _uncertainty(self) -> tuple[Decimal | None, Decimal | None]:
        """That of the error or, without one, of the reading, or a column of its own;
        what the other columns have is theirs."""
        found = {
            role: self._own_uncertainty(role)
            for role in (*UNCERTAIN, Role.U95, *self.values)
            if role in self.values
        }
        u95, k = next(
            (found[role] for role in (*UNCERTAIN, Role.U95) if _is_stated(found, role)),
            (None, None),
        )
        if k is None:
            k = self._factor()
        for role, (own, factor) in found.items():
            value = self.values[role]
            stated = value.number if role == Role.U95 else value.u95
            self._leave_uncertainty(
                role,
                Why.UNCERTAINTY_BESIDE,
                stated if own is not None and own != u95 else None,
                factor if factor != k else None,
            )
        if self._factor() != k and Role.K in self.values:
            self._leave(Role.K, Why.UNCERTAINTY_BESIDE)
        return u95, k

    def _own_uncertainty(self, role: Role) -> tuple[Decimal | None, Decimal | None]:
        """The uncertainty that a column has, or is, in the unit of the point."""
        value = self.values[role]
        if role == Role.U95:
            self._leave_uncertainty(role, Why.UNCERTAINTY_BESIDE, value.u95, value.k)
            return self._number(role), None
        if value.u95 is None:
            return None, value.k
        u95 = self._converted(value.u95, value, Kind.UNCERTAINTY)
        if u95 is None:
            self._leave_uncertainty(role, Why.UNIT_DIFFERS, value.u95, value.k)
            return None, None
        return u95, value.k

    def _factor(self) -> Decimal | None:
        value = self.values.get(Role.K)
        return None if value is None else value.number

    def _limits(
        self, nominal: Decimal | None, mean: Decimal | None, error: Decimal | None
    ) -> Limits:
        limits = read_limits(
            {
                role: (self.columns[role], self.values[role])
                for role in self.values
                if role.kind == Kind.LIMIT
            },
            self.dsi_unit or "",
            nominal,
            mean,
            error,
            self.notes,
        )
        for role, why in limits.left:
            self._leave(role, Why(why))
        return limits

    def _conformity(self) -> str:
        stated = self.group.conformity
        if not stated:
            return ""
        position = 0 if len(stated) == 1 else self.position
        word = stated[position] if position < len(stated) else ""
        if word and word not in CONFORMITIES:
            self.notes.warn(
                "conformity_unknown",
                _("Pernyataan kesesuaian %(word)s dilewatkan."),
                word=quoted(word),
            )
        return CONFORMITIES.get(word, "")

    def _lacking(self, misfits: list[Kind], u95: Decimal | None) -> tuple[str, ...]:
        """The kinds on which conformity rests and that are stated, but not read."""
        lost = {left.kind for left in self.left if left.why not in NOTHING_LACKS}
        lost.update(misfits)
        lost.discard(Kind.UNCERTAINTY)
        if u95 is None and self._states_uncertainty(misfits):
            lost.add(Kind.UNCERTAINTY)
        return tuple(kind.value for kind in CONFORMS_BY if kind in lost)

    def _states_uncertainty(self, misfits: list[Kind]) -> bool:
        stating = (Role.U95, *UNCERTAIN)
        return (
            Kind.UNCERTAINTY in misfits
            or any(
                left.kind == Kind.UNCERTAINTY and left.role in stating
                for left in self.left
            )
            or any(
                self.columns[role].has_other_uncertainty
                for role in UNCERTAIN
                if role in self.columns
            )
        )


def _is_stated(
    found: dict[Role, tuple[Decimal | None, Decimal | None]], role: Role
) -> bool:
    return role in found and found[role][0] is not None


CONFORMS_BY = (Kind.ABSOLUTE, Kind.DIFFERENCE, Kind.UNCERTAINTY, Kind.LIMIT)
