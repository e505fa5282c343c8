"""The named device types, read from ``data/nomenclature``: a file per category.

Names and codes are those of the ministry's equipment register (ASPAK), merged by
judgement; EMDN codes are checked against EMDN V2 and left empty where doubtful. Which
of the two names is a translation of ours, hence reviewed by nobody, ``translation``
says. Form and rules are in docs/nomenclature.md.

The described types of ``data/device_types.json`` have a row too. What both state must
agree; the synonyms of both count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from domain.nomenclature import CATEGORIES, GROUPS, RISK_CLASSES, SUB_CATEGORIES
from products.device_types.seed import DeviceTypeSeed, load_device_types
from products.vocabulary import folded

FOLDER = Path(__file__).parent.parent / "data" / "nomenclature"
COLUMNS = (
    "key",
    "name_id",
    "name_en",
    "translation",
    "sub_category",
    "risk_class",
    "aspak",
    "emdn",
    "method",
    "synonyms",
)
LISTS = ("aspak", "synonyms")
TRANSLATIONS = ("register", "id", "en", "both")
LONGEST_NAME = 120
MOST_SYNONYMS = 30

FORMS: Mapping[str, tuple[str, str]] = {
    "key": ("[a-z][a-z0-9_]{1,59}", "2 to 60 of a-z, 0-9 and _, a letter first"),
    "emdn": ("[A-Z]([0-9]{2}){0,9}", "a letter and pairs of digits, or nothing"),
    "method": ("KMK-MK-[0-9]{3}-[0-9]", "KMK-MK-nnn-n, or nothing"),
    "aspak": ("[0-9]{6,10}[^;]{0,40}", "codes of ASPAK, which begin with digits"),
}
"""By column the form of what stands in it, and the same in words."""


@dataclass(frozen=True, slots=True)
class NamedType:
    """One row: a device type without attributes.

    ``category`` is that of the file, and a group of the register from 17 on. What
    nobody is sure of is "".
    """

    key: str
    name_id: str
    name_en: str
    translation: str
    category: str
    sub_category: str
    risk_class: str
    aspak: tuple[str, ...]
    emdn: str
    method: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file of the nomenclature and what to do about it, in English.

    ``line`` counts from 1, the header; ``column`` is "" where it is the whole line.
    ``is_doubt`` marks what a catalogue can be set up with all the same.
    """

    file: str
    line: int
    column: str
    problem: str
    is_doubt: bool = False

    def __str__(self) -> str:
        place = f"{self.column}: " if self.column else ""
        return f"{self.file}, line {self.line}: {place}{self.problem}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file as it stands there."""

    file: str
    line: int
    values: Mapping[str, str]

    @property
    def category(self) -> str:
        return Path(self.file).stem

    def list_of(self, column: str) -> tuple[str, ...]:
        return tuple(self.values[column].split(";")) if self.values[column] else ()

    def fault(self, column: str, problem: str, *, is_doubt: bool = False) -> Fault:
        return Fault(self.file, self.line, column, problem, is_doubt)

    def named_type(self) -> NamedType:
        lists = {column: self.list_of(column) for column in LISTS}
        return NamedType(**{**self.values, **lists, "category": self.category})


@lru_cache(maxsize=1)
def load_named_types() -> tuple[NamedType, ...]:
    """All rows of all files, by category and key, each synonym with the one type that
    has it.

    Raises ValueError listing every fault but doubts.
    """
    rows, faults = read_folder(FOLDER, load_device_types())
    if errors := [str(fault) for fault in faults if not fault.is_doubt]:
        raise ValueError("\n".join(errors))
    return tuple(with_own_synonyms([row.named_type() for row in rows]))


