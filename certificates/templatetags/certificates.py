"""What became of certificates, in words."""

from collections.abc import Mapping
from typing import Any

from django import template

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
