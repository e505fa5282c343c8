import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attributes.comparison import compare_better
from domain.attributes.definitions import AttributeDefinition, Choice, definition_errors
from domain.attributes.display import format_value
from domain.attributes.entries import number_entry, range_entry, typed_parts
from domain.attributes.validation import validate_values, warnings
from domain.findings import InvalidInput
from domain.number_input import number_for_input
from tests.wording import english, indonesian

LUX = AttributeDefinition(
    key="illuminance",
    label_id="Iluminasi",
    label_en="Illuminance",
    kind="number",
    unit="lx",
    better="up",
    required=True,
    low=40000,
    high=160000,
)
WEIGHT = AttributeDefinition("weight", "Berat", "Weight", "number", "kg", "down")
COUNT = AttributeDefinition("leads", "Sadapan", "Leads", "number", better="up")
TEMPERATURE = AttributeDefinition(
    "air_temperature", "Suhu", "Temperature", "range", "degC", "up", low=20, high=39
)
MODES = AttributeDefinition(
    "modes",
    "Mode",
    "Modes",
    "choice",
    better="up",
    choices=(
        Choice("vcv", "VCV", "VCV"),
        Choice("pcv", "PCV", "PCV"),
        Choice("niv", "Noninvasif", "Non-invasive"),
    ),
    multiple=True,
)
TIP = AttributeDefinition(
    "tip",
    "Ujung",
    "Tip",
    "choice",
    choices=(Choice("slip", "Luer slip", "Luer slip"), Choice("lock", "Kunci", "Lock")),
)
BATTERY = AttributeDefinition("battery", "Baterai", "Battery", "yes_no", better="up")
NOTE = AttributeDefinition("ie_ratio", "Rasio I:E", "I:E ratio", "text")
ALL = (LUX, WEIGHT, COUNT, TEMPERATURE, MODES, TIP, BATTERY, NOTE)


def codes(findings):
    return [finding.code for finding in findings]


def told(findings_by_key):
    return {
        key: [indonesian(finding) for finding in findings]
        for key, findings in findings_by_key.items()
    }


def test_a_number_keeps_what_was_typed():
    entry = number_entry(LUX, " 120.000 ", "lx")

    assert entry == {"value": 120000.0, "unit": "lx", "typed": "120.000 lx"}


def test_a_number_is_stored_in_the_canonical_unit():
    entry = number_entry(WEIGHT, "850", "g")

    assert entry == {"value": 0.85, "unit": "kg", "typed": "850 g"}


def test_a_plain_number_has_no_unit():
    assert number_entry(COUNT, "12", "") == {"value": 12.0, "unit": "", "typed": "12"}


def test_a_unit_of_another_quantity_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        number_entry(WEIGHT, "5", "mm")

    assert indonesian(refusal.value.finding) == (
        "Satuan “mm” tidak dapat dipakai; pilih satu dari: kg, g."
    )


def test_a_plain_number_refuses_any_unit():
    with pytest.raises(InvalidInput) as refusal:
        number_entry(COUNT, "5", "kg")

    assert indonesian(refusal.value.finding) == (
        "Satuan “kg” tidak dapat dipakai; pilih satu dari: –."
    )


def test_a_range_is_stored_in_the_canonical_unit():
    entry = range_entry(TEMPERATURE, "77", "98,6", "degF")

    assert entry == {
        "low": 25.0,
        "high": 37.0,
        "unit": "degC",
        "typed": "77 – 98,6 degF",
    }


def test_a_reversed_range_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        range_entry(TEMPERATURE, "37", "25", "degC")

    assert refusal.value.code == "range_reversed"
    assert indonesian(refusal.value.finding) == (
        "Batas bawah (37) lebih besar daripada batas atas (25)."
    )


def test_a_form_shows_again_what_was_typed():
    number = number_entry(WEIGHT, "850", "g")
    span = range_entry(TEMPERATURE, "-4", "98,6", "degF")
    plain = number_entry(COUNT, "1.000", "")

    assert typed_parts(WEIGHT, number) == ("850", "g")
    assert typed_parts(TEMPERATURE, span) == ("-4", "98,6", "degF")
    assert typed_parts(COUNT, plain) == ("1.000", "")


@pytest.mark.parametrize("typed", [None, "", "850", "851 g", "0,85 mm", "x kg", 5])
def test_a_form_shows_the_stored_number_where_the_typed_one_differs(typed):
    entry = {"value": 0.85, "unit": "kg", "typed": typed}

    assert typed_parts(WEIGHT, entry) == ("0,85", "kg")


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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["value", "low", "high", "unit", "typed"])
            | st.text(max_size=5),
            children,
            max_size=4,
        )
    ),
    max_leaves=12,
)
near_misses = st.dictionaries(
    st.sampled_from([definition.key for definition in ALL]), json_values, max_size=8
)


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


