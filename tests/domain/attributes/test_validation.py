"""Which stored values are sound, and which plausible."""

import math

import pytest
from hypothesis import given

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.validation import validate_values, warnings
from tests.domain.attributes.samples import (
    ALL,
    BATTERY,
    LUX,
    MODES,
    NOTE,
    TEMPERATURE,
    TIP,
    codes,
    json_values,
    near_misses,
    told,
)
from tests.wording import english, indonesian


def test_sound_values_come_back_normalised_in_the_order_of_the_definitions():
    values = {
        "ie_ratio": {"value": " 4:1 – 1:10 "},
        "modes": {"value": ["niv", "vcv"]},
        "battery": {"value": False},
        "leads": {"value": 12},
        "illuminance": {"value": 120000, "unit": "lx", "typed": "120.000 lx"},
        "air_temperature": {"low": 25, "high": 37.5, "unit": "degC"},
    }

    clean, errors = validate_values(ALL, values)

    assert errors == {}
    assert list(clean.items()) == [
        ("illuminance", {"value": 120000.0, "unit": "lx", "typed": "120.000 lx"}),
        ("leads", {"value": 12.0, "unit": ""}),
        ("air_temperature", {"low": 25.0, "high": 37.5, "unit": "degC"}),
        ("modes", {"value": ["vcv", "niv"]}),
        ("battery", {"value": False}),
        ("ie_ratio", {"value": "4:1 – 1:10"}),
    ]
    assert validate_values(ALL, clean) == (clean, {})


@pytest.mark.parametrize("values", [None, [], "x", 1, 1.5, True, math.nan])
def test_values_must_be_an_object(values):
    clean, errors = validate_values(ALL, values)

    assert clean == {}
    assert told(errors) == {"": ["Atribut harus berupa objek JSON."]}


def test_a_required_attribute_that_is_absent_is_an_error():
    clean, errors = validate_values(ALL, {"battery": {"value": True}})

    assert clean == {"battery": {"value": True}}
    assert told(errors) == {"illuminance": ["Wajib diisi untuk jenis alat ini."]}
    assert codes(errors["illuminance"]) == ["required"]


def test_an_unknown_attribute_is_an_error():
    _clean, errors = validate_values((BATTERY,), {"colour": {"value": "red"}})

    assert told(errors) == {
        "colour": ["Atribut ini tidak dikenal pada jenis alat ini."]
    }


@pytest.mark.parametrize(
    ("definition", "entry", "expected"),
    [
        (LUX, None, ["entry_not_an_object"]),
        (LUX, [], ["entry_not_an_object"]),
        (LUX, 120000, ["entry_not_an_object"]),
        (LUX, {}, ["entry_missing_field"]),
        (LUX, {"value": 1, "unit": "lx", "x": 1}, ["entry_unknown_field"]),
        (LUX, {"value": True, "unit": "lx"}, ["not_a_number"]),
        (LUX, {"value": "1", "unit": "lx"}, ["not_a_number"]),
        (LUX, {"value": None, "unit": "lx"}, ["not_a_number"]),
        (LUX, {"value": math.nan, "unit": "lx"}, ["number_not_finite"]),
        (LUX, {"value": -math.inf, "unit": "lx"}, ["number_not_finite"]),
        (LUX, {"value": 10**400, "unit": "lx"}, ["number_too_long"]),
        (LUX, {"value": 1e15, "unit": "lx"}, ["number_too_long"]),
        (LUX, {"value": 1}, ["unit_not_canonical"]),
        (LUX, {"value": 1, "unit": "klx"}, ["unit_not_canonical"]),
        (LUX, {"value": 1, "unit": ["lx"]}, ["unit_not_canonical"]),
        (LUX, {"value": 1, "unit": "lx", "typed": 1}, ["not_text"]),
        (LUX, {"value": 1, "unit": "lx", "typed": "x" * 101}, ["text_too_long"]),
        (
            TEMPERATURE,
            {"value": 1, "unit": "degC"},
            ["entry_missing_field", "entry_missing_field", "entry_unknown_field"],
        ),
        (TEMPERATURE, {"low": 9, "high": 3, "unit": "degC"}, ["range_reversed"]),
        (TEMPERATURE, {"low": 9, "high": [], "unit": "degC"}, ["not_a_number"]),
        (MODES, {"value": "vcv"}, ["not_a_list"]),
        (MODES, {"value": [1]}, ["not_a_list"]),
        (MODES, {"value": {"vcv": 1}}, ["not_a_list"]),
        (MODES, {"value": []}, ["choice_missing"]),
        (MODES, {"value": ["x"]}, ["choice_unknown"]),
        (MODES, {"value": ["vcv", "vcv"]}, ["choice_repeated"]),
        (TIP, {"value": ["slip", "lock"]}, ["choice_single"]),
        (BATTERY, {"value": 1}, ["not_yes_no"]),
        (BATTERY, {"value": "ya"}, ["not_yes_no"]),
        (NOTE, {"value": 1}, ["not_text"]),
        (NOTE, {"value": "  "}, ["text_missing"]),
        (NOTE, {"value": "x" * 501}, ["text_too_long"]),
        (NOTE, {"value": "a\x00b"}, ["text_control"]),
        (NOTE, {"value": "\ud800"}, ["text_control"]),
    ],
)
def test_an_entry_of_the_wrong_shape_is_refused(definition, entry, expected):
    clean, errors = validate_values((definition,), {definition.key: entry})

    assert clean == {}
    assert codes(errors[definition.key]) == expected


@pytest.mark.parametrize("length", [1, 500])
def test_a_text_may_have_500_characters(length):
    values = {"ie_ratio": {"value": "x" * length}}

    assert validate_values((NOTE,), values) == (values, {})


@given(json_values | near_misses)
def test_no_json_makes_validation_raise(values):
    clean, errors = validate_values(ALL, values)

    assert clean.keys().isdisjoint(errors)
    again, missing = validate_values(ALL, clean)
    assert again == clean
    assert set(missing) <= {"illuminance"}
    warnings(ALL, values)
    for finding in [each for found in errors.values() for each in found]:
        assert indonesian(finding) != english(finding)


def test_a_value_beyond_the_plausible_is_a_warning():
    values = {
        "illuminance": {"value": 200000, "unit": "lx"},
        "air_temperature": {"low": 15, "high": 45, "unit": "degC"},
        "weight": {"value": 9999, "unit": "kg"},
    }

    found = warnings(ALL, values)

    assert {key: codes(findings) for key, findings in found.items()} == {
        "illuminance": ["above_typical"],
        "air_temperature": ["below_typical", "above_typical"],
    }
    assert indonesian(found["illuminance"][0]) == (
        "200.000 lux di atas nilai lazim (160.000 lux); periksa kembali."
    )
    assert english(found["illuminance"][0]) == (
        "200,000 lux is above the usual 160,000 lux; please check."
    )


def test_the_bounds_themselves_are_no_warning():
    assert warnings((LUX,), {"illuminance": {"value": 160000, "unit": "lx"}}) == {}
    assert warnings((LUX,), {"illuminance": {"value": 40000, "unit": "lx"}}) == {}


def test_a_warning_about_a_plain_number_leaves_no_gap_for_the_unit():
    definition = AttributeDefinition("n", "Jumlah", "Count", "number", high=5)

    found = warnings((definition,), {"n": {"value": 7}})

    assert indonesian(found["n"][0]) == "7 di atas nilai lazim (5); periksa kembali."
