"""How many long answers may be on their way at once, for each client and in all.

An answer keeps its thread until its reader has taken the last byte, so slow readers are
bounded before they are served (docs/adr/0032-long-answers-and-too-many-requests.md).
Answers of the export have places that all processes share; each process counts its own
besides, which holds also while the cache that they share is down.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.db import connections
from django.utils.crypto import salted_hmac

from core import stream_places
from core.client_address import household
from core.shared_cache import FAILURES
from core.stream_places import LIFE, AllTaken, ClientHasMost, Place

logger = logging.getLogger(__name__)

RENEWED_EVERY = LIFE.seconds / 3

RETRY_CLIENT, RETRY_ALL = 5, 15
"""Seconds after which it makes sense to ask again."""


class TooManyStreams(Exception):
    """There is no place. ``of_client`` says whether the client has as many as it may
    have, or all are taken; ``retry_after`` when to ask again, in seconds."""

    def __init__(self, *, of_client: bool) -> None:
        super().__init__("those of a client" if of_client else "all")
        self.of_client = of_client
        self.retry_after = RETRY_CLIENT if of_client else RETRY_ALL


class Stream:
    """A long answer that is on its way. Release it when it was sent, or is not."""

    def __init__(
        self, end: Callable[[], None], leave: Callable[[], None] = lambda: None
    ) -> None:
        self._end = end
        self._leave = leave
        self._lock = threading.RLock()
        self._has_ended = False

    def release(self) -> None:
        """Make room for another; a second time does nothing."""
        if self._ended():
            self._leave()

    def __del__(self) -> None:
        # Of an answer that somebody dropped on its way out. The place ends by itself:
        # this may be in the middle of another query.
        self._ended()

    def _ended(self) -> bool:
        """End it; whether it had not ended before."""
        with self._lock:
            if self._has_ended:
                return False
            self._has_ended = True
        self._end()
        return True


class _Process:
    """What this process sends, and the places that it has among all processes."""

    def __init__(self) -> None:
        # A stream that is dropped may end in the middle of anything here.
        self._lock = threading.RLock()
        self._by_client: Counter[str] = Counter()
        # Held while places are renewed, so that none is that was left meanwhile.
        self._renewal = threading.RLock()
        self._places: set[Place] = set()
        self._renews = False
        self.most: int | None = None

    def room(self) -> int:
        return settings.STREAMS_AT_ONCE if self.most is None else self.most

    def count(self) -> int:
        with self._lock:
            return self._by_client.total()

    def begin(self, client: str, most_of_client: int) -> None:
        """Raises TooManyStreams."""
        with self._lock:
            if self._by_client[client] >= most_of_client:
                raise TooManyStreams(of_client=True)
            if self._by_client.total() >= self.room():
                raise TooManyStreams(of_client=False)
            self._by_client[client] += 1

    def end(self, client: str) -> None:
        with self._lock:
            self._by_client[client] -= 1
            if not self._by_client[client]:
                del self._by_client[client]

    def keep(self, place: Place) -> None:
        """Have the place renewed from now on, by a thread that there is while needed:
        the answer's own is in the middle of reading the database."""
        with self._renewal:
            self._places.add(place)
            if self._renews:
                return
            # Where no thread can be had, the next one who needs it tries again.
            threading.Thread(target=self._renew, name="streams", daemon=True).start()
            self._renews = True

    def forget(self, place: Place) -> None:
        with self._renewal:
            self._places.discard(place)

    def _renew(self) -> None:
        pause = threading.Event()
        while not pause.wait(RENEWED_EVERY):
            with self._renewal:
                self._renews = bool(self._places)
                if not self._places:
                    return
                _renewed(tuple(self._places))
            # Nobody else looks after the connections of this thread.
            connections.close_all()


_process = _Process()


def bound_process(most: int) -> None:
    """Let this process send no more than ``most`` long answers at once. Whoever serves
    knows how many threads it has; until then the bound of all processes counts."""
    _process.most = most


def begin_export(client: str) -> Stream:
    """Make room for an answer of the export to a client, by its name.

    Raises TooManyStreams. Ask before the database is read: what is written inside a
    transaction nobody else would see.
    """
    client = _digest("client", client)
    process = _process
    process.begin(client, settings.STREAMS_PER_CLIENT)
    try:
        place = _place_for(client)
    except BaseException:
        process.end(client)
        raise

    def end() -> None:
        process.end(client)
        if place is not None:
            process.forget(place)

    def leave() -> None:
        if place is not None:
            _leave(place)

    return Stream(end, leave)


def begin_file(address: str) -> Stream:
    """Make room for a long answer of another kind to an address, of which this process
    sends half of what it can at most.

    Raises TooManyStreams.
    """
    client = _digest("address", household(address))
    process = _process
    process.begin(client, max(1, process.room() // 2))
    return Stream(lambda: process.end(client))


def running() -> int:
    """How many answers of the export all processes send; where the cache that they
    share is down, how many long answers this one sends."""
    try:
        return len(stream_places.taken_places())
    except FAILURES as error:
        logger.warning("Streams of other processes are not counted: %s", error)
        return running_here()


def running_here() -> int:
    """How many long answers of any kind this process sends."""
    return _process.count()


def _place_for(client: str) -> Place | None:
    """A place among all processes; None where the cache is down or too busy, when those
    of this process count alone. Raises TooManyStreams."""
    try:
        place = stream_places.take(client)
    except ClientHasMost as refusal:
        raise TooManyStreams(of_client=True) from refusal
    except AllTaken as refusal:
        raise TooManyStreams(of_client=False) from refusal
    except FAILURES as error:
        logger.warning("A stream is counted by its own process alone: %s", error)
        return None
    if place is None:
        logger.warning("A stream is counted by its own process alone: it has no place")
    else:
        _process.keep(place)
    return place


def _renewed(places: tuple[Place, ...]) -> None:
    try:
        stream_places.renew(places)
    except FAILURES as error:
        logger.warning("Places of streams were not renewed: %s", error)


def _leave(place: Place) -> None:
    try:
        stream_places.leave(place)
    except FAILURES as error:
        logger.warning("A place is free in %d seconds only: %s", LIFE.seconds, error)


def _digest(kind: str, name: str) -> str:
    """Tells clients apart without keeping who they are."""
    return salted_hmac(f"core.streams.{kind}", name).hexdigest()
