"""Texts of a table in place of numbers and dates: read as a form would read them."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models

from core.forms import TypedField
from core.registration import formfield_for_dbfield

TYPED = (models.IntegerField, models.DecimalField, models.FloatField, models.DateField)


def read_texts(instance: models.Model) -> dict[str, ValidationError]:
    """Put numbers and dates in place of the texts that the instance's fields hold.

    Gives what was refused, by field; such a field is left empty, so that no rule meets
    a text where it expects a number.
    """
    refused = {}
    for name, field in _typed_fields(type(instance)).items():
        value = getattr(instance, name)
        if isinstance(value, str):
            setattr(instance, name, None)
            try:
                setattr(instance, name, field.clean(value))
            except ValidationError as refusal:
                refused[name] = refusal
    return refused


@cache
def _typed_fields(model: type[models.Model]) -> dict[str, TypedField]:
    """Moments are not among them: programs write those, with their offset."""
    drawn = {
        field.name: formfield_for_dbfield(field)
        for field in model._meta.concrete_fields
        if isinstance(field, TYPED) and not isinstance(field, models.DateTimeField)
    }
    return {name: each for name, each in drawn.items() if isinstance(each, TypedField)}
