"""Quantities that stand side by side: which columns belong to the same rows, and what
is said about them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from domain.dcc import marks
from domain.dcc.notes import Notes, column_name, quoted
from domain.dcc.quantities import (
    MOST_POINTS,
    OTHER_UNCERTAINTY,
    read_values,
)
from domain.dcc.roles import (
    Kind,
    Role,
    is_role_word,
    is_said_by_reftype,
    role_of,
    speaks_of_error,
)
from domain.dcc.texts import (
    all_names,
    content_of,
    dcc,
    name_of,
    one_line,
    ref_types,
)
from domain.dcc.values import Values
from domain.messages import gettext_noop as _

RULES = ("simple", "guarded", "non_binary")
OF_SEVERAL = re.compile(r"rata-rata|mean|average|mittel")
OF_POINTS = (
    Role.MEASURED,
    Role.NOMINAL,
    Role.REFERENCE,
    Role.ERROR,
    Role.CORRECTION,
)
LIMITS = (Role.LOW, Role.HIGH, Role.TOLERANCE_LOW, Role.TOLERANCE_HIGH)


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one quantity; of a limit, whether it bounds the error.
    ``has_other_uncertainty`` where it states one that is not expanded."""

    quantity: Element
    values: Values
    of_error: bool = False
    has_other_uncertainty: bool = False

    def leave(
        self, code: str, message: str, notes: Notes, **parameters: object
    ) -> None:
        """Note that none of its numbers is read."""
        numbers = [number for value in self.values for number in value.numbers]
        unit = self.values[0].unit if self.values else ""
        notes.leave(
            code,
            message,
            quantity=self.quantity,
            numbers=numbers,
            unit=unit,
            **parameters,
        )


@dataclass(slots=True)
class Group:
    """Quantities that belong to the same rows, with what is said about them; ``name``
    is what they are of, where they say it themselves."""

    columns: dict[Role, Column] = field(default_factory=dict)
    name: str = ""
    conformity: list[str] = field(default_factory=list)
    key: str = ""
    tolerance: str = ""
    rule: str = ""
    unit: str = ""


def read_groups(container: Element, notes: Notes) -> list[Group]:
    shared = _shared_by_rows(container, notes)
    known, unknown = _read_columns(container, notes)
    groups = _in_rows(known, shared, notes)
    if known:
        for column in unknown:
            _leave_unknown(column, notes)
    else:
        groups = [_alone(column, shared, notes) for column in unknown]
    if marks.POINT in ref_types(container) and not groups:
        groups.append(shared)
    for group in groups:
        _add_metadata_of_columns(group, notes)
        group.columns = shared.columns | group.columns
        group.name = "" if marks.POINT in ref_types(container) else _own_name(group)
    _leave_overruled(shared, groups, notes)
    if not groups:
        for column in shared.columns.values():
            _leave_unknown(column, notes)
    return groups


Known = list[tuple[Role, Column]]


def _read_columns(container: Element, notes: Notes) -> tuple[Known, list[Column]]:
    """The quantities whose role is told, and those of which nothing tells it."""
    known: Known = []
    unknown: list[Column] = []
    for quantity in container.iterfind(dcc("quantity")):
        already = notes.left
        values = read_values(quantity, notes)
        has_other = OTHER_UNCERTAINTY in notes.reasons_since(already)
        column = Column(quantity, values, has_other_uncertainty=has_other)
        role = role_of(quantity)
        if not column.values:
            _leave_unknown(column, notes)
        elif role is None:
            unknown.append(column)
        else:
            known.append((role, column))
    return known, unknown


def _in_rows(known: Known, shared: Group, notes: Notes) -> list[Group]:
    """Columns side by side; single numbers begin a new row with each of the first."""
    groups: list[Group] = []
    first_role = known[0][0] if known else None
    for role, column in known:
        if not groups or (role == first_role and len(column.values) == 1):
            if len(groups) > MOST_POINTS:
                break
            groups.append(replace(shared, columns={}))
        _add_column(groups[-1], role, column, notes)
    return groups


