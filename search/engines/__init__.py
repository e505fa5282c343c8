"""The search engine in use, chosen by the setting SEARCH_ENGINE."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

from search.engines.base import SearchEngine


@cache
def get_engine() -> SearchEngine:
    """The one engine of this process.

    Raises ImproperlyConfigured when SEARCH_ENGINE names none.
    """
    from search.mapping import INDEX_SCHEMA

    if settings.SEARCH_ENGINE == "embedded":
        from search.engines.tantivy import TantivyEngine

        return TantivyEngine(INDEX_SCHEMA, Path(settings.SEARCH_INDEX_DIR))
    raise ImproperlyConfigured(
        f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}; it may be 'embedded'."
    )


def _forget_engine(*, setting, **kwargs) -> None:
    if setting in {"SEARCH_ENGINE", "SEARCH_INDEX_DIR"}:
        get_engine.cache_clear()


setting_changed.connect(_forget_engine)
