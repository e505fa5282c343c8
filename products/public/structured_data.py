"""What a product page tells search engines, as schema.org describes it (JSON-LD).

The builders are pure: everything comes in through :class:`ProductFacts`.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SCHEMA = "https://schema.org"
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
"""The characters by which a text could leave its script element."""


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """A variant that can be ordered. ``price`` is in whole rupiah before PPN."""

    sku: str
    price: int
    valid_until: date | None
    in_stock: bool
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class MakerFacts:
    """Addresses are absolute; ``region`` is the province."""

    name: str
    url: str
    region: str = ""
    locality: str = ""


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """Addresses are absolute. ``properties`` are label and text, as on the page."""

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
    offers: tuple[OfferFacts, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


def product_data(facts: ProductFacts) -> dict[str, Any]:
    """The product as schema.org's Product; without offers if none can be ordered."""
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
    properties = [_property(label, text) for label, text in facts.properties]
    if facts.licence:
        licence = _property("Nomor izin edar", facts.licence)
        data["identifier"] = licence
    if properties:
        data["additionalProperty"] = properties
    if facts.offers:
        data["offers"] = _offers(facts)
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


def _offers(facts: ProductFacts) -> dict[str, Any]:
    offers = [_offer(offer, facts) for offer in facts.offers]
    if len(offers) == 1:
        return offers[0]
    prices = [offer.price for offer in facts.offers]
    return {
        "@type": "AggregateOffer",
        "priceCurrency": "IDR",
        "lowPrice": str(min(prices)),
        "highPrice": str(max(prices)),
        "offerCount": len(offers),
        "offers": offers,
    }


def _offer(offer: OfferFacts, facts: ProductFacts) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "Offer",
        "sku": offer.sku,
        "url": facts.url,
        "seller": {"@type": "Organization", "name": facts.maker.name},
        "availability": f"{SCHEMA}/{'InStock' if offer.in_stock else 'OutOfStock'}",
        "priceCurrency": "IDR",
        "price": str(offer.price),
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "priceCurrency": "IDR",
            "price": str(offer.price),
            "valueAddedTaxIncluded": False,
        },
    }
    if offer.gtin:
        data["gtin"] = offer.gtin
    if offer.valid_until:
        data["priceValidUntil"] = offer.valid_until.isoformat()
    return data
