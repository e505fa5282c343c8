"""Numbered places for the long answers of all processes, kept in the cache they share.

A place is an entry that only one can add. Its process says every now and then that the
answer is still on its way, so that one that was killed keeps its places for no longer
than :data:`LIFE`, and no longer either where the clock was wrong meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import choice
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from core.moments import is_within
from core.shared_cache import in_haste, shared_cache

LIFE = timedelta(seconds=30)
"""For how long a place is taken unless its process says that it still is."""


class ClientHasMost(Exception):
    """The client has as many places as it may have."""


class AllTaken(Exception):
    """Every place is taken."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who has the place ``key`` since when. ``mark`` tells apart those who had it in
    turn; ``seen`` is when their process said last that they still have it."""

    key: str
    client: str
    since: datetime
    mark: str
    seen: datetime


def take(client: str) -> Place | None:
    """A place for an answer to ``client``; None where the database is too busy.

    Raises ClientHasMost, AllTaken, and what :data:`core.shared_cache.FAILURES` lists.
    """
    for _attempt in range(settings.STREAMS_AT_ONCE):
        place = _free_place(client)
        _forget_dead(place.key)
        with in_haste():
            is_ours = shared_cache().add(place.key, place, LIFE.seconds)
        taken = taken_places()
        if is_ours:
            _require_rank(place, taken)
            return place
        if place.key not in taken:
            # A database that is too busy says no more than that.
            return None
    return None


def taken_places() -> dict[str, Place]:
    """The places that are taken, by their keys. Raises what FAILURES lists."""
    with in_haste():
        found = shared_cache().get_many(_keys())
    return {key: place for key, place in found.items() if _is_alive(place)}


def renew(places: Iterable[Place]) -> None:
    """Say that the answers are still on their way. A place that was lost is taken
    again, unless somebody else has it. Raises what FAILURES lists."""
    cache = shared_cache()
    with in_haste():
        found = cache.get_many([each.key for each in places])
        for each in places:
            holder = found.get(each.key, each)
            if holder.mark == each.mark:
                seen = replace(each, seen=timezone.now())
                cache.set(each.key, seen, LIFE.seconds)


def leave(place: Place) -> None:
    """Raises what FAILURES lists; the place is free in :data:`LIFE` then."""
    cache = shared_cache()
    with in_haste():
        # After a long pause of this process somebody else may have it.
        holder = cache.get(place.key)
        if holder is not None and holder.mark == place.mark:
            cache.delete(place.key)


def _free_place(client: str) -> Place:
    taken = taken_places()
    if len(_of(client, taken)) >= settings.STREAMS_PER_CLIENT:
        raise ClientHasMost
    free = [key for key in _keys() if key not in taken]
    if not free:
        raise AllTaken
    now = timezone.now()
    # Any, so that several who come at once seldom want the same.
    return Place(choice(free), client, now, uuid4().hex, now)  # noqa: S311


def _forget_dead(key: str) -> None:
    """Entries end by themselves, but for those that a clock which was ahead has given
    an end in the future."""
    cache = shared_cache()
    with in_haste():
        place = cache.get(key)
        if place is not None and not _is_alive(place):
            cache.delete(key)


def _require_rank(place: Place, taken: dict[str, Place]) -> None:
    """Of one client's that came at the same moment, the later ones give way.

    Raises ClientHasMost.
    """
    taken = {**taken, place.key: place}
    first = sorted(_of(place.client, taken), key=lambda each: (each.since, each.key))
    if place.key not in [each.key for each in first[: settings.STREAMS_PER_CLIENT]]:
        leave(place)
        raise ClientHasMost


def _of(client: str, taken: dict[str, Place]) -> list[Place]:
    return [each for each in taken.values() if each.client == client]


def _is_alive(place: Place) -> bool:
    return is_within(place.seen, LIFE)


def _keys() -> list[str]:
    return [f"stream:{number}" for number in range(settings.STREAMS_AT_ONCE)]
