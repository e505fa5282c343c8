"""What readers were told of each variant, and what they must be told next.

:class:`readmodel.models.VariantState` keeps, for every SKU that was ever exported, a
:class:`Remembered`. From it and the variant's present sections follows the neutral
record: sections keep the moment of their last change, and a variant that left remains
as a tombstone with its reason.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypedDict

import orjson

from domain.validity import Status
from lkpp.records.neutral_record import SCHEMA_VERSION, SECTIONS
from search.documents import ProductDocument

WITHDRAWN = "withdrawn"
LICENCE_EXPIRED = "licence-expired"
DELETED = "deleted"
NOT_READY = "not-ready"

EXPLANATIONS = {
    WITHDRAWN: "Produk ditarik dari katalog.",
    LICENCE_EXPIRED: "Izin edar produk kedaluwarsa.",
    DELETED: "Produk dihapus dari katalog.",
    NOT_READY: "Data produk belum memenuhi syarat ekspor.",
}
"""Why a variant left, to whoever reads the export; Indonesian as all its texts."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why a variant is not, or no longer, exported."""

    reason: str
    explanation: str = ""

    @property
    def told(self) -> str:
        return self.explanation or EXPLANATIONS[self.reason]


class Remembered(TypedDict):
    """``sections`` holds for each its digest and the moment it last changed;
    ``reason`` is empty while the variant is exported."""

    name: str
    created_at: str
    revision: int
    reason: str
    explanation: str
    withdrawn_at: str
    sections: dict[str, list[str]]


Memory = dict[str, Remembered]


def leaving_of(document: ProductDocument | None, exists: bool) -> Leaving | None:
    """Why no variant of a product is exported; None where each has its own reason."""
    if document is None:
        return Leaving(WITHDRAWN if exists else DELETED)
    licence = document["licence"]
    if licence is not None and licence["status"] == Status.EXPIRED:
        return Leaving(LICENCE_EXPIRED)
    return None


def advance(
    memory: Memory,
    variants: dict[str, dict[str, Any]],
    *,
    leaving: Leaving | None,
    blocked: dict[str, str],
    revision: int,
    moment: str,
    created_at: str,
) -> Memory:
    """The memory after ``variants`` (sections by SKU) were seen at ``moment``.

    A variant whose record changed gets ``revision``; the others keep theirs. One
    seen for the first time was created at ``created_at``. One that is no longer there
    left for ``leaving``, because it is ``blocked``, which says why, or for good.
    """
    advanced = {
        sku: _seen(memory.get(sku), sections, revision, moment, created_at)
        for sku, sections in variants.items()
    }
    for sku, remembered in memory.items():
        if sku not in variants:
            why = leaving or _own_reason(sku, blocked)
            advanced[sku] = _left(remembered, why, revision, moment)
    return advanced


def _own_reason(sku: str, blocked: dict[str, str]) -> Leaving:
    return Leaving(NOT_READY, blocked[sku]) if sku in blocked else Leaving(WITHDRAWN)


def record_of(
    product_id: int,
    sku: str,
    remembered: Remembered,
    sections: dict[str, Any] | None,
) -> dict[str, Any]:
    """The neutral record; ``sections`` is None for a variant that left."""
    changed = {name: stamp[1] for name, stamp in remembered["sections"].items()}
    active = sections is not None
    return {
        "schema_version": SCHEMA_VERSION,
        "sku": sku,
        "product_id": product_id,
        "revision": remembered["revision"],
        "name": remembered["name"],
        "active": active,
        "reason": remembered["reason"],
        "explanation": remembered["explanation"],
        "created_at": remembered["created_at"],
        "updated_at": max(changed.values()) if active else remembered["withdrawn_at"],
        "changed": changed,
        **{name: sections[name] if active else None for name in SECTIONS},
    }


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
        explanation="",
        withdrawn_at="",
        sections=stamped,
    )


def _stamped(known: list[str] | None, content: Any, moment: str) -> list[str]:
    digest = _digest(content)
    if known is not None and known[0] == digest:
        return known
    return [digest, moment]


def _left(
    before: Remembered, leaving: Leaving, revision: int, moment: str
) -> Remembered:
    told = {"reason": leaving.reason, "explanation": leaving.told}
    if told.items() <= before.items():
        return before
    return {
        **before,
        **told,
        "withdrawn_at": before["withdrawn_at"] or moment,
        "revision": revision,
    }


def _digest(content: Any) -> str:
    encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(encoded, digest_size=8).hexdigest()
