"""Panels of edit pages that apps above add to the tabs of apps below."""

from collections.abc import Sequence
from typing import Any

from wagtail.admin.panels import ObjectList, Panel

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
