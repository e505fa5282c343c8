"""Changes and snapshots of all records, in the order of revisions.

Both are read from the ledger (:mod:`readmodel.ledger_reader`). A native record passes
from the row to the socket as it is; other profiles are rendered on the way.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import orjson

from core.batches import batches
from lkpp import errors
from lkpp.clients.request_log import HandedOut
from lkpp.feed.conditional import etag_of
from lkpp.profiles import PROFILES
from lkpp.records.neutral_record import SCHEMA_VERSION
from readmodel import ledger_reader
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
    long as the answer would be. ``close`` it where the body is not sent."""

    body: Iterable[bytes]
    etag: str
    upto: int
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
    after: int, limit: int, profile: str, base_url: str, handed_out: HandedOut
) -> Delivery:
    """Whatever changed after a revision, at most ``limit`` records of whole revisions.

    Raises FeedError where ``after`` was never handed out.
    """
    latest = _latest(after)
    page = ledger_reader.page(after, limit)
    latest = max(latest, page.cursor)
    head = _head(profile) | {
        "after": after,
        "cursor": page.cursor,
        "latest": latest,
        "more": page.more,
    }
    etag = etag_of(
        head["feed"],
        PROFILES[profile].form_digest(base_url),
        after,
        limit,
        page.cursor,
        latest,
    )
    return Delivery(
        _page(head, page.rows, base_url, handed_out),
        etag,
        page.cursor,
        is_long=len(page.rows) > FEW_RECORDS,
    )


def snapshot(
    after: int,
    upto: int | None,
    profile: str,
    base_url: str,
    handed_out: HandedOut,
    *,
    tombstones: bool,
) -> Delivery:
    """All records as of one revision, a line each, between a line that says which
    revision that is and one that says how many records there were.

    ``after`` and ``upto`` resume a snapshot that broke off. Raises FeedError where they
    were never handed out.
    """
    latest = _latest(max(after, upto or 0))
    # Asked for before anything is sent: a failure is then still an error.
    found = ledger_reader.stream(after=after, upto=upto)
    head = _head(profile) | {"after": after, "revision": found.revision}
    etag = etag_of(
        head["feed"],
        PROFILES[profile].form_digest(base_url),
        after,
        found.revision,
        latest,
        tombstones,
    )
    lines = _lines(head, found, base_url, handed_out, tombstones=tombstones)
    return Delivery(_Body(lines, found.close), etag, found.revision, found.close)


def state() -> Delivery:
    """The latest revision and how many variants are offered."""
    revision = ledger_reader.last_revision()
    current = {
        "feed": str(ledger_reader.feed_id()),
        "schema_version": SCHEMA_VERSION,
        "revision": revision,
        "active": ledger_reader.count_active(),
    }
    etag = etag_of(current["feed"], revision)
    return Delivery([orjson.dumps(current)], etag, revision)


def _latest(cursor: int) -> int:
    """The latest revision, which a cursor cannot be beyond."""
    latest = ledger_reader.last_revision()
    if cursor > latest:
        raise errors.cursor_ahead(cursor, latest)
    return latest


def _head(profile: str) -> dict[str, object]:
    return {
        "feed": str(ledger_reader.feed_id()),
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
        return (row.record for row in rows)
    entry = PROFILES[profile].entry
    return (orjson.dumps(entry(orjson.loads(row.record), base_url)) for row in rows)
