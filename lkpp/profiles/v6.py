"""The product of INAPROC's sixth e-Katalog, by the names of its web GraphQL.

LKPP publishes no way into v6 for programs: a product is entered in a form or by the
bulk upload (:mod:`lkpp.files.bulk_upload`). The names are those that the catalogue's
own pages ask for; the bounds and the answers to questions are the form's. Ids, slug and
user name are given by INAPROC and null until it tells them.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from lkpp.profiles import terms
from lkpp.profiles.addresses import absolute, largest
from lkpp.profiles.base import (
    Answer,
    Confidence,
    Constant,
    Profile,
    Record,
    Source,
    Unsourced,
    declared,
    in_order_of,
)
from lkpp.profiles.shapes import (
    Address,
    Amount,
    Count,
    Day,
    Moment,
    Percent,
    PpnPercent,
    Reason,
    Rupiah,
    Shape,
    Sku,
    Text,
)

SHORTEST_NAME, NAME_LIMIT = 5, 250
DESCRIPTION_LIMIT = 2_000
IMAGE_LIMIT = 5
IMAGE_PIXELS = 2_048
"""Bounds of the form for adding a product."""

PHYSICAL = "PHYSICAL"
AVAILABLE = "TERSEDIA"
"""What the dropdowns for certificates have. The contrary is never said: what is not
stated may yet be there."""

SMALL_BUSINESSES = {"mikro", "kecil"}


def render(record: Record, base_url: str) -> Answer:
    """The product of a variant that is offered, with that variant alone."""
    listing, price = record["listing"], record["price"]
    assigned, description = listing["lkpp"], listing["description"]
    images = _images(record["pictures"], base_url)
    scale = listing["maker"]["business_scale"]
    return {
        "id": assigned["v6_id"],
        "sku": record["sku"],
        "name": terms.shortened(record["name"], NAME_LIMIT),
        "slug": None,
        "username": None,
        "sellerId": None,
        "type": PHYSICAL,
        "status": None,
        "isActive": terms.is_shown(listing),
        "isAllowedBuyer": terms.is_purchasable(listing),
        "isSellerUMKK": None if scale is None else scale in SMALL_BUSINESSES,
        "masterProductId": None,
        "kbki": listing["kbki_code"],
        "labels": [terms.PDN] if listing["domestic"] else [],
        "description": terms.shortened(description, DESCRIPTION_LIMIT)
        if description
        else None,
        "updatedAt": record["updated_at"],
        "images": [{"imageUrl": address} for address in images],
        "category": {
            "id": assigned["category_id"],
            "name": listing["sub_category"]["name"],
            "path": terms.category_path(listing),
        },
        "brand": _brand(listing),
        "pdn": _declaration(listing),
        "tkdn": _local_content(listing["local_content"]),
        "sni": _standard(listing),
        "kfa": {"kfaCode": listing["kfa_code"], "packageKfaCode": None},
        "prices": {
            "isRegionPrice": False,
            "minPurchase": listing["minimum_order"],
            "minPriceWithTax": price["with_ppn"],
            "maxPrice": price["before_ppn"],
            "maxPriceWithTax": price["with_ppn"],
        },
        "variants": [
            {
                "id": None,
                "sku": record["sku"],
                "price": price["before_ppn"],
                "taxablePrice": price["taxable"],
                "priceWithTax": price["with_ppn"],
                "stock": listing["stock"],
                "optionValues": [listing["variant"]] if listing["variant"] else [],
                "imageUrl": images[0] if images else None,
                "isActive": True,
            }
        ],
        "stockUnit": {"primaryUnit": listing["unit"], "secondaryUnit": None},
        "tax": {"ppnPercentage": price["ppn_percent"]},
        "shipping": {
            "weight": listing["weight_grams"],
            "weightUnit": "gram",
            "length": terms.tenths(listing["length_mm"]),
            "width": terms.tenths(listing["width_mm"]),
            "height": terms.tenths(listing["height_mm"]),
            "dimensionUnit": "cm",
        },
        "productInformations": {
            "mainInformations": [
                {"name": name, "value": value}
                for name, value in _attributes(record).items()
            ],
            "additionalInformations": [
                {"name": item["label"], "value": item["text"]}
                for item in record["specification"]
            ],
            "documents": _documents(record["attachments"], base_url),
        },
        "sellerLocation": {"cityName": listing["maker"]["regency_name"]},
    }


def tombstone(record: Record, base_url: str) -> Answer:
    """That a variant left, and why."""
    return {
        "sku": record["sku"],
        "name": terms.shortened(record["name"], NAME_LIMIT),
        "isActive": False,
        "updatedAt": record["updated_at"],
        "reason": record["reason"],
    }


def _images(pictures: list[Record], base_url: str) -> list[str]:
    return [
        absolute(base_url, largest(each["urls"], IMAGE_PIXELS))
        for each in pictures[:IMAGE_LIMIT]
    ]


def _brand(listing: Record) -> Answer:
    trademark = terms.certificate(listing, "trademark")
    return {
        "brandName": listing["brand"],
        "registrationNumber": trademark and trademark["number"],
        "expirationDate": trademark and trademark["expires_on"],
    }


def _declaration(listing: Record) -> Answer:
    answers, country = listing["declaration"], listing["country_of_origin"]
    return {
        "type": terms.DOMESTIC if listing["domestic"] else terms.IMPORTED,
        "locationType": terms.PRODUCTION.get(answers["production"]),
        "laborType": terms.LABOUR.get(answers["labour"]),
        "materialType": terms.MATERIAL.get(answers["material"]),
        "countryCode": country,
        "countryName": terms.COUNTRIES.get(country),
    }


def _local_content(content: Record | None) -> Answer | None:
    if content is None:
        return None
    return {
        "number": content["number"],
        "value": float(content["tkdn"]),
        "bmpValue": terms.percentage(content["bmp"]),
        "tkdnBmp": float(content["total"]),
        "brand": content["brand"],
        "productType": content["type_name"],
        "producerName": content["holder"],
        "hs": content["hs_code"],
        "description": content["specification"],
        "date": content["issued_on"],
        "expirationDate": content["expires_on"],
        "bmpExpirationDate": content["bmp_expires_on"],
    }


def _standard(listing: Record) -> Answer | None:
    certificate = terms.certificate(listing, "sni")
    if certificate is None:
        return None
    return {
        "sniNumber": certificate["standard"],
        "certificateNumber": certificate["number"],
        "expirationDate": certificate["expires_on"],
    }


_CPAKB = "Sertifikat Cara Pembuatan Alat Kesehatan yang Baik Yang Masih Berlaku (CPAKB)"
_CDAKB = (
    "Sertifikat Cara Distribusi Alat Kesehatan Yang Baik Yang Masih Berlaku (CDAKB)"
)
_TELECOMMUNICATION = "Sertifikat Alat Telekomunikasi dan/atau Perangkat Telekomunikasi"
_RADIATION = "Sertifikat Izin Pemanfaatan Sumber Radiasi Pengion (SRP)"
_AFTER_SALES = "Surat Ketersediaan Layanan Purna Jual dan Spare Part"


def _attributes(record: Record) -> dict[str, str | None]:
    """The sixteen attributes of the form for alkes, in its order."""
    listing = record["listing"]
    licence = listing["licence"]
    return {
        "Kode KFA": listing["kfa_code"],
        "Spesifikasi Produk": "; ".join(
            [f"{item['label']}: {item['text']}" for item in record["specification"]]
        )
        or None,
        "Nomor Izin Edar (NIE)": licence["display"],
        "Masa Berlaku NIE": licence["expires_on"],
        "Daftar Distributor yang Ditunjuk": None,
        "Izin Distribusi Alat Kesehatan": None,
        _CPAKB: AVAILABLE if terms.certificate(listing, "cpakb") else None,
        _CDAKB: AVAILABLE if terms.certificate(listing, "cdakb") else None,
        _TELECOMMUNICATION: None,
        _RADIATION: None,
        "Hasil Pengujian Post Market": None,
        "Pemberitahuan Import Barang (PIB)": None,
        "BMHP": None,
        "Garansi": AVAILABLE if listing["warranty_months"] else None,
        _AFTER_SALES: None,
        "Struktur Harga": None,
    }


_DOCUMENTS = {
    "datasheet": "Spesifikasi Produk",
    "licence": "Nomor Izin Edar (NIE)",
    "cpakb": _CPAKB,
    "cdakb": _CDAKB,
}
"""Documents that the form for alkes asks for, by the kind of ours that answers."""


def _documents(attachments: list[Record], base_url: str) -> list[Answer]:
    return [
        {"name": name, "value": absolute(base_url, each["url"])}
        for each in attachments
        if (name := _DOCUMENTS.get(each["kind"]))
    ]


# What a product is


class Image(Shape):
    imageUrl: Address


class Category(Shape):
    """``path`` is the whole one, for names of the third level are not unique."""

    id: Text | None
    name: Text
    path: list[Text]


class Brand(Shape):
    brandName: str
    registrationNumber: Text | None
    expirationDate: Day | None


class Declaration(Shape):
    """Answers of the form to the self-declaration of domestic products."""

    type: Literal["Lokal", "Import"]
    locationType: Text | None
    laborType: Text | None
    materialType: Text | None
    countryCode: Text
    countryName: Text | None


class LocalContent(Shape):
    """Percentages; ``tkdnBmp`` is the sum."""

    number: Text
    value: Percent
    bmpValue: Percent | None
    tkdnBmp: Percent
    brand: Text | None
    productType: Text | None
    producerName: Text | None
    hs: Text | None
    description: Text | None
    date: Day
    expirationDate: Day
    bmpExpirationDate: Day | None


class Standard(Shape):
    sniNumber: Text | None
    certificateNumber: Text
    expirationDate: Day | None


class Kfa(Shape):
    kfaCode: Text | None
    packageKfaCode: None


class Prices(Shape):
    """Whole rupiah; those without “Tax” in the name are before PPN."""

    isRegionPrice: Literal[False]
    minPurchase: Amount
    minPriceWithTax: Rupiah
    maxPrice: Rupiah
    maxPriceWithTax: Rupiah


class Variant(Shape):
    """Whole rupiah. ``price`` is what the maker states, ``taxablePrice`` the base of
    PPN, ``priceWithTax`` what a buyer pays."""

    id: None
    sku: Sku
    price: Rupiah
    taxablePrice: Count
    priceWithTax: Rupiah
    stock: Count
    optionValues: list[Text]
    imageUrl: Address | None
    isActive: Literal[True]


class StockUnit(Shape):
    primaryUnit: Text
    secondaryUnit: None


class Tax(Shape):
    ppnPercentage: PpnPercent


class Shipping(Shape):
    weight: Count | None
    weightUnit: Literal["gram"]
    length: Annotated[float, Field(ge=0)] | None
    width: Annotated[float, Field(ge=0)] | None
    height: Annotated[float, Field(ge=0)] | None
    dimensionUnit: Literal["cm"]


class MainInformation(Shape):
    name: Text
    value: Text | None


class AdditionalInformation(Shape):
    name: Text
    value: Text


class Document(Shape):
    name: Text
    value: Address


class Informations(Shape):
    """``mainInformations`` are the sixteen attributes of the form for alkes, told
    apart by their label; ``additionalInformations`` what the maker specifies."""

    mainInformations: Annotated[
        list[MainInformation], Field(min_length=16, max_length=16)
    ]
    additionalInformations: list[AdditionalInformation]
    documents: list[Document]


class SellerLocation(Shape):
    cityName: Text | None


_Name = Annotated[str, Field(min_length=SHORTEST_NAME, max_length=NAME_LIMIT)]


class Product(Shape):
    """A variant that is offered. What INAPROC gives is null until it tells it."""

    id: Text | None
    sku: Sku
    name: _Name
    slug: None
    username: None
    sellerId: None
    type: Literal["PHYSICAL"]
    status: None
    isActive: bool
    isAllowedBuyer: bool
    isSellerUMKK: bool | None
    masterProductId: None
    kbki: Text | None
    labels: list[Text]
    description: Annotated[Text, Field(max_length=DESCRIPTION_LIMIT)] | None
    updatedAt: Moment
    images: Annotated[list[Image], Field(max_length=IMAGE_LIMIT)]
    category: Category
    brand: Brand
    pdn: Declaration
    tkdn: LocalContent | None
    sni: Standard | None
    kfa: Kfa
    prices: Prices
    variants: Annotated[list[Variant], Field(min_length=1, max_length=1)]
    stockUnit: StockUnit
    tax: Tax
    shipping: Shipping
    productInformations: Informations
    sellerLocation: SellerLocation


class WithdrawnProduct(Shape):
    """A variant that left."""

    sku: Sku
    name: _Name
    isActive: Literal[False]
    updatedAt: Moment
    reason: Reason


_SHAPE = Product | WithdrawnProduct


# Where each field is from

_PRODUCT = "INAPROC web GraphQL, getProductBySlug"
_SEARCH = "INAPROC web GraphQL, searchProducts"
_SNAPSHOT = "INAPROC web GraphQL, snapshots of mini-kompetisi"
_FORM = "INAPROC form"
_ALKES_FORM = "INAPROC form, category alkes"
_MAIN = "productInformations.mainInformations"
_ADDITIONAL = "productInformations.additionalInformations"

_CERTIFICATE: Source = ("listing.certificates[].kind", "listing.certificates[].number")
_CERTIFICATE_END: Source = (
    "listing.certificates[].kind",
    "listing.certificates[].expires_on",
)


def _main(sources: dict[str, Source]) -> dict[str, Any]:
    return {f"{_MAIN}[{name}].value": source for name, source in sources.items()}


FIELDS = (
    *declared(
        _PRODUCT,
        Confidence.ATTESTED,
        {
            "id": "listing.lkpp.v6_id",
            "name": "name",
            "slug": Unsourced.LKPP,
            "username": Unsourced.LKPP,
            "sellerId": Unsourced.LKPP,
            "status": Unsourced.LKPP,
            "masterProductId": Unsourced.LKPP,
            "kbki": "listing.kbki_code",
            "labels[]": "listing.domestic",
            "description": "listing.description",
            "updatedAt": "updated_at",
            "images[].imageUrl": "pictures[].urls.*",
            "category.id": "listing.lkpp.category_id",
            "category.name": "listing.sub_category.name",
            "brand.brandName": "listing.brand",
            "brand.registrationNumber": _CERTIFICATE,
            "brand.expirationDate": _CERTIFICATE_END,
            "pdn.countryCode": "listing.country_of_origin",
            "pdn.countryName": "listing.country_of_origin",
            "tkdn.number": "listing.local_content.number",
            "tkdn.value": "listing.local_content.tkdn",
            "tkdn.bmpValue": "listing.local_content.bmp",
            "tkdn.brand": "listing.local_content.brand",
            "tkdn.productType": "listing.local_content.type_name",
            "tkdn.producerName": "listing.local_content.holder",
            "tkdn.hs": "listing.local_content.hs_code",
            "tkdn.description": "listing.local_content.specification",
            "tkdn.date": "listing.local_content.issued_on",
            "tkdn.expirationDate": "listing.local_content.expires_on",
            "tkdn.bmpExpirationDate": "listing.local_content.bmp_expires_on",
            "sni.certificateNumber": _CERTIFICATE,
            "sni.expirationDate": _CERTIFICATE_END,
            "kfa.kfaCode": "listing.kfa_code",
            "kfa.packageKfaCode": Unsourced.NOT_HELD,
            "prices.isRegionPrice": Constant(False),
            "prices.minPurchase": "listing.minimum_order",
            "prices.minPriceWithTax": "price.with_ppn",
            "prices.maxPrice": "price.before_ppn",
            "prices.maxPriceWithTax": "price.with_ppn",
            "variants[].id": Unsourced.LKPP,
            "variants[].sku": "sku",
            "variants[].price": "price.before_ppn",
            "variants[].taxablePrice": "price.taxable",
            "variants[].priceWithTax": "price.with_ppn",
            "variants[].stock": "listing.stock",
            "stockUnit.secondaryUnit": Unsourced.NOT_HELD,
            "tax.ppnPercentage": "price.ppn_percent",
            "sellerLocation.cityName": "listing.maker.regency_name",
        },
    ),
    *declared(
        _PRODUCT,
        Confidence.INFERRED,
        {
            "isActive": ("active", *terms.SHOWN),
            "isAllowedBuyer": terms.PURCHASABLE,
            "sni.sniNumber": (
                "listing.certificates[].kind",
                "listing.certificates[].standard",
            ),
            "variants[].optionValues[]": "listing.variant",
            "variants[].imageUrl": "pictures[].urls.*",
            "variants[].isActive": Constant(True),
            f"{_ADDITIONAL}[].name": "specification[].label",
            f"{_ADDITIONAL}[].value": "specification[].text",
            "productInformations.documents[].name": "attachments[].kind",
            "productInformations.documents[].value": "attachments[].url",
        },
    ),
    *declared(
        _SEARCH,
        Confidence.ATTESTED,
        {
            "isSellerUMKK": "listing.maker.business_scale",
            "tkdn.tkdnBmp": "listing.local_content.total",
        },
    ),
    *declared(_SNAPSHOT, Confidence.ATTESTED, {"sku": "sku"}),
    *declared(
        "INAPROC category tree, names by level",
        Confidence.INFERRED,
        {"category.path[]": ("listing.category.name", "listing.sub_category.name")},
    ),
    *declared(
        _FORM,
        Confidence.ATTESTED,
        {
            "type": Constant(PHYSICAL),
            "pdn.type": "listing.domestic",
            "pdn.locationType": "listing.declaration.production",
            "pdn.laborType": "listing.declaration.labour",
            "pdn.materialType": "listing.declaration.material",
            "stockUnit.primaryUnit": "listing.unit",
            "shipping.weight": "listing.weight_grams",
            "shipping.weightUnit": Constant("gram"),
            "shipping.length": "listing.length_mm",
            "shipping.width": "listing.width_mm",
            "shipping.height": "listing.height_mm",
            "shipping.dimensionUnit": Constant("cm"),
        },
    ),
    *declared(
        _ALKES_FORM,
        Confidence.ATTESTED,
        _main(
            {
                "Kode KFA": "listing.kfa_code",
                "Spesifikasi Produk": ("specification[].label", "specification[].text"),
                "Nomor Izin Edar (NIE)": "listing.licence.display",
                "Masa Berlaku NIE": "listing.licence.expires_on",
                "Daftar Distributor yang Ditunjuk": Unsourced.NOT_HELD,
                "Izin Distribusi Alat Kesehatan": Unsourced.NOT_HELD,
                _CPAKB: "listing.certificates[].kind",
                _CDAKB: "listing.certificates[].kind",
                _TELECOMMUNICATION: Unsourced.NOT_HELD,
                _RADIATION: Unsourced.NOT_HELD,
                "Hasil Pengujian Post Market": Unsourced.NOT_HELD,
                "Pemberitahuan Import Barang (PIB)": Unsourced.NOT_HELD,
                "BMHP": Unsourced.NOT_HELD,
                "Garansi": "listing.warranty_months",
                _AFTER_SALES: Unsourced.NOT_HELD,
                "Struktur Harga": Unsourced.NOT_HELD,
            }
        ),
    ),
    *declared("ours, in tombstones only", Confidence.INFERRED, {"reason": "reason"}),
)

V6 = Profile(
    name="v6",
    title="Product of INAPROC's sixth e-Katalog",
    media="application/json",
    fields=in_order_of(_SHAPE, FIELDS),
    render=render,
    tombstone=tombstone,
    shape=_SHAPE,
    schema_name="v6.schema.json",
    labelled=frozenset({_MAIN}),
)
