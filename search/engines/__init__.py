"""The search engine in use, chosen by the setting SEARCH_ENGINE.

Each kind of engine is registered under the name that the setting has for it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

from search.engines.base import SearchEngine

_engines: dict[str, Callable[[], SearchEngine]] = {}


def register_engine(name: str, make: Callable[[], SearchEngine]) -> None:
    _engines[name] = make


@cache
def get_engine() -> SearchEngine:
    """The one engine of this process.

    Raises ImproperlyConfigured when SEARCH_ENGINE names none.
    """
    make = _engines.get(settings.SEARCH_ENGINE)
    if make is None:
        known = ", ".join(map(repr, _engines))
        raise ImproperlyConfigured(
            f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}; it may be {known}."
        )
    return make()


def _forget_engine(*, setting: str, **kwargs: Any) -> None:
    if setting in {"SEARCH_ENGINE", "SEARCH_INDEX_DIR"}:
        get_engine.cache_clear()


setting_changed.connect(_forget_engine)
