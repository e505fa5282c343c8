"""No form of the project reads a number or a date in any other way."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import django_filters
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from wagtail.admin.forms.models import formfield_for_dbfield

from core.filters import DayRangeField, NumberRangeField
from core.forms import TypedField
from products.models import ProductVariant

DJANGO_S_OWN = (
    forms.IntegerField,
    forms.DateField,
    forms.DateTimeField,
    forms.TimeField,
)
"""Decimal and binary numbers among them, whose classes come from the first."""

OUR_OWN = tuple(
    name for name in settings.INSTALLED_APPS if (settings.BASE_DIR / name).is_dir()
)


def reads_as_django(field: forms.Field) -> bool:
    """Whether it is one of Django's, shown to people."""
    return (
        isinstance(field, DJANGO_S_OWN)
        and not isinstance(field, TypedField)
        and not field.widget.is_hidden
    )


def subclasses(parent: type) -> Iterator[type]:
    for each in parent.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.fixture(scope="module")
def everything_is_imported():
    """Forms are known once their module is."""
    for app in OUR_OWN:
        package = import_module(app)
        for module in walk_packages(package.__path__, f"{app}."):
            if not {"migrations", "settings"} & set(module.name.split(".")):
                import_module(module.name)
    assert get_resolver().url_patterns


def test_every_model_field_has_a_form_field_of_the_catalogue():
    forgotten = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if hasattr(field, "formfield") and not field.auto_created
        if (drawn := formfield_for_dbfield(field)) and reads_as_django(drawn)
    ]

    assert forgotten == []


def test_every_form_has_fields_of_the_catalogue(everything_is_imported):
    forgotten = {
        f"{form.__module__}.{form.__name__}.{name}"
        for form in subclasses(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if reads_as_django(field)
    }

    # Nobody types from a paper there: Django's admin, the size of a picture in pixels,
    # and the port of a site.
    elsewhere = (
        "django.contrib.auth.forms.",
        "wagtail.images.forms.URLGenerator",
        "wagtail.sites.forms.",
    )
    assert [name for name in forgotten if not name.startswith(elsewhere)] == []


def test_every_filter_has_fields_of_the_catalogue(everything_is_imported):
    forgotten = []
    for filter_set in subclasses(django_filters.filterset.BaseFilterSet):
        for name, each in filter_set.base_filters.items():
            field_class = each.field_class
            typed = issubclass(field_class, TypedField | DayRangeField)
            if not typed and issubclass(
                field_class, (*DJANGO_S_OWN, django_filters.fields.RangeField)
            ):
                forgotten.append(f"{filter_set.__name__}.{name}: {field_class}")

    assert [each for each in forgotten if str(NumberRangeField) not in each] == []


def test_money_is_read_as_money():
    price = ProductVariant._meta.get_field("price")

    assert formfield_for_dbfield(price).clean("60 jt") == 60_000_000
    assert formfield_for_dbfield(price).min_value == 0
    assert price.deconstruct()[1] == "django.db.models.PositiveBigIntegerField"
