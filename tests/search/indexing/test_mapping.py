"""What each field of the index is filled with."""

import pytest

from search.analysis import analyse_codes
from search.indexing.mapping import document_group, product_document
from tests.factories.documents import licence, variant
from tests.factories.documents import product_document as document


def terms(name, **fields):
    indexed = product_document(document(**fields))
    return [each.value for each in indexed.terms.get(name, ())]


def test_a_product_that_left_is_a_group_without_documents():
    assert document_group(7, None).documents == ()
    assert [each.key for each in document_group(7, document(id=7)).documents] == [
        "product:7"
    ]


@pytest.mark.parametrize(
    ("tkdn", "bmp", "band", "forty"),
    [
        (None, None, "none", "no"),
        (24.99, 15.0, "0-25", "no"),
        (25.0, 14.99, "25-40", "no"),
        (25.0, 15.0, "25-40", "yes"),
        (39.99, None, "25-40", "no"),
        (40.0, None, "40-60", "yes"),
        (60.0, None, "60-", "yes"),
    ],
)
def test_local_content_lies_in_a_band_and_reaches_40_or_not(tkdn, bmp, band, forty):
    assert terms("tkdn_band", tkdn=tkdn, bmp=bmp) == [band]
    assert terms("tkdn_bmp_40", tkdn=tkdn, bmp=bmp) == [forty]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (None, ["none"]),
        ({"status": "valid"}, ["valid"]),
        ({"status": "expiring"}, ["valid", "expiring"]),
        ({"status": "expired"}, ["expired"]),
        ({"status": "not_yet_valid"}, ["not_yet_valid"]),
        ({"status": "refused"}, ["overruled"]),
        ({"status": "revoked"}, ["overruled"]),
    ],
)
def test_a_licence_is_found_by_its_status(fields, expected):
    held = None if fields is None else licence(**fields)

    assert terms("licence", licence=held) == expected


@pytest.mark.parametrize("answer", [True, False])
def test_domestic_and_verified_are_the_documents_own(answer):
    # The licence says something else: it is not judged again here.
    held = licence(status="expired" if answer else "valid")
    expected = ["yes" if answer else "no"]

    assert terms("domestic", domestic=answer, licence=held) == expected
    assert terms("verified", verified=answer, licence=held) == expected


@pytest.mark.parametrize(("stock", "expected"), [(0, "no"), (1, "yes")])
def test_stock_is_there_or_not(stock, expected):
    assert terms("in_stock", variants=[variant(stock=stock)]) == [expected]


def test_what_nobody_can_order_is_not_in_stock():
    frozen = variant(restriction={"reason": "recalled", "since": "2026-11-20"})

    assert terms("in_stock", variants=[frozen]) == ["no"]
    assert terms("in_stock", variants=[frozen, variant()]) == ["yes"]


@pytest.mark.parametrize(("until", "expected"), [("", "no"), ("2027-03-01", "yes")])
def test_calibrated_or_not(until, expected):
    assert terms("calibrated", calibrated_until=until) == [expected]


def test_what_a_supplier_does_not_state_has_no_term():
    unstated = {"province": "", "business_scale": ""}

    assert terms("province", supplier=unstated) == []
    assert terms("business_scale", supplier=unstated) == []
    assert terms("province") == ["32"]
    assert terms("business_scale") == ["kecil"]


def test_numbers_that_are_not_known_are_left_out():
    known = product_document(document(id=5, price=1_000, tkdn=57.62))
    unknown = product_document(
        document(price=None, tkdn=None, published_at="", updated_at="")
    )

    assert known.numbers == {
        "price": 1_000,
        "tkdn": 57.62,
        "revision": 5,
        "published": 1767229500.0,
        "updated": 1767229500.0,
    }
    assert unknown.numbers.keys() == {"revision"}


def test_names_from_pasted_text_are_one_line():
    indexed = product_document(document(supplier={"name": "Surya\x0b\n Medika"}))

    [supplier] = indexed.terms["supplier"]
    assert (supplier.value, supplier.label_id, supplier.label_en) == (
        "900",
        "Surya Medika",
        "Surya Medika",
    )


def test_a_product_is_found_by_every_number_it_has():
    product = document(
        model="SR-77",
        kbki_code="48150",
        hs_code="90181200",
        tkdn_certificates=[{"number": "8110/SJ-IND.8/TKDN/9/2023"}],
        variants=[variant(sku="LED-1", gtin="8991234567890", kfa_code="")],
    )

    assert product_document(product).texts["codes"] == analyse_codes(
        [
            "SR-77",
            "48150",
            "90181200",
            "KEMENKES RI AKD 21603123456",
            "AKD21603123456",
            "AKD21603123456",
            "8110/SJ-IND.8/TKDN/9/2023",
            "LED-1",
            "8991234567890",
        ]
    )


def test_codes_lie_as_they_are_compared():
    variants = [
        {**variant(), "sku": "HB  3M-001", "gtin": "4006381333931"},
        {**variant(), "sku": "hb 3m-001", "gtin": ""},
    ]
    held = licence()

    assert terms("sku", variants=variants) == ["hb 3m-001"]
    assert terms("gtin", variants=variants) == ["04006381333931"]
    assert terms("licence_number", licence=held) == [held["number"]]


def test_the_moment_of_the_last_publication_is_a_number():
    indexed = product_document(document(updated_at="2026-11-30T00:00:00+07:00"))

    assert indexed.numbers["updated"] == 1_795_971_600.0
