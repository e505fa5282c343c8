"""Running a search and saying what was found in the terms of the page and the API."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.wording import rupiah
from search.documents.types import ProductCard
from search.engines import get_engine
from search.engines.base import (
    Count,
    EngineQuery,
    EngineResult,
    EngineUnavailable,
)
from search.facets import FACETS, FACETS_BY_NAME, Facet, range_ends
from search.indexing.mapping import PRODUCT
from search.labels import term_label
from search.query import LAST_HIT, SearchRequest

NEAREST = 6


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value of a facet. ``query_string`` is the search with it toggled; ``exists``
    says whether some product has it, whatever else is asked for."""

    value: str
    label: str | Promise
    count: int
    selected: bool
    query_string: str
    exists: bool = True


@dataclass(frozen=True, slots=True)
class FacetResult:
    name: str
    label: str | Promise
    options: tuple[FacetOption, ...]

    @property
    def selected(self) -> tuple[FacetOption, ...]:
        return tuple(option for option in self.options if option.selected)


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value that can be taken back; ``query_string`` is the search then."""

    facet_label: str | Promise
    label: str | Promise
    query_string: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter or word that leaves ``total`` hits when given up."""

    label: str
    total: int
    query_string: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``relaxations`` and ``nearest`` are filled only when nothing was found."""

    request: SearchRequest
    total: int
    hits: tuple[ProductCard, ...]
    facets: tuple[FacetResult, ...]
    relaxations: tuple[Relaxation, ...] = ()
    nearest: tuple[ProductCard, ...] = ()

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(
            Chip(facet.label, option.label, option.query_string)
            for facet in self.facets
            for option in facet.selected
        )

    @property
    def page_count(self) -> int:
        reachable = min(self.total, LAST_HIT)
        return max(1, -(-reachable // self.request.page_size))


def search_products(request: SearchRequest) -> SearchResults:
    """Answer a search. Raises EngineUnavailable."""
    found = _answer(request, request.engine_query())
    facets = tuple(_facet_result(facet, found, request) for facet in FACETS)
    results = SearchResults(request, found.total, found.hits, facets)
    if found.total or request.is_empty:
        return results
    return SearchResults(
        request,
        0,
        (),
        facets,
        relaxations=_relaxations(results),
        nearest=_nearest(request),
    )


def _answer(request: SearchRequest, query: EngineQuery) -> EngineResult:
    """What the engine finds. It would find everything for a text without a word."""
    if not request.finds_nothing:
        return get_engine().search(query)
    ranged = {each.field: (0,) * len(each.ranges) for each in query.counts}
    return EngineResult(0, (), {each.field: () for each in query.counts}, ranged)


def facet_counts(names: Sequence[str]) -> dict[str, tuple[FacetOption, ...]]:
    """The options of these facets over the whole catalogue, without empty ones."""
    facets = [FACETS_BY_NAME[name] for name in names]
    query = EngineQuery(
        kind=PRODUCT, counts=tuple(facet.count() for facet in facets), limit=0
    )
    try:
        found = get_engine().search(query)
    except EngineUnavailable:
        return dict.fromkeys(names, ())
    request = SearchRequest()
    return {
        facet.name: tuple(
            option
            for option in _facet_result(facet, found, request).options
            if option.count
        )
        for facet in facets
    }


def catalogue_figures() -> dict[str, int]:
    """How much the catalogue holds: products, device types, and products whose TKDN and
    BMP come to 40 % or more."""
    names = ("device_type", "tkdn_bmp_40")
    query = EngineQuery(
        kind=PRODUCT, counts=tuple(Count(name, size=10_000) for name in names), limit=0
    )
    try:
        found = get_engine().search(query)
    except EngineUnavailable:
        found = EngineResult(0, (), dict.fromkeys(names, ()))
    forty = {each.term.value: each.count for each in found.counts["tkdn_bmp_40"]}
    return {
        "products": found.total,
        "device_types": len(found.counts["device_type"]),
        "with_tkdn_40": forty.get("yes", 0),
    }


def _facet_result(
    facet: Facet, found: EngineResult, request: SearchRequest
) -> FacetResult:
    chosen = request.selected.get(facet.name, ())
    values = _values(facet, found)
    missing = {v: _label_of(facet, v) for v in chosen if v not in values}
    values |= {value: (label or value, 0) for value, label in missing.items()}
    toggled = request.toggling(facet.name)
    options = tuple(
        FacetOption(
            value=value,
            label=label,
            count=count,
            selected=value in chosen,
            exists=missing.get(value, label) is not None,
            query_string=toggled(value),
        )
        for value, (label, count) in values.items()
    )
    return FacetResult(facet.name, facet.label, options)


def _values(facet: Facet, found: EngineResult) -> dict[str, tuple[str | Promise, int]]:
    """Label and count by value, in the order in which they are shown."""
    if facet.numeric:
        counts = found.range_counts[facet.numeric]
        return {
            value: (label, count)
            for (value, label), count in zip(facet.options.items(), counts, strict=True)
        }
    counts = found.counts[facet.name]
    if not facet.options:
        return {each.term.value: (term_label(each.term), each.count) for each in counts}
    by_value = {each.term.value: each.count for each in counts}
    return {
        value: (label, by_value.get(value, 0)) for value, label in facet.options.items()
    }


def _label_of(facet: Facet, value: str) -> str | Promise | None:
    """The label of a chosen value that no hit has; None where nothing has it."""
    if facet.numeric:
        return _range_label(value)
    if value in facet.options:
        return facet.options[value]
    everything = EngineQuery(
        kind=PRODUCT,
        filters=(facet.filter((value,)),),
        counts=(Count(facet.name, size=10_000),),
        limit=0,
    )
    counts = get_engine().search(everything).counts[facet.name]
    return next((term_label(c.term) for c in counts if c.term.value == value), None)


def _range_label(value: str) -> str:
    low, high = range_ends(value)
    if high is None:
        return _("Mulai %(low)s") % {"low": rupiah(low)}
    if low is None:
        return _("Sampai %(high)s") % {"high": rupiah(high)}
    return f"{rupiah(low)} – {rupiah(high)}"


def _relaxations(results: SearchResults) -> tuple[Relaxation, ...]:
    """Each single filter, and the words, whose loss would give hits; best first.

    Where no single one is to blame, all filters together.
    """
    request = results.request
    ways = []
    for facet in results.facets:
        if facet.selected:
            names = ", ".join(str(option.label) for option in facet.selected)
            without = {k: v for k, v in request.selected.items() if k != facet.name}
            label = f"{facet.label}: {names}"
            ways.append((label, request.with_only(selected=without)))
    if request.text and request.selected:
        ways.append((f"“{request.text}”", request.with_only(text="")))
    everything = (_("saringan apa pun"), request.with_only(selected={}))
    found = _with_hits(ways) or (_with_hits([everything]) if request.text else [])
    return tuple(sorted(found, key=lambda way: -way.total))


def _with_hits(ways: Sequence[tuple[str, SearchRequest]]) -> list[Relaxation]:
    relaxations = [
        Relaxation(label, _total(relaxed), relaxed.query_string())
        for label, relaxed in ways
    ]
    return [each for each in relaxations if each.total]


def _total(request: SearchRequest) -> int:
    query = request.engine_query(with_counts=False)
    return _answer(request, _limited(query, 0)).total


def _nearest(request: SearchRequest) -> tuple[ProductCard, ...]:
    """Products that have some of the words and none of the filters."""
    if not request.text:
        return ()
    plain = request.with_only(selected={}, sort="relevance")
    query = plain.engine_query(with_counts=False)
    return _answer(plain, _limited(query, NEAREST, match_all=False)).hits


def _limited(query: EngineQuery, limit: int, **changes) -> EngineQuery:
    return replace(query, offset=0, limit=limit, **changes)
