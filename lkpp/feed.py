"""The answers of the v5 feed, rendered from the search index as they are sent.

The number of entries is counted first, for the envelope begins with it; entries
then pass through one by one, so that memory does not grow with the page.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import orjson

from lkpp.jakarta import SECONDS_A_DAY, start_of
from lkpp.parameters import Days, Listing
from lkpp.profiles.v5 import product_entry
from search.engines.base import EngineQuery, Filter, Range, SearchEngine, Sort
from search.mapping import VARIANT, variant_key

ENTRIES_A_CHUNK = 50
"""Entries sent together: enough that a chunk's own cost does not count."""

ACTIVE = (Filter("active", values=("yes",)),)
"""What ``all_produk`` lists."""


def updated_within(days: Days) -> tuple[Filter, ...]:
    """What ``updated_produk`` lists: whatever changed on these days, and what left
    the catalogue on them too."""
    after = start_of(days.end) + SECONDS_A_DAY
    return (Filter("updated", ranges=(Range(start_of(days.start), after),)),)


def list_products(
    engine: SearchEngine,
    filters: tuple[Filter, ...],
    listing: Listing,
    base_url: str,
) -> Iterator[bytes]:
    """A page of the variants that pass ``filters``, in its envelope.

    Raises EngineUnavailable at once, while the answer may still be another.
    """
    total = engine.search(EngineQuery(VARIANT, filters=filters, limit=0)).total
    sources: Iterable[bytes] = ()
    if listing.offset < total:
        sources = engine.iterate(
            VARIANT,
            filters=filters,
            sort=Sort(listing.order_field, descending=listing.descending),
            offset=listing.offset,
            limit=listing.per_page,
        )
    return _envelope(total, listing, _entries(sources, base_url))


def one_product(engine: SearchEngine, sku: str, base_url: str) -> bytes | None:
    """The entry of a variant that is or was listed, in its envelope; None when
    there never was one. Raises EngineUnavailable."""
    key = variant_key(sku)
    record = engine.get([key]).get(key)
    if record is None:
        return None
    return orjson.dumps({"produk": product_entry(record, base_url)})


def _envelope(
    total: int, listing: Listing, entries: Iterator[bytes]
) -> Iterator[bytes]:
    head = orjson.dumps(
        {
            "total": total,
            "current_page": listing.page,
            "per_page": listing.per_page,
            "total_page": -(-total // listing.per_page),
        }
    )
    yield head[:-1] + b',"produk":['
    separator = b""
    while chunk := b",".join(islice(entries, ENTRIES_A_CHUNK)):
        yield separator + chunk
        separator = b","
    yield b"]}"


def _entries(sources: Iterable[bytes], base_url: str) -> Iterator[bytes]:
    for source in sources:
        yield orjson.dumps(product_entry(orjson.loads(source), base_url))
