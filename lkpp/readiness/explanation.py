"""Why a variant is not exported, in one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.findings import text
from domain.findings import Finding


def explanation(blockers: Sequence[Finding]) -> str:
    """The first of what is in the way, and how many there are besides, in the language
    in use; empty where nothing is."""
    if not blockers:
        return ""
    first, *others = blockers
    sentence = text(first)
    if not others:
        return sentence
    return _("%(sentence)s (dan %(count)d lagi).") % {
        "sentence": sentence.removesuffix("."),
        "count": len(others),
    }
