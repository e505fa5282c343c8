"""What a product of e-Katalog v6 is made of."""

from lkpp.bounds import (
    LARGEST_PICTURE,
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    MOST_PICTURES,
)
from lkpp.profiles import terms
from lkpp.profiles.addresses import largest
from lkpp.profiles.base import (
    Answer,
    Record,
)
from lkpp.profiles.v6.labels import (
    AFTER_SALES,
    CDAKB,
    CPAKB,
    RADIATION,
    TELECOMMUNICATION,
)
from lkpp.records.addresses import absolute

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
        "name": terms.shortened(record["name"], LONGEST_NAME),
        "slug": None,
        "username": None,
        "sellerId": None,
        "type": PHYSICAL,
        "status": None,
        "isActive": terms.shown_at_lkpp(listing),
        "isAllowedBuyer": terms.purchasable_at_lkpp(listing),
        "isSellerUMKK": None if scale is None else scale in SMALL_BUSINESSES,
        "masterProductId": None,
        "kbki": listing["kbki_code"],
        "labels": [terms.PDN] if listing["domestic"] else [],
        "description": terms.shortened(description, LONGEST_DESCRIPTION)
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
                "isActive": terms.shown_at_lkpp(listing),
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
        "name": terms.shortened(record["name"], LONGEST_NAME),
        "isActive": False,
        "updatedAt": record["updated_at"],
        "reason": record["reason"],
    }


def _images(pictures: list[Record], base_url: str) -> list[str]:
    return [
        absolute(base_url, largest(each["urls"], LARGEST_PICTURE))
        for each in pictures[:MOST_PICTURES]
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
        CPAKB: AVAILABLE if terms.certificate(listing, "cpakb") else None,
        CDAKB: AVAILABLE if terms.certificate(listing, "cdakb") else None,
        TELECOMMUNICATION: None,
        RADIATION: None,
        "Hasil Pengujian Post Market": None,
        "Pemberitahuan Import Barang (PIB)": None,
        "BMHP": None,
        "Garansi": AVAILABLE if listing["warranty_months"] else None,
        AFTER_SALES: None,
        "Struktur Harga": None,
    }


_DOCUMENTS = {
    "datasheet": "Spesifikasi Produk",
    "licence": "Nomor Izin Edar (NIE)",
    "cpakb": CPAKB,
    "cdakb": CDAKB,
}
"""Documents that the form for alkes asks for, by the kind of ours that answers."""


def _documents(attachments: list[Record], base_url: str) -> list[Answer]:
    return [
        {"name": name, "value": absolute(base_url, each["url"])}
        for each in attachments
        if (name := _DOCUMENTS.get(each["kind"]))
    ]
