"""What apps put at places in others must be shown there."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.template.utils import get_app_template_dirs

from core.parts import places_with_parts

OPEN_PLACE = re.compile(r"""{% parts "([^"]+)" %}""")


@register
def every_part_has_a_place(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A part that no template has a place for would never be seen."""
    places = set(open_places())
    return [
        Error(
            f"No template has a place {place!r}, and parts are registered for it.",
            hint='Correct the name, or write {% parts "…" %} into the template.',
            id="core.E001",
        )
        for place in places_with_parts()
        if place not in places
    ]


def open_places() -> Iterator[str]:
    """The places that the project's own templates keep open."""
    for folder in get_app_template_dirs("templates"):
        if _is_our_own(folder):
            for template in sorted(folder.rglob("*.html")):
                yield from OPEN_PLACE.findall(template.read_text())


def _is_our_own(folder: Path) -> bool:
    return folder.parent.parent == settings.BASE_DIR
