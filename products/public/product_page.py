"""What the page of a product shows, drafts in preview included.

Everything comes from the page and its children. What apps above know besides, such as
similar products, are parts that they register for the template.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.cases import attach_cases
from certificates.public_registers import KAN
from certificates.reading import Reading
from core.addresses import search_url
from core.breadcrumbs import Crumb
from core.language import choose, in_language, language
from domain import nomenclature, regions
from domain.attributes.display import format_value
from domain.eligibility import Eligibility
from domain.numbers.licences import letters_of
from domain.prices import with_ppn
from products.calibration.presentation import shown_calibrations
from products.calibration.validity import calibrated_until
from products.evidence import evidence_of, evidence_of_supplier
from products.models import (
    MarketingAuthorisation,
    ProductPage,
    ProductPicture,
    ProductVariant,
    SaleRestriction,
)
from products.prices import has_lapsed, ppn_base, read_price
from products.public.sharing import VARIANT, sharing_context, variant_query
from products.sale.reading import read_restriction

SUPPLIER_EVIDENCE = (
    "certificates__document",
    "certificates__plant",
    "accreditations__document",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A variant with its price. ``until`` tells for how long it is offered,
    ``price_lapsed`` that this is over, ``restriction`` why it cannot be ordered all the
    same. ``is_offered`` says that product and price are valid today, ``is_orderable``
    that it may be ordered, too.
    """

    variant: ProductVariant
    price_with_ppn: int | None
    until: Reading | None
    price_lapsed: bool
    restriction: SaleRestriction | None
    is_offered: bool
    is_orderable: bool

    @property
    def query(self) -> str:
        """What follows the page's address where this variant is meant."""
        return variant_query(self.variant.sku)

    @property
    def restriction_reading(self) -> Reading | None:
        return self.restriction and read_restriction(
            self.restriction.reason, self.restriction.since_day, self.restriction.kind
        )


@dataclass(frozen=True, slots=True)
class Specification:
    """An attribute as read; ``stated`` is False where the maker says nothing."""

    label: str
    text: str
    stated: bool


def product_context(page: ProductPage, request: HttpRequest) -> dict[str, object]:
    """The template's variables. Makes a fixed number of queries.

    Raises Http404 where the supplier is not public, and where all variants are
    withdrawn from sale.
    """
    is_preview = getattr(request, "is_preview", False)
    # A draft in preview holds its children in memory: reading it again loses them.
    if not is_preview:
        page = ProductPage.objects.with_public_details().get(pk=page.pk)
    supplier = page.supplier
    if not (is_preview or (supplier.live and not page.is_withdrawn_wholly)):
        # Taken off with all that it makes, also where its products were forgotten; or
        # withdrawn from sale with all its variants.
        raise Http404
    prefetch_related_objects([supplier], *SUPPLIER_EVIDENCE)
    attach_cases([page, supplier])
    today = timezone.localdate()
    chosen = language()
    eligibility = page.eligibility(today)
    licence, content = eligibility.licence, eligibility.local_content
    offers = [
        _offer(variant, page.restrictions.get(variant.sku), eligibility)
        # Its own people look at what is withdrawn, too.
        for variant in (page.variants.all() if is_preview else page.shown_variants)
    ]
    chosen_offer = _chosen(offers, request)
    name = choose(page.title, page.name_en)
    summary = in_language(page, "summary")
    specifications = _specifications(page, chosen)
    shown = {
        "product": page,
        "name": name,
        "summary": summary,
        "description": in_language(page, "description"),
        "crumbs": _crumbs(page, name, chosen),
        "supplier": supplier,
        "supplier_url": supplier.get_url(request),
        "pictures": _pictures(page),
        "offers": offers,
        "chosen_offer": chosen_offer,
        "best_offer": chosen_offer or _cheapest(offers),
        "restriction": _restriction([chosen_offer] if chosen_offer else offers),
        "has_several_prices": chosen_offer is None
        and len({each.variant.price for each in _for_sale(offers)}) > 1,
        "stock": sum(
            offer.variant.stock
            for offer in ([chosen_offer] if chosen_offer else _for_sale(offers))
        ),
        "licence": licence,
        "licence_status": eligibility.licence_status or "",
        "licence_kind": letters_of(licence.number) if licence else "",
        "is_domestic": eligibility.domestic,
        "licence_is_verified": eligibility.verified,
        "local_content": content,
        "local_content_is_verified": content is not None
        and content.certificate.is_verified,
        "calibrated_until": calibrated_until(page.calibration_records.all(), today),
        "risk_class": _risk_class(page, licence, chosen),
        "specifications": specifications,
        "unstated": sum(not each.stated for each in specifications),
        "evidence": evidence_of(page, today, chosen),
        "company_evidence": evidence_of_supplier(supplier, today),
        "calibrations": shown_calibrations(page, today, request),
        "calibration_register": KAN,
        "attachments": list(page.attachments.all()),
        "declaration": _declaration(page),
        "regions_served": [
            regions.province_name(code)
            for code in page.regions_served
            if regions.is_province(code)
        ],
        "nav": "search",
    }
    return shown | sharing_context(shown, page.get_url(request) or "")


