"""Values as a buyer reads them."""

import pytest

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.display import format_in_both, format_value, spelt_dimensions
from tests.domain.attributes.samples import (
    BATTERY,
    COUNT,
    LUX,
    MODES,
    NOTE,
    TEMPERATURE,
    WEIGHT,
)


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
    assert format_value(definition, entry, "id") == in_indonesian
    assert format_value(definition, entry, "en") == in_english


def test_degrees_of_arc_stand_without_a_gap_and_one_month_is_singular():
    angle = AttributeDefinition("a", "Sudut", "Angle", "number", "deg")
    shelf = AttributeDefinition("s", "Simpan", "Shelf life", "number", "month")

    assert format_value(angle, {"value": 75.0, "unit": "deg"}, "id") == "75°"
    assert format_value(shelf, {"value": 1.0, "unit": "month"}, "en") == "1 month"
    assert format_value(shelf, {"value": 24.0, "unit": "month"}, "en") == "24 months"


def test_a_range_up_to_one_is_not_singular():
    shelf = AttributeDefinition("s", "Simpan", "Shelf life", "range", "month")

    shown = format_value(shelf, {"low": 0.5, "high": 1.0, "unit": "month"}, "en")

    assert shown == "0.5–1 months"


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

    assert format_value(pressure, {"value": stored, "unit": "mmHg"}, "id") == shown


@pytest.mark.parametrize(
    ("low", "high", "in_indonesian", "in_english"),
    [
        (0.0, 5.0, "0–5 °C", "0–5 °C"),
        (0.5, 1.5, "0,5–1,5 °C", "0.5–1.5 °C"),
        (-5.0, 5.0, "−5 s.d. 5 °C", "−5 to 5 °C"),
        (-1.5, 2.5, "−1,5 s.d. 2,5 °C", "−1.5 to 2.5 °C"),
        (-5.0, -1.0, "−5 s.d. −1 °C", "−5 to −1 °C"),
        (-5.0, -5.0, "−5 °C", "−5 °C"),
        (5.0, 5.0, "5 °C", "5 °C"),
    ],
)
def test_the_ends_of_a_range_are_joined_so_that_no_sign_is_misread(
    low, high, in_indonesian, in_english
):
    entry = {"low": low, "high": high, "unit": "degC"}

    assert format_in_both(TEMPERATURE, entry) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("definition", "entry", "texts"),
    [
        (BATTERY, {"value": True}, ("Ya", "Yes")),
        (BATTERY, {"value": False}, ("Tidak", "No")),
        (BATTERY, {"value": 1}, ("Tidak disebutkan", "Not stated")),
        (MODES, {"value": ["niv", "vcv"]}, ("VCV, Noninvasif", "VCV, Non-invasive")),
        (NOTE, {"value": "4:1"}, ("4:1", "4:1")),
        (LUX, {"value": 1500.5, "unit": "lx"}, ("1.500,5 lux", "1,500.5 lux")),
    ],
)
def test_a_value_is_written_in_both_languages_at_once(definition, entry, texts):
    assert format_in_both(definition, entry) == texts
    assert (
        format_value(definition, entry, "id"),
        format_value(definition, entry, "en"),
    ) == (texts)


@pytest.mark.parametrize(
    ("unit", "shown"), [("klx", "2 klux"), ("furlong", "2 lux"), ("", "2 lux")]
)
def test_a_value_in_a_former_unit_keeps_it(unit, shown):
    assert format_value(LUX, {"value": 2.0, "unit": unit}, "id") == shown


def test_what_is_absent_is_not_stated():
    assert format_value(LUX, None, "id") == "Tidak disebutkan"
    assert format_value(LUX, None, "en") == "Not stated"


@pytest.mark.parametrize(
    ("typed", "indonesian", "english"),
    [
        ("1330 x 900 x 75 mm", "1.330 × 900 × 75 mm", "1,330 × 900 × 75 mm"),
        ("35X43cm", "35 × 43 cm", "35 × 43 cm"),
        ("1.330 × 900 mm", "1.330 × 900 mm", "1.330 × 900 mm"),
        ("12,5 * 2000 m", "12,5 × 2.000 m", "12,5 × 2,000 m"),
        ("1920x1080", "1920 × 1080", "1920 × 1080"),
        ("sekitar 1330 x 900 mm", "sekitar 1330 x 900 mm", "sekitar 1330 x 900 mm"),
        ("3x", "3x", "3x"),
        ("2 x 2 x 2 x 2 mm", "2 x 2 x 2 x 2 mm", "2 x 2 x 2 x 2 mm"),
    ],
)
def test_dimensions_are_spelt_as_all_numbers_are(typed, indonesian, english):
    assert spelt_dimensions(typed, "id") == indonesian
    assert spelt_dimensions(typed, "en") == english


def test_an_attribute_that_is_a_text_of_dimensions_is_spelt_so():
    definition = AttributeDefinition("size", "Dimensi", "Dimensions", "text")

    both = format_in_both(definition, {"value": "1330 x 900 mm"})

    assert both == ("1.330 × 900 mm", "1,330 × 900 mm")
