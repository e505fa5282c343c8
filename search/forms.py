"""The part of the search form that is no parameter of a search: two price fields.

Without JavaScript a form sends every field by its own name. These two become one
value of the price facet, so that addresses that are shared hold searches only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from core.findings import text
from core.language import language
from domain.findings import Finding, InvalidInput
from domain.number_input import whole_number_for_input
from search.facets import FACETS_BY_NAME, price_range, range_ends, read_amount
from search.query import SearchRequest

LOW = "price_low"
HIGH = "price_high"
PRICE = FACETS_BY_NAME["price"]


@dataclass(frozen=True, slots=True)
class PriceBounds:
    """Whole rupiah; None is unbounded. Both ends are meant to be included."""

    low: int | None = None
    high: int | None = None

    @property
    def value(self) -> str:
        """The bounds as a value of the price facet, "" when there are none."""
        low, high = self.low, self.high
        if low is None and high is None:
            return ""
        if low is not None and high is not None and low > high:
            low, high = high, low
        return price_range(low, high)


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What was sent: the search that it asks for, without what cannot be understood.

    ``typed`` is what stands in the price fields, ``problems`` why that of a field was
    left out; both by the field's name. ``unknown`` says which values of facets were.
    """

    search: SearchRequest
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, Finding] = field(default_factory=dict)
    unknown: tuple[Finding, ...] = ()

    @property
    def is_understood(self) -> bool:
        return not (self.problems or self.unknown)

    @property
    def low(self) -> "PriceInput":
        return self._shown(LOW)

    @property
    def high(self) -> "PriceInput":
        return self._shown(HIGH)

    def _shown(self, name: str) -> "PriceInput":
        """What was typed, as long as something of it is refused."""
        bounds = own_price_bounds(self.search)
        amount = bounds.low if name == LOW else bounds.high
        kept = "" if amount is None else whole_number_for_input(amount, language())
        problem = self.problems.get(name)
        return PriceInput(
            self.typed.get(name, "") if self.problems else kept,
            text(problem) if problem else "",
        )


@dataclass(frozen=True, slots=True)
class PriceInput:
    """A price field as it is shown, and why what stands in it was left out."""

    text: str
    problem: str


def read_form(parameters: QueryDict) -> SearchForm:
    """The search that the form asks for, and what could not be understood of it."""
    search, findings = SearchRequest.read(parameters)
    typed = {name: parameters.get(name, "").strip() for name in (LOW, HIGH)}
    amounts: dict[str, int] = {}
    problems: dict[str, Finding] = {}
    for name, written in typed.items():
        try:
            if written:
                amounts[name] = read_amount(written)
        except InvalidInput as refusal:
            problems[name] = refusal.finding
    value = PriceBounds(amounts.get(LOW), amounts.get(HIGH)).value
    if value:
        prices = (*search.selected.get(PRICE.name, ()), value)
        selected = {**search.selected, PRICE.name: tuple(dict.fromkeys(prices))}
        search = search.with_only(selected=selected)
    unknown = tuple(each for each in findings if each.place in FACETS_BY_NAME)
    return SearchForm(search, typed, problems, unknown)


def is_tidy(parameters: QueryDict) -> bool:
    """Whether no field is empty and none belongs to the form only."""
    if LOW in parameters or HIGH in parameters:
        return False
    return all(value for _name, values in parameters.lists() for value in values)


def own_price_bounds(search: SearchRequest) -> PriceBounds:
    """The first price range that is none of the facet's options: it was typed."""
    for value in search.selected.get(PRICE.name, ()):
        if value not in PRICE.options:
            return PriceBounds(*range_ends(value))
    return PriceBounds()
