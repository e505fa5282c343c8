"""How Wagtail's forms of models, and all filters, read what people type; what of the
shared cache and of uploads is forgotten.

A form of a model that is not Wagtail's takes ``formfield_for_dbfield`` from here for
its callback: it may be made before Django has started.
"""

import django_filters
from django.db import models
from wagtail.admin.forms.models import (
    formfield_for_dbfield,
    register_form_field_override,
)
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from core import filters, forms
from core.fields import RupiahField
from core.shared_cache import forget_expired
from core.storage import forget_unfinished
from core.upkeep import register_upkeep

__all__ = ["formfield_for_dbfield"]

for model_field, override in (
    (models.IntegerField, {"form_class": forms.WholeNumberField}),
    (RupiahField, {"form_class": forms.RupiahField}),
    (models.DecimalField, {"form_class": forms.NumberField}),
    (models.FloatField, {"form_class": forms.BinaryNumberField}),
    (models.DateField, {"form_class": forms.DayField, "widget": AdminDateInput}),
    (
        models.DateTimeField,
        {"form_class": forms.MomentField, "widget": AdminDateTimeInput},
    ),
):
    register_form_field_override(model_field, override=override)

# Filters know their field by class, Wagtail's reports among them, and there is no
# place to register another.
for filter_class, field_class in (
    (django_filters.NumberFilter, forms.NumberField),
    (django_filters.DateFilter, forms.DayField),
    (django_filters.DateTimeFilter, forms.MomentField),
    (django_filters.RangeFilter, filters.NumberRangeField),
    (django_filters.DateFromToRangeFilter, filters.DayRangeField),
):
    filter_class.field_class = field_class

register_upkeep("shared cache", forget_expired)
register_upkeep("unfinished uploads", forget_unfinished)
