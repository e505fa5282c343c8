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


def test_a_product_names_its_maker_licence_and_properties():
    data = product_data(LAMP)

    assert data["@type"] == "Product"
    assert data["additionalType"] == "https://schema.org/MedicalDevice"
    assert data["manufacturer"] == {
        "@type": "Organization",
        "name": "PT Terang Alkes",
        "url": "https://katalog.example/pemasok/a/",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "ID",
            "addressRegion": "Jawa Barat",
            "addressLocality": "Kota Bandung",
        },
    }
    assert data["identifier"] == {
        "@type": "PropertyValue",
        "name": "Nomor izin edar",
        "value": "AKD 21603020231",
    }
    assert data["additionalProperty"] == [
        {"@type": "PropertyValue", "name": "Kuat cahaya", "value": "120.000 lux"}
    ]


def test_what_is_not_known_is_left_out():
    bare = replace(
        LAMP, licence="", properties=(), maker=MakerFacts("PT A", "https://a.example")
    )

    data = product_data(bare)

    assert not {"identifier", "additionalProperty", "image", "offers"} & data.keys()
    assert "address" not in data["manufacturer"]


def test_one_variant_is_one_offer_before_tax():
    data = product_data(replace(LAMP, offers=(SMALL,)))

    offer = data["offers"]
    assert offer["@type"] == "Offer"
    assert (offer["price"], offer["priceCurrency"]) == ("81082633", "IDR")
    assert offer["priceSpecification"]["valueAddedTaxIncluded"] is False
    assert offer["priceValidUntil"] == "2027-05-12"
    assert offer["availability"] == "https://schema.org/InStock"
    assert offer["gtin"] == "5901"


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

    assert [step["position"] for step in data["itemListElement"]] == [1, 2]
    assert data["itemListElement"][1]["item"] == "https://b/"


def test_no_text_can_leave_the_script_element():
    hostile = replace(LAMP, name="</script><script>alert(1)</script> & <!--")

    script = embed(product_data(hostile))

    assert script.count("<") == 2
    assert embedded(script)[0]["name"] == "</script><script>alert(1)</script> & <!--"
