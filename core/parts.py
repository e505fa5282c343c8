"""Parts of public pages that apps above add to the templates of apps below.

A template keeps a place open with ``{% parts "product.aside" %}``. An app above names,
in its module ``registration``, the template that it draws there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Engine

from core.registry import Registry

PartContext = Callable[[Context], Mapping[str, Any] | None]
"""Gives a part's own variables from those of the page; None leaves the part out."""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A template that is drawn within another, with the variables of that one and
    those that ``context`` gives."""

    template: str
    context: PartContext | None = None

    def render(self, page: Context) -> str:
        variables = self.context(page) if self.context else {}
        if variables is None:
            return ""
        template = Engine.get_default().get_template(self.template)
        with page.push(**variables):
            return template.render(page)


_parts: Registry[str, TemplatePart] = Registry()


def register_part(
    place: str, template: str, context: PartContext | None = None, *, order: int = 0
) -> None:
    """Draw ``template`` at ``place``; parts with lower orders come first."""
    _parts.add(place, TemplatePart(template, context), order)


def parts_at(place: str) -> list[TemplatePart]:
    return _parts.at(place)


def places_with_parts() -> list[str]:
    return _parts.places()
