import json
import re
from dataclasses import replace
from datetime import date

from products.public.structured_data import (
    MakerFacts,
    OfferFacts,
    ProductFacts,
    breadcrumb_data,
    embed,
    product_data,
)

LAMP = ProductFacts(
    name="Lampu Operasi LO-120",
    description="Lampu operasi LED.",
    url="https://katalog.example/pemasok/a/lampu/",
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
SMALL = OfferFacts("LO-S", 81_082_633, date(2027, 5, 12), in_stock=True, gtin="5901")
LARGE = OfferFacts("LO-L", 95_000_000, None, in_stock=False)


def embedded(script: str) -> list:
    match = re.fullmatch(
        '<script type="application/ld\\+json">(.*)</script>', script, re.DOTALL
    )
    return json.loads(match[1])


def test_a_product_names_its_maker_licence_properties_and_offer():
    organization = {"@type": "Organization", "name": "PT Terang Alkes"}
    price = {"priceCurrency": "IDR", "price": "81082633"}

    assert product_data(replace(LAMP, offers=(SMALL,))) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "additionalType": "https://schema.org/MedicalDevice",
        "name": "Lampu Operasi LO-120",
        "description": "Lampu operasi LED.",
        "url": "https://katalog.example/pemasok/a/lampu/",
        "brand": {"@type": "Brand", "name": "Terang"},
        "model": "LO-120",
        "category": "Lampu operasi LED",
        "manufacturer": {
            **organization,
            "url": "https://katalog.example/pemasok/a/",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "ID",
                "addressRegion": "Jawa Barat",
                "addressLocality": "Kota Bandung",
            },
        },
        "countryOfOrigin": {"@type": "Country", "name": "ID"},
        "identifier": {
            "@type": "PropertyValue",
            "name": "Nomor izin edar",
            "value": "AKD 21603020231",
        },
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "Kuat cahaya", "value": "120.000 lux"}
        ],
        "offers": {
            "@type": "Offer",
            "sku": "LO-S",
            "url": "https://katalog.example/pemasok/a/lampu/",
            "seller": organization,
            "availability": "https://schema.org/InStock",
            **price,
            "priceSpecification": {
                "@type": "UnitPriceSpecification",
                **price,
                "valueAddedTaxIncluded": False,
            },
            "gtin": "5901",
            "priceValidUntil": "2027-05-12",
        },
    }


def test_what_is_not_known_is_left_out():
    bare = replace(
        LAMP, licence="", properties=(), maker=MakerFacts("PT A", "https://a.example")
    )

    data = product_data(bare)

    assert not {"identifier", "additionalProperty", "image", "offers"} & data.keys()
    assert "address" not in data["manufacturer"]


def test_several_variants_are_offered_from_the_lowest_price():
    data = product_data(replace(LAMP, offers=(LARGE, SMALL)))

    offers = data["offers"]
    assert offers["@type"] == "AggregateOffer"
    assert (offers["lowPrice"], offers["highPrice"]) == ("81082633", "95000000")
    assert offers["offerCount"] == 2
    assert offers["offers"][0]["availability"] == "https://schema.org/OutOfStock"
    assert "priceValidUntil" not in offers["offers"][0]


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
