"""Which documents come first, exactly, and how all of them are walked through.

tantivy orders by one thing, and breaks ties by where a document happens to lie.
The catalogue promises that ties go by key, so that pages do not overlap and both
engines agree. Keys are compared by three numeric columns that hold their first
24 bytes, without reading a document; longer keys are read where they matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tantivy import DocAddress, FieldType, Order, Query, Searcher, SearchResult

from search.engines import naming
from search.engines.tantivy import fields
from search.engines.tantivy.queries import all_of, without
from search.engines.tantivy.store import IndexSnapshot

Address = DocAddress

# Hits of equal score are put in order of their keys among as many as this. In a
# larger set of equals, which only documents of the same words and lengths make,
# each block of this many is in order, and blocks follow as they lie in the index.
TIES = 1024

CHUNK = 4096
"""Documents that are looked up at once while walking."""


@dataclass(frozen=True, slots=True)
class NumberOrder:
    """Order by a number field, documents without it last, ties by key."""

    name: str
    descending: bool


def by_relevance(
    searcher: Searcher, query: Query, offset: int, limit: int
) -> tuple[int, list[Address]]:
    """The number of hits, and those of a page by score, ties by key."""
    offset, limit = _within(searcher, offset, limit)
    end = offset + limit
    result = searcher.search(query, limit=max(end + 1, 1))
    hits = result.hits
    if not limit or not hits:
        return _count(result), []

    if len(hits) > end and hits[end][0] == hits[end - 1][0]:
        start = next(i for i, hit in enumerate(hits) if hit[0] == hits[end][0])
        blocks = (end - 1 - start) // TIES + 1
        hits = searcher.search(query, limit=start + blocks * TIES, count=False).hits

    ranks = []
    previous, rank, size = None, -1, 0
    for score, _ in hits:
        if score != previous or size == TIES:
            previous, rank, size = score, rank + 1, 0
        ranks.append(rank)
        size += 1
    ordered = _by_key(searcher, [address for _, address in hits], ranks)
    return _count(result), ordered[offset:end]


def by_key(
    searcher: Searcher, query: Query, offset: int, limit: int
) -> tuple[int, list[Address]]:
    """The number of hits, and those of a page by key."""
    offset, limit = _within(searcher, offset, limit)
    result = searcher.search(
        query,
        limit=max(limit, 1),
        offset=offset,
        order_by_field=naming.KEY,
        order=Order.Asc,
    )
    return _count(result), [address for _, address in result.hits[:limit]]


def by_number(
    snapshot: IndexSnapshot, query: Query, order: NumberOrder, offset: int, limit: int
) -> tuple[int, list[Address]]:
    """The number of hits, and those of a page by a number, ties by key.

    A set of equals that may go on beyond the page is asked for again, by key.
    """
    searcher = snapshot.searcher
    offset, limit = _within(searcher, offset, limit)
    result = searcher.search(
        query,
        limit=max(limit, 1),
        offset=offset,
        order_by_field=order.name,
        order=Order.Desc if order.descending else Order.Asc,
    )
    hits, total = result.hits[:limit], _count(result)
    page: list[Address] = []
    for number, group in groupby(hits, key=lambda hit: hit[0]):
        addresses = [address for _, address in group]
        begin = len(page)
        end = begin + len(addresses)
        if (begin or not offset) and (end < len(hits) or offset + end == total):
            page += _by_key(searcher, addresses, [0] * len(addresses))
            continue
        ahead = offset + begin
        skipped = 0 if begin else ahead - _before(snapshot, query, order, number)
        equal = _equal(snapshot, query, order, number)
        page += by_key(searcher, equal, skipped, len(addresses))[1]
    return total, page


def walk(
    snapshot: IndexSnapshot, query: Query, order: NumberOrder | None
) -> Iterator[list[Address]]:
    """All hits by a number or else by key, in lists of at most ``CHUNK``.

    Each list is looked for beyond the last value of the one before, so memory
    does not grow with the number of hits.
    """
    columns = [_Column(part, FieldType.Unsigned, False) for part in fields.KEY_PARTS]
    if order is None:
        yield from _walk(snapshot, query, columns)
        return
    number = _Column(order.name, FieldType.Float, order.descending)
    present = Query.exists_query(order.name)
    yield from _walk(snapshot, all_of([query, present]), [number, *columns])
    yield from _walk(snapshot, without(query, present), columns)


def read(searcher: Searcher, addresses: Sequence[Address], name: str) -> list[bytes]:
    """A stored JSON value of documents."""
    return [fields.json_of(searcher.doc(address), name) for address in addresses]


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: FieldType
    descending: bool

    def equal(self, snapshot: IndexSnapshot, value: float) -> Query:
        return Query.range_query(
            snapshot.schema,
            self.name,
            self.type,
            lower_bound=value,
            upper_bound=value,
        )

    def beyond(self, snapshot: IndexSnapshot, value: float) -> Query:
        """Values that come later, in the order of the column."""
        if self.descending:
            return Query.range_query(
                snapshot.schema,
                self.name,
                self.type,
                upper_bound=value,
                include_upper=False,
            )
        return Query.range_query(
            snapshot.schema,
            self.name,
            self.type,
            lower_bound=value,
            include_lower=False,
        )


def _walk(
    snapshot: IndexSnapshot, query: Query, columns: Sequence[_Column]
) -> Iterator[list[Address]]:
    if not columns:
        yield from _walk_long_keys(snapshot.searcher, query)
        return

    column, *rest = columns
    searcher = snapshot.searcher
    order = Order.Desc if column.descending else Order.Asc
    remaining = query
    while True:
        hits = searcher.search(
            remaining, CHUNK + 1, count=False, order_by_field=column.name, order=order
        ).hits
        if not hits:
            return
        last = hits[-1][0]
        complete = len(hits) <= CHUNK
        if not complete:
            hits = [hit for hit in hits if hit[0] != last]
        if hits:
            values = [value for value, _ in hits]
            ranks = [-value for value in values] if column.descending else values
            yield _by_key(searcher, [address for _, address in hits], ranks)
            last = values[-1]
        else:
            # One value fills more than a chunk: go on by the next column.
            equal = all_of([query, column.equal(snapshot, last)])
            yield from _walk(snapshot, equal, rest)
        if complete:
            return
        remaining = all_of([query, column.beyond(snapshot, last)])


def _walk_long_keys(searcher: Searcher, query: Query) -> Iterator[list[Address]]:
    """More than a chunk of keys with the same first 24 bytes: slow, and unlikely."""
    for offset in range(0, searcher.num_docs, CHUNK):
        addresses = by_key(searcher, query, offset, CHUNK)[1]
        if not addresses:
            return
        yield addresses


def _before(
    snapshot: IndexSnapshot, query: Query, order: NumberOrder, number: float | None
) -> int:
    """How many hits come before those with ``number``."""
    if number is None:
        ahead = Query.exists_query(order.name)
    else:
        column = _Column(order.name, FieldType.Float, not order.descending)
        ahead = column.beyond(snapshot, number)
    return _count(snapshot.searcher.search(all_of([query, ahead]), limit=1))


def _equal(
    snapshot: IndexSnapshot, query: Query, order: NumberOrder, number: float | None
) -> Query:
    if number is None:
        return without(query, Query.exists_query(order.name))
    column = _Column(order.name, FieldType.Float, order.descending)
    return all_of([query, column.equal(snapshot, number)])


def _by_key(
    searcher: Searcher, addresses: list[Address], ranks: Sequence[float]
) -> list[Address]:
    """The addresses by rank, equal ones by key."""
    parts = [searcher.fast_field_values(part, addresses) for part in fields.KEY_PARTS]
    places = list(zip(ranks, *parts, strict=True))
    ordered = sorted(range(len(addresses)), key=places.__getitem__)
    result: list[Address] = []
    for _, group in groupby(ordered, key=places.__getitem__):
        same = [addresses[index] for index in group]
        if len(same) > 1:
            same.sort(key=lambda each: fields.text_of(searcher.doc(each), naming.KEY))
        result += same
    return result


def _count(result: SearchResult) -> int:
    """How many were found: an attribute that tantivy's own stubs leave out."""
    count: int = result.count  # type: ignore[attr-defined]
    return count


def _within(searcher: Searcher, offset: int, limit: int) -> tuple[int, int]:
    """Offset and limit as far as there are documents: tantivy reserves memory
    for as many as it is asked for."""
    offset = min(max(offset, 0), searcher.num_docs)
    return offset, min(max(limit, 0), searcher.num_docs - offset)
