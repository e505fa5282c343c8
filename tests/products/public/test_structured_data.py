import json
import re
from dataclasses import replace
from datetime import date

from products.public.structured_data import (
    CertificationFacts,
    MakerFacts,
    ProductFacts,
    VariantFacts,
    breadcrumb_data,
    embed,
    product_data,
)

URL = "https://katalog.example/pemasok/a/lampu/"
LAMP = ProductFacts(
    id="17",
    name="Lampu Operasi LO-120",
    description="Lampu operasi LED.",
    url=URL,
    brand="Terang",
    model="LO-120",
    category="Lampu operasi LED",
    country="ID",
    maker=MakerFacts(
        name="PT Terang Alkes",
        url="https://katalog.example/pemasok/a/",
        region="Jawa Barat",
        locality="Kota Bandung",
    ),
    licence="AKD 21603020231",
    properties=(("Kuat cahaya", "120.000 lux"),),
)
SMALL = VariantFacts(
    sku="LO-S",
    name="Kecil",
    url=f"{URL}?varian=LO-S",
    price=90_001_723,
    valid_until=date(2027, 5, 12),
    is_available=True,
    gtin="4006381333931",
    kfa_code="93000123",
)
LARGE = VariantFacts(
    "LO-L", "", f"{URL}?varian=LO-L", 95_000_000, None, is_available=False
)
UNPRICED = replace(LARGE, sku="LO-X", name="Besar", price=None)
SELLER = {"@type": "Organization", "name": "PT Terang Alkes"}


def embedded(script: str) -> list:
    match = re.fullmatch(
        '<script type="application/ld\\+json">(.*)</script>', script, re.DOTALL
    )
    return json.loads(match[1])


def test_a_product_of_one_variant_is_that_variant():
    price = {"priceCurrency": "IDR", "price": "90001723"}

    assert product_data(replace(LAMP, variants=(SMALL,))) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "additionalType": "https://schema.org/MedicalDevice",
        "name": "Lampu Operasi LO-120",
        "description": "Lampu operasi LED.",
        "url": URL,
        "brand": {"@type": "Brand", "name": "Terang"},
        "model": "LO-120",
        "category": "Lampu operasi LED",
        "manufacturer": {
            **SELLER,
            "url": "https://katalog.example/pemasok/a/",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "ID",
                "addressRegion": "Jawa Barat",
                "addressLocality": "Kota Bandung",
            },
        },
        "countryOfOrigin": {"@type": "Country", "name": "ID"},
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "NIE", "value": "AKD 21603020231"},
            {"@type": "PropertyValue", "propertyID": "KFA", "value": "93000123"},
        ],
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "Kuat cahaya", "value": "120.000 lux"}
        ],
        "sku": "LO-S",
        "gtin": "4006381333931",
        "offers": {
            "@type": "Offer",
            "url": f"{URL}?varian=LO-S",
            "seller": SELLER,
            "availability": "https://schema.org/InStock",
            **price,
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                **price,
                "valueAddedTaxIncluded": True,
            },
            "priceValidUntil": "2027-05-12",
        },
    }


def test_what_is_not_known_is_left_out():
    bare = replace(
        LAMP, licence="", properties=(), maker=MakerFacts("PT A", "https://a.example")
    )

    data = product_data(bare)

    assert data["@type"] == "Product"
    assert not data.keys() & {
        "identifier",
        "additionalProperty",
        "image",
        "offers",
        "sku",
        "hasCertification",
        "hasVariant",
    }
    assert "address" not in data["manufacturer"]


def test_several_variants_are_a_group_of_products_with_addresses_of_their_own():
    data = product_data(
        replace(LAMP, variants=(SMALL, LARGE, UNPRICED), images=("https://a/1", "b"))
    )

    assert (data["@type"], data["productGroupID"]) == ("ProductGroup", "17")
    assert "offers" not in data and "sku" not in data
    small, large, unpriced = data["hasVariant"]
    assert small["@type"] == "Product"
    assert (small["name"], small["url"]) == (
        "Lampu Operasi LO-120 – Kecil",
        f"{URL}?varian=LO-S",
    )
    assert (small["sku"], small["gtin"]) == ("LO-S", "4006381333931")
    assert small["image"] == "https://a/1"
    assert small["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "KFA", "value": "93000123"}
    ]
    assert large["name"] == "Lampu Operasi LO-120"
    assert large["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert not large.keys() & {"gtin", "identifier"}
    assert "priceValidUntil" not in large["offers"]
    assert unpriced["sku"] == "LO-X" and "offers" not in unpriced


def test_certifications_say_who_granted_what_until_when():
    tkdn = CertificationFacts(
        "Sertifikat TKDN",
        "8110/2023",
        "Kementerian Perindustrian RI",
        date(2024, 1, 2),
        date(2027, 1, 1),
        57.62,
    )
    bare = CertificationFacts("Halal", "", "", None, None)

    data = product_data(replace(LAMP, certifications=(tkdn, bare)))

    active = "https://schema.org/CertificationActive"
    assert data["hasCertification"] == [
        {
            "@type": "Certification",
            "name": "Sertifikat TKDN",
            "certificationStatus": active,
            "certificationIdentification": "8110/2023",
            "issuedBy": {
                "@type": "Organization",
                "name": "Kementerian Perindustrian RI",
            },
            "validFrom": "2024-01-02",
            "expires": "2027-01-01",
            "certificationRating": {
                "@type": "Rating",
                "ratingValue": 57.62,
                "bestRating": 100,
            },
        },
        {"@type": "Certification", "name": "Halal", "certificationStatus": active},
    ]


def test_breadcrumbs_are_numbered_from_one():
    data = breadcrumb_data([("Beranda", "https://a.example/"), ("Alat", "https://b/")])

    assert data == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": 1,
                "name": "Beranda",
                "item": "https://a.example/",
            },
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Alat",
                "item": "https://b/",
            },
        ],
    }


def test_no_text_can_leave_the_script_element():
    hostile = replace(LAMP, name="</script><script>alert(1)</script> & <!--")

    script = embed(product_data(hostile))

    assert script.count("<") == 2
    assert embedded(script)[0]["name"] == "</script><script>alert(1)</script> & <!--"