def read_folder(
    folder: Path, described: Iterable[DeviceTypeSeed] = ()
) -> tuple[list[Row], list[Fault]]:
    """The rows that can be read of every ``NN.tsv``, those of ``described`` types with
    the synonyms of these too, and all that is wrong."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("[0-9]*.tsv")):
        read, found = read_file(path.name, path.read_bytes())
        rows += read
        faults += found
    by_key = {seed.key: seed for seed in described}
    faults += _used_twice(rows)
    faults += _disagreements(rows, by_key)
    rows = [_with_all_synonyms(row, by_key.get(row.values["key"])) for row in rows]
    return rows, [*faults, *claims(rows)]


def _with_all_synonyms(row: Row, seed: DeviceTypeSeed | None) -> Row:
    if seed is None:
        return row
    names = {folded(row.values["name_id"]), folded(row.values["name_en"])}
    wordings = {folded(each): each for each in row.list_of("synonyms")}
    wordings = {folded(each): each for each in seed.synonyms} | wordings
    kept = [each for wording, each in wordings.items() if wording not in names]
    return replace(row, values={**row.values, "synonyms": ";".join(kept)})


def _disagreements(
    rows: Iterable[Row], described: Mapping[str, DeviceTypeSeed]
) -> Iterator[Fault]:
    """What the row of a described type has otherwise than the type."""
    for row in rows:
        seed = described.get(row.values["key"])
        if seed is None:
            continue
        if row.category != seed.category:
            yield row.fault("key", f"move the row to {seed.category}.tsv")
        for column in ("name_id", "name_en", "sub_category", "risk_class", "emdn"):
            theirs, ours = getattr(seed, column), row.values[column]
            may_lack = not (ours and theirs) and not column.startswith("name")
            if ours != theirs and not may_lack:
                problem = f"{ours!r}: device_types.json has {theirs!r}. Write that"
                yield row.fault(column, problem)


def read_file(name: str, content: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of one file, and what is wrong in it alone. A line that cannot be taken
    apart is no row."""
    if Path(name).stem not in GROUPS:
        known = ", ".join(GROUPS)
        return [], [Fault(name, 1, "", f"name the file after one of {known}")]
    try:
        text = content.decode()
    except UnicodeDecodeError as refusal:
        line = content[: refusal.start].count(b"\n") + 1
        return [], [Fault(name, line, "", "save the file as UTF-8")]
    header, *lines = text.removesuffix("\n").split("\n")
    if header != "\t".join(COLUMNS):
        wanted = " ".join(COLUMNS)
        return [], [Fault(name, 1, "", f"the first line must name, by tabs: {wanted}")]
    faults = [] if text.endswith("\n") else [_unfinished(name, len(lines) + 1)]
    rows = []
    for number, line in enumerate(lines, 2):
        values = line.split("\t")
        if len(values) == len(COLUMNS):
            rows.append(Row(name, number, dict(zip(COLUMNS, values, strict=True))))
        else:
            faults.append(Fault(name, number, "", _columns_wanted(len(values))))
    return rows, [*faults, *_row_faults(rows), *_out_of_order(rows)]


def _unfinished(name: str, line: int) -> Fault:
    return Fault(name, line, "", "end the last line with a line feed")


def _columns_wanted(found: int) -> str:
    return f"has {found} columns; write {len(COLUMNS)}, with {len(COLUMNS) - 1} tabs"


def _out_of_order(rows: Sequence[Row]) -> Iterator[Fault]:
    for before, row in zip(rows, rows[1:], strict=False):
        if row.values["key"] < before.values["key"]:
            yield row.fault("key", f"sort: it belongs before {before.values['key']}")


def _row_faults(rows: Iterable[Row]) -> Iterator[Fault]:
    for row in rows:
        for column, problem in (*_text_faults(row), *_value_faults(row)):
            yield row.fault(column, problem)


def _text_faults(row: Row) -> Iterator[tuple[str, str]]:
    """Of any value: its spaces, quotes and control characters."""
    for column, value in row.values.items():
        for part in row.list_of(column) if column in LISTS else (value,):
            if part != " ".join(part.split()):
                yield column, f"{part!r}: single spaces, and none around"
            elif '"' in part or not part.isprintable():
                yield column, f"{part!r}: no quotes and no control characters"
            elif column in LISTS and not part:
                yield column, "a value of the list is empty: take out the ;"
        if column not in LISTS and ";" in value:
            yield column, f"{value!r}: write one value, without ;"


