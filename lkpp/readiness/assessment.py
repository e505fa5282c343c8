"""Whether a product's variants are ready for LKPP's catalogue, and what is in the way.

:func:`assess` asks the database nothing: it serves drafts in preview and the indexer
alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from domain.eligibility import Eligibility
from domain.findings import Finding
from lkpp.readiness.findings import (
    children,
    licence_findings,
    picture_findings,
    product_findings,
    supplier_findings,
    tkdn_findings,
    variant_findings,
)
from lkpp.readiness.rules import RULES, breach
from products.models import ProductPage
from suppliers.models import SupplierPage


class State(StrEnum):
    """Of a variant, or of a product: ``PARTLY`` where only some variants are ready."""

    READY = "ready"
    WARNINGS = "warnings"
    PARTLY = "partly"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class VariantReadiness:
    """``findings`` are the variant's own; ``shared`` those of its product."""

    sku: str
    label: str
    findings: tuple[Finding, ...]
    shared: tuple[Finding, ...]

    @cached_property
    def blockers(self) -> tuple[Finding, ...]:
        """What keeps it out of the export, the product's first."""
        return tuple(each for each in (*self.shared, *self.findings) if each.is_blocker)

    @cached_property
    def warnings(self) -> tuple[Finding, ...]:
        found = (*self.shared, *self.findings)
        return tuple(each for each in found if not each.is_blocker)

    @property
    def is_ready(self) -> bool:
        return not self.blockers

    @property
    def state(self) -> State:
        if self.blockers:
            return State.BLOCKED
        warned = any(not RULES[each.code].beside_feed for each in self.warnings)
        return State.WARNINGS if warned else State.READY


@dataclass(frozen=True)
class Readiness:
    """What was found of the product as a whole, and of each of its variants."""

    findings: tuple[Finding, ...]
    variants: tuple[VariantReadiness, ...]

    @cached_property
    def by_sku(self) -> Mapping[str, VariantReadiness]:
        return {each.sku: each for each in self.variants}

    @cached_property
    def everything(self) -> tuple[Finding, ...]:
        """All findings, each once: the product's, then by variant."""
        own = (finding for each in self.variants for finding in each.findings)
        return (*self.findings, *own)

    @property
    def ready_count(self) -> int:
        return sum(each.is_ready for each in self.variants)

    @property
    def state(self) -> State:
        ready = self.ready_count
        if not ready:
            return State.BLOCKED
        if ready < len(self.variants):
            return State.PARTLY
        warned = any(each.state == State.WARNINGS for each in self.variants)
        return State.WARNINGS if warned else State.READY


def assess(
    page: ProductPage, supplier: SupplierPage, eligibility: Eligibility
) -> Readiness:
    """What of LKPP's demands the product and its supplier fulfil on the day of its
    ``eligibility``.

    ``page`` comes from ``ProductPage.objects.with_public_details()`` or is a draft
    with its children in memory; ``supplier`` has its certificates fetched. The cases
    of both were attached (:func:`certificates.cases.attach_cases`), or each
    certificate asks for its own.
    """
    on = eligibility.on
    variants = children(page, "variants")
    shared = (
        *licence_findings(page, eligibility),
        *supplier_findings(supplier, on),
        *product_findings(page),
        *picture_findings(page),
        *tkdn_findings(page, on),
    )
    if not variants:
        shared = (*shared, breach("variant_missing"))
    licence = eligibility.licence if eligibility.is_licensed else None
    licence_ends_on = licence and licence.expires_on
    return Readiness(
        shared,
        tuple(
            VariantReadiness(
                variant.sku,
                variant.label,
                tuple(variant_findings(page, variant, row, licence_ends_on, on)),
                shared,
            )
            for row, variant in enumerate(variants)
        ),
    )
