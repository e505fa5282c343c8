"""The reader's language, for texts that are kept in both."""

from django.utils.translation import get_language


def language() -> str:
    """The one of the catalogue's two languages that is in use: "id" or "en"."""
    return "en" if get_language() == "en" else "id"
