"""What a search says was found."""

import pytest
from django.utils import translation

from search.query import SearchRequest
from search.results import catalogue_figures, facet_counts, search_products
from tests.factories.documents import (
    BED,
    index_documents,
    licence,
    product_document,
)

BEKASI = {
    "id": 901,
    "name": "Bekasi Alkes",
    "legal_name": "PT Bekasi Alkes",
    "province": "33",
    "business_scale": "besar",
}


@pytest.fixture
def products():
    return index_documents(
        [
            product_document(id=1, title="Lampu A", price=1_000_000, tkdn=61.0),
            product_document(id=2, title="Lampu B", price=999_999, tkdn=40.0, bmp=None),
            product_document(
                id=3, title="Lampu C", price=None, tkdn=None, supplier=BEKASI
            ),
            product_document(
                id=4,
                title="Ranjang D",
                device_type=BED,
                price=50_000_000,
                tkdn=24.99,
                bmp=15.0,
                calibrated_until="",
                licence=licence(status="expiring"),
            ),
        ]
    )


def counts(results, name):
    facet = next(each for each in results.facets if each.name == name)
    return {option.value: option.count for option in facet.options if option.count}


def test_each_facet_counts_what_there_is(products):
    results = search_products(SearchRequest())

    assert results.total == 4
    assert counts(results, "category") == {"16": 4}
    assert counts(results, "device_type") == {
        "led_operating_light": 3,
        "electric_patient_bed": 1,
    }
    assert counts(results, "risk_class") == {"B": 4}
    assert counts(results, "tkdn_band") == {"60-": 1, "40-60": 1, "0-25": 1, "none": 1}
    assert counts(results, "tkdn_bmp_40") == {"yes": 2, "no": 2}
    assert counts(results, "province") == {"32": 3, "33": 1}
    assert counts(results, "supplier") == {"900": 3, "901": 1}
    assert counts(results, "price") == {
        "-999999": 1,
        "1000000-9999999": 1,
        "50000000-199999999": 1,
    }
    assert counts(results, "licence") == {"valid": 4, "expiring": 1}
    assert counts(results, "calibrated") == {"yes": 3, "no": 1}
    assert counts(results, "in_stock") == {"yes": 4}
    assert counts(results, "business_scale") == {"kecil": 3, "besar": 1}


def test_counts_are_disjunctive(products):
    results = search_products(SearchRequest(selected={"province": ("33",)}))

    assert results.total == 1
    assert counts(results, "province") == {"32": 3, "33": 1}
    assert counts(results, "supplier") == {"901": 1}


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("price", [2, 1, 4, 3]),
        ("-price", [4, 1, 2, 3]),
        ("tkdn", [1, 2, 4, 3]),
        ("newest", [4, 3, 2, 1]),
    ],
)
def test_products_without_the_number_come_last_in_every_order(products, sort, ids):
    results = search_products(SearchRequest(sort=sort))

    assert [hit["id"] for hit in results.hits] == ids


def test_a_chosen_value_without_hits_keeps_its_label(products):
    selected = {"supplier": ("901",), "device_type": (BED["key"],)}

    results = search_products(SearchRequest(selected=selected))

    assert [(str(c.facet_label), str(c.label)) for c in results.chips] == [
        ("Jenis alat", "Tempat tidur pasien elektrik"),
        ("Pemasok", "Bekasi Alkes"),
    ]


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("5000-", "Mulai Rp\u00a05.000"),
        ("-5000", "Sampai Rp\u00a05.000"),
        ("5000-1000000", "Rp\u00a05.000 – Rp\u00a01.000.000"),
        ("-999999", "Di bawah Rp 1 juta"),
    ],
)
def test_a_price_range_of_ones_own_is_named(products, value, label):
    results = search_products(SearchRequest(selected={"price": (value,)}))

    assert [str(chip.label) for chip in results.chips] == [label]


def test_giving_up_one_choice_is_offered_best_first(products):
    request = SearchRequest("lampu", {"province": ("33",), "tkdn_bmp_40": ("yes",)})

    results = search_products(request)

    assert [(w.label, w.total, w.query_string) for w in results.relaxations] == [
        ("Provinsi: Jawa Tengah", 2, "q=lampu&tkdn_bmp_40=yes"),
        ("TKDN + BMP ≥ 40 %: Ya", 1, "q=lampu&province=33"),
    ]
    assert [hit["id"] for hit in results.nearest] == [1, 2, 3]


def test_labels_follow_the_language(products):
    with translation.override("en"):
        results = search_products(SearchRequest())

    facet = next(each for each in results.facets if each.name == "device_type")
    assert [option.label for option in facet.options] == [
        "LED operating light",
        "Electric patient bed",
    ]


def test_facets_of_the_whole_catalogue_leave_empty_values_out(products):
    found = facet_counts(["province", "business_scale"])

    assert [(o.value, o.count) for o in found["province"]] == [("32", 3), ("33", 1)]
    assert [(o.value, o.count) for o in found["business_scale"]] == [
        ("kecil", 3),
        ("besar", 1),
    ]


def test_the_figures_of_the_catalogue(products):
    assert catalogue_figures() == {
        "products": 4,
        "device_types": 2,
        "with_tkdn_40": 2,
    }


def test_without_an_index_the_figures_are_nought():
    assert set(catalogue_figures().values()) == {0}
    assert facet_counts(["province"]) == {"province": ()}


def test_where_no_single_filter_is_to_blame_all_are_offered(products):
    request = SearchRequest(
        text="lampu", selected={"province": ("91",), "risk_class": ("D",)}
    )

    results = search_products(request)

    assert [(w.label, w.total, w.query_string) for w in results.relaxations] == [
        ("saringan apa pun", 3, "q=lampu")
    ]


def test_words_that_nothing_has_cannot_be_relaxed(products):
    results = search_products(SearchRequest(text="zzz"))

    assert results.relaxations == ()
