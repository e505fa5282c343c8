"""How many hits each value has, in as few passes as possible."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tantivy import Query, Searcher

from search.engines.base import Count, TermCount
from search.engines.checking import bounds
from search.engines.counts import Counts
from search.engines.labels import commonest
from search.engines.tantivy.queries import Queries

_FIRST_BUCKETS = 1_000
# tantivy refuses to answer with more than 65,000.
_MOST_BUCKETS = 60_000
# Each segment's counts are complete, or the sum would be an estimate.
_SEGMENT_BUCKETS = 10_000_000


def count(
    searcher: Searcher,
    queries: Queries,
    passes: Iterable[tuple[Query, Sequence[Count]]],
) -> Counts:
    """The counts of each pass, over the hits of its query."""
    counts = Counts()
    for query, wanted in passes:
        terms = [asked for asked in wanted if not asked.ranges]
        for asked, found in zip(
            terms, _count_terms(searcher, queries, query, terms), strict=True
        ):
            counts.terms[asked.field] = found
        for asked in wanted:
            if asked.ranges:
                counts.ranges[asked.field] = _count_ranges(
                    searcher, queries, query, asked
                )
    return counts


def _count_terms(
    searcher: Searcher, queries: Queries, query: Query, counts: Sequence[Count]
) -> list[tuple[TermCount, ...]]:
    names = [queries.label_field(asked.field) for asked in counts]
    wanted = {
        str(position): _terms_of(name, max(_FIRST_BUCKETS, 2 * asked.size))
        for position, (name, asked) in enumerate(zip(names, counts, strict=True))
        if name
    }
    answer = searcher.aggregate(query, wanted) if wanted else {}
    found = []
    for position, (name, asked) in enumerate(zip(names, counts, strict=True)):
        buckets = answer.get(str(position), {"buckets": ()})
        if name and _may_miss(buckets, asked.size):
            again = {"all": _terms_of(name, _MOST_BUCKETS)}
            buckets = searcher.aggregate(query, again)["all"]
        given = ((each["key"], each["doc_count"]) for each in buckets["buckets"])
        found.append(commonest(given, asked.size))
    return found


def _terms_of(name: str, size: int) -> dict[str, Any]:
    size = min(size, _MOST_BUCKETS)
    return {
        "terms": {"field": name, "size": size, "segment_size": _SEGMENT_BUCKETS},
    }


def _may_miss(answer: Mapping[str, Any], size: int) -> bool:
    """Whether a value outside the answer might belong to the commonest."""
    buckets = answer["buckets"]
    if not answer.get("sum_other_doc_count") or not 0 < size <= len(buckets):
        return False
    return bool(buckets[size - 1]["doc_count"] <= buckets[-1]["doc_count"])


def _count_ranges(
    searcher: Searcher, queries: Queries, query: Query, asked: Count
) -> tuple[int, ...]:
    """tantivy wants ranges that do not overlap: count between all the bounds,
    and add up."""
    name = queries.range_field(asked.field)
    wanted = [bounds(each) for each in asked.ranges]
    if not name:
        return (0,) * len(wanted)
    edges = sorted({edge for pair in wanted for edge in pair if edge is not None})
    if not edges:
        present = searcher.aggregate(query, {"all": {"value_count": {"field": name}}})
        return (int(present["all"]["value"]),) * len(wanted)

    pieces = list(zip([None, *edges], [*edges, None], strict=True))
    ranges = [
        {key: edge for key, edge in (("from", low), ("to", high)) if edge is not None}
        for low, high in pieces
    ]
    answer = searcher.aggregate(
        query, {"ranges": {"range": {"field": name, "ranges": ranges}}}
    )
    counted = [
        (bucket.get("from"), bucket.get("to"), bucket["doc_count"])
        for bucket in answer["ranges"]["buckets"]
    ]
    return tuple(
        sum(
            number
            for start, stop, number in counted
            if _is_within(start, stop, low, high)
        )
        for low, high in wanted
    )


def _is_within(
    start: float | None, stop: float | None, low: float | None, high: float | None
) -> bool:
    above = low is None or (start is not None and start >= low)
    below = high is None or (stop is not None and stop <= high)
    return above and below


def split_by_filter(
    counts: Sequence[Count], filtered: Iterable[str]
) -> dict[str | None, list[Count]]:
    """Counts by the field whose filter they leave out; None leaves out none."""
    own = set(filtered)
    passes: dict[str | None, list[Count]] = {}
    for asked in counts:
        passes.setdefault(asked.field if asked.field in own else None, []).append(asked)
    return passes
