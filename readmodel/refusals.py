"""Which products a sink refuses to hold, and how people are told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from core.terminal_text import on_one_line
from core.wording import whole
from readmodel.models import RefusedProduct
from readmodel.sinks import Sink

SHOWN = 10
"""Products that are told with the reason; the others are counted."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """``count`` products are refused; ``reasons`` says of the first of them why, by
    product."""

    count: int
    reasons: Mapping[int, str]

    @classmethod
    def of(cls, reasons: Mapping[int, str]) -> "Refusals":
        """The refusals, of which all reasons are known."""
        return cls(len(reasons), dict(islice(sorted(reasons.items()), SHOWN)))

    def sentences(self, sink: str) -> Iterator[str]:
        """What is told of the sink of this name: a line for each reason, and one that
        counts the rest."""
        for product_id, reason in self.reasons.items():
            yield _("“%(sink)s” menolak produk %(product)d: %(reason)s") % {
                "sink": sink,
                "product": product_id,
                "reason": on_one_line(reason),
            }
        if self.count > len(self.reasons):
            yield _("“%(sink)s” menolak %(count)s produk lagi.") % {
                "sink": sink,
                "count": whole(self.count - len(self.reasons)),
            }


def refusals_of(sink: Sink) -> Refusals:
    """What the sink refused when it was given last."""
    refused = RefusedProduct.objects.filter(sink=sink.name).order_by("product_id")
    reasons = dict(refused.values_list("product_id", "reason")[:SHOWN])
    return Refusals(refused.count(), reasons)
