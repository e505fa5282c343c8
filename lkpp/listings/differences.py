"""What changed of a variant's listing at LKPP, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lkpp.models import LkppListing, LkppListingChange
from lkpp.models.listing import REPORTED_FIELDS

ListingDifference = tuple[str, str, str]
"""Label of a field, and what was reported of it before and after."""


def reported_differences(
    before: Mapping[str, object], after: Mapping[str, object]
) -> list[ListingDifference]:
    """Label of each field in ``after``, and both values in words, in the order of the
    fields; no words where nothing was reported before."""
    return [
        (
            LkppListing._meta.get_field(name).verbose_name,
            "" if before.get(name) is None else _shown_value(before[name]),
            _shown_value(after[name]),
        )
        for name in REPORTED_FIELDS
        if name in after
    ]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with what it changed."""

    change: LkppListingChange
    differences: list[ListingDifference]


def shown_changes(changes: Iterable[LkppListingChange]) -> list[ShownChange]:
    return [
        ShownChange(each, reported_differences(each.before, each.after))
        for each in changes
    ]


def _shown_value(value: object) -> str:
    if value is None:
        return _("tidak diketahui")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    return str(value)