@given(json_values)
def test_no_json_makes_showing_or_comparing_raise(entry):
    for definition in ALL:
        assert isinstance(format_value(definition, entry), str)
        assert compare_better(definition, [entry, None]) == [False, False]


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
        (LUX, {"value": 120000.0, "unit": "lx"}, "120.000 lux", "120,000 lux"),
        (WEIGHT, {"value": 0.85, "unit": "kg"}, "0,85 kg", "0.85 kg"),
        (COUNT, {"value": 1000.0, "unit": ""}, "1.000", "1,000"),
        (
            TEMPERATURE,
            {"low": 25.0, "high": 37.5, "unit": "degC"},
            "25–37,5 °C",
            "25–37.5 °C",
        ),
        (TEMPERATURE, {"low": 37.0, "high": 37.0, "unit": "degC"}, "37 °C", "37 °C"),
        (
            TEMPERATURE,
            {"low": -20.0, "high": -5.0, "unit": "degC"},
            "\u221220 s.d. \u22125 °C",
            "\u221220 to \u22125 °C",
        ),
        (
            MODES,
            {"value": ["vcv", "niv"]},
            "VCV, Noninvasif",
            "VCV, Non-invasive",
        ),
        (BATTERY, {"value": True}, "Ya", "Yes"),
        (BATTERY, {"value": False}, "Tidak", "No"),
        (NOTE, {"value": "1:2"}, "1:2", "1:2"),
        (BATTERY, None, "Tidak disebutkan", "Not stated"),
        (LUX, {"value": 90.0, "unit": []}, "Tidak disebutkan", "Not stated"),
        (BATTERY, {"value": ["vcv"]}, "Tidak disebutkan", "Not stated"),
        (LUX, {"value": 90.0, "unit": "klx"}, "90 klux", "90 klux"),
    ],
)
def test_a_value_is_shown_in_the_readers_language(
    definition, entry, in_indonesian, in_english
):
    assert format_value(definition, entry) == in_indonesian
    assert format_value(definition, entry, "en") == in_english


def test_degrees_of_arc_stand_without_a_gap_and_one_month_is_singular():
    angle = AttributeDefinition("a", "Sudut", "Angle", "number", "deg")
    shelf = AttributeDefinition("s", "Simpan", "Shelf life", "number", "month")

    assert format_value(angle, {"value": 75.0, "unit": "deg"}) == "75°"
    assert format_value(shelf, {"value": 1.0, "unit": "month"}, "en") == "1 month"
    assert format_value(shelf, {"value": 24.0, "unit": "month"}, "en") == "24 months"


def number(value, unit="lx"):
    return {"value": value, "unit": unit}


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


def test_sound_definitions_have_no_faults():
    assert [definition_errors(definition) for definition in ALL] == [[]] * len(ALL)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"key": "Berat"},
            "the key must be lower-case letters, digits and underscores",
        ),
        ({"kind": "date"}, "unknown kind 'date'"),
        ({"better": "more"}, "unknown direction 'more'"),
        ({"label_en": " "}, "both labels are needed"),
        ({"unit": "stone"}, "unknown unit 'stone'"),
        ({"low": 2, "high": 1}, "the low bound is above the high bound"),
        ({"multiple": True}, "only a choice can be multiple"),
        (
            {"choices": (Choice("a", "A", "A"),)},
            "a choice has choices, and nothing else has",
        ),
        ({"kind": "choice"}, "a choice has choices, and nothing else has"),
        (
            {"kind": "choice", "choices": (Choice("a", "A", "A"),) * 2},
            "two choices have the same value",
        ),
        (
            {"kind": "choice", "choices": (Choice("a", "", "A"),)},
            "a choice needs a value and both labels",
        ),
        (
            {"kind": "text", "unit": "mm"},
            "only numbers and ranges have a unit and bounds",
        ),
    ],
)
def test_a_definition_that_cannot_work_is_named(changes, error):
    parts = {"key": "n", "label_id": "N", "label_en": "N", "kind": "number"}

    assert definition_errors(AttributeDefinition(**{**parts, **changes})) == [error]


@given(st.decimals(Decimal("0.01"), 9999, places=2), st.sampled_from(["kg", "g"]))
def test_a_typed_number_survives_storing_and_editing(value, unit):
    text = number_for_input(value)

    entry = number_entry(WEIGHT, text, unit)

    assert validate_values((WEIGHT,), {"weight": entry}) == ({"weight": entry}, {})
    assert typed_parts(WEIGHT, entry) == (text, unit)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (2.00266440751, "2,003 mmHg"),
        (133.322368421, "133,3 mmHg"),
        (1234567.1234567, "1.234.567 mmHg"),
        (0.000123456789, "0,0001235 mmHg"),
        (57.6543, "57,6543 mmHg"),
        (120000.0, "120.000 mmHg"),
    ],
)
def test_what_conversion_left_is_rounded_for_the_screen(stored, shown):
    pressure = AttributeDefinition("p", "Tekanan", "Pressure", "number", "mmHg")

    assert format_value(pressure, {"value": stored, "unit": "mmHg"}) == shown
