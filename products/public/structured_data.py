"""What a product page tells search engines, as schema.org describes it (JSON-LD).

The builders are pure: everything comes in through :class:`ProductFacts`.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SCHEMA = "https://schema.org"
LICENCE, KFA = "NIE", "KFA"
"""Whose numbers identify: the ministry's licence, and its dictionary of devices."""
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
"""The characters by which a text could leave its script element."""


@dataclass(frozen=True, slots=True)
class VariantFacts:
    """A variant with the address that shows it. ``price`` is in whole rupiah with PPN,
    None where it is not offered; ``is_available`` says that it can be bought now."""

    sku: str
    name: str
    url: str
    price: int | None
    valid_until: date | None
    is_available: bool
    gtin: str = ""
    kfa_code: str = ""


@dataclass(frozen=True, slots=True)
class CertificationFacts:
    """A licence or certificate that is valid. ``percent`` is what it grants, if it is
    of local content."""

    name: str
    number: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class MakerFacts:
    """Addresses are absolute; ``region`` is the province."""

    name: str
    url: str
    region: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """Addresses are absolute. ``properties`` are label and text, as on the page;
    ``id`` names the product among others."""

    id: str
    name: str
    description: str
    url: str
    brand: str
    model: str
    category: str
    country: str
    maker: MakerFacts
    images: tuple[str, ...] = ()
    licence: str = ""
    variants: tuple[VariantFacts, ...] = ()
    certifications: tuple[CertificationFacts, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


def product_data(facts: ProductFacts) -> dict[str, Any]:
    """The product as schema.org's Product, or as ProductGroup where it has several
    variants. What varies is the maker's to say, in words, so ``variesBy`` is left out.
    """
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Product",
        "additionalType": f"{SCHEMA}/MedicalDevice",
        "name": facts.name,
        "description": facts.description,
        "url": facts.url,
        "brand": {"@type": "Brand", "name": facts.brand},
        "model": facts.model,
        "category": facts.category,
        "manufacturer": _maker(facts.maker),
        "countryOfOrigin": {"@type": "Country", "name": facts.country},
    }
    if facts.images:
        data["image"] = list(facts.images)
    if facts.licence:
        data["identifier"] = [_identifier(LICENCE, facts.licence)]
    if facts.properties:
        data["additionalProperty"] = [_property(*each) for each in facts.properties]
    if facts.certifications:
        data["hasCertification"] = [*map(_certification, facts.certifications)]
    if len(facts.variants) == 1:
        return _with_variant(data, facts.variants[0], facts.maker)
    if facts.variants:
        data |= {"@type": "ProductGroup", "productGroupID": facts.id}
        data["hasVariant"] = [_variant(each, facts) for each in facts.variants]
    return data


def breadcrumb_data(crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    """Names and absolute addresses, from the home page to the page itself."""
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(crumbs, start=1)
        ],
    }


def embed(*data: dict[str, Any]) -> SafeString:
    """A script element with the data, whatever texts occur in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Safe: nothing is left that could end the element or begin another.
    return mark_safe(  # noqa: S308
        f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>'
    )


def _maker(maker: MakerFacts) -> dict[str, Any]:
    organisation: dict[str, Any] = {
        "@type": "Organization",
        "name": maker.name,
        "url": maker.url,
    }
    address = {"addressRegion": maker.region, "addressLocality": maker.locality}
    stated = {key: value for key, value in address.items() if value}
    if stated:
        organisation["address"] = {
            "@type": "PostalAddress",
            "addressCountry": "ID",
            **stated,
        }
    return organisation


def _property(label: str, text: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "name": label, "value": text}


def _identifier(scheme: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _certification(facts: CertificationFacts) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Certification",
        "name": facts.name,
        "certificationStatus": f"{SCHEMA}/CertificationActive",
    }
    if facts.number:
        data["certificationIdentification"] = facts.number
    if facts.issuer:
        data["issuedBy"] = {"@type": "Organization", "name": facts.issuer}
    if facts.issued_on:
        data["validFrom"] = facts.issued_on.isoformat()
    if facts.expires_on:
        data["expires"] = facts.expires_on.isoformat()
    if facts.percent is not None:
        data["certificationRating"] = {
            "@type": "Rating",
            "ratingValue": facts.percent,
            "bestRating": 100,
        }
    return data


def _variant(variant: VariantFacts, facts: ProductFacts) -> dict[str, Any]:
    """A variant as a product of its own; the group says what they share."""
    data: dict[str, Any] = {
        "@type": "Product",
        "name": f"{facts.name} – {variant.name}" if variant.name else facts.name,
        "url": variant.url,
    }
    if facts.images:
        data["image"] = facts.images[0]
    return _with_variant(data, variant, facts.maker)


def _with_variant(
    data: dict[str, Any], variant: VariantFacts, maker: MakerFacts
) -> dict[str, Any]:
    """``data`` with what identifies the variant and what it costs."""
    identified = {**data, "sku": variant.sku}
    if variant.gtin:
        identified["gtin"] = variant.gtin
    if variant.kfa_code:
        identified["identifier"] = [
            *data.get("identifier", ()),
            _identifier(KFA, variant.kfa_code),
        ]
    if variant.price is not None:
        identified["offers"] = _offer(variant, variant.price, maker)
    return identified


def _availability(variant: VariantFacts) -> str:
    return "InStock" if variant.is_available else "OutOfStock"


def _offer(variant: VariantFacts, price: int, maker: MakerFacts) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Offer",
        "url": variant.url,
        "seller": {"@type": "Organization", "name": maker.name},
        "availability": f"{SCHEMA}/{_availability(variant)}",
        "priceCurrency": "IDR",
        "price": str(price),
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceCurrency": "IDR",
            "price": str(price),
            "valueAddedTaxIncluded": True,
        },
    }
    if variant.valid_until:
        data["priceValidUntil"] = variant.valid_until.isoformat()
    return data
