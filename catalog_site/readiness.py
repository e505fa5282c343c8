"""Whether requests may be sent to this process: of each part, in a bounded time.

See docs/adr/0034-health-and-metrics.md.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core.bounded import Bounded
from core.room import places
from search.engines import get_engine

PATIENCE = 2.0
"""Seconds in which all is told, whatever hangs."""

KEPT = 2.0
"""Seconds for which what a part said is told again."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Which parts are well. Without one that is needed no page works; without another
    the site is degraded and can be used."""

    parts: Mapping[str, bool]

    @property
    def is_ready(self) -> bool:
        return all(self.parts[name] for name in NEEDED)

    @property
    def status(self) -> str:
        if not self.is_ready:
            return "not ready"
        return "ready" if all(self.parts.values()) else "degraded"


def readiness() -> Readiness:
    """Ask every part at once, and wait for :data:`PATIENCE` in all."""
    end = time.monotonic() + PATIENCE
    # All are asked before any is waited for.
    for part in _parts.values():
        part.answer(0)
    return Readiness(
        {
            name: part.answer(end - time.monotonic()) is True
            for name, part in _parts.items()
        }
    )


def is_database_there() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def is_migrated() -> bool:
    """Whether the database has every migration of this code."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except (DatabaseError, InterfaceError):
        return False
    return applied.keys() >= _last_migrations()


def is_search_there() -> bool:
    return get_engine().health().ok


def is_room_left() -> bool:
    try:
        return not any(place.is_short() for place in places())
    except OSError:
        return False


def ask_anew() -> None:
    """Forget what parts said a moment ago."""
    for part in _parts.values():
        part.forget()


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    """Those of the code, the last of each app."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _bounded(ask: Callable[[], bool]) -> Bounded[bool]:
    return Bounded(ask, KEPT)


NEEDED = ("database", "migrations")
_parts = {
    "database": _bounded(is_database_there),
    "migrations": _bounded(is_migrated),
    "search": _bounded(is_search_there),
    "disk": _bounded(is_room_left),
}
