"""Gives every mutant the tests that reach its function, each in a child process.

The parent has collected the tests and set up the database; a child inherits both, makes
the mutant the active one, and ends with the first test that fails. A failure counts
only where the same tests pass in a child without the mutant.
"""

import gc
import mmap
import os
import resource
import signal
import struct
from collections import Counter, defaultdict
from os.path import commonpath
from pathlib import Path

import pytest
from mutmut.mutation import trampoline
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from scripts.mutation.observing import Observations

KILLED, SURVIVED, UNTESTED = 1, 0, 33
"""As mutmut writes them."""
LEAST_SECONDS = 5
"""So much processor time a child may take, and ten times what its tests took."""
PATIENCE = 120
"""Seconds by the clock after which a child that waits is ended, and as above."""
MOST_MEMORY = 6 * 2**30


class Trier:
    """Runs in the place of pytest's own loop over the tests."""

    def __init__(
        self, mutants: list[str], observations: Observations, outcomes: Path
    ) -> None:
        self._mutants = mutants
        self._observations = observations
        self._outcomes = outcomes
        self._unfit = set(observations.failed)
        self._fit: set[tuple[str, ...]] = set()
        self._kills: dict[str, Counter[str]] = defaultdict(Counter)
        """How many mutants of a function each test has noticed."""
        self._items: dict[str, pytest.Item] = {}
        self._is_child = False
        self._running = mmap.mmap(-1, 4)
        """Which of its tests a child is at; shared with it."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = {item.nodeid: item for item in session.items}
        self._warm_up()
        gc.collect()
        gc.freeze()
        with self._outcomes.open("w") as file:
            for mutant in self._mutants:
                file.write(f"{mutant} {self._try(mutant)}\n")
                file.flush()
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self._is_child:
            os._exit(KILLED)
        if report.failed:
            raise RuntimeError(report.longreprtext)

    def _warm_up(self) -> None:
        """Run one test, for all that is made only once: the database if any needs it.

        It is one that reaches few mutants: what it leaves in a cache is not mutated.
        """
        reached = Counter(
            test for tests in self._observations.tests.values() for test in tests
        )
        first = min(
            self._items.values(),
            key=lambda i: (not _uses_database(i), reached[i.nodeid], i.nodeid),
        )
        following = min(
            self._items.values(), key=lambda i: len(commonpath([i.path, first.path]))
        )
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=following)

    def _try(self, mutant: str) -> int:
        function = mangled_name_from_mutant_name(mutant)
        while items := self._tests_of(function):
            failing = self._first_failing(mutant, items)
            if failing is None:
                return SURVIVED
            test = items[failing]
            # A transactional test leaves another database to those after it.
            needed = items[: failing + 1] if _is_transactional(test) else [test]
            if self._pass_unchanged(needed):
                self._kills[function][test.nodeid] += 1
                return KILLED
            self._unfit.add(test.nodeid)
        return UNTESTED

    def _tests_of(self, function: str) -> list[pytest.Item]:
        """Those first that have noticed most, then the module's own and quick ones."""
        tests = self._observations.tests.get(function, set()) - self._unfit
        items = [self._items[test] for test in tests if test in self._items]
        kills = self._kills[function]
        own = f"test_{function.split('.')[-2]}"
        return sorted(
            items,
            key=lambda item: (
                _is_transactional(item),
                -kills[item.nodeid],
                item.path.stem != own,
                self._seconds(item),
                item.nodeid,
            ),
        )

    def _seconds(self, item: pytest.Item) -> float:
        return self._observations.seconds.get(item.nodeid, 0.0)

    def _pass_unchanged(self, items: list[pytest.Item]) -> bool:
        names = tuple(item.nodeid for item in items)
        if names not in self._fit and self._first_failing("", items) is None:
            self._fit.add(names)
        return names in self._fit

    def _first_failing(self, mutant: str, items: list[pytest.Item]) -> int | None:
        """Which of the tests ended a child, by failing or by taking no end."""
        pid = os.fork()
        if not pid:
            self._run(mutant, items)
        _pid, status = os.waitpid(pid, 0)
        if status == 0:
            return None
        return struct.unpack("i", self._running[:4])[0]

    def _run(self, mutant: str, items: list[pytest.Item]) -> None:
        try:
            self._is_child = True
            _say_nothing()
            limit(LEAST_SECONDS + int(10 * sum(self._seconds(item) for item in items)))
            activate(mutant)
            for index, item in enumerate(items):
                self._running[:4] = struct.pack("i", index)
                following = items[index + 1] if item is not items[-1] else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except BaseException:  # noqa: BLE001 - a child must not go on as the parent
            os._exit(KILLED)
        os._exit(SURVIVED)


def _say_nothing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def activate(mutant: str) -> None:
    """Make the mutant the active one in this process; none for an empty name."""
    trampoline.set_mutant_under_test(mutant)
    # Mutmut's own reads the environment at each call.
    trampoline.get_mutant_under_test = lambda: mutant


def limit(seconds: int) -> None:
    """Have this process be ended when it takes no end, or all memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(PATIENCE + seconds)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = item.fixturenames  # type: ignore[attr-defined]
    marked = "db" in fixtures or item.get_closest_marker("django_db")
    return bool(marked) and not _is_transactional(item)


def _is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(item.fixturenames)  # type: ignore[attr-defined]
    return bool(fixtures or (marker and marker.kwargs.get("transaction")))
