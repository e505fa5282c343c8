"""What is stored of a number or a range that was typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attributes.definitions import AttributeDefinition
from domain.attributes.entries import ends_of, number_entry, range_entry, typed_parts
from domain.attributes.validation import validate_values
from domain.findings import InvalidInput
from domain.number_input import number_for_input
from tests.domain.attributes.samples import COUNT, LUX, TEMPERATURE, WEIGHT
from tests.findings import told_code
from tests.wording import english, indonesian


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

    assert told_code(refusal.value) == "unit_not_allowed"
    assert indonesian(refusal.value.finding) == (
        "Satuan “mm” tidak dapat dipakai; pilih satu dari: kg, g."
    )
    assert english(refusal.value.finding) == (
        "The unit “mm” cannot be used; choose one of: kg, g."
    )


def test_the_units_to_choose_from_are_named_in_the_readers_language():
    shelf = AttributeDefinition("s", "Simpan", "Shelf life", "number", "month")

    with pytest.raises(InvalidInput) as refusal:
        number_entry(shelf, "5", "kg")

    assert indonesian(refusal.value.finding).endswith("pilih satu dari: bulan, tahun.")
    assert english(refusal.value.finding).endswith("choose one of: months, years.")


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

    assert told_code(refusal.value) == "range_reversed"
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


@given(st.decimals(Decimal("0.01"), 9999, places=2), st.sampled_from(["kg", "g"]))
def test_a_typed_number_survives_storing_and_editing(value, unit):
    text = number_for_input(value)

    entry = number_entry(WEIGHT, text, unit)

    assert validate_values((WEIGHT,), {"weight": entry}) == ({"weight": entry}, {})
    assert typed_parts(WEIGHT, entry) == (text, unit)


@pytest.mark.parametrize(
    ("low", "high"), [("", "37"), (" ", "37"), ("25", " "), ("", "")]
)
def test_a_range_needs_both_ends(low, high):
    with pytest.raises(InvalidInput) as refusal:
        range_entry(TEMPERATURE, low, high, "degC")

    assert told_code(refusal.value) == "range_incomplete"
    assert indonesian(refusal.value.finding) == "Isi kedua batas: dari dan sampai."
    assert english(refusal.value.finding) == "Enter both limits: from and to."


def test_both_ends_of_a_range_may_be_equal():
    assert range_entry(TEMPERATURE, " 37 ", " 37 ", "degC") == {
        "low": 37.0,
        "high": 37.0,
        "unit": "degC",
        "typed": "37 – 37 degC",
    }


def test_a_number_too_large_in_the_canonical_unit_is_refused():
    metres = AttributeDefinition("d", "Jarak", "Distance", "number", "mm")

    stored = number_entry(metres, "999999999999", "m")
    with pytest.raises(InvalidInput) as refusal:
        number_entry(metres, "1000000000000", "m")
    with pytest.raises(InvalidInput) as negative:
        number_entry(metres, "-1000000000000", "m")

    assert stored["value"] == 999999999999000.0
    assert refusal.value.code == negative.value.code == "number_too_long"


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ({"value": 12.0, "unit": "", "typed": "12 – 13"}, ("12", "")),
        ({"value": 12.5, "unit": ""}, ("12,5", "")),
    ],
)
def test_a_plain_number_is_shown_without_a_unit(entry, parts):
    assert typed_parts(COUNT, entry) == parts


@pytest.mark.parametrize(
    ("entry", "ends"),
    [
        ({"value": 3.0}, (3.0, 3.0)),
        ({"low": 1.0, "high": 2.0}, (1.0, 2.0)),
        ({}, (None, None)),
    ],
)
def test_a_number_ends_where_it_begins(entry, ends):
    assert ends_of(entry) == ends


def test_a_plain_range_has_no_unit():
    ratio = AttributeDefinition("r", "Rasio", "Ratio", "range")

    entry = range_entry(ratio, "1", "4 ", "")

    assert entry == {"low": 1.0, "high": 4.0, "unit": "", "typed": "1 – 4"}
    assert typed_parts(ratio, entry) == ("1", "4", "")
    assert validate_values((ratio,), {"r": entry}) == ({"r": entry}, {})
