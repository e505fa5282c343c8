"""What readers were told of each variant, and what they must be told next.

:class:`search.models.VariantState` keeps, for every SKU that was ever exported, a
:class:`Remembered`. From it and the product's present document follow
the records to export: sections keep the moment of their last change, and a variant
that left remains as a tombstone with its reason.
"""

from hashlib import blake2b
from typing import Any, TypedDict

import orjson

from search.documents import ProductDocument
from search.records import SECTIONS, VariantRecord, VariantSections

WITHDRAWN = "withdrawn"
LICENCE_EXPIRED = "licence-expired"
DELETED = "deleted"


class Remembered(TypedDict):
    """``sections`` holds for each its digest and the moment it last changed;
    ``reason`` is empty while the variant is exported."""

    name: str
    created_at: str
    revision: int
    reason: str
    withdrawn_at: str
    sections: dict[str, list[str]]


Memory = dict[str, Remembered]


def reason_for_leaving(document: ProductDocument | None, exists: bool) -> str:
    """Why a variant of this product is no longer exported."""
    if document is None:
        return WITHDRAWN if exists else DELETED
    licence = document["licence"]
    if licence is not None and licence["status"] == "expired":
        return LICENCE_EXPIRED
    return WITHDRAWN


def advance(
    memory: Memory,
    variants: VariantSections,
    *,
    reason: str,
    revision: int,
    moment: str,
    created_at: str,
) -> Memory:
    """The memory after ``variants`` were seen at ``moment``.

    A variant whose record changed gets ``revision``; the others keep theirs. One
    seen for the first time was created at ``created_at``; one that is no longer
    there left for ``reason``.
    """
    advanced = {
        sku: _seen(memory.get(sku), sections, revision, moment, created_at)
        for sku, sections in variants.items()
    }
    for sku, remembered in memory.items():
        if sku not in variants:
            advanced[sku] = _left(remembered, reason, revision, moment)
    return advanced


def records(
    product_id: int, memory: Memory, variants: VariantSections
) -> list[VariantRecord]:
    """The records of the product's variants, those that left among them."""
    return [
        _record(product_id, sku, remembered, variants.get(sku))
        for sku, remembered in memory.items()
    ]


def _seen(
    before: Remembered | None,
    sections: dict[str, Any],
    revision: int,
    moment: str,
    created_at: str,
) -> Remembered:
    known = before["sections"] if before and not before["reason"] else {}
    contents = {name: sections[name] for name in SECTIONS}
    # The name is exported in the block of the listing and changes with it.
    contents["listing"] = [sections["name"], sections["listing"]]
    stamped = {
        name: _stamped(known.get(name), content, moment)
        for name, content in contents.items()
    }
    unchanged = before is not None and stamped == known
    return Remembered(
        name=sections["name"],
        created_at=before["created_at"] if before else created_at,
        revision=before["revision"] if unchanged else revision,
        reason="",
        withdrawn_at="",
        sections=stamped,
    )


def _stamped(known: list[str] | None, content: Any, moment: str) -> list[str]:
    digest = _digest(content)
    if known is not None and known[0] == digest:
        return known
    return [digest, moment]


def _left(before: Remembered, reason: str, revision: int, moment: str) -> Remembered:
    if before["reason"] == reason:
        return before
    return {
        **before,
        "reason": reason,
        "withdrawn_at": before["withdrawn_at"] or moment,
        "revision": revision,
    }


def _digest(content: Any) -> str:
    encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(encoded, digest_size=8).hexdigest()


def _record(
    product_id: int, sku: str, remembered: Remembered, sections: dict | None
) -> VariantRecord:
    changed = {name: stamp[1] for name, stamp in remembered["sections"].items()}
    active = sections is not None
    latest = max(changed.values()) if active else remembered["withdrawn_at"]
    return VariantRecord(
        sku=sku,
        product_id=product_id,
        revision=remembered["revision"],
        name=remembered["name"],
        active=active,
        reason=remembered["reason"],
        created_at=remembered["created_at"],
        updated_at=latest,
        changed=changed,
        **{name: sections[name] if active else None for name in SECTIONS},
    )
