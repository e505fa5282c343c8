"""The part of the search form that is no parameter of a search: two price fields.

Without JavaScript a form sends every field by its own name. These two become one
value of the price facet, so that addresses that are shared hold searches only.
"""

import re
from dataclasses import dataclass

from django.http import QueryDict

from search.facets import FACETS_BY_NAME, range_ends
from search.query import SearchRequest

LOW = "price_low"
HIGH = "price_high"
PRICE = FACETS_BY_NAME["price"]

# "5000000", "5.000.000", "Rp 5,000,000"; more digits than any price are refused.
_AMOUNT = re.compile(r"(?:rp\.?)?\s*([0-9](?:[0-9., ]{0,18}[0-9])?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PriceBounds:
    """Whole rupiah; None is unbounded. Both ends are meant to be included."""

    low: int | None = None
    high: int | None = None

    @property
    def value(self) -> str:
        """The bounds as a value of the price facet, "" when there are none."""
        if self.low is None and self.high is None:
            return ""
        low, high = self.low, self.high
        if low is not None and high is not None and low > high:
            low, high = high, low
        return f"{'' if low is None else low}-{'' if high is None else high}"


def requested_search(parameters: QueryDict) -> SearchRequest:
    """The search that the form asks for, leaving out what cannot be understood."""
    search = SearchRequest.lenient(parameters)
    typed = PriceBounds(
        _amount(parameters.get(LOW, "")), _amount(parameters.get(HIGH, ""))
    )
    if not typed.value:
        return search
    prices = (*search.selected.get(PRICE.name, ()), typed.value)
    selected = {**search.selected, PRICE.name: tuple(dict.fromkeys(prices))}
    return search.with_only(selected=selected)


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


def _amount(text: str) -> int | None:
    match = _AMOUNT.fullmatch(text.strip())
    return int(re.sub("[., ]", "", match[1])) if match else None
