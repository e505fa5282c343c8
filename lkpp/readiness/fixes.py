"""Where what keeps a product from LKPP's catalogue is fixed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.findings import text
from domain.findings import Finding
from lkpp.readiness.assessment import Readiness, State
from lkpp.readiness.rules import RULES, Subject
from products.models import ProductPage

STATE_LABELS = {
    State.READY: _("Siap"),
    State.WARNINGS: _("Siap, dengan catatan"),
    State.PARTLY: _("Sebagian siap"),
    State.BLOCKED: _("Belum siap"),
}

RELATIONS = frozenset(
    {"authorisations", "tkdn_certificates", "certificates", "pictures", "variants"}
)
"""Relations of a page whose rows are edited one below the other."""


@dataclass(frozen=True, slots=True)
class Fix:
    """What a finding says, and the address where it is fixed.

    ``kind`` is "blocker", "warning", or "hint" for what is beside the feed. ``here``
    tells that it is a field of the page being edited, ``at_supplier`` that it is one of
    the supplier's page.
    """

    kind: str
    text: str
    address: str
    here: bool
    at_supplier: bool


def fixes_by_variant(
    page: ProductPage, found: Readiness, editing: bool = False
) -> dict[str, object]:
    """What is to be fixed: ``shared`` by the variants, and of each by itself.

    The findings of a single variant are shown among those of its product.
    """
    if len(found.variants) == 1:
        return {"shared": list(fixes(found.everything, page, editing)), "variants": []}
    return {
        "shared": list(fixes(found.findings, page, editing)),
        "variants": [
            (
                variant,
                STATE_LABELS[variant.state],
                list(fixes(variant.findings, page, editing)),
            )
            for variant in found.variants
        ],
    }


def fixes(
    findings: Iterable[Finding], page: ProductPage, editing: bool = False
) -> Iterator[Fix]:
    """Each finding with where it is fixed, blockers first and what is beside the
    feed last; ``editing`` when that page is open."""
    for finding in sorted(findings, key=_weight):
        at_supplier = RULES[finding.code].subject == Subject.SUPPLIER
        here = editing and not at_supplier
        edited = page.supplier.pk if at_supplier else page.pk
        base = "" if here else reverse("wagtailadmin_pages:edit", args=[edited])
        yield Fix(
            _kind(finding),
            text(finding),
            f"{base}#{_element_id(finding.place)}",
            here,
            at_supplier,
        )


def _kind(finding: Finding) -> str:
    if finding.is_blocker:
        return "blocker"
    return "hint" if RULES[finding.code].beside_feed else "warning"


def _weight(finding: Finding) -> int:
    return ("blocker", "warning", "hint").index(_kind(finding))


def _element_id(place: str) -> str:
    """Of the input or row, which is named alike in every language of the admin."""
    relation, _dash, rest = place.partition("-")
    if relation in RELATIONS and not rest:
        return f"id_{relation}-ADD"
    if relation in RELATIONS and rest.isdecimal():
        return f"inline_child_{place}"
    return f"id_{place}"