def _alone(column: Column, shared: Group, notes: Notes) -> Group:
    """A quantity of which nothing says what it is, and that stands beside none of which
    it is said: that is a value of its own, whatever it is called."""
    notes.warn(
        "taken_as_measured",
        _("Kolom %(column)s tidak menyebut jenisnya dan dibaca sebagai nilai ukur."),
        column=quoted(column_name(column.quantity)),
    )
    return replace(shared, columns={Role.MEASURED: column})


def _own_name(group: Group) -> str:
    """What a measured value that stands alone is of; the columns of a table are named
    for their roles."""
    values = [role for role in group.columns if role in OF_POINTS]
    if values != [Role.MEASURED]:
        return ""
    quantity = group.columns[Role.MEASURED].quantity
    name = name_of(quantity)
    is_told = role_of(quantity) is None or is_said_by_reftype(quantity)
    return name if is_told and not is_role_word(name) else ""


def _shared_by_rows(container: Element, notes: Notes) -> Group:
    """What the metadata of a list say about all of its rows, read once."""
    shared = Group()
    entries = list(_metadata_of(container))
    for entry in entries:
        _add_entry(shared, entry, False, notes)
    _add_conformity(shared, entries, notes)
    return shared


def _leave_overruled(shared: Group, groups: list[Group], notes: Notes) -> None:
    """Note what a list says of its rows and every row says for itself."""
    for role, column in shared.columns.items():
        if groups and all(group.columns[role] is not column for group in groups):
            _leave_repeated(column, notes)


def _add_column(group: Group, role: Role, column: Column, notes: Notes) -> None:
    if role in LIMITS and speaks_of_error(column.quantity):
        column = replace(column, of_error=True)
    former = group.columns.get(role)
    if former is not None:
        is_better = _is_of_several(column.quantity)
        _leave_repeated(former if is_better else column, notes)
        if not is_better:
            return
    group.columns[role] = column


def _leave_repeated(column: Column, notes: Notes) -> None:
    column.leave(
        "column_repeated",
        _("Kolom %(column)s dilewatkan karena kolom lain sama maknanya: %(numbers)s."),
        notes,
    )


def _is_of_several(quantity: Element) -> bool:
    return any(OF_SEVERAL.search(name.casefold()) for name in all_names(quantity))


def _add_metadata_of_columns(group: Group, notes: Notes) -> None:
    entries: list[Element] = []
    for role, column in list(group.columns.items()):
        for entry in _metadata_of(column.quantity):
            entries.append(entry)
            _add_entry(group, entry, role.kind == Kind.DIFFERENCE, notes)
    _add_conformity(group, entries, notes)


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
    for quantity in _quantities_of(entry):
        column = Column(quantity, read_values(quantity, notes), of_error)
        role = role_of(quantity)
        if role in LIMITS and column.values and role not in group.columns:
            group.columns[role] = column
        elif column.values:
            column.leave(
                "metadata_number",
                _("Keterangan %(column)s pada tabel hasil dilewatkan: %(numbers)s."),
                notes,
            )


def _quantities_of(entry: Element) -> Iterator[Element]:
    """The quantities of an entry of metadata, alone or in lists."""
    pending = entry.findall(dcc("data"))
    while pending:
        container = pending.pop()
        yield from container.iterfind(dcc("quantity"))
        pending.extend(container.iterfind(dcc("list")))


def _add_conformity(group: Group, entries: Iterable[Element], notes: Notes) -> None:
    """What entries of one place say of conformity; where they contradict each other,
    nothing is said."""
    stated = [words for entry in entries if (words := _conformity_words(entry))]
    if not stated:
        return
    if any(words != stated[0] for words in stated):
        notes.warn(
            "conformities_of_a_table",
            _(
                "Sebuah tabel hasil memuat pernyataan kesesuaian yang berbeda; "
                "semuanya dilewatkan."
            ),
        )
        stated = [[]]
    group.conformity = stated[0]


def _conformity_words(entry: Element) -> list[str]:
    stated = entry.findtext(dcc("conformityXMLList")) or entry.findtext(
        dcc("conformity")
    )
    return (stated or "").split(None, MOST_POINTS)[:MOST_POINTS]


def _leave_unknown(column: Column, notes: Notes) -> None:
    if marks.NOT_STATED in ref_types(column.quantity):
        return
    column.leave(
        "column_unknown",
        _("Kolom %(column)s tidak dikenali dan dilewatkan: %(numbers)s."),
        notes,
    )
