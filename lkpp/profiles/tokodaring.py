"""The product that LKPP's Toko Daring (Bela Pengadaan) pulls from a marketplace.

Names and types are those on which the programs of three marketplaces agree; no
document of LKPP's was found. The supplier is the merchant.
"""

from typing import Annotated, Literal

from pydantic import Field

from lkpp.bounds import LARGEST_PICTURE
from lkpp.profiles import terms
from lkpp.profiles.addresses import largest, sized
from lkpp.profiles.base import (
    Answer,
    Confidence,
    Constant,
    Profile,
    Record,
    Unsourced,
    declared,
    in_order_of,
)
from lkpp.profiles.shapes import Address, Reason, Rupiah, Shape, Sku, Text
from lkpp.records.addresses import absolute

MEDICAL_DEVICES = 7
"""Toko Daring's number of the category Alat Kesehatan."""

BEST_SCORE = 5
THUMBNAIL = "s300"

MERCHANT_TYPES = {"mikro": "mikro", "kecil": "kecil", "besar": "besar"}
"""Toko Daring knows no medium-sized merchant; such a one is not called large."""


def render(record: Record, base_url: str) -> Answer:
    """The product of a variant that is offered. ``product_price`` is before tax,
    which the order states by itself."""
    listing, price, pictures = record["listing"], record["price"], record["pictures"]
    maker, weight = listing["maker"], listing["weight_grams"]
    in_stock = listing["stock"] >= listing["minimum_order"]
    return {
        "SKU": record["sku"],
        "product_name": record["name"],
        "product_price": price["before_ppn"],
        "is_available": _may_be_bought(listing) and in_stock,
        "product_images": [
            absolute(base_url, largest(each["urls"], LARGEST_PICTURE))
            for each in pictures
        ],
        "product_thumbnail": absolute(base_url, sized(pictures[0]["urls"], THUMBNAIL))
        if pictures
        else None,
        "product_description": terms.without_tags(
            listing["description"] or listing["summary"] or ""
        ),
        "product_category": [MEDICAL_DEVICES],
        "product_weight": None if weight is None else weight / 1000,
        "tags": terms.distinct(
            (listing["device_type"]["name"], listing["brand"], listing["model"])
        ),
        "is_PDN": listing["domestic"],
        "is_taxable": price["ppn_percent"] > 0,
        "merchant_id": str(maker["id"]),
        "merchant_name": maker["legal_name"],
        "merchant_province": maker["province_name"],
        "merchant_city": maker["regency_name"],
        "merchant_npwp": maker["npwp"],
        "merchant_nik": None,
        "is_pkp": None,
        "merchant_score": None,
        "max_merchant_score": BEST_SCORE,
        "merchant_type": MERCHANT_TYPES.get(maker["business_scale"]),
    }


def tombstone(record: Record, base_url: str) -> Answer:
    """That a variant left, and why."""
    return {
        "SKU": record["sku"],
        "product_name": record["name"],
        "is_available": False,
        "active": False,
        "reason": record["reason"],
    }


def _may_be_bought(listing: Record) -> bool:
    """Whether we let it be ordered, and LKPP did not report that it froze it."""
    return terms.purchasable_at_lkpp(listing) is not False


# What a product is


class Product(Shape):
    """A variant that is offered."""

    SKU: Sku
    product_name: Text
    product_price: Annotated[Rupiah, Field(description="Whole rupiah before tax.")]
    is_available: bool
    product_images: list[Address]
    product_thumbnail: Address | None
    product_description: Annotated[str, Field(description="Without markup.")]
    product_category: list[Literal[7]]
    product_weight: Annotated[float, Field(ge=0, description="Kilograms.")] | None
    tags: list[Text]
    is_PDN: bool
    is_taxable: bool
    merchant_id: Text
    merchant_name: Text
    merchant_province: Text | None
    merchant_city: Text | None
    merchant_npwp: Text | None
    merchant_nik: None
    is_pkp: None
    merchant_score: None
    max_merchant_score: Literal[5]
    merchant_type: Literal["mikro", "kecil", "besar"] | None


class WithdrawnProduct(Shape):
    """A variant that left."""

    SKU: Sku
    product_name: Text
    is_available: Literal[False]
    active: Literal[False]
    reason: Reason


_SHAPE = Product | WithdrawnProduct


# Where each field is from

_PULL = "Toko Daring product pull: three marketplaces"

FIELDS = (
    *declared(
        _PULL,
        Confidence.RECONSTRUCTED,
        {
            "SKU": "sku",
            "product_name": "name",
            "product_images[]": "pictures[].urls.*",
            "product_thumbnail": "pictures[].urls.s300",
            "product_description": ("listing.description", "listing.summary"),
            "product_category[]": Constant(MEDICAL_DEVICES),
            "product_weight": "listing.weight_grams",
            "is_PDN": "listing.domestic",
            "merchant_id": "listing.maker.id",
            "merchant_name": "listing.maker.legal_name",
            "merchant_province": "listing.maker.province_name",
            "merchant_city": "listing.maker.regency_name",
            "merchant_npwp": "listing.maker.npwp",
            "merchant_nik": Unsourced.NOT_HELD,
            "is_pkp": Unsourced.NOT_HELD,
            "merchant_score": Unsourced.NOT_HELD,
            "max_merchant_score": Constant(BEST_SCORE),
            "merchant_type": "listing.maker.business_scale",
        },
    ),
    *declared(
        _PULL,
        Confidence.INFERRED,
        {
            "product_price": "price.before_ppn",
            "is_available": (
                *terms.PURCHASABLE,
                "listing.stock",
                "listing.minimum_order",
            ),
            "tags[]": ("listing.device_type.name", "listing.brand", "listing.model"),
            "is_taxable": "price.ppn_percent",
        },
    ),
    *declared(
        "ours, in tombstones only",
        Confidence.INFERRED,
        {"active": "active", "reason": "reason"},
    ),
)

TOKODARING = Profile(
    name="tokodaring",
    title="Product that Toko Daring pulls from a marketplace",
    media="application/json",
    fields=in_order_of(_SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=_SHAPE,
    schema_name="tokodaring.schema.json",
)
