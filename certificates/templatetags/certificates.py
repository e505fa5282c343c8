"""What became of certificates, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django import template

from certificates import reading
from certificates.kinds import STATUS_LABELS, CaseState

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """A certificate's status in words: "berlaku", "dibekukan"."""
    return str(STATUS_LABELS[status]) if status else ""


@register.filter
def is_verified(product: Mapping[str, Any]) -> bool:
    """Whether a verifier confirmed the licence of a product's document."""
    licence = product["licence"]
    return bool(licence) and licence["verification"]["state"] == CaseState.VERIFIED


READINGS = {
    "validity_badge": reading.read_validity,
    "licence_badge": reading.read_licence,
    "short_licence_badge": reading.read_licence_briefly,
    "local_content_badge": reading.read_local_content,
    "calibrated_badge": reading.read_calibrated,
}
"""Tags that draw what a reading says; they take what it takes."""


def _badge(read: Callable[..., reading.Reading]) -> Callable[..., dict[str, object]]:
    def badge(*told: object, **named: object) -> dict[str, object]:
        return {"reading": read(*told, **named)}

    return badge


for _name, _read in READINGS.items():
    register.inclusion_tag("components/reading.html", name=_name)(_badge(_read))
