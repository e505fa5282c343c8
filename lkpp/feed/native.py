"""Changes and snapshots of all records, in the order of revisions.

Both are read from the ledger (:mod:`readmodel.ledger_reader`). A native record passes
from the row to the socket unparsed; other profiles are rendered on the way.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import orjson
from django.urls import reverse
from django.utils.http import urlencode

from core.batches import batches
from lkpp.clients.request_log import HandedOut
from lkpp.feed.conditional import etag_of
from lkpp.feed.cursors import Cursor, cursor_at, require_same_past
from lkpp.profiles import PROFILES
from lkpp.records.addresses import with_host
from lkpp.records.neutral_record import SCHEMA_VERSION
from readmodel import chain, ledger_reader
from readmodel.chain import Past
from readmodel.ledger_reader import LedgerRow, Stream

NATIVE = "native"
MOST_RECORDS = 1_000
"""The most that one answer with changes holds, but for a revision with more."""

RECORDS_A_CHUNK = 200

FEW_RECORDS = 10
"""Records that make no long answer: most have some 6 kB, and the server keeps a quarter
of a megabyte for a reader that takes its time."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an answer hands out, up to the revision ``upto``. ``etag`` is the same as
    long as the answer would be. What comes next is asked for at ``next``. ``close`` it
    where the body is not sent."""

    body: Iterable[bytes]
    etag: str
    upto: int
    next: str
    close: Callable[[], None] = lambda: None
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class _Body:
    """Lines that can be closed before the first of them was read; a generator's own
    ``close`` does nothing then."""

    lines: Iterator[bytes]
    close: Callable[[], None]

    def __iter__(self) -> Iterator[bytes]:
        return self.lines


def changes(
    after: Cursor, limit: int, profile: str, base_url: str, handed_out: HandedOut
) -> Delivery:
    """Whatever changed after a cursor, at most ``limit`` records of whole revisions.

    Raises FeedError where ``after`` is of another past.
    """
    _require_same_past(profile, base_url, after)
    page = ledger_reader.page(after.position, limit)
    # Asked for afterwards: what was not read has moved on up to there at most.
    told = chain.past()
    cursor = cursor_at(page.cursor, told)
    head = _head(told, profile) | {
        "after": after.position,
        "cursor": page.cursor,
        "next_cursor": str(cursor),
        "latest": told.revision,
        "more": page.more,
    }
    form = PROFILES[profile].form_digest(base_url)
    etag = etag_of(told.feed, form, after.position, limit, cursor, told.revision)
    return Delivery(
        _page(head, page.rows, base_url, handed_out),
        etag,
        page.cursor,
        _address("changes", profile, base_url, after=cursor, limit=limit),
        is_long=len(page.rows) > FEW_RECORDS,
    )


def snapshot(
    after: Cursor,
    upto: Cursor | None,
    profile: str,
    base_url: str,
    handed_out: HandedOut,
    *,
    tombstones: bool,
) -> Delivery:
    """All records as of one revision, a line each, between a line that says which
    revision that is and one that says how many records there were.

    ``after`` and ``upto`` resume a snapshot that broke off. Raises FeedError where one
    of them is of another past.
    """
    _require_same_past(profile, base_url, after, *([upto] if upto else []))
    # Asked for before anything is sent: a failure is then still an error.
    found = ledger_reader.stream(
        after=after.position, upto=upto.position if upto else None
    )
    told = chain.past()
    cursor = cursor_at(found.revision, told)
    head = _head(told, profile) | {
        "after": after.position,
        "revision": found.revision,
        "next_cursor": str(cursor),
    }
    form = PROFILES[profile].form_digest(base_url)
    etag = etag_of(told.feed, form, after.position, cursor, told.revision, tombstones)
    lines = _lines(head, found, base_url, handed_out, tombstones=tombstones)
    return Delivery(
        _Body(lines, found.close),
        etag,
        found.revision,
        _address("changes", profile, base_url, after=cursor),
        found.close,
    )


def state(base_url: str) -> Delivery:
    """The latest revision and how many variants are offered."""
    told = chain.past()
    cursor = cursor_at(told.revision, told)
    current = {
        "feed": str(told.feed),
        "schema_version": SCHEMA_VERSION,
        "revision": told.revision,
        "next_cursor": str(cursor),
        "active": ledger_reader.count_active(),
    }
    return Delivery(
        [orjson.dumps(current)],
        etag_of(told.feed, cursor),
        told.revision,
        _address("changes", NATIVE, base_url, after=cursor),
    )


def _require_same_past(profile: str, base_url: str, *cursors: Cursor) -> None:
    told = chain.past()
    begin_anew = _address("snapshot", profile, base_url)
    for cursor in cursors:
        require_same_past(cursor, told, begin_anew)


def _address(name: str, profile: str, base_url: str, **asked: object) -> str:
    """Where to ask for something in the same profile."""
    if profile != NATIVE:
        asked["profile"] = profile
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{base_url}{reverse(f'api-1:{name}')}{query}"


def _head(told: Past, profile: str) -> dict[str, object]:
    return {
        "feed": str(told.feed),
        "schema_version": SCHEMA_VERSION,
        "profile": profile,
    }


def _page(
    head: dict, rows: list[LedgerRow], base_url: str, handed_out: HandedOut
) -> Iterator[bytes]:
    records = b",".join(_rendered(rows, head["profile"], base_url))
    yield orjson.dumps(head)[:-1] + b',"records":[' + records + b"]}"
    if rows:
        handed_out.add(rows[0].revision, rows[-1].revision, len(rows))


def _lines(
    head: dict,
    found: Stream,
    base_url: str,
    handed_out: HandedOut,
    *,
    tombstones: bool,
) -> Iterator[bytes]:
    rows = found.rows if tombstones else (row for row in found.rows if row.active)
    yield orjson.dumps({"snapshot": head}) + b"\n"
    for chunk in batches(rows, RECORDS_A_CHUNK):
        yield b"\n".join(_rendered(chunk, head["profile"], base_url)) + b"\n"
        handed_out.add(chunk[0].revision, chunk[-1].revision, len(chunk))
    end = {"revision": head["revision"], "records": handed_out.records}
    yield orjson.dumps({"end": end}) + b"\n"


def _rendered(
    rows: Iterable[LedgerRow], profile: str, base_url: str
) -> Iterator[bytes]:
    if profile == NATIVE:
        return (with_host(row.record, base_url) for row in rows)
    entry = PROFILES[profile].entry
    return (orjson.dumps(entry(orjson.loads(row.record), base_url)) for row in rows)
