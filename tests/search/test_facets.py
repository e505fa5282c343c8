"""What can be chosen in a facet, and what the engine is asked for it."""

import pytest

from domain.findings import InvalidInput
from search.engines.base import Count, Filter, Range
from search.facets import FACETS_BY_NAME, Facet, parse_range, range_ends, read_amount

PRICES = Facet("price", "Harga", {"-9": "a", "10-": "b"}, numeric="price_number")
STATES = Facet("state", "Keadaan", {"yes": "Ya", "no": "Tidak"})
NAMES = Facet("name", "Nama", size=7)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("10-20", (10, 20)),
        ("10-10", (10, 10)),
        ("-20", (None, 20)),
        ("10-", (10, None)),
        ("0-", (0, None)),
        ("0" * 19 + "1-" + "0" * 17 + "20", (1, 20)),
    ],
)
def test_a_range_has_one_end_or_two(text, ends):
    assert range_ends(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "10",
        "20-10",
        "1.5-2",
        "a-b",
        "10-20-30",
        "٣-٤",
        "-5-10",
        "1" * 20 + "-" + "2" * 20,
        "0" * 19 + "1-" + "0" * 18 + "20",
    ],
)
def test_what_is_no_range_is_refused(text):
    with pytest.raises(ValueError, match="range"):
        range_ends(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10-20", "10-20"),
        ("-20", "-20"),
        ("0" * 19 + "1-" + "0" * 17 + "20", "0" * 19 + "1-" + "0" * 17 + "20"),
        ("1 jt - 5 jt", "1000000-5000000"),
        ("1 jt – 5 jt", "1000000-5000000"),
        ("Rp 850.000,- - Rp 1.000.000,-", "850000-1000000"),
        ("60 jt-", "60000000-"),
        ("-1,2 M", "-1200000000"),
    ],
)
def test_a_price_range_is_read_as_people_write_it(text, value):
    assert PRICES.read(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "range_invalid"),
        ("-", "range_invalid"),
        ("10", "range_invalid"),
        ("60 jt", "range_invalid"),
        ("10-20-30", "range_invalid"),
        ("-5-10", "range_invalid"),
        ("20-10", "range_reversed"),
        ("1.5-2", "number_not_whole"),
        ("a-b", "number_invalid"),
        ("٣-٤", "number_invalid"),
        ("1,500-", "number_ambiguous"),
        ("1" * 20 + "-" + "2" * 20, "number_too_long"),
    ],
)
def test_a_price_range_that_is_none_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        PRICES.read(text)

    assert refusal.value.code == code


def test_a_price_is_not_below_zero():
    assert read_amount("0") == 0
    with pytest.raises(InvalidInput) as refusal:
        read_amount("-1")
    assert refusal.value.code == "amount_negative"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-20", Range(10.0, 21.0)),
        ("-20", Range(None, 21.0)),
        ("10-", Range(10.0, None)),
        ("0-0", Range(0.0, 1.0)),
    ],
)
def test_both_ends_of_a_range_are_included(text, expected):
    assert parse_range(text) == expected


def test_a_facet_of_ranges_counts_and_filters_by_its_number():
    assert PRICES.count() == Count(
        "price_number", ranges=(Range(None, 10.0), Range(10.0, None))
    )
    assert PRICES.filter(("5-6",)) == Filter("price_number", ranges=(Range(5.0, 7.0),))


def test_a_facet_of_values_counts_and_filters_by_its_name():
    assert NAMES.count() == Count("name", size=7)
    assert NAMES.filter(("a", "b")) == Filter("name", values=("a", "b"))


def test_a_facet_reads_its_options_or_whatever_the_index_has():
    assert STATES.read("yes") == "yes"
    assert NAMES.read("whatever") == "whatever"
    with pytest.raises(InvalidInput) as refusal:
        STATES.read("maybe")
    assert refusal.value.code == "value_unknown"


def test_facets_are_found_by_their_names():
    assert {name: facet.name for name, facet in FACETS_BY_NAME.items()} == {
        name: name for name in FACETS_BY_NAME
    }
    assert list(FACETS_BY_NAME)[:4] == [
        "category",
        "device_type",
        "tkdn_band",
        "tkdn_bmp_40",
    ]


def test_values_may_be_among_some_or_have_a_form():
    kinds = Facet("kind", "Jenis", among=["a", "b"])
    keys = Facet("key", "Kunci", pattern="[a-z]{1,3}")

    assert (kinds.read("a"), keys.read("abc")) == ("a", "abc")
    for facet, value in ((kinds, "c"), (keys, "abcd"), (keys, "A"), (keys, "a\n")):
        with pytest.raises(InvalidInput) as caught:
            facet.read(value)
        assert caught.value.finding.code == "value_unknown"
    assert list(kinds.values) == ["a", "b"]
    assert list(STATES.values) == ["yes", "no"]
    assert (PRICES.values, keys.values) == ((), ())
