"""Form fields for what people type: whole numbers, amounts of money, measures, dates.

Each reads by the rule of :mod:`domain.number_input` or :mod:`domain.date_input`, and
shows what it holds such that it reads back. :mod:`core.registration` gives them to
every form that Wagtail makes of a model; other forms name them.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone, to_current_timezone
from django.utils.translation import gettext_lazy as _

from core.findings import message
from core.language import language
from domain.date_input import for_input, parse_date, parse_moment
from domain.findings import InvalidInput
from domain.number_input import (
    number_for_input,
    parse_number,
    parse_rupiah,
    parse_whole_number,
    whole_number_for_input,
)

PARSERS: dict[str, Callable[[str], Any]] = {
    "rupiah": parse_rupiah,
    "whole_number": parse_whole_number,
    "number": parse_number,
    "date": parse_date,
    "moment": parse_moment,
}
"""How a text is read, by the name under which inputs and the script ask for it."""

READING = "data-reading"
"""The attribute by which an input says how it is read: ``readings.js`` shows it."""


class TypedField(forms.Field):
    """Reads texts as people type them; mixed into Django's own field of the kind."""

    reading: ClassVar[str]
    hints: ClassVar[dict[str, Any]] = {}
    """Further attributes of the input."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return None if value in self.empty_values else value
        if not value.strip():
            return None
        try:
            return self.kept(PARSERS[self.reading](value))
        except InvalidInput as refusal:
            raise ValidationError(message(refusal), code=refusal.code) from refusal

    def kept(self, value: Any) -> Any:
        """What was read, of the type that the field holds."""
        return value

    def prepare_value(self, value: Any) -> Any:
        """What is in the input: what was typed, or what reads back as ``value``."""
        if value is None or isinstance(value, str) or self.widget.is_hidden:
            return value
        return self.shown(value)

    def shown(self, value: Any) -> str:
        raise NotImplementedError

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        if widget.is_hidden:
            return {}
        return {"autocomplete": "off", READING: self.reading, **self.hints}


class WholeNumberField(TypedField, forms.IntegerField):
    """Pieces, grams, months: "1.500" is fifteen hundred."""

    reading = "whole_number"
    widget = forms.TextInput
    hints = {"inputmode": "decimal"}

    def shown(self, value: int) -> str:
        return whole_number_for_input(value, language())


class RupiahField(WholeNumberField):
    """An amount of money in whole rupiah: "Rp 850.000,00", "60 jt"."""

    reading = "rupiah"
    # No hint at a keyboard of digits: it has no letters for "Rp" and "jt".
    hints: ClassVar[dict[str, Any]] = {}


class NumberField(TypedField, forms.DecimalField):
    """A measure or percentage, with decimals after a comma or a dot."""

    reading = "number"
    widget = forms.TextInput
    hints = {"inputmode": "decimal"}

    def kept(self, value: Decimal) -> Decimal:
        """Without zeros at the end, of which the field may allow fewer."""
        whole, dot, fraction = f"{value:f}".partition(".")
        return Decimal(f"{whole}{dot}{fraction.rstrip('0')}".rstrip("."))

    def shown(self, value: Decimal) -> str:
        return number_for_input(value)


class BinaryNumberField(TypedField, forms.FloatField):
    """The same where the model keeps a binary number."""

    reading = "number"
    widget = forms.TextInput
    hints = {"inputmode": "decimal"}

    def kept(self, value: Decimal) -> float:
        return float(value)

    def shown(self, value: float) -> str:
        return number_for_input(value)


class DayField(TypedField, forms.DateField):
    """A date: "17-08-2024", "17/8/24", "17 Agustus 2024"."""

    reading = "date"
    hints = {"placeholder": _("hh-bb-tttt")}

    def shown(self, value: date) -> str:
        return for_input(value)


class MomentField(TypedField, forms.DateTimeField):
    """A date with a time, on the clocks of the time zone in use."""

    reading = "moment"
    hints = {"placeholder": _("hh-bb-tttt jj:mm")}

    def kept(self, value: datetime) -> datetime:
        return from_current_timezone(value)

    def shown(self, value: datetime) -> str:
        return for_input(to_current_timezone(value))
