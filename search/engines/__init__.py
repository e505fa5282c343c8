"""The search engines: the one that answers, chosen by the setting SEARCH_ENGINE, and
those that SEARCH_ENGINES_BESIDE has kept in step beside it.

Each kind of engine is registered under the name that the settings have for it.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed

from search.engines.base import SearchEngine

_engines: dict[str, Callable[[], SearchEngine]] = {}
_made: dict[str, SearchEngine] = {}
_making = Lock()


def register_engine(name: str, make: Callable[[], SearchEngine]) -> None:
    _engines[name] = make


def registered_names() -> tuple[str, ...]:
    """The names of all engines there are."""
    return tuple(_engines)


def names_in_use() -> tuple[str, ...]:
    """The engine that answers, then those that are kept in step beside it; the former
    may be listed among the latter."""
    return tuple(
        dict.fromkeys((settings.SEARCH_ENGINE, *settings.SEARCH_ENGINES_BESIDE))
    )


def get_engine(name: str = "") -> SearchEngine:
    """The one engine of this process that answers, or the one of this name.

    Raises ImproperlyConfigured when there is none of this name, or when its settings
    do not say what it needs.
    """
    name = name or settings.SEARCH_ENGINE
    with _making:
        if name not in _made:
            _made[name] = _make(name)
        return _made[name]


def _make(name: str) -> SearchEngine:
    make = _engines.get(name)
    if make is None:
        known = ", ".join(map(repr, _engines))
        raise ImproperlyConfigured(
            f"There is no search engine {name!r}; SEARCH_ENGINE and "
            f"SEARCH_ENGINES_BESIDE may name {known}."
        )
    return make()


def _forget_engines(*, setting: str, **kwargs: Any) -> None:
    if setting == "SEARCH_INDEX_DIR" or setting.startswith("ELASTICSEARCH_"):
        with _making:
            while _made:
                _made.popitem()[1].close()


setting_changed.connect(_forget_engines)
