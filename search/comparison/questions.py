"""What two engines are asked, made of what is in the catalogue.

A sample of documents gives the words: kinds of device and their synonyms, names of
suppliers, licence numbers, codes, titles, and all of these misspelt. The same seed and
the same catalogue give the same questions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import orjson

from search.analysis import analyse_query
from search.documents.types import ProductDocument
from search.engines.base import (
    EngineQuery,
    EngineResult,
    Filter,
    SearchEngine,
    Sort,
    StoredDocument,
)
from search.facets import FACETS, Facet
from search.indexing.mapping import PRODUCT, product_key
from search.query import (
    DEFAULT_PAGE_SIZE,
    LAST_HIT,
    LONGEST_QUERY,
    SORTS,
    SearchRequest,
)

SUGGESTIONS = 5
SIMILAR = 8
NEAREST = 6
LISTED = 200
"""Hits that are read in the order of a number, one list a supplier."""

FURTHER = 200
"""Places beyond a page within which a hit must stand that another engine has on it."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Answer:
    """``keys`` are those of the hits in their order; ``counts`` have for each field
    the values, or the numbers of ranges, with how many hits each has."""

    total: int | None
    keys: tuple[int, ...]
    counts: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """``label`` is how people write it. Where hits come by relevance, ``further`` gives
    their keys from the first to far beyond the page; ``is_approximate`` says that an
    engine promises none in particular."""

    label: str
    ask: Callable[[SearchEngine], Answer]
    further: Callable[[SearchEngine], tuple[int, ...]] | None = None
    is_approximate: bool = False


def sample(
    documents: Sequence[ProductDocument], total: int, seed: int, size: int
) -> list[Question]:
    """``size`` questions, fewer where the catalogue is empty, after those that are
    always asked: everything in each order, from its first page and a far one, and each
    choice of a facet. ``total`` is how many documents there are."""
    chance = Random(seed)  # noqa: S311 - a sample that can be drawn again
    drawn = _Drawing(chance, documents, total)
    asked = list(_always(total))
    if documents:
        asked += [drawn.question() for _ in range(size)]
    return asked


def _always(total: int) -> Iterator[Question]:
    for sort in SORTS:
        for page in sorted({1, _last_page(total)}):
            yield searching(SearchRequest(sort=sort, page=page))
    for facet in FACETS:
        for value in facet.options:
            yield searching(SearchRequest(selected={facet.name: (value,)}))


