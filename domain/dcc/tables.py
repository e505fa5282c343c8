"""The tables of results: quantities side by side become measured points."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from domain.dcc import marks
from domain.dcc.certificate import MeasuredPoint, ResultTable
from domain.dcc.columns import read_groups
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import MOST_POINTS
from domain.dcc.rows import read_rows
from domain.dcc.texts import (
    dcc,
    local_name,
    name_of,
    ref_types,
)
from domain.messages import gettext_noop as _

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


def read_tables(root: Element, notes: Notes) -> tuple[ResultTable, ...]:
    """Every ``dcc:result`` in order; one without name and points is left out."""
    tables, room = [], MOST_POINTS
    for measurement in root.iterfind(
        f"{dcc('measurementResults')}/{dcc('measurementResult')}"
    ):
        for result in measurement.iterfind(f"{dcc('results')}/{dcc('result')}"):
            table = _read_table(measurement, result, notes, room)
            notes.table = ""
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
    notes.table = name
    points: list[MeasuredPoint] = []
    for data in result.iterfind(dcc("data")):
        _note_skipped(data, {"quantity", "list"}, notes)
        for point in _read_points(data, name, notes):
            if len(points) >= room:
                notes.warn(
                    "too_many_points",
                    _("Hanya %(most)s titik ukur pertama yang dibaca."),
                    most=MOST_POINTS,
                )
                break
            points.append(point)
    _note_bare_verdicts(name, points, notes)
    if not points and not _is_not_stated(result):
        notes.warn(
            "no_points",
            _("Tidak ada titik ukur yang terbaca dalam %(name)s."),
            name=quoted(name),
        )
    return ResultTable(name, tuple(points))


def _note_bare_verdicts(name: str, points: list[MeasuredPoint], notes: Notes) -> None:
    bare = sum(bool(point.conformity and point.lacking) for point in points)
    if bare:
        notes.warn(
            "verdict_rests_on_unread",
            _(
                "Kesesuaian %(count)s titik dalam %(name)s dinyatakan, tetapi tidak "
                "semua bilangan yang mendasarinya terbaca."
            ),
            count=bare,
            name=quoted(name),
        )


def _is_not_stated(result: Element) -> bool:
    texts = result.iterfind(f"{dcc('data')}/{dcc('text')}")
    return any(marks.NOT_STATED in ref_types(text) for text in texts)


def _read_points(
    container: Element, parameter: str, notes: Notes
) -> Iterator[MeasuredPoint]:
    """The points of a ``dcc:data`` or ``dcc:list`` and of the lists within it."""
    for group in read_groups(container, notes):
        yield from read_rows(group, parameter, notes)
    for inner in container.iterfind(dcc("list")):
        _note_skipped(inner, READ_IN_A_LIST, notes)
        has_name = inner.find(dcc("name")) is not None
        name = name_of(inner) if has_name else parameter
        yield from _read_points(inner, name, notes)


def _note_skipped(container: Element, known: set[str], notes: Notes) -> None:
    for child in container:
        name = local_name(child)
        if name in known or marks.NOT_STATED in ref_types(child):
            continue
        notes.warn(
            "part_skipped",
            _("Bagian “%(name)s” dalam tabel hasil dilewatkan."),
            name=name,
        )
