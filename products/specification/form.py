"""The form in which a product's attribute values are edited."""

from collections.abc import Mapping

from django import forms

from core.findings import text
from domain.attributes.entries import Entry
from domain.attributes.validation import required, validate_values, warnings
from products.models.device_type import DeviceType
from products.specification.fields import field_for

PREFIX = "attributes"
DRAWN_FOR = f"{PREFIX}-drawn_for"
"""Name of the hidden input with the device type for which fields were drawn."""


class AttributeForm(forms.Form):
    """A field for each attribute of ``device_type``; None has none.

    ``entries`` are the stored values. Fields that ``data`` does not know of keep
    them only where the whole form is missing from ``data``.
    """

    use_required_attribute = False

    def __init__(
        self,
        device_type: DeviceType | None,
        entries: Mapping[str, Entry],
        data: Mapping | None = None,
    ):
        self.device_type = device_type
        self.definitions = device_type.definitions if device_type else ()
        self.demands_required = False
        # Stored values that no longer fit their definition are not shown.
        self.stored, _errors = validate_values(self.definitions, dict(entries))
        sent = data is not None and DRAWN_FOR in data
        super().__init__(data if sent else None, prefix=PREFIX, initial=self.stored)
        for definition in self.definitions:
            self.fields[definition.key] = field_for(definition)

    @property
    def was_drawn_for_another_type(self) -> bool:
        """Whether the fields that were sent belong to the type chosen before."""
        drawn_for = self.data.get(DRAWN_FOR, "") if self.is_bound else ""
        chosen = str(self.device_type.pk) if self.device_type else ""
        return bool(drawn_for) and drawn_for != chosen

    @property
    def entries(self) -> dict[str, Entry]:
        """What the product states, as it is stored. The form must be clean."""
        if not self.is_bound:
            return self.stored
        return {
            key: entry for key, entry in self.cleaned_data.items() if entry is not None
        }

    def clean(self) -> dict[str, Entry | None]:
        if self.was_drawn_for_another_type:
            # What both types share survives; what cannot be read as the new type
            # has it was never typed for it, so it is no mistake of the editor's.
            self._errors.clear()
        if self.demands_required:
            self._demand_required()
        return self.cleaned_data

    def _demand_required(self) -> None:
        for definition in self.definitions:
            if (
                definition.required
                and definition.key not in self.errors
                and self.cleaned_data.get(definition.key) is None
            ):
                self.add_error(definition.key, text(required()))

    def rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Every field with what is unlikely about its value."""
        shown = self.entries if not self.is_bound or self.is_valid() else {}
        unlikely = warnings(self.definitions, shown)
        return [
            (
                self[definition.key],
                [text(each) for each in unlikely.get(definition.key, ())],
            )
            for definition in self.definitions
        ]
