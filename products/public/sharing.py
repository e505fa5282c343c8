"""What a product's page hands to search engines and to who shares its address."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.addresses import absolute, localised
from core.language import in_language
from core.pictures import rendition_url
from domain.validity import VALID_STATUSES
from products.evidence import Evidence
from products.public.structured_data import (
    CertificationFacts,
    MakerFacts,
    ProductFacts,
    VariantFacts,
    breadcrumb_data,
    embed,
    product_data,
)

VARIANT = "varian"
"""Parameter of a product's address that chooses one of its variants, by SKU."""
PICTURE = "max-1200x1200|format-jpeg|bgcolor-fff"
"""JPEG, which those who show a preview of an address all read."""


def sharing_context(shown: Mapping[str, Any], url: str) -> dict[str, object]:
    """Structured data and pictures, from what the page at ``url`` shows."""
    images = tuple(
        absolute(rendition_url(picture.image_id, PICTURE))
        for picture in shown["pictures"]
    )
    facts = _facts(shown, absolute(url), images)
    trail = [(_("Beranda"), absolute(localised("/")))]
    trail += [(crumb.title, absolute(crumb.url or url)) for crumb in shown["crumbs"]]
    return {
        "structured_data": embed(product_data(facts), breadcrumb_data(trail)),
        "social_image": images[0] if images else "",
    }


def _facts(shown: Mapping[str, Any], url: str, images: tuple[str, ...]) -> ProductFacts:
    page, supplier, licence = shown["product"], shown["supplier"], shown["licence"]
    return ProductFacts(
        id=str(page.pk),
        name=shown["name"],
        description=shown["summary"] or strip_tags(shown["description"]),
        url=url,
        brand=page.brand,
        model=page.model_name,
        category=page.device_type.name,
        country=page.country_of_origin.code,
        maker=MakerFacts(
            name=supplier.legal_name,
            url=absolute(shown["supplier_url"] or ""),
            region=supplier.province_name,
            locality=supplier.regency_name,
        ),
        images=images,
        licence=licence.number if licence else "",
        variants=tuple(_variants(shown, url)),
        certifications=tuple(_certifications(shown["evidence"])),
        properties=tuple(
            (each.label, each.text) for each in shown["specifications"] if each.stated
        ),
    )


def _variants(shown: Mapping[str, Any], url: str) -> Iterator[VariantFacts]:
    """The variants, each with the address under which the page shows it."""
    for offer in shown["offers"]:
        variant = offer.variant
        yield VariantFacts(
            sku=variant.sku,
            name=in_language(variant, "label"),
            url=f"{url}{offer.query}",
            price=offer.price_with_ppn if offer.is_offered else None,
            valid_until=variant.price_valid_until,
            is_available=variant.stock > 0 and offer.restriction is None,
            gtin=variant.gtin,
            kfa_code=variant.kfa_code,
        )


def variant_query(sku: str) -> str:
    """What follows the address of a product where one of its variants is meant."""
    return f"?{urlencode({VARIANT: sku})}"


def _certifications(evidence: Iterable[Evidence]) -> Iterator[CertificationFacts]:
    """What is valid on the day of the page."""
    for each in evidence:
        if each.status in VALID_STATUSES:
            content = each.local_content
            yield CertificationFacts(
                name=str(each.title),
                number=each.number,
                issuer=str(each.issuer),
                issued_on=each.issued_on,
                expires_on=each.expires_on,
                percent=float(content.tkdn) if content else None,
            )
