"""How it is told that a variant, or a whole product, cannot be ordered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from certificates.reading import Day, Reading
from core.wording import day
from domain.sale import RestrictionKind
from products.choices import RESTRICTION_REASONS

VariantT = TypeVar("VariantT", bound=Mapping[str, Any])
Told = Mapping[str, Any]
"""A restriction as documents have it: ``reason`` and ``since``."""


def reason_text(reason: str) -> str:
    return str(RESTRICTION_REASONS.get(reason, reason))


def read_restriction(
    reason: str, since: Day, kind: str = RestrictionKind.UNORDERABLE
) -> Reading:
    """Since when and why; of a withdrawn one only its own people read."""
    names = {"date": day(since), "reason": reason_text(reason)}
    if kind == RestrictionKind.WITHDRAWN:
        text = _("Ditarik dari penjualan sejak %(date)s: %(reason)s.") % names
    else:
        text = _("Tidak dapat dipesan sejak %(date)s: %(reason)s.") % names
    return Reading(text, "bad", ("warning",))


def for_sale(variants: Sequence[VariantT]) -> Sequence[VariantT]:
    """Those of a document's variants over which nothing stands, or all of them where
    something stands over each: of these prices and stock are told."""
    return [each for each in variants if each["restriction"] is None] or variants


def restriction_of_all(restrictions: Iterable[Told | None]) -> Told | None:
    """What stands over a product as a whole: the last that came, where something stands
    over each of its variants; None where one can be ordered, or there is none."""
    standing = list(restrictions)
    if not standing or None in standing:
        return None
    return max(standing, key=lambda each: each["since"])
