"""Inputs for lists that the database keeps as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict


class CommaSeparatedInput(forms.TextInput):
    """A list of short texts, typed with commas between them, or with semicolons where
    one of them has a comma itself."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        typed = super().value_from_datadict(data, files, name)
        if typed is None:
            return None
        parts = (part.strip() for part in typed.split(";" if ";" in typed else ","))
        return json.dumps([part for part in parts if part])

    def format_value(self, value: str | None) -> str:
        parts = [str(part) for part in _as_list(value)]
        if any("," in part for part in parts):
            return "".join(f"{part}; " for part in parts).strip()
        return ", ".join(parts)


class JsonCheckboxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, of which the ticked ones become a list."""

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str:
        return json.dumps(super().value_from_datadict(data, files, name))

    def format_value(self, value: str | None) -> list[str]:
        return [str(part) for part in _as_list(value)]


def _as_list(value: str | None) -> list:
    """What a JSON field hands to its widget: the list as JSON text."""
    try:
        loaded = json.loads(value or "[]")
    except ValueError:
        return []
    return loaded if isinstance(loaded, list) else []
