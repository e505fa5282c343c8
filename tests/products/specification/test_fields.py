"""Each kind of attribute as a form field."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from domain.attributes.definitions import AttributeDefinition
from products.specification.fields import field_for
from tests.domain.attributes.samples import (
    BATTERY,
    COUNT,
    LUX,
    MODES,
    NOTE,
    TEMPERATURE,
    TIP,
)


@pytest.mark.parametrize(
    ("definition", "raw", "entry"),
    [
        (LUX, ["120.000", "lx"], {"value": 120000.0, "unit": "lx"}),
        (LUX, ["120", "klx"], {"value": 120000.0, "unit": "lx"}),
        (LUX, ["120.000", ""], {"value": 120000.0, "unit": "lx"}),
        (LUX, ["", "lx"], None),
        (LUX, None, None),
        (COUNT, [" 12 "], {"value": 12.0, "unit": ""}),
        (COUNT, [None], None),
        (
            TEMPERATURE,
            ["25", "37", "degC"],
            {"low": 25.0, "high": 37.0, "unit": "degC"},
        ),
        (TEMPERATURE, ["", "", "degC"], None),
        (MODES, ["pcv", "vcv"], {"value": ["vcv", "pcv"]}),
        (MODES, [], None),
        (TIP, "lock", {"value": ["lock"]}),
        (TIP, "", None),
        (BATTERY, "true", {"value": True}),
        (BATTERY, "false", {"value": False}),
        (BATTERY, "", None),
        (BATTERY, "maybe", None),
        (NOTE, " 1:2 ", {"value": "1:2"}),
        (NOTE, "  ", None),
        (NOTE, None, None),
    ],
)
def test_what_an_editor_gives_becomes_an_entry(definition, raw, entry):
    read = field_for(definition).clean(raw)

    if read is not None:
        read.pop("typed", None)
    assert read == entry


@pytest.mark.parametrize(
    ("definition", "entry", "parts"),
    [
        (LUX, {"value": 1000.0, "unit": "lx", "typed": "1 klx"}, ["1", "klx"]),
        (COUNT, {"value": 1000.0, "unit": "", "typed": "1.000"}, ["1.000"]),
        (
            TEMPERATURE,
            {"low": 25.0, "high": 37.0, "unit": "degC"},
            ["25", "37", "degC"],
        ),
        (MODES, {"value": ["vcv", "pcv"]}, ["vcv", "pcv"]),
        (TIP, {"value": ["lock"]}, "lock"),
        (TIP, {"value": []}, ""),
        (BATTERY, {"value": True}, "true"),
        (BATTERY, {"value": False}, "false"),
        (NOTE, {"value": "1:2"}, "1:2"),
        (NOTE, "typed before", "typed before"),
    ],
)
def test_an_entry_is_shown_by_its_parts(definition, entry, parts):
    assert field_for(definition).prepare_value(entry) == parts


@pytest.mark.parametrize(
    ("language", "label", "hint"),
    [
        ("id", "Iluminasi", "Lazimnya 40.000–160.000 lux"),
        ("en", "Illuminance", "Usually 40,000–160,000 lux"),
    ],
)
def test_label_and_hint_are_in_the_editors_language(language, label, hint):
    with translation.override(language):
        field = field_for(LUX)

    assert (field.label, field.help_text, field.required) == (label, hint, True)


@pytest.mark.parametrize(("low", "high"), [(1, None), (None, 1), (None, None)])
def test_without_both_bounds_there_is_no_hint(low, high):
    definition = AttributeDefinition("n", "N", "N", "number", low=low, high=high)

    assert field_for(definition).help_text == ""


@pytest.mark.parametrize(
    ("language", "code", "message"),
    [
        (
            "id",
            "number_invalid",
            "“x” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
        ),
        (
            "en",
            "number_invalid",
            "“x” is not a valid number. Examples: 1,234.5 or 1.234,5.",
        ),
    ],
)
def test_a_refusal_has_its_code_and_is_in_the_editors_language(language, code, message):
    with translation.override(language), pytest.raises(ValidationError) as refusal:
        field_for(COUNT).clean(["x"])

    assert (refusal.value.code, refusal.value.messages) == (code, [message])


def test_every_error_of_a_choice_is_named():
    with pytest.raises(ValidationError) as refusal:
        field_for(TIP).clean(["lock", "slip", "wall"])

    assert refusal.value.messages == [
        "“wall” bukan pilihan yang tersedia.",
        "Hanya boleh memilih satu.",
    ]


@pytest.mark.parametrize(
    ("definition", "labels"),
    [
        (LUX, ["Iluminasi", "Satuan"]),
        (COUNT, ["Sadapan"]),
        (TEMPERATURE, ["Dari", "Sampai", "Satuan"]),
    ],
)
def test_every_input_of_a_measure_is_labelled(definition, labels):
    widgets = field_for(definition).widget.widgets

    assert [widget.attrs["aria-label"] for widget in widgets] == labels


@pytest.mark.parametrize(
    ("definition", "placeholders"),
    [(COUNT, [""]), (TEMPERATURE, ["Dari", "Sampai"])],
)
def test_only_the_ends_of_a_range_have_placeholders(definition, placeholders):
    widgets = field_for(definition).widget.widgets

    assert [
        widget.attrs["placeholder"]
        for widget in widgets
        if "placeholder" in widget.attrs
    ] == placeholders


def test_what_is_not_stated_is_a_choice_of_its_own():
    with translation.override("en"):
        yes_no = field_for(BATTERY).widget.choices
        single = field_for(TIP).widget.choices

    assert yes_no == [("", "Not stated"), ("true", "Yes"), ("false", "No")]
    assert single == [("", "Not stated"), ("slip", "Luer slip"), ("lock", "Lock")]


def test_an_unbound_measure_shows_nothing():
    assert field_for(TEMPERATURE).widget.decompress("25") == [None, None, None]
