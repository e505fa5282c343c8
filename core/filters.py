"""Fields of filters, which read what is typed as forms do."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField, RangeField

from core.forms import DayField, NumberField


class DayRangeField(DateRangeField):
    """From a day to a day, both included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Contoh: 17-08-2024 atau 17 Agustus 2024."))
        # The class above would bring Django's own date fields.
        RangeField.__init__(self, (DayField(), DayField()), *args, **kwargs)


class NumberRangeField(RangeField):
    """From a number to a number, both included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__((NumberField(), NumberField()), *args, **kwargs)
