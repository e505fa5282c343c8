"""What keeps a variant from being bought whatever its licence and price say: a
restriction that its maker or a verifier set.

Shown and orderable are two things, as with LKPP, which freezes what it still shows.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar


class RestrictionKind(StrEnum):
    """The later is the stricter."""

    UNORDERABLE = "unorderable"
    """Shown, and cannot be ordered."""
    WITHDRAWN = "withdrawn"
    """Not shown."""


class RestrictionReason(StrEnum):
    """What everyone may know of why."""

    PRODUCTION_PAUSED = "production_paused"
    DISCONTINUED = "discontinued"
    PRICE_UNDER_REVISION = "price_under_revision"
    DATA_UNDER_CORRECTION = "data_under_correction"
    EVIDENCE_UNDER_REVIEW = "evidence_under_review"
    RECALLED = "recalled"
    AUTHORITY_ORDER = "authority_order"
    OTHER = "other"


class Authority(StrEnum):
    """On whose behalf a restriction was set."""

    MAKER = "maker"
    VERIFIER = "verifier"


class Restriction(Protocol):
    """``kind`` is one of :class:`RestrictionKind`."""

    @property
    def kind(self) -> str: ...

    @property
    def since(self) -> datetime: ...


RestrictionT = TypeVar("RestrictionT", bound=Restriction)

_STRICTNESS = {kind: place for place, kind in enumerate(RestrictionKind)}


def in_force(standing: Iterable[RestrictionT]) -> RestrictionT | None:
    """What counts of all that stand over one variant: the strictest, and of equal ones
    the earliest."""
    return min(
        standing,
        key=lambda each: (-_STRICTNESS[RestrictionKind(each.kind)], each.since),
        default=None,
    )
