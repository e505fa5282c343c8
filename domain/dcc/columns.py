"""Quantities that stand side by side: which columns belong to the same rows, and what
is said about them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from domain.dcc import marks
from domain.dcc.notes import Notes, quoted
from domain.dcc.quantities import MOST_POINTS, Values, read_values
from domain.dcc.roles import Role, role_of, speaks_of_error
from domain.dcc.texts import (
    all_names,
    content_of,
    dcc,
    name_of,
    one_line,
    ref_types,
)
from domain.messages import gettext_noop as _

RULES = ("simple", "guarded", "non_binary")
OF_SEVERAL = re.compile(r"rata-rata|mean|average|mittel")
LIMITS = (Role.LOW, Role.HIGH, Role.TOLERANCE_LOW, Role.TOLERANCE_HIGH)


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


def read_groups(container: Element, notes: Notes) -> list[Group]:
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
            _(
                "Kolom %(column)s dilewatkan atau menggantikan kolom lain "
                "yang sama maknanya."
            ),
            column=quoted_name(column.quantity),
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


def quoted_name(quantity: Element) -> str:
    return quoted(name_of(quantity) or " ".join(ref_types(quantity)) or "?")


def _note_unknown_column(quantity: Element, notes: Notes) -> None:
    if marks.NOT_STATED in ref_types(quantity):
        return
    name = quoted_name(quantity)
    notes.warn(
        "column_unknown", _("Kolom %(name)s tidak dikenali dan dilewatkan."), name=name
    )
