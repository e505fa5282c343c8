"""What readers were told of each variant, and what they must be told next.

:class:`readmodel.models.VariantState` keeps, for every SKU that was ever exported, a
:class:`VariantHistory`. From it and the variant's present sections follows the neutral
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
class WithdrawalReason:
    """Why a variant is not, or no longer, exported."""

    reason: str
    explanation: str = ""

    @property
    def told(self) -> str:
        return self.explanation or EXPLANATIONS[self.reason]


class VariantHistory(TypedDict):
    """``sections`` holds for each its digest and the moment it last changed;
    ``reason`` is empty while the variant is exported."""

    name: str
    created_at: str
    revision: int
    reason: str
    explanation: str
    withdrawn_at: str
    sections: dict[str, list[str]]


Histories = dict[str, VariantHistory]


def withdrawal_reason(
    document: ProductDocument | None, exists: bool
) -> WithdrawalReason | None:
    """Why no variant of a product is exported; None where each has its own reason."""
    if document is None:
        return WithdrawalReason(WITHDRAWN if exists else DELETED)
    licence = document["licence"]
    if licence is not None and licence["status"] == Status.EXPIRED:
        return WithdrawalReason(LICENCE_EXPIRED)
    return None


def next_histories(
    histories: Histories,
    variants: dict[str, dict[str, Any]],
    *,
    withdrawal: WithdrawalReason | None,
    blocked: dict[str, str],
    revision: int,
    moment: str,
    created_at: str,
) -> Histories:
    """The histories after ``variants`` (sections by SKU) were seen at ``moment``.

    A variant whose record changed gets ``revision``; the others keep theirs. One
    seen for the first time was created at ``created_at``. One that is no longer there
    left for ``withdrawal``, because it is ``blocked``, which says why, or for good.
    """
    following = {
        sku: _seen(histories.get(sku), sections, revision, moment, created_at)
        for sku, sections in variants.items()
    }
    for sku, history in histories.items():
        if sku not in variants:
            why = withdrawal or _own_reason(sku, blocked)
            following[sku] = _left(history, why, revision, moment)
    return following


def _own_reason(sku: str, blocked: dict[str, str]) -> WithdrawalReason:
    return (
        WithdrawalReason(NOT_READY, blocked[sku])
        if sku in blocked
        else WithdrawalReason(WITHDRAWN)
    )


def record_of(
    product_id: int,
    sku: str,
    history: VariantHistory,
    sections: dict[str, Any] | None,
) -> dict[str, Any]:
    """The neutral record; ``sections`` is None for a variant that left."""
    changed = {name: stamp[1] for name, stamp in history["sections"].items()}
    active = sections is not None
    return {
        "schema_version": SCHEMA_VERSION,
        "sku": sku,
        "product_id": product_id,
        "revision": history["revision"],
        "name": history["name"],
        "active": active,
        "reason": history["reason"],
        "explanation": history["explanation"],
        "created_at": history["created_at"],
        "updated_at": max(changed.values()) if active else history["withdrawn_at"],
        "changed": changed,
        **{name: sections[name] if active else None for name in SECTIONS},
    }


def _seen(
    before: VariantHistory | None,
    sections: dict[str, Any],
    revision: int,
    moment: str,
    created_at: str,
) -> VariantHistory:
    known = before["sections"] if before and not before["reason"] else {}
    contents = {name: sections[name] for name in SECTIONS}
    # The name is exported in the block of the listing and changes with it.
    contents["listing"] = [sections["name"], sections["listing"]]
    stamped = {
        name: _stamped(known.get(name), content, moment)
        for name, content in contents.items()
    }
    unchanged = before is not None and stamped == known
    return VariantHistory(
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
    before: VariantHistory, withdrawal: WithdrawalReason, revision: int, moment: str
) -> VariantHistory:
    told = {"reason": withdrawal.reason, "explanation": withdrawal.told}
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
