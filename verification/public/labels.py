"""The sizes in which labels are printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """``count`` labels fill a sheet; the sizes themselves are in ``label.css``."""

    key: str
    name: str
    count: int = 1

    @property
    def copies(self) -> range:
        return range(self.count)


SMALL = LabelFormat("50x30", _("50 × 30 mm"))
LARGE = LabelFormat("100x50", _("100 × 50 mm"))
SHEET = LabelFormat("a4", _("Lembar A4, 24 label 70 × 37 mm"), 24)
FORMATS = (SMALL, LARGE, SHEET)


def asked_format(query: Mapping[str, str]) -> LabelFormat:
    """The format named in an address; large where it names none there is."""
    named = {each.key: each for each in FORMATS}
    return named.get(query.get("format", ""), LARGE)
