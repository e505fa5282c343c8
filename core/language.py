"""The reader's language, for what is kept in both.

Texts of the catalogue itself are translated by gettext. Data that somebody wrote in
both languages (names, labels, summaries) is chosen here.
"""

from collections.abc import Mapping

from django.utils.translation import get_language

LANGUAGES = ("id", "en")
"""Those of the catalogue, its own first."""


def language() -> str:
    """The one of the catalogue's two languages that is in use: "id" or "en"."""
    return "en" if get_language() == "en" else "id"


def choose(indonesian: str, english: str) -> str:
    """The English text for English readers where there is one."""
    return english if english and language() == "en" else indonesian


def in_language(kept: object, name: str) -> str:
    """What ``kept``, a mapping or an object, has under ``name`` in the language in use.

    The Indonesian is kept as ``name_id`` or ``name``, the English as ``name_en``.
    """
    indonesian = _kept(kept, f"{name}_id") or _kept(kept, name)
    return choose(indonesian, _kept(kept, f"{name}_en"))


def untranslated(kept: object, name: str) -> bool:
    """Whether :func:`in_language` has nothing but Indonesian to give."""
    return not _kept(kept, f"{name}_en")


def _kept(kept: object, name: str) -> str:
    if isinstance(kept, Mapping):
        return str(kept.get(name, ""))
    return str(getattr(kept, name, ""))
