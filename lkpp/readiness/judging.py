"""Whether a product's variants are ready for LKPP's catalogue, and what is in the way.

:func:`readiness` asks the database nothing: it serves for drafts in preview and for the
indexer alike. The demands themselves are in :mod:`lkpp.readiness.rules`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from certificates.kinds import CertificateKind
from certificates.models import Certificate
from core.rich_text import plain_text
from domain.eligibility import Eligibility, is_domestic
from domain.nomenclature import LKPP_UNITS, Name
from domain.validity import VALID_STATUSES, Status
from lkpp.readiness.rules import (
    BULK_LONGEST,
    BULK_SHORTEST,
    KBKI_OF_DEVICES,
    KFA_VARIANTS,
    LARGEST_PICTURE,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOST_PICTURES,
    RULES,
    SHORTEST_NAME,
    SMALLEST_PICTURE,
    STATUSES,
    Grade,
    Rule,
)
from products.models import (
    ProductPage,
    ProductVariant,
    TkdnCertificate,
)
from suppliers.models import SupplierPage

UNITS = frozenset(LKPP_UNITS)
PPN_RATES = frozenset({0, 12})
NO_SHARE = "none"
INDONESIA = "ID"
NOTHING: Mapping[str, object] = {}


class State(StrEnum):
    """Of a variant, or of a product: ``PARTLY`` where only some variants are ready."""

    READY = "ready"
    DOUBTS = "doubts"
    PARTLY = "partly"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken. ``sku`` is the variant's, empty for the whole product.

    ``row`` counts from zero the variants, certificates or pictures as the page lists
    them; it is the one to fix, or None where one is to be added."""

    rule: Rule
    params: Mapping[str, object] = field(default_factory=dict)
    sku: str = ""
    row: int | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def grade(self) -> Grade:
        return self.rule.grade

    @property
    def is_blocker(self) -> bool:
        return self.rule.grade == Grade.BLOCKER

    def text(self, language: str = "id") -> str:
        """The sentence in "en", or in Indonesian for any other language."""
        return self.rule.text(self.params, language)


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
        doubts = any(not each.rule.beside_feed for each in self.warnings)
        return State.DOUBTS if doubts else State.READY


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

    def blocked_reason(self, variant: ProductVariant, language: str = "id") -> str:
        """Why ``variant`` is not exported, in one sentence; empty when it is."""
        return _why(self.by_sku[variant.sku].blockers, language)

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
        doubts = any(each.state == State.DOUBTS for each in self.variants)
        return State.DOUBTS if doubts else State.READY


