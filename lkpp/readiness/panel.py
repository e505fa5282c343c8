"""What an editor sees of readiness for LKPP's catalogue, and of what LKPP reported."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.language import language
from lkpp.listings.listings import history_of, reported_listings
from lkpp.models import LkppListing, LkppListingChange
from lkpp.readiness.judging import Finding, Readiness, State
from lkpp.readiness.lookup import judge
from lkpp.readiness.rules import Part
from products.models import ProductPage

STATE_LABELS = {
    State.READY: _("Siap"),
    State.DOUBTS: _("Siap, dengan catatan"),
    State.PARTLY: _("Sebagian siap"),
    State.BLOCKED: _("Belum siap"),
}

SHOWN_CHANGES = 20

RELATIONS = frozenset(
    {"authorisations", "tkdn_certificates", "certificates", "pictures", "variants"}
)
"""Parts of a page whose rows are edited one below the other."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A finding with the address where it is fixed.

    ``here`` tells that it is a field of the page being edited.
    """

    finding: Finding
    text: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class ReportedVariant:
    """What LKPP says of a variant, and how that changed, the latest first."""

    listing: LkppListing
    changes: list[LkppListingChange]


def readiness_context(page: ProductPage) -> dict[str, object]:
    """Whether the page, as it is in memory, could be exported, variant by variant."""
    found = judge([page], timezone.localdate())[page.pk]
    return {
        "readiness": found,
        "state_label": STATE_LABELS[found.state],
        **fixes_by_variant(page, found, editing=True),
    }


def fixes_by_variant(
    page: ProductPage, found: Readiness, editing: bool = False
) -> dict[str, object]:
    """What is to be fixed: ``shared`` by the variants, and of each by itself.

    A single variant is not told from its product.
    """
    if len(found.variants) == 1:
        return {
            "shared": list(fixes(found.everything, page, editing)),
            "variants": [],
        }
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


def reported_variants(page: ProductPage) -> list[ReportedVariant]:
    """What LKPP reported of the page's variants; none where it reported nothing."""
    reported = reported_listings(variant.sku for variant in page.variants.all())
    if not reported:
        return []
    changes = history_of(reported)
    return [
        ReportedVariant(listing, changes[sku][:SHOWN_CHANGES])
        for sku, listing in reported.items()
    ]


def fixes(findings, page: ProductPage, editing: bool = False) -> Iterator[Fix]:
    """Each finding with where it is fixed, blockers first and what is beside the
    feed last; ``editing`` when that page is open."""
    for finding in sorted(findings, key=_weight):
        here = editing and finding.rule.part != Part.SUPPLIER
        yield Fix(
            finding,
            finding.text(language()),
            _address(finding, page, here),
            here,
        )


def _weight(finding: Finding) -> int:
    if finding.is_blocker:
        return 0
    return 2 if finding.rule.beside_feed else 1


def _address(finding: Finding, page: ProductPage, here: bool) -> str:
    part = finding.rule.part
    edited = page.supplier.pk if part == Part.SUPPLIER else page.pk
    base = "" if here else reverse("wagtailadmin_pages:edit", args=[edited])
    return f"{base}#{_field_id(finding)}"


def _field_id(finding: Finding) -> str:
    """Of the input or row, which is named alike in every language of the admin."""
    name, row = finding.rule.field, finding.row
    if name in RELATIONS:
        return f"id_{name}-ADD" if row is None else f"inline_child_{name}-{row}"
    if finding.rule.part == Part.VARIANT and name != "title":
        return f"id_variants-{row}-{name}"
    return f"id_{name}"
