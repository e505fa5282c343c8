"""What was asked for, read from the address."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from search.analysis import analyse_query
from search.conditions import NAMES, read_conditions
from search.engines.base import EngineQuery, Filter, Sort
from search.facets import (
    FACETS,
    FACETS_BY_NAME,
    MOST_VALUES,
    too_many_values,
    value_unknown,
)
from search.indexing.mapping import PRODUCT

DEFAULT_PAGE_SIZE = 24
LARGEST_PAGE_SIZE = 100
LAST_HIT = 10_000
"""No one pages further; the feed is there for who wants everything."""
LONGEST_QUERY = 200

SORTS: dict[str, tuple[object, Sort | None]] = {
    "relevance": (gettext_lazy("Paling sesuai"), None),
    "price": (gettext_lazy("Harga terendah"), Sort("price")),
    "-price": (gettext_lazy("Harga tertinggi"), Sort("price", descending=True)),
    "tkdn": (gettext_lazy("TKDN tertinggi"), Sort("tkdn", descending=True)),
    "newest": (gettext_lazy("Terbaru"), Sort("published", descending=True)),
}


class InvalidParameters(ValueError):
    """``findings`` say what is wrong, each at the place of its parameter."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """``selected`` holds the chosen values by facet name, in the order chosen;
    ``conditions`` are what only a program asks for."""

    text: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    conditions: tuple[Filter, ...] = ()

    @classmethod
    def strict(cls, parameters: QueryDict) -> "SearchRequest":
        """The request that ``parameters`` make, with what only a program asks for.

        Raises InvalidParameters.
        """
        request, findings = _read(parameters)
        conditions, more = read_conditions(parameters)
        known = {"q", "sort", "page", "page_size", "lang", *FACETS_BY_NAME, *NAMES}
        findings += [*more, *unknown_parameters(parameters, known)]
        findings += _empty(parameters, known - {"q"})
        if findings:
            raise InvalidParameters(findings)
        return replace(request, conditions=conditions)

    @classmethod
    def lenient(cls, parameters: QueryDict) -> "SearchRequest":
        """The request, leaving out what cannot be understood."""
        return _read(parameters)[0]

    @classmethod
    def read(cls, parameters: QueryDict) -> tuple["SearchRequest", list[Finding]]:
        """The request, and why something had to be left out of it."""
        return _read(parameters)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.selected or self.conditions)

    @property
    def finds_nothing(self) -> bool:
        """Whether there is a text, but nothing in it that could be looked for."""
        return bool(self.text) and not analyse_query(self.text)

    def with_only(self, **changes) -> "SearchRequest":
        """The same from its first page, with ``changes``."""
        return replace(self, **{"page": 1, **changes})

    def without(self, values: Mapping[str, Collection[str]]) -> "SearchRequest":
        """The same from its first page, without these values of facets."""
        kept = {
            name: tuple(each for each in chosen if each not in values.get(name, ()))
            for name, chosen in self.selected.items()
        }
        return self.with_only(selected={name: v for name, v in kept.items() if v})

    def query_string(self) -> str:
        """The request as the part of an address after the question mark."""
        parts = [*self._words(), *self._chosen(), *self._listing(self.page)]
        return "&".join(parts)

    def toggling(self, facet: str) -> Callable[[str], str]:
        """Gives the query string of this search's first page with a value of the facet
        chosen, or no longer chosen. A page asks it for every option of every facet."""
        values = self.selected.get(facet, ())
        names = list(self.selected)
        place = names.index(facet) if facet in names else len(names)
        before = [*self._words(), *self._chosen(names[:place])]
        after = [*self._chosen(names[place + 1 :]), *self._listing(1)]

        def toggled(value: str) -> str:
            others = [each for each in values if each != value]
            now = others if value in values else [*values, value]
            return "&".join([*before, *(_encoded(facet, each) for each in now), *after])

        return toggled

    def _words(self) -> list[str]:
        return [_encoded("q", self.text)] if self.text else []

    def _chosen(self, names: Iterable[str] | None = None) -> list[str]:
        """The chosen values of these facets, or of all."""
        wanted = self.selected if names is None else names
        return [_encoded(name, v) for name in wanted for v in self.selected[name]]

    def _listing(self, page: int) -> list[str]:
        """How what is found is listed, from this page."""
        named = {"sort": self.sort, "page": page, "page_size": self.page_size}
        usual = {"sort": "relevance", "page": 1, "page_size": DEFAULT_PAGE_SIZE}
        return [_encoded(name, v) for name, v in named.items() if v != usual[name]]

    def engine_query(self, *, with_counts: bool = True) -> EngineQuery:
        sort = SORTS[self.sort][1]
        terms = analyse_query(self.text)
        if sort is None and not terms:
            # Without words every hit is as relevant as the next: newest first.
            sort = SORTS["newest"][1]
        return EngineQuery(
            kind=PRODUCT,
            terms=terms,
            filters=(
                *(
                    FACETS_BY_NAME[name].filter(values)
                    for name, values in self.selected.items()
                ),
                *self.conditions,
            ),
            counts=tuple(each.count() for each in FACETS) if with_counts else (),
            sort=sort,
            offset=(self.page - 1) * self.page_size,
            limit=self.page_size,
        )


# A page has the address of every facet's every option, which share most of theirs.
@lru_cache(maxsize=4096)
def _encoded(name: str, value: object) -> str:
    """One parameter as the part of an address."""
    return urlencode({name: value})


def _read(parameters: QueryDict) -> tuple[SearchRequest, list[Finding]]:
    """The request, and why something had to be left out of it."""
    findings: list[Finding] = []
    text = " ".join(parameters.get("q", "").split())
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        too_long = error(
            "query_too_long", _("Paling banyak %(most)d karakter."), most=LONGEST_QUERY
        )
        findings.append(too_long.at("q"))
    sort = parameters.get("sort", "") or "relevance"
    if sort not in SORTS:
        findings.append(not_one_of(SORTS).at("sort"))
        sort = "relevance"
    page_size = _number(
        parameters, "page_size", DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, findings
    )
    last_page = LAST_HIT // page_size
    page = _number(parameters, "page", 1, last_page, findings)
    selected = _selected(parameters, findings)
    return SearchRequest(text, selected, sort, page, page_size), findings


def unknown_parameters(given: Iterable[str], known: Collection[str]) -> list[Finding]:
    """The parameters that mean nothing: whoever sends them expects something else than
    what is answered."""
    unknown = error("parameter_unknown", _("Parameter ini tidak dikenal."))
    return [unknown.at(name) for name in given if name not in known]


def _empty(parameters: QueryDict, names: Collection[str]) -> list[Finding]:
    """The parameters that are sent without a value, as forms do on pages: a program
    that does so has lost what it wanted to ask for."""
    empty = error("value_empty", _("Nilai ini kosong."))
    return [
        empty.at(name)
        for name, values in parameters.lists()
        if name in names and not all(values)
    ]


def not_one_of(options: Iterable[str]) -> Finding:
    """A value that had to be one of ``options`` is none of them."""
    return error(
        "not_an_option",
        _("Pilih salah satu: %(options)s."),
        options=", ".join(options),
    )


def _selected(
    parameters: QueryDict, findings: list[Finding]
) -> dict[str, tuple[str, ...]]:
    selected = {}
    for facet in FACETS:
        values = [value for value in parameters.getlist(facet.name) if value]
        chosen, refusals = [], {}
        for value in values:
            try:
                chosen.append(facet.read(value))
            except InvalidInput as refusal:
                refusals[value] = refusal.finding
        findings += [each.at(facet.name) for each in _told_once(refusals)]
        if len(values) > MOST_VALUES:
            findings.append(too_many_values().at(facet.name))
        if chosen:
            selected[facet.name] = tuple(dict.fromkeys(chosen))[:MOST_VALUES]
    return selected


def _told_once(refusals: Mapping[str, Finding]) -> list[Finding]:
    """Values that are unknown share a sentence; others have each their own."""
    unknown = [v for v, found in refusals.items() if found.code == "value_unknown"]
    others = [found for v, found in refusals.items() if v not in unknown]
    return [value_unknown(*unknown), *others] if unknown else others


def _number(
    parameters: QueryDict, name: str, default: int, most: int, findings: list[Finding]
) -> int:
    text = parameters.get(name, "")
    if not text:
        return default
    plain = text.isascii() and text.isdigit() and len(text) < 10
    if not plain or not 1 <= int(text) <= most:
        outside = error(
            "number_outside", _("Tulis bilangan 1 sampai %(most)d."), most=most
        )
        findings.append(outside.at(name))
        return default
    return int(text)
