"""Form fields for what people type."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from core.forms import (
    BinaryNumberField,
    DayField,
    MomentField,
    NumberField,
    RupiahField,
    WholeNumberField,
)

LANGUAGES = st.sampled_from(["id", "id-id", "en"])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (RupiahField(), "Rp850.000", 850_000),
        (RupiahField(), "60 jt", 60_000_000),
        (WholeNumberField(), "12.000", 12_000),
        (WholeNumberField(), " 1.500 ", 1_500),
        (NumberField(decimal_places=2), "45,5", Decimal("45.5")),
        (NumberField(decimal_places=2), "45.5", Decimal("45.5")),
        (NumberField(decimal_places=2), "45,5000", Decimal("45.5")),
        (NumberField(max_digits=4, decimal_places=2), "40,00", Decimal("40")),
        (NumberField(), "1.000", Decimal("1000")),
        (BinaryNumberField(), "0,125", 0.125),
        (DayField(), "17 Agustus 2024", date(2024, 8, 17)),
        (DayField(), "08/07/2024", date(2024, 7, 8)),
    ],
)
@pytest.mark.parametrize("language", ["id", "id-id", "en"])
def test_what_is_typed_means_the_same_in_every_language(field, typed, value, language):
    with translation.override(language):
        cleaned = field.clean(typed)

    assert cleaned == value
    assert type(cleaned) is type(value)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (RupiahField(), "45,5", "“45,5” bukan bilangan bulat. Tulis 45 atau 46."),
        (RupiahField(min_value=1), "0", "lebih besar dari atau sama dengan 1."),
        (WholeNumberField(min_value=0), "-5", "lebih besar dari atau sama dengan 0."),
        (WholeNumberField(), "", "Kolom ini harus diisi."),
        (WholeNumberField(), "  ", "Kolom ini harus diisi."),
        (
            NumberField(decimal_places=2),
            "1,234.567",
            "tidak memiliki lebih dari 2 angka desimal",
        ),
        (DayField(), "31-02-2024", "Tidak ada tanggal “31-02-2024”"),
        (MomentField(), "17-08-2024 25:00", "bukan tanggal yang sah"),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_sentence(field, typed, told):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    [sentence] = refused.value.messages
    assert told in sentence


@pytest.mark.parametrize(
    "field", [RupiahField, WholeNumberField, NumberField, DayField, MomentField]
)
def test_blank_is_nothing(field):
    assert field(required=False).clean(" ") is None
    assert field(required=False).clean(None) is None


def test_a_moment_is_on_the_clocks_of_the_time_zone_in_use():
    with timezone.override("Asia/Jakarta"):
        typed = MomentField().clean("17-08-2024 14.30")
        shown = MomentField().prepare_value(datetime(2024, 8, 17, 7, 30, tzinfo=UTC))

    assert typed == datetime(2024, 8, 17, 7, 30, tzinfo=UTC)
    assert shown == "17-08-2024 14:30"


def form_with(field: forms.Field, initial: object) -> forms.Form:
    return type("Sample", (forms.Form,), {"typed": field})(initial={"typed": initial})


@pytest.mark.parametrize(
    ("field", "value", "in_indonesian", "in_english"),
    [
        (RupiahField, 24_500_000, "24.500.000", "24500000"),
        (WholeNumberField, 0, "0", "0"),
        (NumberField, Decimal("45.50"), "45,5", "45,5"),
        (NumberField, Decimal("1234.50"), "1234,5", "1234,5"),
        (BinaryNumberField, 0.5, "0,5", "0,5"),
        (DayField, date(2024, 8, 17), "17-08-2024", "17-08-2024"),
    ],
)
def test_a_stored_value_is_shown_as_it_would_be_typed(
    field, value, in_indonesian, in_english
):
    for language, shown in (("id", in_indonesian), ("en", in_english)):
        with translation.override(language):
            drawn = str(form_with(field(), value)["typed"])
        assert f'value="{shown}"' in drawn
        assert 'type="text"' in drawn


def test_what_was_typed_stays_in_its_input():
    assert RupiahField().prepare_value("murah") == "murah"
    assert RupiahField().prepare_value(None) is None


def test_an_input_says_how_it_is_read():
    drawn = str(form_with(RupiahField(), None)["typed"])
    day = str(form_with(DayField(), None)["typed"])

    assert 'data-reading="rupiah"' in drawn
    assert "inputmode" not in drawn
    assert 'inputmode="decimal"' in str(form_with(WholeNumberField(), 1)["typed"])
    assert 'data-reading="date"' in day
    assert 'placeholder="hh-bb-tttt"' in day


def test_a_hidden_number_is_left_alone():
    hidden = WholeNumberField(widget=forms.HiddenInput)

    drawn = str(form_with(hidden, 1_500)["typed"])

    assert 'value="1500"' in drawn
    assert "data-reading" not in drawn
    assert hidden.clean("1500") == 1_500


@given(st.integers(0, 10**14), LANGUAGES)
def test_every_amount_reads_back_unchanged(value, language):
    with translation.override(language):
        field = RupiahField()
        shown = field.prepare_value(value)

        assert field.clean(shown) == value
        assert not field.has_changed(value, shown)


@given(st.decimals(0, 10**9, places=3), LANGUAGES)
def test_every_measure_reads_back_unchanged(value, language):
    with translation.override(language):
        field = NumberField(decimal_places=3)
        shown = field.prepare_value(value)

        assert field.clean(shown) == value
        assert not field.has_changed(value, shown)


@given(st.dates(date(1900, 1, 1)), LANGUAGES)
def test_every_date_reads_back_unchanged(value, language):
    with translation.override(language):
        field = DayField()
        shown = field.prepare_value(value)

        assert field.clean(shown) == value
        assert not field.has_changed(value, shown)
