"""A chain over what readers were told: the same link, the same past.

Each transaction of the ledger adds a link, whose digest is of the link before it and
of all that the transaction tells readers. A database that was restored from a backup
has other links from there on, so that a reader who was told something else is found
out. See docs/adr/0033-cursors-addresses-and-moments.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

import orjson
from django.db.models import OuterRef, QuerySet, Subquery

from readmodel.lease import feed_id
from readmodel.models import IndexerLease, LedgerLink, ProductState, VariantState

DIGEST_BYTES = 32

SHOWN_BYTES = 8
"""Of what is shown to readers: two pasts are the same by chance in none of 10^19."""


@dataclass(frozen=True, slots=True)
class Past:
    """What readers were told up to ``revision`` of the sequence ``feed``. ``digest``
    stands for it, and is empty where no link covers the revision."""

    feed: UUID
    revision: int
    digest: str


def extend(products: Sequence[ProductState], variants: Iterable[VariantState]) -> None:
    """Add the link of a transaction that told readers this, each with its revision, in
    ascending order. Call it in that transaction; without products there is none."""
    if not products:
        return
    digest = blake2b(_last_digest(), digest_size=DIGEST_BYTES)
    for state in products:
        told = [state.product_id, state.revision, state.checksum, state.live]
        digest.update(orjson.dumps(told))
    for variant in variants:
        digest.update(variant.record)
    link = LedgerLink(revision=products[-1].revision, digest=digest.digest())
    LedgerLink.objects.bulk_create([link])


def past() -> Past:
    """What readers were told so far."""
    covering = _covering(OuterRef("last_revision")).values("digest")[:1]
    rows = IndexerLease.objects.annotate(link=Subquery(covering))
    row = rows.values_list("feed_id", "last_revision", "link").first()
    if row is None:
        return _shown(feed_id(), 0, None)
    return _shown(*row)


def past_at(revision: int, of: Past) -> Past:
    """What readers were told up to a revision of the past ``of``."""
    if revision == of.revision:
        return of
    link = _covering(revision).values_list("digest", flat=True).first()
    return _shown(of.feed, revision, link)


def _covering(revision: int | OuterRef) -> QuerySet[LedgerLink]:
    """The links at or beyond a revision, the next one first: a revision within a
    transaction has the digest of its end, for no database has a part of one."""
    return LedgerLink.objects.filter(revision__gte=revision).order_by("revision")


def _last_digest() -> bytes:
    last = LedgerLink.objects.order_by("-revision").values_list("digest", flat=True)
    return bytes(last.first() or b"")


def _shown(feed: UUID, revision: int, link: bytes | memoryview | None) -> Past:
    """Keyed with the sequence's name, so that a new one makes every past another."""
    told = bytes(link or b"") if revision else b""
    if revision and not told:
        return Past(feed, revision, "")
    keyed = blake2b(told, key=feed.bytes, digest_size=SHOWN_BYTES)
    return Past(feed, revision, keyed.hexdigest())
