"""The tables of results: quantities side by side become measured points."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal
from xml.etree.ElementTree import Element

from domain.dcc import marks, units
from domain.dcc.certificate import MeasuredPoint, ResultTable
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import MOST_POINTS, Values, read_values
from domain.dcc.roles import Role, role_of, speaks_of_error
from domain.dcc.texts import (
    all_names,
    content_of,
    dcc,
    local_name,
    name_of,
    one_line,
    ref_types,
)

EXACT = Context(prec=200)

CONFORMITIES = {
    "pass": "pass",
    "fail": "fail",
    "conditionalPass": "conditional_pass",
    "conditionalFail": "conditional_fail",
}
RULES = ("simple", "guarded", "non_binary")
OF_SEVERAL = re.compile(r"rata-rata|mean|average|mittel")
LIMITS = (Role.LOW, Role.HIGH, Role.TOLERANCE_LOW, Role.TOLERANCE_HIGH)
READ_IN_A_LIST = {
    "name",
    "description",
    "dateTime",
    "dateTimeXMLList",
    "list",
    "quantity",
    "measurementMetaData",
    "usedMethods",
    "usedSoftware",
    "measuringEquipments",
}


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one quantity; of a limit, whether it bounds the error."""

    quantity: Element
    values: Values
    of_error: bool = False


@dataclass(slots=True)
class Group:
    """Quantities that belong to the same rows, with what is said about them."""

    columns: dict[Role, Column] = field(default_factory=dict)
    conformity: list[str] = field(default_factory=list)
    key: str = ""
    tolerance: str = ""
    rule: str = ""
    unit: str = ""


def read_tables(root: Element, notes: Notes) -> tuple[ResultTable, ...]:
    """Every ``dcc:result`` in order; one without name and points is left out."""
    tables, room = [], MOST_POINTS
    for measurement in root.iterfind(
        f"{dcc('measurementResults')}/{dcc('measurementResult')}"
    ):
        for result in measurement.iterfind(f"{dcc('results')}/{dcc('result')}"):
            table = _read_table(measurement, result, notes, room)
            room -= len(table.points)
            if table.name or table.points:
                tables.append(table)
    return tuple(tables)


def _read_table(
    measurement: Element, result: Element, notes: Notes, room: int
) -> ResultTable:
    name = name_of(result)
    if not name and marks.RESULTS not in ref_types(measurement):
        name = name_of(measurement)
    points = []
    for data in result.iterfind(dcc("data")):
        _note_skipped(data, {"quantity", "list"}, notes)
        for point in _read_points(data, name, notes):
            if len(points) >= room:
                notes.warn(
                    "too_many_points",
                    f"Hanya {MOST_POINTS} titik ukur pertama yang dibaca.",
                    f"Only the first {MOST_POINTS} points were read.",
                )
                break
            points.append(point)
    if not points and not _is_not_stated(result):
        notes.warn(
            "no_points",
            f"Tidak ada titik ukur yang terbaca dalam {quoted(name)}.",
            f"No points could be read in {quoted(name)}.",
        )
    return ResultTable(name, tuple(points))


def _is_not_stated(result: Element) -> bool:
    texts = result.iterfind(f"{dcc('data')}/{dcc('text')}")
    return any(marks.NOT_STATED in ref_types(text) for text in texts)


def _read_points(
    container: Element, parameter: str, notes: Notes
) -> Iterator[MeasuredPoint]:
    """The points of a ``dcc:data`` or ``dcc:list`` and of the lists within it."""
    for group in _groups(container, notes):
        yield from _read_rows(group, parameter, notes)
    for inner in container.iterfind(dcc("list")):
        _note_skipped(inner, READ_IN_A_LIST, notes)
        has_name = inner.find(dcc("name")) is not None
        name = name_of(inner) if has_name else parameter
        yield from _read_points(inner, name, notes)


def _groups(container: Element, notes: Notes) -> list[Group]:
    shared = _shared_by_rows(container, notes)
    groups: list[Group] = []
    first_role = None
    for quantity in container.iterfind(dcc("quantity")):
        values = read_values(quantity, notes)
        role = role_of(quantity)
        if role is None or not values:
            _note_unknown_column(quantity, notes)
            continue
        if not groups or (role == first_role and len(values) == 1):
            if len(groups) > MOST_POINTS:
                break
            groups.append(replace(shared, columns={}))
            first_role = role
        _add_column(groups[-1], role, Column(quantity, values), notes)
    if marks.POINT in ref_types(container) and not groups:
        groups.append(shared)
    for group in groups:
        _add_metadata_of_columns(group, notes)
        group.columns = shared.columns | group.columns
    return groups


def _shared_by_rows(container: Element, notes: Notes) -> Group:
    """What the metadata of a list say about all of its rows, read once."""
    shared = Group()
    for entry in _metadata_of(container):
        _add_entry(shared, entry, False, notes)
    return shared