def _value_faults(row: Row) -> Iterator[tuple[str, str]]:
    values = row.values
    for column, (form, words) in FORMS.items():
        for part in row.list_of(column) if column in LISTS else (values[column],):
            if not re.fullmatch(form, part) and (part or column == "key"):
                yield column, f"{part!r}: write {words}"
    for column in ("name_id", "name_en"):
        if not 1 < len(values[column]) <= LONGEST_NAME:
            yield column, f"write a name of 2 to {LONGEST_NAME} characters"
    if values["translation"] not in TRANSLATIONS:
        yield "translation", f"write one of {', '.join(TRANSLATIONS)}"
    if values["risk_class"] and values["risk_class"] not in RISK_CLASSES:
        yield "risk_class", "write A, B, C or D, or nothing"
    yield from _sub_category_faults(row)
    yield from _list_faults(row)


def _sub_category_faults(row: Row) -> Iterator[tuple[str, str]]:
    code = row.values["sub_category"]
    if code and row.category not in CATEGORIES:
        yield "sub_category", f"group {row.category} has none: leave it empty"
    elif code and code not in SUB_CATEGORIES:
        yield "sub_category", f"{code!r} is not known: leave it empty"
    elif code and code[:2] != row.category:
        yield "sub_category", f"{code} lies outside category {row.category}"


def _list_faults(row: Row) -> Iterator[tuple[str, str]]:
    for column in LISTS:
        seen = set()
        for part in row.list_of(column):
            if folded(part) in seen:
                yield column, f"{part!r} stands there twice: keep one"
            seen.add(folded(part))
    names = {folded(row.values["name_id"]), folded(row.values["name_en"])}
    for part in row.list_of("synonyms"):
        if folded(part) in names:
            yield "synonyms", f"{part!r} is a name of the type: leave it out"
    if len(row.list_of("synonyms")) > MOST_SYNONYMS:
        yield "synonyms", f"keep at most {MOST_SYNONYMS}"


def _used_twice(rows: Iterable[Row]) -> Iterator[Fault]:
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row.values["key"], row)
        if other is not row:
            where = f"{other.file}, line {other.line}"
            yield row.fault("key", f"has it already: {where}. Choose another key")


def claims(rows: Sequence[Row]) -> Iterator[Fault]:
    """Names that two types have, and synonyms that two types claim.

    A name wins over a synonym without a word: that is left out when the type is made.
    """
    owners: dict[str, Row] = {}
    for row in rows:
        for column in ("name_id", "name_en"):
            other = owners.setdefault(folded(row.values[column]), row)
            if other is not row:
                yield _claimed(row, column, row.values[column], other, "Rename one")
    claimants: dict[str, Row] = {}
    for row in rows:
        for part in row.list_of("synonyms"):
            wording = folded(part)
            if wording in owners:
                continue
            other = claimants.setdefault(wording, row)
            if other is not row:
                yield _claimed(row, "synonyms", part, other, "Take it out of one")


def _claimed(row: Row, column: str, text: str, other: Row, mend: str) -> Fault:
    where = f"{other.values['key']} ({other.file}, line {other.line})"
    problem = f"{text!r} belongs to {where} too. {mend}, or merge the types"
    return row.fault(column, problem, is_doubt=True)


def with_own_synonyms(types: Sequence[NamedType]) -> Iterator[NamedType]:
    """The types, without the synonyms that are a name of another, or that several
    claim."""
    names = {folded(name) for each in types for name in (each.name_id, each.name_en)}
    claimed: dict[str, int] = {}
    for each in types:
        for synonym in each.synonyms:
            claimed[folded(synonym)] = claimed.get(folded(synonym), 0) + 1
    for each in types:
        own = tuple(
            synonym
            for synonym in each.synonyms
            if folded(synonym) not in names and claimed[folded(synonym)] == 1
        )
        yield each if own == each.synonyms else replace(each, synonyms=own)