def _crumbs(page: ProductPage, name: str, language: str) -> list[Crumb]:
    device_type = page.device_type
    category = nomenclature.GROUPS[device_type.category].text(language)
    return [
        Crumb(category, search_url(category=device_type.category)),
        Crumb(device_type.name, search_url(device_type=device_type.key)),
        Crumb(name),
    ]


def _pictures(page: ProductPage) -> list[ProductPicture]:
    """The pictures, with what has been drawn of them, so that it is not looked up
    size by size."""
    pictures = list(page.pictures.all())
    prefetch_related_objects(pictures, "image__renditions")
    return pictures


def _offer(
    variant: ProductVariant,
    restriction: SaleRestriction | None,
    eligibility: Eligibility,
) -> Offer:
    taxed = None
    if variant.price is not None:
        taxed = with_ppn(variant.price, variant.ppn_percent, ppn_base())
    return Offer(
        variant,
        taxed,
        until=read_price(variant.price_valid_until, eligibility.on),
        price_lapsed=has_lapsed(variant.price_valid_until, eligibility.on),
        restriction=restriction,
        is_offered=eligibility.is_offered(variant),
        is_orderable=eligibility.is_orderable(variant, restriction),
    )


def _chosen(offers: Iterable[Offer], request: HttpRequest) -> Offer | None:
    """The offer of the variant that the address names."""
    sku = request.GET.get(VARIANT)
    return next((each for each in offers if each.variant.sku == sku), None)


def _for_sale(offers: Sequence[Offer]) -> Sequence[Offer]:
    """Those over which nothing stands, or all where something stands over each."""
    return [offer for offer in offers if offer.restriction is None] or offers


def _cheapest(offers: Sequence[Offer]) -> Offer | None:
    priced = [offer for offer in offers if offer.variant.price is not None]
    return min(_for_sale(priced), key=lambda offer: offer.variant.price, default=None)


def _restriction(offers: Sequence[Offer]) -> Reading | None:
    """That none of these can be ordered, as the last of the restrictions reads."""
    standing = [offer for offer in offers if offer.restriction is not None]
    if not standing or len(standing) < len(offers):
        return None
    return max(standing, key=lambda offer: offer.restriction.since).restriction_reading


def _risk_class(
    page: ProductPage, licence: MarketingAuthorisation | None, language: str
) -> str:
    code = licence.risk_class if licence else page.device_type.risk_class
    name = nomenclature.RISK_CLASSES.get(code)
    return name.text(language) if name else ""


def _specifications(page: ProductPage, language: str) -> list[Specification]:
    """What is stated, and what ought to be: the required attributes."""
    return [
        Specification(
            label=in_language(definition, "label"),
            text=format_value(
                definition, page.attributes.get(definition.key), language
            ),
            stated=definition.key in page.attributes,
        )
        for definition in page.device_type.definitions
        if definition.required or definition.key in page.attributes
    ]


def _declaration(page: ProductPage) -> list[tuple[str, str]]:
    """The self-declaration of domestic products (PDN): question and answer."""
    answers = [
        (_("Lokasi produksi"), page.get_production_share_display()),
        (_("Tenaga kerja"), page.get_labour_share_display()),
        (_("Bahan baku"), page.get_material_share_display()),
    ]
    return [(question, answer) for question, answer in answers if answer]
