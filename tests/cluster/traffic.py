"""Reading and writing without a pause while something happens to the cluster.

Readers know what every answer must have, whichever batch was written last: each batch
changes one number of each of its documents and nothing that is asked for. So an answer
that lacks a document, or counts one less, is noticed.
"""

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from search.engines.base import Count, EngineUnavailable, Range, SearchEngine
from tests.search.engine_documents import ask, document, group

GROUPS = 400
IN_A_GROUP = 3
DOCUMENTS = GROUPS * IN_A_GROUP
IN_A_BATCH = 20
"""Groups. So many products are noted by a small edit of what they refer to."""
LONGEST = 120.0
"""Seconds in which each kind of call must succeed once, however busy the machine; and
how long a batch is still tried once all is over."""
WORDS = ("inkubator bayi", "lampu operasi", "ventilator neonatus", "pompa infus")
MAKERS = ("merapi", "semeru", "rinjani")


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the engine: what, when, for how long, and what it raised."""

    name: str
    begun: float
    seconds: float
    error: str = ""

    @property
    def ended(self) -> float:
        return self.begun + self.seconds


def groups(numbers, batch):
    """Groups of these numbers, each document with the number of its batch."""
    return [
        group(
            number,
            *(
                replace(
                    document(
                        key,
                        WORDS[number % len(WORDS)],
                        terms={"maker": [maker]},
                        price=float(number),
                    ),
                    source={"key": key, "batch": batch},
                )
                for key, maker in zip(keys_of(number), MAKERS, strict=True)
            ),
        )
        for number in numbers
    ]


def keys_of(number):
    """The keys of a group's documents."""
    return [f"{number}-{each}" for each in range(IN_A_GROUP)]


def search(engine: SearchEngine) -> None:
    """Everything, with counts of two facets."""
    halves = (Range(high=GROUPS / 2), Range(low=GROUPS / 2))
    result = ask(
        engine, limit=10, counts=(Count("maker"), Count("price", ranges=halves))
    )

    assert (result.total, len(result.hits)) == (DOCUMENTS, 10)
    counted = {each.term.value: each.count for each in result.counts["maker"]}
    assert counted == dict.fromkeys(MAKERS, GROUPS)
    assert result.range_counts["price"] == (DOCUMENTS // 2, DOCUMENTS // 2)


def search_words(engine: SearchEngine) -> None:
    result = ask(engine, "ventilator", limit=5)

    assert (result.total, len(result.hits)) == (DOCUMENTS // len(WORDS), 5)


def get(engine: SearchEngine) -> None:
    wanted = [f"{number}-0" for number in range(0, GROUPS, 40)]

    assert list(engine.get(wanted)) == wanted


def stream(engine: SearchEngine) -> None:
    assert sum(1 for _ in engine.iterate("product")) == DOCUMENTS


class Traffic:
    """Within a ``with``, threads that ask and one that writes."""

    READERS = (search, search, search_words, get, stream)

    def __init__(self, engine: SearchEngine) -> None:
        self.requests: list[Request] = []
        self.wrong: list[str] = []
        self.confirmed = dict.fromkeys(range(GROUPS), 0)
        """The last batch that was confirmed, by group."""
        self._engine = engine
        self._over = threading.Event()
        self._over_since = math.inf
        self._threads = ThreadPoolExecutor(len(self.READERS) + 1)
        self._running: list[Future[None]] = []

    def __enter__(self) -> "Traffic":
        for reader in self.READERS:
            self._running.append(self._threads.submit(self._repeat, reader))
        self._running.append(self._threads.submit(self._write))
        return self

    def __exit__(self, *_error: object) -> None:
        self._over_since = time.monotonic()
        self._over.set()
        for thread in self._running:
            thread.result()
        self._threads.shutdown()

    def last(self, seconds: float) -> None:
        """Go on for so long, and until each kind of call has succeeded since, which it
        must."""
        begun = time.monotonic()
        self._over.wait(seconds)
        while time.monotonic() < begun + LONGEST and self._in_vain_since(begun):
            self._over.wait(0.1)
        in_vain = self._in_vain_since(begun)
        assert not in_vain, f"for {LONGEST:.0f} s, no success of {sorted(in_vain)}"

    def _in_vain_since(self, moment: float) -> set[str]:
        """The kinds of call of which none that began since has succeeded."""
        succeeded = {
            each.name
            for each in self.requests
            if each.begun > moment and not each.error
        }
        return {"apply", *(reader.__name__ for reader in self.READERS)} - succeeded

    def errors(self, *names: str) -> list[Request]:
        return [each for each in self.requests if each.error and each.name in names]

    def longest(self, *names: str) -> float:
        """The longest time in seconds that one call took."""
        return max(each.seconds for each in self.requests if each.name in names)

    def longest_silence(self, name: str) -> float:
        """The longest time in seconds without a call of that name that succeeded, from
        when the first began until the last ended."""
        calls = [each for each in self.requests if each.name == name]
        succeeded = sorted(each.ended for each in calls if not each.error)
        if not succeeded:
            return math.inf
        first = min(each.begun for each in calls)
        last = max(each.ended for each in calls)
        return max(b - a for a, b in pairwise([first, *succeeded, last]))

    def _repeat(self, reader: Callable[[SearchEngine], None]) -> None:
        while not self._over.is_set():
            self._call(reader.__name__, lambda: reader(self._engine))
            # As buyers do, who look at what they found.
            time.sleep(0.02)

    def _write(self) -> None:
        batch = 0
        while not self._over.is_set():
            batch += 1
            first = batch * IN_A_BATCH % GROUPS
            numbers = range(first, first + IN_A_BATCH)
            apply = partial(self._engine.apply, groups(numbers, batch))
            # As the indexer does, until the batch is in.
            while not self._call("apply", apply):
                if time.monotonic() > self._over_since + LONGEST:
                    return
                time.sleep(0.5)
            self.confirmed |= dict.fromkeys(numbers, batch)
            time.sleep(0.1)

    def _call(self, name: str, call: Callable[[], None]) -> bool:
        """Whether it succeeded."""
        begun = time.monotonic()
        error = ""
        try:
            call()
        except EngineUnavailable as unavailable:
            error = str(unavailable)
        except AssertionError as wrong:
            self.wrong.append(f"{name}: {wrong}")
        self.requests.append(Request(name, begun, time.monotonic() - begun, error))
        return not error
