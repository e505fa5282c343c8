"""From what of the neutral record each field of e-Katalog v6 is, and where its name
was seen."""

from typing import Any

from lkpp.profiles import terms
from lkpp.profiles.base import (
    Confidence,
    Constant,
    FieldSource,
    Unsourced,
    declared,
)
from lkpp.profiles.v6.labels import (
    AFTER_SALES,
    CDAKB,
    CPAKB,
    MAIN_INFORMATIONS,
    RADIATION,
    TELECOMMUNICATION,
)
from lkpp.profiles.v6.rendering import PHYSICAL

_PRODUCT = "INAPROC web GraphQL, getProductBySlug"
_SEARCH = "INAPROC web GraphQL, searchProducts"
_SNAPSHOT = "INAPROC web GraphQL, snapshots of mini-kompetisi"
_FORM = "INAPROC form"
_ALKES_FORM = "INAPROC form, category alkes"
_ADDITIONAL = "productInformations.additionalInformations"

_CERTIFICATE: FieldSource = (
    "listing.certificates[].kind",
    "listing.certificates[].number",
)
_CERTIFICATE_END: FieldSource = (
    "listing.certificates[].kind",
    "listing.certificates[].expires_on",
)


def _main(sources: dict[str, FieldSource]) -> dict[str, Any]:
    return {
        f"{MAIN_INFORMATIONS}[{name}].value": source for name, source in sources.items()
    }


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
            "variants[].isActive": ("active", *terms.SHOWN),
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
                CPAKB: "listing.certificates[].kind",
                CDAKB: "listing.certificates[].kind",
                TELECOMMUNICATION: Unsourced.NOT_HELD,
                RADIATION: Unsourced.NOT_HELD,
                "Hasil Pengujian Post Market": Unsourced.NOT_HELD,
                "Pemberitahuan Import Barang (PIB)": Unsourced.NOT_HELD,
                "BMHP": Unsourced.NOT_HELD,
                "Garansi": "listing.warranty_months",
                AFTER_SALES: Unsourced.NOT_HELD,
                "Struktur Harga": Unsourced.NOT_HELD,
            }
        ),
    ),
    *declared("ours, in tombstones only", Confidence.INFERRED, {"reason": "reason"}),
)
