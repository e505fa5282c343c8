"""The answers of the v5 feed, from the ledger of records.

The number of entries is counted first, for the envelope begins with it; entries
then pass through one by one, so that memory does not grow with the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import orjson
from django.db.models import QuerySet

from lkpp.feed.conditional import etag_of
from lkpp.feed.parameters import Days, PageRequest
from lkpp.jakarta_time import start_of
from lkpp.profiles import PROFILES
from readmodel import chain
from readmodel.chain import Past
from readmodel.ledger_reader import find
from readmodel.models import VariantState

ENTRIES_A_CHUNK = 50
"""Entries sent together: enough that a chunk's own cost does not count."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9998, 12, 31)
"""Days that every database can compare with; there are no changes beyond them."""

V5 = PROFILES["v5"]


def active() -> QuerySet[VariantState]:
    """What ``all_produk`` lists."""
    return VariantState.objects.filter(active=True)


def updated_within(days: Days) -> QuerySet[VariantState]:
    """What ``updated_produk`` lists: whatever changed on these days, and what left
    the catalogue on them too."""
    return VariantState.objects.filter(
        updated_at__gte=_beginning(days.start),
        updated_at__lt=_beginning(min(days.end, LAST_DAY) + timedelta(days=1)),
    )


def _beginning(day: date) -> datetime:
    return datetime.fromtimestamp(start_of(max(day, FIRST_DAY)), UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """``etag`` is the same as long as the body would be."""

    body: Iterable[bytes]
    etag: str


def list_products(
    variants: QuerySet[VariantState], wanted: PageRequest, base_url: str
) -> Answer:
    """A page of ``variants`` in its envelope."""
    told = chain.past()
    total = variants.count()
    sign = "-" if wanted.descending else ""
    ordered = variants.order_by(f"{sign}{wanted.order_field}", "sku")
    page = ordered[wanted.offset : wanted.offset + wanted.per_page]
    records = page.values_list("record", flat=True)
    entries = _entries(map(bytes, records.iterator()), base_url)
    return Answer(
        _envelope(total, wanted, entries),
        etag=_tag_of(told, base_url, total),
    )


def one_product(sku: str, base_url: str) -> Answer | None:
    """The entry of a variant that is or was listed, in its envelope; None when
    there never was one."""
    row = find(sku)
    if row is None:
        return None
    entry = V5.entry(orjson.loads(row.record), base_url)
    return Answer(
        (orjson.dumps({"produk": entry}),),
        etag=_tag_of(chain.past_at(row.revision, chain.past()), base_url),
    )


def _tag_of(told: Past, base_url: str, *parts: object) -> str:
    """Another one where readers were told something else up to the same revision, as
    before a backup was restored."""
    return etag_of(
        told.feed, V5.form_digest(base_url), told.revision, told.digest, *parts
    )


def _envelope(
    total: int, wanted: PageRequest, entries: Iterator[bytes]
) -> Iterator[bytes]:
    head = orjson.dumps(
        {
            "total": total,
            "current_page": wanted.page,
            "per_page": wanted.per_page,
            "total_page": -(-total // wanted.per_page),
        }
    )
    yield head[:-1] + b',"produk":['
    separator = b""
    while chunk := b",".join(islice(entries, ENTRIES_A_CHUNK)):
        yield separator + chunk
        separator = b","
    yield b"]}"


def _entries(records: Iterable[bytes], base_url: str) -> Iterator[bytes]:
    for record in records:
        yield orjson.dumps(V5.entry(orjson.loads(record), base_url))
