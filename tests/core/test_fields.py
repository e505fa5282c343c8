"""Fields that hold official numbers in their normal form, and money."""

import pytest
from django.core.exceptions import ValidationError

from core.fields import NormalisedCharField, RupiahField
from domain.findings import invalid


def doubled(text: str) -> str:
    if text == "salah":
        raise invalid("wrong", "Nomor ini salah.")
    return text.upper()


def field(**options) -> NormalisedCharField:
    return NormalisedCharField(max_length=5, normalise=doubled, **options)


def test_a_number_is_stored_in_its_normal_form():
    assert field().clean("  ab ", None) == "AB"


@pytest.mark.parametrize("blank", ["", "   ", None])
def test_blank_stays_blank(blank):
    assert field(blank=True).clean(blank, None) == ""


def test_what_cannot_be_normalised_is_refused_in_its_own_words():
    with pytest.raises(ValidationError) as refused:
        field().clean("salah", None)

    assert refused.value.messages == ["Nomor ini salah."]
    assert refused.value.code == "invalid-number"


def test_the_rules_of_a_text_hold_for_the_normal_form():
    with pytest.raises(ValidationError) as too_long:
        field().clean("abcdef", None)
    with pytest.raises(ValidationError) as blank:
        field().clean(" ", None)

    assert [each.code for each in too_long.value.error_list] == ["max_length"]
    assert [each.code for each in blank.value.error_list] == ["blank"]


def test_migrations_know_how_it_is_normalised():
    _name, _path, _arguments, options = field().deconstruct()

    assert options == {"max_length": 5, "normalise": doubled}


def test_money_is_a_whole_number_to_migrations():
    _name, path, arguments, options = RupiahField("harga", null=True).deconstruct()

    assert path == "django.db.models.PositiveBigIntegerField"
    assert (arguments, options) == ([], {"null": True, "verbose_name": "harga"})
