"""Attribute values of the demo: of each kind, within bounds, better where they cost."""

import pytest

from demo import attributes
from demo.attributes import make_entry, make_values
from domain import units
from domain.attributes.definitions import AttributeDefinition
from tests.demo.settled_chance import Scripted, Settled
from tests.domain.attributes.samples import BATTERY, LUX, MODES, NOTE, TEMPERATURE, TIP


def number(low, high, *, key="made_up", unit="", better=""):
    return AttributeDefinition(
        key, "Nilai", "Value", "number", unit, better, True, low=low, high=high
    )


def value_of(definition, chance=None, quality=0.5):
    chance = chance or Settled.at(0.5)
    entry = make_values("lamp", [definition], chance, quality, {})[definition.key]
    return entry.get("value", (entry.get("low"), entry.get("high")))


@pytest.mark.parametrize(
    ("better", "quality", "expected"),
    [("up", 0.8, 120_000), ("down", 0.8, 70_000), ("match", 0.8, 88_000)],
)
def test_better_devices_have_better_numbers(better, quality, expected):
    definition = number(40_000, 160_000, better=better)

    assert value_of(definition, quality=quality) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 3, 1.0),
        (1, 3, 2.0),
        (0, 2.5, 1.0),
        (2, 3.5, 2.6),
        (0.5, 4, 1.9),
        (0.5, 2, 1.1),
        (1, 1000, 16.0),
    ],
)
def test_numbers_are_rounded_as_people_state_them(low, high, expected):
    assert value_of(number(low, high)) == expected


@pytest.mark.parametrize(("quality", "expected"), [(1, 146.0), (0, 144.2)])
def test_rounding_does_not_leave_the_bounds(quality, expected):
    assert value_of(number(144.2, 146, better="up"), quality=quality) == expected


@pytest.mark.parametrize(
    ("quality", "expected"), [(1, (20.0, 39.0)), (0.2, (22.0, 35.0))]
)
def test_better_devices_have_wider_ranges(quality, expected):
    assert value_of(TEMPERATURE, quality=quality) == expected


def test_one_choice_or_several():
    assert value_of(TIP, Settled.at(0.2), 1) == ["slip"]
    assert value_of(TIP, Settled.at(0.9), 1) == ["lock"]
    assert value_of(MODES, quality=1) == ["vcv", "pcv", "niv"]
    assert len(value_of(MODES, quality=0)) == 1


@pytest.mark.parametrize(
    ("chance", "quality", "expected"), [(0.5, 1, True), (0.5, 0, False)]
)
def test_yes_and_no(chance, quality, expected):
    assert value_of(BATTERY, Settled.at(chance), quality) is expected


def test_text_is_empty_where_nothing_is_typical():
    assert value_of(NOTE) == ""


def test_typical_values_of_the_device_type_come_first(monkeypatch):
    typical = {"lamp.illuminance": [1, 2, 3], "illuminance": [9]}
    monkeypatch.setattr(attributes, "_typical_values", lambda: typical)

    assert value_of(LUX, quality=1) == 3.0
    typical.pop("lamp.illuminance")
    assert value_of(LUX, quality=1) == 9.0


def test_only_what_is_not_required_may_be_left_out():
    all_left_out = Scripted.answering(*[True] * 9)

    values = make_values("lamp", [LUX, TIP, NOTE], all_left_out, 0.5, {})

    assert list(values) == ["illuminance"]


def test_given_values_are_taken():
    given = {"tip": "lock", "illuminance": 130_000}

    values = make_values("lamp", [LUX, TIP], Settled.at(0.5), 0.5, given)

    assert values["tip"] == {"value": ["lock"]}
    assert values["illuminance"]["value"] == 130_000.0


def test_entry_of_a_range_tells_what_was_typed():
    assert make_entry(TEMPERATURE, (25, 37.5), Settled.at(0.5)) == {
        "low": 25.0,
        "high": 37.5,
        "unit": "degC",
        "typed": "25 – 37,5 degC",
    }


def test_entry_of_choices_is_in_their_own_order():
    assert make_entry(MODES, {"niv", "vcv"}, Settled.at(0.5)) == {
        "value": ["vcv", "niv"]
    }


def test_number_is_typed_in_its_own_unit_mostly():
    assert make_entry(LUX, 120_000, Scripted.answering(False)) == {
        "value": 120_000.0,
        "unit": "lx",
        "typed": "120000 lx",
    }


def weight(low, high):
    return number(low, high, key="weight", unit="kg")


def test_number_is_now_and_then_typed_in_another_unit():
    for other in units.compatible_units("kg"):
        chance = Scripted.answering(True)
        chance.choice = lambda _items, other=other: other

        entry = make_entry(weight(1, 100), 12.5, chance)

        assert entry["unit"] == "kg"
        assert entry["typed"].endswith(f" {other}")
        assert entry["value"] == pytest.approx(12.5, rel=0.01)
