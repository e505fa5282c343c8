"""Which of several values is the best."""

from dataclasses import replace

import pytest
from hypothesis import given

from domain.attributes.comparison import compare_better
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.display import format_value
from tests.domain.attributes.samples import (
    ALL,
    BATTERY,
    COUNT,
    LUX,
    MODES,
    NOTE,
    TEMPERATURE,
    TIP,
    WEIGHT,
    json_values,
    number,
)


@given(json_values)
def test_no_json_makes_showing_or_comparing_raise(entry):
    for definition in ALL:
        assert isinstance(format_value(definition, entry, "id"), str)
        assert compare_better(definition, [entry, None]) == [False, False]


@pytest.mark.parametrize(
    ("definition", "entries", "marks"),
    [
        (LUX, [number(1.0), number(3.0), number(2.0)], [False, True, False]),
        (LUX, [number(3.0), None, number(3.0)], [False, False, False]),
        (LUX, [number(3.0), number(3.0), number(1.0)], [True, True, False]),
        (LUX, [number(3.0), None], [False, False]),
        (LUX, [], []),
        (LUX, [number(3.0), number(90.0, "klx")], [False, False]),
        (
            WEIGHT,
            [number(5.0, "kg"), None, number(2.0, "kg")],
            [False, False, True],
        ),
        (
            TEMPERATURE,
            [
                {"low": 25.0, "high": 37.0, "unit": "degC"},
                {"low": 20.0, "high": 39.0, "unit": "degC"},
            ],
            [False, True],
        ),
        (MODES, [{"value": ["vcv"]}, {"value": ["vcv", "pcv"]}], [False, True]),
        (TIP, [{"value": ["slip"]}, {"value": ["lock"]}], [False, False]),
        (BATTERY, [{"value": False}, {"value": True}, None], [False, True, False]),
        (NOTE, [{"value": "a"}, {"value": "b"}], [False, False]),
    ],
)
def test_the_better_values_are_marked(definition, entries, marks):
    assert compare_better(definition, entries) == marks


@pytest.mark.parametrize("better", ["", "match"])
def test_without_a_direction_none_is_better(better):
    definition = AttributeDefinition("n", "N", "N", "number", better=better)

    assert compare_better(definition, [number(1.0, ""), number(2.0, "")]) == [
        False,
        False,
    ]


def test_plain_numbers_need_no_unit():
    assert compare_better(COUNT, [{"value": 3.0}, {"value": 2.0, "unit": ""}]) == [
        True,
        False,
    ]


def test_of_single_choices_none_is_better():
    tip = replace(TIP, better="up")

    assert compare_better(tip, [{"value": ["slip"]}, {"value": ["lock"]}, None]) == [
        False,
        False,
        False,
    ]


def test_a_narrower_range_is_better_where_less_is():
    accuracy = AttributeDefinition("a", "A", "A", "range", "mm", "down")
    spans = [{"low": 1.0, "high": high, "unit": "mm"} for high in (4.0, 2.0)]

    assert compare_better(accuracy, spans) == [False, True]


def test_numbers_are_compared_as_they_are_written():
    wide = {"low": 0.1, "high": 0.3, "unit": "degC"}
    other = {"low": 0.2, "high": 0.4, "unit": "degC"}

    # As binary fractions the two spans would differ.
    assert compare_better(TEMPERATURE, [wide, other]) == [False, False]
