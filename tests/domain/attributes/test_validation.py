"""Which stored values are sound, and which plausible."""

import math

import pytest
from hypothesis import given

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.validation import validate_values, warnings
from tests.domain.attributes.samples import (
    ALL,
    BATTERY,
    COUNT,
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


def test_one_choice_may_be_made_of_several():
    values = {"tip": {"value": ["lock"]}}

    assert validate_values((TIP,), values) == (values, {})


@pytest.mark.parametrize("values", [None, [], "x", 1, 1.5, True, math.nan])
def test_values_must_be_an_object(values):
    clean, errors = validate_values(ALL, values)

    assert clean == {}
    assert told(errors) == {"": ["Atribut harus berupa objek JSON."]}
    assert codes(errors[""]) == ["not_an_object"]


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
    assert codes(errors["colour"]) == ["unknown_attribute"]


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
        (LUX, {"value": -(10**15), "unit": "lx"}, ["number_too_long"]),
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


@pytest.mark.parametrize(
    ("definition", "entry", "in_indonesian", "in_english"),
    [
        (
            LUX,
            [],
            "Nilai atribut harus berupa objek JSON.",
            "The attribute's value must be a JSON object.",
        ),
        (LUX, {}, "Bagian “value” belum diisi.", "The field “value” is missing."),
        (
            LUX,
            {"value": 1, "x" * 70: 1},
            f"Bagian “{'x' * 60}” tidak dikenal.",
            f"The field “{'x' * 60}” is unknown.",
        ),
        (
            LUX,
            {"value": "1", "unit": "lx"},
            "Nilai harus berupa angka.",
            "The value must be a number.",
        ),
        (
            LUX,
            {"value": math.nan, "unit": "lx"},
            "Nilai harus berupa angka terhingga.",
            "The value must be a finite number.",
        ),
        (
            LUX,
            {"value": 1e15, "unit": "lx"},
            "Angka terlalu panjang; paling banyak 15 digit.",
            "The number is too long; at most 15 digits.",
        ),
        (
            LUX,
            {"value": 1, "unit": "klx"},
            "Satuan yang disimpan harus “lx”.",
            "The stored unit must be “lx”.",
        ),
        (
            TEMPERATURE,
            {"low": 9.5, "high": 3, "unit": "degC"},
            "Batas bawah (9,5) lebih besar daripada batas atas (3).",
            "The lower limit (9.5) is greater than the upper limit (3).",
        ),
        (
            MODES,
            {"value": "vcv"},
            "Pilihan harus berupa daftar teks.",
            "The choices must be a list of texts.",
        ),
        (
            MODES,
            {"value": []},
            "Pilih sekurang-kurangnya satu.",
            "Choose at least one.",
        ),
        (
            MODES,
            {"value": ["x" * 61]},
            f"“{'x' * 60}” bukan pilihan yang tersedia.",
            f"“{'x' * 60}” is not one of the choices.",
        ),
        (
            MODES,
            {"value": ["vcv", "vcv"]},
            "Pilihan yang sama disebut lebih dari sekali.",
            "The same choice is given more than once.",
        ),
        (
            TIP,
            {"value": ["slip", "lock"]},
            "Hanya boleh memilih satu.",
            "Only one choice is allowed.",
        ),
        (
            BATTERY,
            {"value": 1},
            "Nilai harus ya atau tidak.",
            "The value must be yes or no.",
        ),
        (NOTE, {"value": 1}, "Nilai harus berupa teks.", "The value must be a text."),
        (
            NOTE,
            {"value": "x" * 501},
            "Teks terlalu panjang (501 karakter); paling banyak 500.",
            "The text is too long (501 characters); at most 500.",
        ),
        (
            NOTE,
            {"value": "a\x00"},
            "Teks memuat karakter yang tidak dapat disimpan.",
            "The text contains characters that cannot be stored.",
        ),
        (
            NOTE,
            {"value": " "},
            "Isi teks, atau kosongkan atribut ini.",
            "Enter a text, or leave this attribute out.",
        ),
    ],
)
def test_what_is_wrong_is_told_in_words(definition, entry, in_indonesian, in_english):
    _clean, errors = validate_values((definition,), {definition.key: entry})

    (finding,) = errors[definition.key]
    assert finding.is_error
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("definition", "entry"),
    [
        (LUX, {"value": 999999999999999, "unit": "lx"}),
        (LUX, {"value": -1, "unit": "lx"}),
        (COUNT, {"value": 1}),
        (LUX, {"value": 1, "unit": "lx", "typed": "x" * 100}),
        (TEMPERATURE, {"low": 9, "high": 9, "unit": "degC"}),
        (NOTE, {"value": "a\n\r\tb"}),
        (MODES, {"value": ["niv", "pcv", "vcv"]}),
    ],
)
def test_a_value_may_go_to_its_bounds(definition, entry):
    _clean, errors = validate_values((definition,), {definition.key: entry})

    assert errors == {}


@pytest.mark.parametrize("value", [10**15, -(10**15), 1e15, -1e15])
def test_a_number_of_sixteen_digits_is_too_long(value):
    _clean, errors = validate_values((COUNT,), {"leads": {"value": value}})

    assert codes(errors["leads"]) == ["number_too_long"]


@pytest.mark.parametrize(
    ("value", "in_indonesian", "in_english"),
    [
        (
            39999.5,
            "39.999,5 lux di bawah nilai lazim (40.000 lux); periksa kembali.",
            "39,999.5 lux is below the usual 40,000 lux; please check.",
        ),
        (
            160001,
            "160.001 lux di atas nilai lazim (160.000 lux); periksa kembali.",
            "160,001 lux is above the usual 160,000 lux; please check.",
        ),
    ],
)
def test_an_unlikely_number_is_told_with_the_usual_one(
    value, in_indonesian, in_english
):
    found = warnings((LUX,), {"illuminance": {"value": value, "unit": "lx"}})

    (finding,) = found["illuminance"]
    assert finding.is_error is False
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


def test_each_attribute_is_judged_whatever_stands_before_it():
    values = {
        "modes": {"value": ["vcv"]},
        "air_temperature": {"low": 1, "high": 30, "unit": "degC"},
    }

    found = warnings((NOTE, MODES, TEMPERATURE), values)

    assert {key: codes(each) for key, each in found.items()} == {
        "air_temperature": ["below_typical"]
    }
