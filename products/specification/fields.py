"""Form fields for the values of a device type's attributes.

Each field reads what an editor typed into the entry that is stored (see
:mod:`domain.attributes.entries`), and takes an entry as its initial value.
Whether a required attribute is missing is for the form to say: a draft may leave it
out.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.findings import message, text, written
from core.forms import READING
from core.language import in_language, language
from domain import units
from domain.attributes.definitions import AttributeDefinition
from domain.attributes.display import NOT_STATED
from domain.attributes.entries import Entry, number_entry, range_entry, typed_parts
from domain.attributes.validation import validate_values
from domain.findings import InvalidInput
from domain.numerals import format_number

YES_NO_VALUES = {"true": True, "false": False}


def field_for(definition: AttributeDefinition) -> "AttributeField":
    return FIELDS[definition.kind](definition)


def not_stated() -> str:
    return written(NOT_STATED)


class AttributeField(forms.Field):
    """Base of the fields; a subclass reads raw values and shows entries."""

    def __init__(self, definition: AttributeDefinition, **kwargs):
        self.definition = definition
        super().__init__(
            label=in_language(definition, "label"),
            required=definition.required,
            help_text=self.hint(),
            **kwargs,
        )

    def hint(self) -> str:
        """What an editor should know before typing."""
        return ""

    def read(self, raw) -> Entry | None:
        """The entry for ``raw``, None where nothing was stated.

        Raises InvalidInput.
        """
        raise NotImplementedError

    def prepare_value(self, value):
        """What the widget shows: an entry's parts, or what was typed before."""
        return self.parts(value) if isinstance(value, dict) else value

    def parts(self, entry: Entry):
        return entry["value"]

    def clean(self, value) -> Entry | None:
        try:
            entry = self.read(value)
        except InvalidInput as refusal:
            raise ValidationError(message(refusal), code=refusal.code) from refusal
        return None if entry is None else self._checked(entry)

    def _checked(self, entry: Entry) -> Entry:
        key = self.definition.key
        sound, errors = validate_values((self.definition,), {key: entry})
        if key in errors:
            raise ValidationError([text(each) for each in errors[key]])
        return sound[key]


class MeasureWidget(forms.MultiWidget):
    """One text input for each end, and the unit where there is more than one."""

    template_name = "products/admin/measure_widget.html"

    def __init__(self, definition: AttributeDefinition):
        self.with_unit = bool(definition.unit)
        numbers = {
            "inputmode": "decimal",
            "autocomplete": "off",
            READING: "number",
        }
        ends = {"value": in_language(definition, "label")}
        if definition.kind == "range":
            ends = {"low": _("Dari"), "high": _("Sampai")}
        widgets = {
            end: forms.TextInput(
                attrs={**numbers, "aria-label": label, "placeholder": placeholder}
            )
            for (end, label), placeholder in zip(
                ends.items(),
                list(ends.values()) if len(ends) > 1 else [""],
                strict=True,
            )
        }
        if self.with_unit:
            widgets["unit"] = forms.Select(
                choices=[
                    (symbol, units.label(symbol, language()))
                    for symbol in units.compatible_units(definition.unit)
                ],
                attrs={"aria-label": _("Satuan")},
            )
        super().__init__(widgets)

    def decompress(self, value):
        return [None] * len(self.widgets)


class MeasureField(AttributeField):
    """A number or a range, with a unit unless it is a plain number."""

    def __init__(self, definition: AttributeDefinition):
        super().__init__(definition, widget=MeasureWidget(definition))

    def hint(self) -> str:
        low, high = self.definition.low, self.definition.high
        if low is None or high is None:
            return ""
        return _("Lazimnya %(low)s–%(high)s %(unit)s").strip() % {
            "low": format_number(low, language()),
            "high": format_number(high, language()),
            "unit": units.label(self.definition.unit, language()),
        }

    def parts(self, entry: Entry) -> list[str]:
        parts = typed_parts(self.definition, entry)
        return list(parts if self.definition.unit else parts[:-1])

    def read(self, raw) -> Entry | None:
        values = [(text or "").strip() for text in raw or ()]
        unit = values.pop() if self.definition.unit and values else ""
        if not any(values):
            return None
        read = range_entry if self.definition.kind == "range" else number_entry
        return read(self.definition, *values, unit or self.definition.unit)


class ChoiceField(AttributeField):
    """One choice from a list, or several with boxes to tick."""

    def __init__(self, definition: AttributeDefinition):
        self.choices = [(c.value, in_language(c, "label")) for c in definition.choices]
        if definition.multiple:
            widget = forms.CheckboxSelectMultiple(choices=self.choices)
        else:
            widget = forms.Select(choices=[("", not_stated()), *self.choices])
        super().__init__(definition, widget=widget)

    def parts(self, entry: Entry):
        chosen = entry["value"]
        return chosen if self.definition.multiple else next(iter(chosen), "")

    def read(self, raw) -> Entry | None:
        chosen = raw if isinstance(raw, list) else [raw]
        chosen = [value for value in chosen if value]
        return {"value": chosen} if chosen else None


class YesNoField(AttributeField):
    """Yes, no, or not stated, which is neither."""

    def __init__(self, definition: AttributeDefinition):
        choices = [("", not_stated()), ("true", _("Ya")), ("false", _("Tidak"))]
        super().__init__(definition, widget=forms.Select(choices=choices))

    def parts(self, entry: Entry) -> str:
        return "true" if entry["value"] else "false"

    def read(self, raw) -> Entry | None:
        return {"value": YES_NO_VALUES[raw]} if raw in YES_NO_VALUES else None


class TextField(AttributeField):
    def read(self, raw) -> Entry | None:
        text = (raw or "").strip()
        return {"value": text} if text else None


FIELDS: dict[str, type[AttributeField]] = {
    "number": MeasureField,
    "range": MeasureField,
    "choice": ChoiceField,
    "yes_no": YesNoField,
    "text": TextField,
}
