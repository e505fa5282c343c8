"""What readers were told of each variant, and what they must be told next.

:class:`readmodel.models.VariantState` keeps, for every SKU that was ever exported, a
:class:`VariantHistory`. From it and the variant's present sections follows the neutral
record: sections keep the moment of their last change, and a variant that left remains
as a tombstone with its reason. Which sections a record has is said by whoever builds
them (:class:`readmodel.projections.VariantProjection`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypedDict

import orjson

from core.moments import rfc3339

Sections = Mapping[str, Any]
"""The content of a variant by section, and its ``name``."""


@dataclass(frozen=True, slots=True)
class WithdrawalReason:
    """Why a variant is not, or no longer, exported: a code, and a sentence in
    Indonesian for whoever reads the export."""

    reason: str
    explanation: str


WITHDRAWN = WithdrawalReason("withdrawn", "Produk ditarik dari katalog.")
DELETED = WithdrawalReason("deleted", "Produk dihapus dari katalog.")


@dataclass(frozen=True, slots=True)
class VariantContents:
    """What of a product is exported: sections by SKU. ``withdrawals`` says by SKU why
    others are not; ``withdrawal`` why none is, whatever that says.

    ``summary`` is kept beside by the projection itself.
    """

    sections: Mapping[str, Sections] = field(default_factory=dict)
    withdrawals: Mapping[str, WithdrawalReason] = field(default_factory=dict)
    withdrawal: WithdrawalReason | None = None
    summary: Any = None

    def reason_of(self, sku: str) -> WithdrawalReason:
        """Why a variant without sections is not exported."""
        return self.withdrawal or self.withdrawals.get(sku, WITHDRAWN)


class VariantHistory(TypedDict):
    """``sections`` holds for each its digest and the moment it last changed;
    ``reason`` is empty while the variant is exported, ``schema_version`` that of the
    record's form."""

    name: str
    created_at: str
    revision: int
    reason: str
    explanation: str
    withdrawn_at: str
    schema_version: str
    sections: dict[str, list[str]]


Histories = Mapping[str, VariantHistory]
"""By SKU."""


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The form of a neutral record: its version and its sections, in their order.

    The variant's name is exported in the block of ``name_section`` and changes with it.
    """

    version: str
    sections: tuple[str, ...]
    name_section: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When readers are told: with which revision, at which moment; ``created_at`` is
    the moment since which variants exist that are told of for the first time."""

    revision: int
    moment: str
    created_at: str


def next_histories(
    histories: Histories,
    contents: VariantContents,
    form: RecordForm,
    occasion: Occasion,
) -> dict[str, VariantHistory]:
    """The histories of a product's variants once readers were told ``contents``.

    A variant whose record changed gets the revision of the occasion; the others keep
    theirs. One that is no longer exported left for the reason that ``contents`` has.
    What a clock that was ahead said is told anew, as of the occasion.
    """
    histories = {
        sku: _believed(history, occasion) for sku, history in histories.items()
    }
    following = {
        sku: _exported(histories.get(sku), sections, form, occasion)
        for sku, sections in contents.sections.items()
    }
    for sku, history in histories.items():
        if sku not in contents.sections:
            following[sku] = _withdrawn(history, contents.reason_of(sku), occasion)
    return following


def record_of(
    product_id: int,
    sku: str,
    history: VariantHistory,
    sections: Sections | None,
    form: RecordForm,
) -> dict[str, Any]:
    """The neutral record; ``sections`` is None for a variant that left."""
    changed = {name: _in_utc(stamp[1]) for name, stamp in history["sections"].items()}
    return {
        "schema_version": form.version,
        "sku": sku,
        "product_id": product_id,
        "revision": history["revision"],
        "name": history["name"],
        "active": sections is not None,
        "reason": history["reason"],
        "explanation": history["explanation"],
        "created_at": _in_utc(history["created_at"]),
        "updated_at": (
            _in_utc(history["withdrawn_at"])
            if sections is None
            else max(changed.values())
        ),
        "changed": changed,
        **{
            name: None if sections is None else sections[name] for name in form.sections
        },
    }


def _exported(
    before: VariantHistory | None,
    sections: Sections,
    form: RecordForm,
    occasion: Occasion,
) -> VariantHistory:
    known = before["sections"] if before and not before["reason"] else {}
    contents = {name: sections[name] for name in form.sections}
    contents[form.name_section] = [sections["name"], sections[form.name_section]]
    stamped = {
        name: _stamped(known.get(name), content, occasion.moment)
        for name, content in contents.items()
    }
    following = VariantHistory(
        name=sections["name"],
        created_at=before["created_at"] if before else occasion.created_at,
        revision=before["revision"] if before else occasion.revision,
        reason="",
        explanation="",
        withdrawn_at="",
        schema_version=form.version,
        sections=stamped,
    )
    if following != before:
        following["revision"] = occasion.revision
    return following


def _believed(history: VariantHistory, occasion: Occasion) -> VariantHistory:
    """The history without moments that lie ahead of the occasion: they become it."""
    sections = {
        name: [digest, _not_after(moment, occasion)]
        for name, (digest, moment) in history["sections"].items()
    }
    believed: VariantHistory = {
        **history,
        "created_at": _not_after(history["created_at"], occasion),
        "withdrawn_at": _not_after(history["withdrawn_at"], occasion),
        "sections": sections,
    }
    if believed != history:
        believed["revision"] = occasion.revision
    return believed


@lru_cache(maxsize=16_384)
def _in_utc(moment: str) -> str:
    """The moment in the form of today; histories keep former ones, in other zones.

    Cached, since the sections of a variant mostly changed together.
    """
    return rfc3339(datetime.fromisoformat(moment))


def _not_after(moment: str, occasion: Occasion) -> str:
    latest = occasion.moment
    if moment and datetime.fromisoformat(moment) > datetime.fromisoformat(latest):
        return latest
    return moment


def _stamped(known: list[str] | None, content: Any, moment: str) -> list[str]:
    digest = _digest(content)
    if known is not None and known[0] == digest:
        return known
    return [digest, moment]


def _withdrawn(
    before: VariantHistory, why: WithdrawalReason, occasion: Occasion
) -> VariantHistory:
    if (before["reason"], before["explanation"]) == (why.reason, why.explanation):
        return before
    return {
        **before,
        "reason": why.reason,
        "explanation": why.explanation,
        "withdrawn_at": before["withdrawn_at"] or occasion.moment,
        "revision": occasion.revision,
    }


def _digest(content: Any) -> str:
    encoded = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return blake2b(encoded, digest_size=8).hexdigest()