def _last_page(total: int) -> int:
    reachable = min(total, LAST_HIT)
    return max(1, -(-reachable // DEFAULT_PAGE_SIZE))


class _Drawing:
    """Draws questions from a sample of documents."""

    def __init__(
        self, chance: Random, documents: Sequence[ProductDocument], total: int
    ) -> None:
        self.chance = chance
        self.documents = documents
        self.total = total

    def question(self) -> Question:
        kinds = (self._search, self._suggestion, self._similar, self._nearest)
        kinds += (self._list,)
        [kind] = self.chance.choices(kinds, weights=(12, 4, 1, 2, 1))
        return kind()

    def _search(self) -> Question:
        document = self._document()
        text = self._text(document) if self.chance.random() < 0.8 else ""
        chosen = self.chance.sample(FACETS, self.chance.choice((0, 0, 1, 1, 2)))
        selected = {
            facet.name: values
            for facet in chosen
            if (values := self._values(facet, document))
        }
        sort = self.chance.choice([*SORTS, "relevance", "relevance"])
        page = 1 if self.chance.random() < 0.7 else self._page(bool(text))
        return searching(SearchRequest(text, selected, sort, page))

    def _suggestion(self) -> Question:
        text = self._text(self._document())
        return suggesting(text[: self.chance.randint(2, max(2, len(text)))])

    def _similar(self) -> Question:
        return resembling(self._document()["id"])

    def _nearest(self) -> Question:
        return nearing(self._text(self._document()))

    def _list(self) -> Question:
        return listing(str(self._document()["supplier"]["id"]))

    def _document(self) -> ProductDocument:
        return self.chance.choice(self.documents)

    def _page(self, is_narrow: bool) -> int:
        return self.chance.randint(1, 4 if is_narrow else _last_page(self.total))

    def _text(self, document: ProductDocument) -> str:
        text = self.chance.choice(_names(document))
        words = text.split()
        if len(words) > 1 and self.chance.random() < 0.4:
            words = self.chance.sample(words, self.chance.randint(1, 2))
            text = " ".join(words)
        return self._misspelt(text) if self.chance.random() < 0.2 else text

    def _misspelt(self, text: str) -> str:
        """With a letter left out, doubled, changed, or changed for the next."""
        place = self.chance.randrange(len(text))
        before, letter, after = text[:place], text[place], text[place + 1 :]
        return self.chance.choice(
            (
                before + after,
                before + letter * 2 + after,
                before + self.chance.choice(_ALPHABET) + after,
                before + after[:1] + letter + after[1:],
            )
        )

    def _values(self, facet: Facet, document: ProductDocument) -> tuple[str, ...]:
        options = list(facet.options) or _values_of(facet.name, document)
        return tuple(self.chance.sample(options, min(len(options), 2))[: self._few()])

    def _few(self) -> int:
        return self.chance.choice((1, 1, 2))


def _names(document: ProductDocument) -> list[str]:
    """What people may type to find the product."""
    names = [
        document["title"],
        document["title_en"],
        document["brand"],
        document["model"],
        document["device_type"]["label_id"],
        document["device_type"]["label_en"],
        *document["synonyms"],
        document["supplier"]["name"],
        document["supplier"]["legal_name"],
        document["summary"][:60],
    ]
    for licence in document["licences"]:
        names += [licence["number"], licence["display"], licence["number"][-6:]]
    names += [each["number"] for each in document["tkdn_certificates"]]
    for variant in document["variants"]:
        names += [variant["sku"], variant["gtin"], variant["kfa_code"]]
    plain = (" ".join(name.split())[:LONGEST_QUERY] for name in names)
    return [name for name in plain if name]


def _values_of(facet: str, document: ProductDocument) -> list[str]:
    """Values of facets whose options are what is in the catalogue."""
    values = {
        "category": document["category"]["key"],
        "device_type": document["device_type"]["key"],
        "supplier": str(document["supplier"]["id"]),
    }
    return [values[facet]] if facet in values else []


def searching(request: SearchRequest) -> Question:
    """A search as the page and the API make it, with all facets counted."""
    query = request.engine_query()
    is_by_relevance = query.sort is None
    return Question(
        f"/cari/?{request.query_string()}",
        lambda engine: _answer(engine.search(query)),
        _further(query) if is_by_relevance else None,
    )


def nearing(text: str) -> Question:
    """What has some of the words, as it is shown where nothing has all."""
    query = EngineQuery(
        kind=PRODUCT, terms=analyse_query(text), match_all=False, limit=NEAREST
    )
    return Question(
        f"~ {text}", lambda engine: _answer(engine.search(query)), _further(query)
    )


def suggesting(text: str) -> Question:
    """What is suggested while somebody is typing."""
    terms = analyse_query(text, unfinished=True)

    def ask(engine: SearchEngine, size: int) -> EngineResult:
        return engine.suggest(PRODUCT, terms, ("device_type", "supplier"), size)

    return Question(
        f"{text}…",
        lambda engine: _answer(ask(engine, SUGGESTIONS)),
        lambda engine: _keys(ask(engine, SUGGESTIONS + FURTHER).hits),
    )


def resembling(product_id: int) -> Question:
    """Products like another one."""
    key = product_key(product_id)
    return Question(
        f"≈ {key}",
        lambda engine: Answer(None, _keys(engine.similar(key, SIMILAR))),
        is_approximate=True,
    )


def listing(supplier: str) -> Question:
    """A supplier's products by revision, read as a stream."""

    def ask(engine: SearchEngine) -> Answer:
        lines = engine.iterate(
            PRODUCT,
            filters=(Filter("supplier", values=(supplier,)),),
            sort=Sort("revision"),
            limit=LISTED,
        )
        return Answer(None, _keys([orjson.loads(line) for line in lines]))

    return Question(f"supplier={supplier}", ask)


def _further(query: EngineQuery) -> Callable[[SearchEngine], tuple[int, ...]]:
    wider = replace(
        query, counts=(), offset=0, limit=query.offset + query.limit + FURTHER
    )
    return lambda engine: _keys(engine.search(wider).hits)


def _answer(result: EngineResult) -> Answer:
    counts = {
        name: tuple((each.term.value, each.count) for each in counted)
        for name, counted in result.counts.items()
    }
    counts |= {
        name: tuple((f"{place}", count) for place, count in enumerate(counted))
        for name, counted in result.range_counts.items()
    }
    return Answer(result.total, _keys(result.hits), counts)


def _keys(hits: Sequence[StoredDocument]) -> tuple[int, ...]:
    return tuple(hit["id"] for hit in hits)
