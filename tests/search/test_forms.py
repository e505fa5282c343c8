"""The two price fields of the search form."""

import pytest
from django.http import QueryDict
from django.utils import translation

from search.forms import PriceBounds, PriceInput, is_tidy, own_price_bounds, read_form
from search.query import SearchRequest


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        (None, None, ""),
        (0, None, "0-"),
        (None, 0, "-0"),
        (5, 7, "5-7"),
        (7, 5, "5-7"),
        (5, 5, "5-5"),
    ],
)
def test_bounds_become_one_value(low, high, value):
    assert PriceBounds(low, high).value == value


@pytest.mark.parametrize(
    ("typed", "prices"),
    [
        ("price_low=5000000", ("5000000-",)),
        ("price_high=5.000.000", ("-5000000",)),
        ("price_low=Rp 5,000,000&price_high=rp.7000000", ("5000000-7000000",)),
        ("price_low=60 jt&price_high=1,2 M", ("60000000-1200000000",)),
        ("price_high=60000000,00", ("-60000000",)),
        ("price_low= 5 &price_high=", ("5-",)),
        ("price_low=lima&price_high=-1", ()),
        ("price_low=lima&price_high=60rb", ("-60000",)),
        ("price_low=123456789012345678901", ()),
        ("price=-999999&price_low=5", ("-999999", "5-")),
        ("price=5-&price_low=5", ("5-",)),
    ],
)
def test_what_is_typed_joins_what_is_chosen(typed, prices):
    search = read_form(QueryDict(typed)).search

    assert search.selected.get("price", ()) == prices


def test_an_amount_that_is_read_is_shown_as_it_is_kept():
    form = read_form(QueryDict("price_low=60 jt"))

    assert (form.low, form.high) == (PriceInput("60.000.000", ""), PriceInput("", ""))
    assert form.problems == {}
    with translation.override("en"):
        assert form.low == PriceInput("60000000", "")


def test_what_could_not_be_read_stays_beside_its_reason():
    form = read_form(QueryDict("price_low=murah&price_high=60 jt"))

    assert form.low == PriceInput(
        "murah",
        "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau 60 jt.",
    )
    assert form.high == PriceInput("60 jt", "")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-1", "Harga tidak boleh kurang dari nol."),
        (
            "1,500",
            "Koma pada “1,500” dapat berarti desimal. Tulis 1500.",
        ),
        ("0,5", "“0,5” bukan bilangan bulat. Tulis 0 atau 1."),
    ],
)
def test_each_reason_is_told(typed, told):
    form = read_form(QueryDict(f"price_high={typed}"))

    assert form.high == PriceInput(typed, told)
    assert form.search.selected == {}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", True),
        ("q=lampu&price=5-", True),
        ("q=", False),
        ("q=lampu&category=01&category=", False),
        ("price_low=5", False),
        ("price_high=", False),
    ],
)
def test_an_address_is_tidy_without_empty_and_own_fields(address, expected):
    assert is_tidy(QueryDict(address)) is expected


@pytest.mark.parametrize(
    ("address", "bounds"),
    [
        ("", PriceBounds()),
        ("price=-999999", PriceBounds()),
        ("price=-999999&price=5-7&price=8-9", PriceBounds(5, 7)),
        ("price=200000000-", PriceBounds()),
        ("price=200000001-", PriceBounds(200_000_001)),
    ],
)
def test_a_range_that_is_no_option_was_typed(address, bounds):
    search = SearchRequest.lenient(QueryDict(address))

    assert own_price_bounds(search) == bounds


@pytest.mark.parametrize(
    ("address", "understood"),
    [
        ("province=32", True),
        ("sort=x", True),
        ("province=99", False),
        ("price_low=x", False),
    ],
)
def test_what_is_not_understood_keeps_the_form_as_it_was_sent(address, understood):
    assert read_form(QueryDict(address)).is_understood is understood


def test_unknown_values_of_facets_are_told():
    form = read_form(QueryDict("province=99&sort=x"))

    assert [(each.place, each.code) for each in form.unknown] == [
        ("province", "value_unknown")
    ]
