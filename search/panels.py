"""Facets as the search page lays them out."""

from dataclasses import dataclass

from search.forms import PRICE, PriceBounds, own_price_bounds
from search.results import FacetOption, FacetResult, SearchResults

LEADING = 8
"""Options shown at once; the rest waits behind *tampilkan semua*."""

OPEN = 6
"""Facets that are unfolded from the start; any with a choice is as well."""


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """``bounds`` are the reader's own price limits; None for other facets."""

    facet: FacetResult
    leading: tuple[FacetOption, ...]
    further: tuple[FacetOption, ...]
    is_open: bool
    bounds: PriceBounds | None = None

    @property
    def selected_count(self) -> int:
        return len(self.facet.selected)


def facet_panels(results: SearchResults) -> tuple[FacetPanel, ...]:
    """The facets in which something can be chosen, in their order."""
    bounds = own_price_bounds(results.request)
    found = [
        (facet, _shown(facet, bounds), bounds if facet.name == PRICE.name else None)
        for facet in results.facets
    ]
    useful = [each for each in found if each[1] or each[2]]
    return tuple(
        FacetPanel(
            facet=facet,
            leading=options[:LEADING],
            further=options[LEADING:],
            is_open=position < OPEN or bool(facet.selected),
            bounds=own,
        )
        for position, (facet, options, own) in enumerate(useful)
    )


def _shown(facet: FacetResult, bounds: PriceBounds) -> tuple[FacetOption, ...]:
    """Options that are chosen or lead somewhere. Of many, those that are chosen come
    first and then the commonest, for only the first few are seen at once."""
    typed = bounds.value if facet.name == PRICE.name else ""
    options = [
        option
        for option in facet.options
        if (option.selected or option.count) and option.value != typed
    ]
    if len(options) > LEADING:
        options.sort(key=lambda option: (not option.selected, -option.count))
    return tuple(options)
