"""What a product's page hands to search engines and to who shares its address."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.addresses import absolute, localised
from core.pictures import rendition_url
from products.public.structured_data import (
    MakerFacts,
    OfferFacts,
    ProductFacts,
    breadcrumb_data,
    embed,
    product_data,
)

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
        offers=_orderable_offers(shown),
        properties=tuple(
            (each.label, each.text) for each in shown["specifications"] if each.stated
        ),
    )


def _orderable_offers(shown: Mapping[str, Any]) -> tuple[OfferFacts, ...]:
    variants = (offer.variant for offer in shown["offers"] if offer.is_orderable)
    return tuple(
        OfferFacts(
            sku=variant.sku,
            price=variant.price,
            valid_until=variant.price_valid_until,
            in_stock=variant.stock > 0,
            gtin=variant.gtin,
        )
        for variant in variants
    )
