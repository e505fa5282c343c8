"""What of LKPP's demands a product, its variants and its supplier do not fulfil.

Each function looks at one thing and asks the database nothing. The demands themselves
are in :mod:`lkpp.readiness.rules`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from certificates.kinds import CertificateKind
from certificates.models import Certificate
from core.rich_text import plain_text
from domain.eligibility import Eligibility, is_domestic
from domain.findings import Finding
from domain.nomenclature import LKPP_UNITS
from domain.numbers.product_codes import (
    KBKI_OF_DEVICES,
    KFA_VARIANTS,
    tariff_code_findings,
)
from domain.prices import PPN_RATES
from domain.validity import Status
from lkpp.bounds import (
    BULK_LONGEST,
    BULK_SHORTEST,
    LARGEST_PICTURE,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOST_PICTURES,
    SHORTEST_NAME,
    SMALLEST_PICTURE,
)
from lkpp.names import export_name
from lkpp.readiness.rules import breach
from products.models import (
    MarketingAuthorisation,
    ProductPage,
    ProductVariant,
    TkdnCertificate,
)
from suppliers.models import SupplierPage

UNITS = frozenset(LKPP_UNITS)
NO_SHARE = "none"
INDONESIA = "ID"
NOTHING: Mapping[str, object] = {}


def children(page, accessor: str) -> list:
    """The rows as they are in memory, or were fetched.

    A manager takes longer to ask than all rules together, hence the short way to what
    was prefetched; a draft's own rows go before that.
    """
    own = getattr(page, "_cluster_related_objects", NOTHING)
    fetched = getattr(page, "_prefetched_objects_cache", NOTHING)
    if accessor not in own and accessor in fetched:
        return list(fetched[accessor])
    return list(getattr(page, accessor).all())


# The licence


def licence_findings(page: ProductPage, eligibility: Eligibility) -> Iterator[Finding]:
    """Whether the leading licence is valid, what the maker declares beside it, and
    licences for imported goods."""
    licences = children(page, "authorisations")
    yield from _leading_licence_findings(page, licences, eligibility)
    for row, licence in enumerate(licences):
        if licence in eligibility.imported:
            yield breach("licence_imported", row=row, number=licence.number)


def _leading_licence_findings(
    page: ProductPage, licences: list[MarketingAuthorisation], eligibility: Eligibility
) -> Iterator[Finding]:
    leading, status = eligibility.licence, eligibility.licence_status
    if leading is None:
        yield breach("licence_missing")
        return
    row, number = licences.index(leading), leading.number
    if status == Status.EXPIRED:
        yield breach("licence_expired", row=row, number=number, day=leading.expires_on)
    elif status == Status.NOT_YET_VALID:
        yield breach(
            "licence_not_yet_valid", row=row, number=number, day=leading.issued_on
        )
    elif not eligibility.is_licensed:
        yield breach("licence_overruled", row=row, status=status, number=number)
    if leading.document_id is None:
        yield breach("licence_document_missing", row=row, number=number)
    if _denies_domestic(page) and is_domestic(leading.number):
        yield breach("pdn_contradicted", number=number)


def _denies_domestic(page: ProductPage) -> bool:
    elsewhere = page.country_of_origin.code != INDONESIA
    return elsewhere or page.production_share == NO_SHARE


# The supplier


def supplier_findings(supplier: SupplierPage, on: date) -> Iterator[Finding]:
    certificates = children(supplier, "certificates")
    declared = [each for each in certificates if each.kind == CertificateKind.CPAKB]
    if not declared:
        yield breach("cpakb_missing")
        return
    valid = [each for each in declared if each.is_valid(on)]
    if not valid:
        last = _latest(declared)
        yield _not_valid("cpakb_not_valid", last, certificates.index(last), on)
    elif all(each.document_id is None for each in valid):
        first = valid[0]
        yield breach(
            "cpakb_document_missing",
            row=certificates.index(first),
            number=first.number,
        )


def _latest(certificates: Iterable[Certificate]) -> Certificate:
    return max(certificates, key=lambda each: each.validity.expires_on or date.min)


def _not_valid(code: str, certificate: Certificate, row: int, on: date) -> Finding:
    return breach(
        code,
        row=row,
        status=certificate.status(on),
        number=certificate.declared_number,
    )


# The product


def product_findings(page: ProductPage) -> Iterator[Finding]:
    if not page.kbki_code:
        yield breach("kbki_missing")
    elif not page.kbki_code.startswith(KBKI_OF_DEVICES):
        yield breach("kbki_unusual", code=page.kbki_code)
    if tariff_code_findings(page.hs_code):
        yield breach("hs_code_short", code=page.hs_code)
    # The plain text is never longer than its mark-up, which need not be taken off.
    if len(page.description) > LONGEST_DESCRIPTION:
        length = len(plain_text(page.description))
        if length > LONGEST_DESCRIPTION:
            yield breach("description_long", length=length)
    if not page.weight_grams:
        yield breach("weight_missing")
    if not (page.production_share and page.labour_share and page.material_share):
        yield breach("pdn_undeclared")
    length = len(page.summary)
    if not BULK_SHORTEST <= length <= BULK_LONGEST:
        yield breach("bulk_text", length=length)


def picture_findings(page: ProductPage) -> Iterator[Finding]:
    images = [row.image for row in children(page, "pictures")]
    if not images:
        yield breach("picture_missing")
        return
    if not any(_is_usable(image) for image in images):
        first = images[0]
        yield breach("picture_small", row=0, width=first.width, height=first.height)
        return
    for row, image in enumerate(images):
        if max(image.width, image.height) > LARGEST_PICTURE:
            yield breach(
                "picture_large", row=row, width=image.width, height=image.height
            )
            break
    if len(images) > MOST_PICTURES:
        yield breach("pictures_many", row=MOST_PICTURES, count=len(images))


def _is_usable(image) -> bool:
    """Whether both sides are within the bounds, once a larger one is scaled down."""
    shorter, longer = sorted((image.width, image.height))
    if longer > LARGEST_PICTURE:
        shorter = shorter * LARGEST_PICTURE // longer
    return shorter >= SMALLEST_PICTURE


def tkdn_findings(page: ProductPage, on: date) -> Iterator[Finding]:
    declared = children(page, "tkdn_certificates")
    if not declared:
        yield breach("tkdn_missing")
        return
    valid = [each for each in declared if each.is_valid(on)]
    if not valid:
        last = _latest(declared)
        yield _not_valid("tkdn_not_valid", last, declared.index(last), on)
    for row, certificate in enumerate(declared):
        # A verifier who compared it with the register has dealt with the warnings.
        if certificate in valid and not certificate.is_verified:
            yield from _tkdn_warnings(certificate, row, on)


def _tkdn_warnings(
    certificate: TkdnCertificate, row: int, on: date
) -> Iterator[Finding]:
    for finding in certificate.findings(on):
        yield breach(
            "tkdn_doubtful", row=row, number=certificate.number, finding=finding
        )


# A variant


def variant_findings(
    page: ProductPage,
    variant: ProductVariant,
    row: int,
    licence_ends_on: date | None,
    on: date,
) -> Iterator[Finding]:
    """``row`` counts the page's variants from zero. ``licence_ends_on`` is the last day
    of the valid leading licence, None without one."""
    yield from _name_findings(export_name(page.title, variant.label), row)
    yield from _code_findings(variant, row)
    yield from _price_findings(variant, row, licence_ends_on, on)
    yield from _sale_findings(page, variant, row)


def _sale_findings(
    page: ProductPage, variant: ProductVariant, row: int
) -> Iterator[Finding]:
    restriction = page.restrictions.get(variant.sku)
    if restriction is not None:
        withdrawn = page.is_withdrawn(variant.sku)
        yield breach(
            "sale_withdrawn" if withdrawn else "sale_unorderable",
            row=row,
            sku=variant.sku,
            day=restriction.since_day,
        )


def _name_findings(name: str, row: int) -> Iterator[Finding]:
    length = len(name)
    if length < SHORTEST_NAME:
        yield breach("name_short", row=row, name=name)
    elif length > LONGEST_NAME:
        yield breach("name_long", row=row, length=length)
    elif not BULK_SHORTEST <= length <= BULK_LONGEST:
        yield breach("bulk_name", row=row, length=length)


def _code_findings(variant: ProductVariant, row: int) -> Iterator[Finding]:
    if not variant.kfa_code:
        yield breach("kfa_missing", row=row)
    elif not variant.kfa_code.startswith(KFA_VARIANTS):
        yield breach("kfa_of_other_kind", row=row, code=variant.kfa_code)
    if variant.unit not in UNITS:
        yield breach("unit_unknown", row=row, unit=variant.unit)


def _price_findings(
    variant: ProductVariant, row: int, licence_ends_on: date | None, on: date
) -> Iterator[Finding]:
    until = variant.price_valid_until
    if variant.price is None:
        yield breach("price_missing", row=row)
    elif variant.price <= 0:
        yield breach("price_not_positive", row=row)
    elif not variant.price_validity.is_valid(on):
        yield breach("price_lapsed", row=row, day=until)
    elif until is not None and licence_ends_on is not None and until > licence_ends_on:
        yield breach("validity_capped", row=row, day=until, capped=licence_ends_on)
    if variant.ppn_percent not in PPN_RATES:
        yield breach("ppn_unknown", row=row)