def _add_column(group: Group, role: Role, column: Column, notes: Notes) -> None:
    if role in LIMITS and speaks_of_error(column.quantity):
        column = Column(column.quantity, column.values, of_error=True)
    if role in group.columns:
        notes.warn(
            "column_repeated",
            f"Kolom {_quoted_name(column.quantity)} dilewatkan atau menggantikan "
            "kolom lain yang sama maknanya.",
            f"Column {_quoted_name(column.quantity)} was skipped or replaced another "
            "of the same meaning.",
        )
        if not _is_of_several(column.quantity):
            return
    group.columns[role] = column


def _is_of_several(quantity: Element) -> bool:
    return any(OF_SEVERAL.search(name.casefold()) for name in all_names(quantity))


def _add_metadata_of_columns(group: Group, notes: Notes) -> None:
    for role, column in list(group.columns.items()):
        for entry in _metadata_of(column.quantity):
            _add_entry(group, entry, role in (Role.ERROR, Role.CORRECTION), notes)


def _metadata_of(element: Element) -> Iterable[Element]:
    return element.iterfind(f"{dcc('measurementMetaData')}/{dcc('metaData')}")


def _add_entry(group: Group, entry: Element, of_error: bool, notes: Notes) -> None:
    kinds = ref_types(entry)
    declared = content_of(entry.find(dcc("declaration")))
    if marks.PARAMETER_KEY in kinds:
        group.key = one_line(declared)
    if marks.TOLERANCE in kinds:
        group.tolerance = one_line(declared)
    if marks.DECISION_RULE in kinds and declared in RULES:
        group.rule = declared
    group.unit = one_line(entry.findtext(dcc("nonSIUnit"))) or group.unit
    stated = entry.findtext(dcc("conformityXMLList")) or entry.findtext(
        dcc("conformity")
    )
    if stated:
        group.conformity = stated.split(None, MOST_POINTS)[:MOST_POINTS]
    for quantity in entry.iterfind(f"{dcc('data')}/{dcc('quantity')}"):
        role, values = role_of(quantity), read_values(quantity, notes)
        if role in LIMITS and values:
            group.columns.setdefault(role, Column(quantity, values, of_error))


def _read_rows(group: Group, parameter: str, notes: Notes) -> Iterator[MeasuredPoint]:
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
    name = _quoted_name(column.quantity)
    notes.warn(
        "column_length",
        f"Kolom {name} berisi {len(column.values)} nilai untuk {rows} titik dan "
        "dilewatkan.",
        f"Column {name} has {len(column.values)} values for {rows} points and was "
        "skipped.",
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
                f"Kolom {_quoted_name(self.columns[role].quantity)} bersatuan "
                f"{quoted(value.unit)}, lain dari {quoted(self.dsi_unit or '')}, dan "
                "dilewatkan.",
                f"Column {_quoted_name(self.columns[role].quantity)} is in "
                f"{quoted(value.unit)} instead of {quoted(self.dsi_unit or '')} and "
                "was skipped.",
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
                f"Satuan {quoted(self.dsi_unit)} tidak dikenal dan dibiarkan apa "
                "adanya.",
                f"Unit {quoted(self.dsi_unit)} is not known and was kept as written.",
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
            "Nilai acuan dipakai sebagai titik ukur; nilai nominal dilewatkan.",
            "The reference value was taken as the point; the nominal value was "
            "skipped.",
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
                "Batas kesalahan dilewatkan karena titik ukurnya tidak dinyatakan.",
                "Limits of the error were skipped since their point is not stated.",
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
            "Batas di sekitar nol dibaca sebagai batas kesalahan.",
            "Limits around zero were read as limits of the error.",
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
                f"Pernyataan kesesuaian {quoted(word)} dilewatkan.",
                f"The statement of conformity {quoted(word)} was skipped.",
            )
        return CONFORMITIES.get(word, "")


def _plus(base: Decimal, limit: Decimal | None) -> Decimal | None:
    return None if limit is None else EXACT.add(base, limit)


def _quoted_name(quantity: Element) -> str:
    return quoted(name_of(quantity) or " ".join(ref_types(quantity)) or "?")


def _note_unknown_column(quantity: Element, notes: Notes) -> None:
    if marks.NOT_STATED in ref_types(quantity):
        return
    name = _quoted_name(quantity)
    notes.warn(
        "column_unknown",
        f"Kolom {name} tidak dikenali dan dilewatkan.",
        f"Column {name} was not recognised and was skipped.",
    )


def _note_skipped(container: Element, known: set[str], notes: Notes) -> None:
    for child in container:
        name = local_name(child)
        if name in known or marks.NOT_STATED in ref_types(child):
            continue
        notes.warn(
            "part_skipped",
            f"Bagian “{name}” dalam tabel hasil dilewatkan.",
            f"Part “{name}” of a table of results was skipped.",
        )
