"""One row across the columns of a table: a measured point."""

from collections.abc import Iterator
from decimal import Context, Decimal

from domain.dcc import marks, units
from domain.dcc.certificate import MeasuredPoint
from domain.dcc.columns import LIMITS, Column, Group, quoted_name
from domain.dcc.notes import Notes, quoted
from domain.dcc.roles import Role
from domain.dcc.texts import (
    ref_types,
)
from domain.messages import gettext_noop as _

EXACT = Context(prec=200)

CONFORMITIES = {
    "pass": "pass",
    "fail": "fail",
    "conditionalPass": "conditional_pass",
    "conditionalFail": "conditional_fail",
}


def read_rows(group: Group, parameter: str, notes: Notes) -> Iterator[MeasuredPoint]:
    rows = max((len(column.values) for column in group.columns.values()), default=1)
    columns = {
        role: column
        for role, column in group.columns.items()
        if _has_fitting_length(column, rows, notes)
    }
    for position in range(rows):
        yield _Row(columns, group, position, notes).point(parameter)


def _has_fitting_length(column: Column, rows: int, notes: Notes) -> bool:
    if len(column.values) in (1, rows):
        return True
    name = quoted_name(column.quantity)
    notes.warn(
        "column_length",
        _(
            "Kolom %(name)s berisi %(values)s nilai untuk %(rows)s "
            "titik dan dilewatkan."
        ),
        name=name,
        values=len(column.values),
        rows=rows,
    )
    return False


class _Row:
    """One row across the columns of a group."""

    UNIT_FROM = (
        Role.MEASURED,
        Role.ERROR,
        Role.CORRECTION,
        Role.REFERENCE,
        Role.NOMINAL,
        Role.U95,
        Role.LOW,
        Role.HIGH,
    )

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
        self.dsi_unit = next(
            (self.values[role].unit for role in self.UNIT_FROM if role in self.values),
            None,
        )

    def point(self, parameter: str) -> MeasuredPoint:
        nominal, mean = self._nominal_and_mean()
        error = self._error()
        u95, k = self._uncertainty()
        low, high = self._limits(nominal, mean, error)
        return MeasuredPoint(
            parameter=parameter,
            key=self.group.key,
            unit=self._unit(),
            nominal=nominal,
            mean=mean,
            error=error,
            u95=u95,
            k=k,
            low=low,
            high=high,
            tolerance=self.group.tolerance,
            rule=self.group.rule,
            conformity=self._conformity(),
        )

    def _number(self, role: Role) -> Decimal | None:
        value = self.values.get(role)
        if value is None or value.number is None:
            return None
        if not self._is_in_unit(value.unit):
            self.notes.warn(
                "unit_differs",
                _(
                    "Kolom %(column)s bersatuan %(unit)s, lain dari "
                    "%(expected)s, dan dilewatkan."
                ),
                column=quoted_name(self.columns[role].quantity),
                unit=quoted(value.unit),
                expected=quoted(self.dsi_unit or ""),
            )
            return None
        return value.number

    def _is_in_unit(self, dsi_unit: str) -> bool:
        ours = self.dsi_unit or ""
        return units.from_dsi(dsi_unit).text == units.from_dsi(ours).text

    def _unit(self) -> str:
        if self.group.unit:
            return self.group.unit
        if self.dsi_unit is None:
            return ""
        reading = units.from_dsi(self.dsi_unit)
        if not reading.is_known:
            self.notes.warn(
                "unknown_unit",
                _("Satuan %(unit)s tidak dikenal dan dibiarkan apa adanya."),
                unit=quoted(self.dsi_unit),
            )
        return reading.text

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
        self.notes.warn(
            "nominal_skipped",
            _("Nilai acuan dipakai sebagai titik ukur; nilai nominal dilewatkan."),
        )
        return reference, mean

    def _error(self) -> Decimal | None:
        error = self._number(Role.ERROR)
        correction = self._number(Role.CORRECTION)
        if error is None and correction is not None:
            return correction.copy_negate() if correction else correction
        return error

    def _uncertainty(self) -> tuple[Decimal | None, Decimal | None]:
        for role in (Role.ERROR, Role.CORRECTION, Role.MEASURED, Role.U95):
            value = self.values.get(role)
            if value is None or not self._is_in_unit(value.unit):
                continue
            if value.u95 is not None:
                return value.u95, value.k
        return self._number(Role.U95), self._coverage_factor()

    def _coverage_factor(self) -> Decimal | None:
        value = self.values.get(Role.K)
        return None if value is None else value.number

    def _limits(
        self, nominal: Decimal | None, mean: Decimal | None, error: Decimal | None
    ) -> tuple[Decimal | None, Decimal | None]:
        roles = [
            accepted if accepted in self.values else tolerated
            for accepted, tolerated in zip(LIMITS[:2], LIMITS[2:], strict=True)
        ]
        low, high = (self._number(role) for role in roles)
        if not self._are_of_error(roles, low, high, nominal):
            return low, high
        base = nominal
        if base is None and mean is not None and error is not None:
            base = EXACT.subtract(mean, error)
        if base is None:
            self.notes.warn(
                "limits_of_the_error",
                _("Batas kesalahan dilewatkan karena titik ukurnya tidak dinyatakan."),
            )
            return None, None
        return _plus(base, low), _plus(base, high)

    def _are_of_error(
        self,
        roles: list[Role],
        low: Decimal | None,
        high: Decimal | None,
        nominal: Decimal | None,
    ) -> bool:
        columns = [self.columns[role] for role in roles if role in self.columns]
        if any(column.of_error for column in columns):
            return True
        if any(
            marks.OF_MEASURED_VALUE in ref_types(column.quantity) for column in columns
        ):
            return False
        if low is None or high is None or nominal is None:
            return False
        if low <= nominal <= high or not low <= 0 <= high:
            return False
        # Limits around zero that leave out the nominal value can only bound the error.
        self.notes.warn(
            "limits_taken_as_of_the_error",
            _("Batas di sekitar nol dibaca sebagai batas kesalahan."),
        )
        return True

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


def _plus(base: Decimal, limit: Decimal | None) -> Decimal | None:
    return None if limit is None else EXACT.add(base, limit)
