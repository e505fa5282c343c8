"""Panels of edit pages that apps above add to the tabs of apps below."""

from collections.abc import Sequence
from typing import Any

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel, ObjectList, Panel

from core.registry import Registry

_panels: Registry[str, Panel] = Registry()


def register_panel(place: str, panel: Panel, *, order: int = 0) -> None:
    """Put ``panel`` on the tab that keeps ``place`` open; lower orders come first."""
    _panels.add(place, panel, order)


class OpenTab(ObjectList):
    """A tab that begins with the panels registered for its ``place``."""

    children: Sequence[Panel]

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "place": self.place}

    def on_model_bound(self) -> None:
        self.children = [*_panels.at(self.place), *self.children]
        super().on_model_bound()


class FormSetPanel(InlinePanel):
    """Rows with a formset class of their own, whose ``add_fields`` reaches the form of
    a row yet to be added as well; Wagtail makes that one afresh when it is asked."""

    def __init__(
        self, *args: Any, formset: type[BaseChildFormSet], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "formset": self.formset}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options
