"""Products side by side: one row for each fact, and what is better marked.

Pure: made from product documents alone, in the language in use.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.findings import written
from core.language import in_language, language
from domain import units
from domain.attributes.comparison import compare_better
from domain.attributes.definitions import AttributeDefinition, Choice
from domain.attributes.display import NOT_STATED
from domain.attributes.entries import Entry
from domain.eligibility import Preference
from procurement.facts import (
    GENERAL_FACTS,
    SALE,
    Fact,
    is_restricted,
    preference_facts,
)
from procurement.merging import merged
from search.documents.types import Attribute, ProductDocument

UP, DOWN = "up", "down"

DIRECTIONS: dict[tuple[str, str], str | Promise] = {
    ("number", UP): gettext_lazy("lebih tinggi lebih baik"),
    ("number", DOWN): gettext_lazy("lebih rendah lebih baik"),
    ("period", UP): gettext_lazy("lebih lama lebih baik"),
    ("range", UP): gettext_lazy("rentang lebih lebar lebih baik"),
    ("range", DOWN): gettext_lazy("rentang lebih sempit lebih baik"),
    ("yes_no", UP): gettext_lazy("“Ya” lebih baik"),
    ("yes_no", DOWN): gettext_lazy("“Tidak” lebih baik"),
    ("choice", UP): gettext_lazy("lebih banyak lebih baik"),
    ("choice", DOWN): gettext_lazy("lebih sedikit lebih baik"),
}
"""What the buyer prefers, by kind of value and direction."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one product. ``number`` is the text's amount in the row's
    unit, where it is one amount. What is not stated is never a *no*."""

    text: str
    stated: bool
    best: bool = False
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """``direction`` says in words which values are better, "" where none are."""

    label: str | Promise
    cells: tuple[Cell, ...]
    direction: str | Promise = ""
    unit: str = ""

    @property
    def differs(self) -> bool:
        return len({(cell.text, cell.stated) for cell in self.cells}) > 1

    @property
    def has_best(self) -> bool:
        return any(cell.best for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    label: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    products: tuple[ProductDocument, ...]
    sections: tuple[Section, ...] = field(default_factory=tuple)

    @property
    def equal_count(self) -> int:
        """Rows in which all products say the same."""
        rows = (row for section in self.sections for row in section.rows)
        return sum(not row.differs for row in rows)

    def only_differences(self) -> "Comparison":
        """The same without rows in which all products say the same."""
        kept = (
            Section(section.label, tuple(row for row in section.rows if row.differs))
            for section in self.sections
        )
        return Comparison(
            self.products, tuple(section for section in kept if section.rows)
        )


def compare_products(
    products: Sequence[ProductDocument],
    preferences: Mapping[int, Preference] | None = None,
) -> Comparison:
    """Set ``products``, all of one device type, beside each other.

    ``preferences`` says by product where each stands under Perpres 46/2025.
    """
    (first, facts_of_sale), *others = GENERAL_FACTS
    if any(map(is_restricted, products)):
        facts_of_sale = (SALE, *facts_of_sale)
    facts_by_section = [(first, facts_of_sale), *others]
    if preferences:
        facts_by_section.insert(1, preference_facts(preferences))
    sections = [
        Section(label, tuple(_general_row(fact, products) for fact in facts))
        for label, facts in facts_by_section
    ]
    attributes = _attribute_rows(products)
    if attributes:
        sections.append(Section(gettext_lazy("Spesifikasi"), attributes))
    return Comparison(tuple(products), tuple(sections))


def _general_row(fact: Fact, products: Sequence[ProductDocument]) -> Row:
    texts = [fact.text(product) for product in products]
    scores = [fact.score(product) if fact.score else None for product in products]
    amounts = [fact.amount(product) if fact.amount else None for product in products]
    cells = tuple(
        Cell(text or str(fact.missing), bool(text), best, amount)
        for text, best, amount in zip(
            texts, _best(scores, fact.better), amounts, strict=True
        )
    )
    direction = DIRECTIONS.get((fact.kind, fact.better), "")
    return Row(fact.label, cells, direction, fact.unit)


def _best(scores: Sequence[float | None], better: str) -> list[bool]:
    """Which are the best; none where fewer than two differ."""
    known = {score for score in scores if score is not None}
    if better not in {UP, DOWN} or len(known) < 2:
        return [False] * len(scores)
    best = max(known) if better == UP else min(known)
    return [score == best for score in scores]


def _attribute_rows(products: Sequence[ProductDocument]) -> tuple[Row, ...]:
    """A row for each attribute that any product states, in the type's order."""
    stated = [{each["key"]: each for each in p["attributes"]} for p in products]
    keys = merged([list(attributes) for attributes in stated])
    return tuple(
        _attribute_row([attributes.get(key) for attributes in stated]) for key in keys
    )


def _attribute_row(attributes: Sequence[Attribute | None]) -> Row:
    known = [attribute for attribute in attributes if attribute is not None]
    definition = _definition(known)
    entries = [attribute and attribute["entry"] for attribute in attributes]
    best = compare_better(definition, entries)
    cells = tuple(
        _attribute_cell(attribute, is_best)
        for attribute, is_best in zip(attributes, best, strict=True)
    )
    return Row(
        label=in_language(definition, "label"),
        cells=cells,
        direction=DIRECTIONS.get((definition.kind, definition.better), ""),
        unit=_common_unit(definition, entries),
    )


def _attribute_cell(attribute: Attribute | None, best: bool) -> Cell:
    if attribute is None:
        return Cell(written(NOT_STATED), stated=False)
    text = in_language(attribute, "text")
    if text in NOT_STATED:
        return Cell(text, stated=False)
    number = attribute["entry"].get("value") if attribute["kind"] == "number" else None
    return Cell(text, stated=True, best=best, number=number)


def _definition(attributes: Sequence[Attribute]) -> AttributeDefinition:
    """The attribute as the documents know it. Which choices there are they do not
    say: those that were made stand for all."""
    first = attributes[0]
    made = [_made_choices(attribute) for attribute in attributes]
    values = dict.fromkeys(value for each in made for value in each)
    return AttributeDefinition(
        key=first["key"],
        label_id=first["label_id"],
        label_en=first["label_en"],
        kind=first["kind"],
        unit=first["unit"],
        better=first["better"],
        choices=tuple(Choice(value, value, value) for value in values),
        multiple=any(len(each) > 1 for each in made),
    )


def _made_choices(attribute: Attribute) -> list[str]:
    """The chosen values. A document may be older than its attribute's present kind."""
    value = attribute["entry"].get("value")
    return value if attribute["kind"] == "choice" and isinstance(value, list) else []


def _common_unit(
    definition: AttributeDefinition, entries: Iterable[Entry | None]
) -> str:
    """The label of the unit that all numbers are in, "" where there is none."""
    found = {entry.get("unit", "") for entry in entries if entry is not None}
    if definition.kind != "number" or found != {definition.unit} or not found - {""}:
        return ""
    return units.label(definition.unit, language())
