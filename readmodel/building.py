"""Building what readers are given of products, from their present state."""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import orjson

from readmodel.projections import (
    PageSnapshot,
    document_projection,
    source,
    variant_projection,
    versions,
)
from readmodel.variant_history import VariantContents

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuiltProduct:
    """A product as readers shall know it; ``document`` is None unless it is public.

    ``checksum`` tells whether they know all this already: its beginning is the
    document's (:func:`document_checksum`). On ``rebuild_on`` it becomes another.
    """

    product_id: int
    exists: bool
    document: bytes | None
    checksum: str
    variants: VariantContents = field(default_factory=VariantContents)
    published_at: datetime | None = None
    rebuild_on: date | None = None


def build_products(product_ids: Collection[int]) -> Iterator[BuiltProduct]:
    """Build these products as they are now.

    One whose data cannot be made a document or a record is logged and left out: it
    must not keep the others from readers.
    """
    snapshots = source().load(product_ids)
    build_variants = variant_projection().prepare(
        [snapshot for snapshot in snapshots if snapshot.is_public]
    )
    for snapshot in snapshots:
        if not snapshot.is_public:
            yield _absent(snapshot)
            continue
        try:
            document = document_projection().build(snapshot)
            variants = build_variants(snapshot)
        except (KeyError, ValueError):
            logger.exception(
                "Product %d cannot be indexed as it is.", snapshot.product_id
            )
        else:
            yield _present(snapshot, document, variants)


def document_checksum(document: Mapping[str, Any] | None) -> str:
    """Tells one document from another; 32 characters."""
    return _digest(document)


def _present(
    snapshot: PageSnapshot, document: Mapping[str, Any], variants: VariantContents
) -> BuiltProduct:
    return BuiltProduct(
        snapshot.product_id,
        snapshot.exists,
        orjson.dumps(document),
        _checksum(snapshot, document, variants),
        variants,
        snapshot.published_at,
        snapshot.rebuild_on,
    )


def _absent(snapshot: PageSnapshot) -> BuiltProduct:
    checksum = _checksum(snapshot, None, VariantContents())
    return BuiltProduct(snapshot.product_id, snapshot.exists, None, checksum)


def _checksum(
    snapshot: PageSnapshot,
    document: Mapping[str, Any] | None,
    variants: VariantContents,
) -> str:
    exported = [
        versions()["variants"],
        snapshot.exists,
        variants.sections,
        variants.withdrawals,
        variants.withdrawal,
    ]
    return document_checksum(document) + _digest(exported)


def _digest(content: object) -> str:
    encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(encoded, digest_size=16).hexdigest()
