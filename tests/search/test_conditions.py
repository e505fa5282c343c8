"""What a program may ask for besides facets."""

import pytest
from django.http import QueryDict

from core.findings import text
from search.conditions import read_conditions
from search.engines.base import Filter, Range


@pytest.mark.parametrize(
    ("query_string", "field", "values"),
    [
        ("sku=HB-3M-001", "sku", ("hb-3m-001",)),
        ("sku=+hb++3M+", "sku", ("hb 3m",)),
        ("sku=a&sku=b&sku=A&sku=", "sku", ("a", "b")),
        ("gtin=4006381333931", "gtin", ("04006381333931",)),
        ("gtin=04006381333931", "gtin", ("04006381333931",)),
        ("licence_number=AKD+20903022671", "licence_number", ("AKD 20903022671",)),
        (
            "licence_number=kemenkes+ri+akd20903022671",
            "licence_number",
            ("AKD 20903022671",),
        ),
    ],
)
def test_a_code_is_compared_as_it_lies_in_the_index(query_string, field, values):
    filters, findings = read_conditions(QueryDict(query_string))

    assert filters == (Filter(field, values=values),)
    assert findings == []


@pytest.mark.parametrize(
    ("written", "epoch"),
    [
        ("2026-11-30", 1_795_971_600.0),
        ("2026-11-30T00:00:00", 1_795_971_600.0),
        ("2026-11-30T00:00:00%2B07:00", 1_795_971_600.0),
        ("2026-11-30T00:00:00+07:00", 1_795_971_600.0),
        ("2026-11-29T17:00:00Z", 1_795_971_600.0),
    ],
)
def test_a_day_begins_at_midnight_in_jakarta(written, epoch):
    filters, findings = read_conditions(QueryDict(f"updated_since={written}"))

    assert filters == (Filter("updated", ranges=(Range(low=epoch),)),)
    assert findings == []


@pytest.mark.parametrize(
    ("query_string", "place", "code"),
    [
        ("sku=" + "x" * 61, "sku", "sku_too_long"),
        ("gtin=4006381333932", "gtin", "wrong_check_digit"),
        ("gtin=x", "gtin", "not_digits"),
        ("licence_number=20903022671", "licence_number", "licence_letters"),
        ("updated_since=kemarin", "updated_since", "moment_invalid"),
        ("updated_since=2026-02-30", "updated_since", "moment_invalid"),
        ("&".join(["sku=x"] * 101), "sku", "too_many_values"),
    ],
)
def test_what_cannot_be_understood_is_told(query_string, place, code):
    _filters, findings = read_conditions(QueryDict(query_string))

    assert [(each.place, each.code) for each in findings] == [(place, code)]


def test_nothing_asked_is_no_condition():
    assert read_conditions(QueryDict("sku=&updated_since=&q=x")) == ((), [])


def test_what_is_told_of_a_moment_shows_how_to_write_it():
    _filters, [finding] = read_conditions(QueryDict("updated_since=x"))

    assert text(finding) == (
        "Tulis hari atau waktu menurut ISO 8601, misalnya 2026-11-30 atau "
        "2026-11-30T08:00:00+07:00."
    )
