from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkpp.errors import FeedError
from lkpp.feed.parameters import (
    Days,
    PageRequest,
    parse_days,
    parse_page_request,
    parse_sku,
)

TODAY = date(2026, 11, 22)


def refusal_of(parse, *arguments):
    with pytest.raises(FeedError) as refusal:
        parse(*arguments)
    return refusal.value


def test_the_defaults_are_those_of_the_format():
    listing = parse_page_request({})

    assert listing == PageRequest(
        page=1, per_page=500, order_field="created_at", descending=True
    )
    assert parse_days({}, TODAY) == Days(TODAY, TODAY)


def test_an_empty_parameter_takes_its_default():
    names = ("page", "per_page", "order_by", "sort", "start_date", "end_date")
    given_empty = dict.fromkeys(names, " ")

    assert parse_page_request(given_empty) == parse_page_request({})
    assert parse_days(given_empty, TODAY) == Days(TODAY, TODAY)


def test_page_order_and_direction_are_read():
    listing = parse_page_request(
        {"page": "3", "per_page": "20", "order_by": "updated_date", "sort": "ASC"}
    )

    assert listing == PageRequest(
        page=3, per_page=20, order_field="updated_at", descending=False
    )
    assert listing.offset == 40


@pytest.mark.parametrize(
    ("asked", "used"),
    [("1", 1), ("499", 499), ("500", 500), ("501", 500), ("9999", 500)],
)
def test_a_larger_page_than_500_is_taken_as_500(asked, used):
    assert parse_page_request({"per_page": asked}).per_page == used


@pytest.mark.parametrize("name", ["page", "per_page"])
@pytest.mark.parametrize(
    "value", ["0", "-1", "abc", "1.5", "+1", "1e3", "١", "0x10", "1 0", "9" * 5_000]
)
def test_a_number_that_cannot_be_used_is_refused_by_name(name, value):
    refusal = refusal_of(parse_page_request, {name: value})

    assert refusal.body() == {
        "code": "invalid_parameter",
        "message": f"Parameter {name} harus bilangan bulat mulai dari 1.",
        "message_en": f"Parameter {name} must be a whole number from 1.",
        "data": {"status": 400, "parameter": name},
    }


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "order_by",
            "price",
            "Parameter order_by harus create_date atau updated_date.",
        ),
        ("sort", "up", "Parameter sort harus desc atau asc."),
    ],
)
def test_an_unknown_order_is_refused(name, value, message):
    refusal = refusal_of(parse_page_request, {name: value})

    assert (refusal.status, refusal.parameter) == (400, name)
    assert refusal.message == message


def test_days_are_read_with_both_ends():
    days = parse_days({"start_date": "2026-11-01", "end_date": "2026-11-30"}, TODAY)

    assert days == Days(date(2026, 11, 1), date(2026, 11, 30))


def test_the_end_is_today_unless_given():
    assert parse_days({"start_date": "2026-11-01"}, TODAY).end == TODAY


@pytest.mark.parametrize("name", ["start_date", "end_date"])
@pytest.mark.parametrize(
    "value",
    ["kemarin", "2026-02-30", "20261122", "2026-W47-7", "22-11-2026", "0000-01-01"],
)
def test_what_is_no_day_is_refused_by_name(name, value):
    refusal = refusal_of(parse_days, {name: value}, TODAY)

    assert (refusal.status, refusal.parameter) == (400, name)
    assert refusal.message == (
        f"Parameter {name} harus tanggal yang ada, ditulis YYYY-MM-DD."
    )


@pytest.mark.parametrize(
    "given_days",
    [
        {"start_date": "2026-11-02", "end_date": "2026-11-01"},
        {"start_date": "2026-11-23"},
        {"end_date": "2026-11-21"},
    ],
)
def test_an_end_before_the_start_is_refused(given_days):
    refusal = refusal_of(parse_days, given_days, TODAY)

    assert (refusal.status, refusal.parameter) == (400, "end_date")


@pytest.mark.parametrize("asked", [{}, {"no_produk_penyedia": " "}])
def test_a_product_must_be_named(asked):
    refusal = refusal_of(parse_sku, asked)

    assert refusal.body() == {
        "code": "invalid_request",
        "message": "Invalid Request",
        "data": {"status": 401},
    }


@given(
    asked=st.dictionaries(
        st.sampled_from(
            ["page", "per_page", "order_by", "sort", "start_date", "end_date", "x"]
        ),
        st.text(max_size=12) | st.sampled_from(["1", "500", "asc", "2026-11-22"]),
    )
)
def test_any_parameters_are_read_or_refused(asked):
    for parse in (parse_page_request, lambda texts: parse_days(texts, TODAY)):
        try:
            parse(asked)
        except FeedError as refusal:
            assert refusal.status == 400
            assert refusal.parameter in asked