def readiness(
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
    licence_is_valid = eligibility.licence_status in VALID_STATUSES
    last_day = eligibility.licence.expires_on if licence_is_valid else None
    variants = _children(page, "variants")
    shared = (
        *_licence_findings(page, eligibility),
        *_imports(page, eligibility),
        *_supplier_findings(supplier, on),
        *_product_findings(page),
        *_picture_findings(page),
        *_tkdn_findings(page, on),
    )
    if not variants:
        shared = (*shared, _found("variant_missing"))
    return Readiness(
        shared,
        tuple(
            VariantReadiness(
                variant.sku,
                variant.label,
                tuple(_variant_findings(page, variant, row, last_day, on)),
                shared,
            )
            for row, variant in enumerate(variants)
        ),
    )


def _why(blockers: Sequence[Finding], language: str) -> str:
    """The first in a sentence, and how many there are besides."""
    if not blockers:
        return ""
    first, *others = blockers
    sentence = first.text(language)
    if not others:
        return sentence
    more = f"and {len(others)} more" if language == "en" else f"dan {len(others)} lagi"
    return f"{sentence.removesuffix('.')} ({more})."


def export_name(title: str, label: str) -> str:
    """What a variant is called outside of its product's page."""
    return f"{title} {label}".strip()


# The rows


def _children(page, accessor: str) -> list:
    """The rows as they are in memory, or were fetched.

    A manager takes longer to ask than all rules together, hence the short way to what
    was prefetched; a draft's own rows go before that.
    """
    held = getattr(page, "_cluster_related_objects", NOTHING)
    fetched = getattr(page, "_prefetched_objects_cache", NOTHING)
    if accessor not in held and accessor in fetched:
        return list(fetched[accessor])
    return list(getattr(page, accessor).all())


def _found(
    code: str,
    params: Mapping[str, object] = NOTHING,
    row: int | None = None,
    sku: str = "",
) -> Finding:
    return Finding(RULES[code], params, sku, row)


# The licence


def _licence_findings(page: ProductPage, eligibility: Eligibility) -> Iterator[Finding]:
    """Whether the leading licence is valid, and what the maker states beside it."""
    leading, status = eligibility.licence, eligibility.licence_status
    if leading is None:
        yield _found("licence_missing")
        return
    row = _children(page, "authorisations").index(leading)
    named = {"number": leading.number}
    if status == Status.EXPIRED:
        yield _found("licence_expired", {**named, "day": leading.expires_on}, row)
    elif status == Status.NOT_YET_VALID:
        yield _found("licence_not_yet_valid", {**named, "day": leading.issued_on}, row)
    elif status not in VALID_STATUSES:
        yield _found("licence_overruled", {**named, "status": STATUSES[status]}, row)
    if leading.document_id is None:
        yield _found("licence_document_missing", named, row)
    if _denies_domestic(page) and is_domestic(leading.number):
        yield _found("pdn_contradicted", named)


def _imports(page: ProductPage, eligibility: Eligibility) -> Iterator[Finding]:
    """Licences for imported goods, leading or valid beside a domestic one."""
    for row, licence in enumerate(_children(page, "authorisations")):
        if licence in eligibility.imported:
            yield _found("licence_imported", {"number": licence.number}, row)


def _denies_domestic(page: ProductPage) -> bool:
    elsewhere = page.country_of_origin.code != INDONESIA
    return elsewhere or page.production_share == NO_SHARE


# The supplier


def _supplier_findings(supplier: SupplierPage, on: date) -> Iterator[Finding]:
    certificates = _children(supplier, "certificates")
    stated = [each for each in certificates if each.kind == CertificateKind.CPAKB]
    if not stated:
        yield _found("cpakb_missing")
        return
    valid = [each for each in stated if each.is_valid(on)]
    if not valid:
        last = _latest(stated)
        yield _found("cpakb_not_holding", _why_not(last, on), certificates.index(last))
    elif all(each.document_id is None for each in valid):
        first = valid[0]
        named = {"number": first.number}
        yield _found("cpakb_document_missing", named, certificates.index(first))


def _latest(certificates: Iterable[Certificate]) -> Certificate:
    return max(certificates, key=lambda each: each.validity.expires_on or date.min)


def _why_not(certificate: Certificate, on: date) -> dict[str, object]:
    return {
        "number": certificate.declared_number,
        "status": STATUSES[certificate.status(on)],
    }


# The product


def _product_findings(page: ProductPage) -> Iterator[Finding]:
    if not page.kbki_code:
        yield _found("kbki_missing")
    elif not page.kbki_code.startswith(KBKI_OF_DEVICES):
        yield _found("kbki_unusual", {"code": page.kbki_code})
    # The plain text is never longer than its mark-up, which need not be taken off.
    if len(page.description) > LONGEST_DESCRIPTION:
        length = len(plain_text(page.description))
        if length > LONGEST_DESCRIPTION:
            yield _found("description_long", {"length": length})
    if not page.weight_grams:
        yield _found("weight_missing")
    if not (page.production_share and page.labour_share and page.material_share):
        yield _found("pdn_undeclared")
    length = len(page.summary)
    if not BULK_SHORTEST <= length <= BULK_LONGEST:
        yield _found("bulk_text", {"length": length})


def _picture_findings(page: ProductPage) -> Iterator[Finding]:
    images = [row.image for row in _children(page, "pictures")]
    if not images:
        yield _found("picture_missing")
        return
    if not any(_is_usable(image) for image in images):
        yield _found("picture_small", _size(images[0]), 0)
        return
    for row, image in enumerate(images):
        if max(image.width, image.height) > LARGEST_PICTURE:
            yield _found("picture_large", _size(image), row)
            break
    if len(images) > MOST_PICTURES:
        yield _found("pictures_many", {"count": len(images)}, MOST_PICTURES)


def _is_usable(image) -> bool:
    """Whether both sides are within the bounds, once a larger one is scaled down."""
    shorter, longer = sorted((image.width, image.height))
    if longer > LARGEST_PICTURE:
        shorter = shorter * LARGEST_PICTURE // longer
    return shorter >= SMALLEST_PICTURE


def _size(image) -> dict[str, object]:
    return {"width": image.width, "height": image.height}


def _tkdn_findings(page: ProductPage, on: date) -> Iterator[Finding]:
    stated = _children(page, "tkdn_certificates")
    if not stated:
        yield _found("tkdn_missing")
        return
    valid = [each for each in stated if each.is_valid(on)]
    if not valid:
        last = _latest(stated)
        yield _found("tkdn_not_holding", _why_not(last, on), stated.index(last))
    for row, certificate in enumerate(stated):
        # A verifier who compared it with the register has dealt with the doubts.
        if certificate in valid and not certificate.is_verified:
            yield from _doubts(certificate, row, on)


def _doubts(certificate: TkdnCertificate, row: int, on: date) -> Iterator[Finding]:
    for doubt in certificate.findings(on):
        yield _found(
            "tkdn_doubtful",
            {
                "number": certificate.number,
                "doubt": Name(doubt.message_id, doubt.message_en),
            },
            row,
        )


# A variant


def _variant_findings(
    page: ProductPage,
    variant: ProductVariant,
    row: int,
    last_day: date | None,
    on: date,
) -> Iterator[Finding]:
    for code, params in (
        *_name_problems(export_name(page.title, variant.label)),
        *_code_problems(variant),
        *_price_problems(variant, last_day, on),
    ):
        yield _found(code, params, row, variant.sku)


Problem = tuple[str, Mapping[str, object]]
"""The code of a rule, and what its sentence names."""


def _name_problems(name: str) -> Iterator[Problem]:
    length = len(name)
    if length < SHORTEST_NAME:
        yield "name_short", {"name": name}
    elif length > LONGEST_NAME:
        yield "name_long", {"length": length}
    elif not BULK_SHORTEST <= length <= BULK_LONGEST:
        yield "bulk_name", {"length": length}


def _code_problems(variant: ProductVariant) -> Iterator[Problem]:
    if not variant.kfa_code:
        yield "kfa_missing", NOTHING
    elif not variant.kfa_code.startswith(KFA_VARIANTS):
        yield "kfa_of_other_kind", {"code": variant.kfa_code}
    if variant.unit not in UNITS:
        yield "unit_unknown", {"unit": variant.unit}


def _price_problems(
    variant: ProductVariant, last_day: date | None, on: date
) -> Iterator[Problem]:
    until = variant.price_valid_until
    if variant.price is None:
        yield "price_missing", NOTHING
    elif variant.price <= 0:
        yield "price_not_positive", NOTHING
    elif not variant.price_validity.is_valid(on):
        yield "price_lapsed", {"day": until}
    elif until is not None and last_day is not None and until > last_day:
        yield "validity_capped", {"day": until, "capped": last_day}
    if variant.ppn_percent not in PPN_RATES:
        yield "ppn_unknown", NOTHING
