"""Which functions each test reaches, noted by running every test once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import pytest
from mutmut.mutation import trampoline


@dataclass
class Observations:
    """What is known of the tests.

    ``early`` has functions that run while tests are collected or a fixture of the whole
    session is set up; a mutant of these may have had its effect before a test begins.
    ``failed`` has tests that fail without any mutant.
    """

    tests: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, path: Path) -> "Observations":
        """What was written there; of a test, what was written last."""
        names: list[str] = []
        rows = {}
        observations = cls()
        for row in _rows(path):
            if "function" in row:
                names.append(row["function"])
            elif "early" in row:
                observations.early |= {names[index] for index in row["early"]}
            else:
                rows[row["test"]] = row
        for test, row in rows.items():
            observations.seconds[test] = row["seconds"]
            observations.digests[test] = row["digest"]
            if row["failed"]:
                observations.failed.add(test)
            for index in row["functions"]:
                observations.tests[names[index]].add(test)
        return observations


def _rows(path: Path) -> Iterator[dict]:
    if path.exists():
        for line in path.read_text().splitlines():
            # The last line of a run that was ended may be half a line.
            if line.endswith("}"):
                yield json.loads(line)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class Observer:
    """Runs the tests that are new, have failed or whose file has changed, and writes
    on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        observed = Observations.load(path)
        # What failed may have done so for a fault of the code, since mended.
        self._known = {
            test: digest
            for test, digest in observed.digests.items()
            if test not in observed.failed
        }
        self._digests: dict[Path, str] = {}
        self._indices: dict[str, int] = {}
        self._seconds = 0.0
        self._failed = False
        self._file: TextIO
        self._reached: set[str] = set()
        # Mutmut's own looks at the stack and the configuration each time.
        trampoline.record_trampoline_hit = lambda name, caller: self._reached.add(name)
        trampoline.get_mutant_under_test = lambda: "stats"

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self._digests = {path: digest(path) for path in {item.path for item in items}}
        items[:] = [
            item
            for item in items
            if self._known.get(item.nodeid) != self._digests[item.path]
        ]

    def pytest_collection_finish(self) -> None:
        for row in _rows(self._path):
            if "function" in row:
                self._indices[row["function"]] = len(self._indices)
        self._file = self._path.open("a")
        self._write_early(self._reached)
        self._reached.clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef):
        before = set(self._reached)
        made = yield
        if fixturedef.scope == "session":
            self._write_early(self._reached - before)
        return made

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds += report.duration
        self._failed |= report.failed

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        self._seconds, self._failed = 0.0, False
        done = yield
        row = {
            "test": item.nodeid,
            "digest": self._digests[item.path],
            "seconds": round(self._seconds, 4),
            "failed": self._failed,
            "functions": self._numbers(self._reached),
        }
        self._reached.clear()
        self._write(row)
        return done

    def pytest_sessionfinish(self) -> None:
        self._file.close()

    def _write_early(self, functions: set[str]) -> None:
        if functions:
            self._write({"early": self._numbers(functions)})

    def _numbers(self, functions: set[str]) -> list[int]:
        for function in sorted(functions - self._indices.keys()):
            self._indices[function] = len(self._indices)
            self._write({"function": function})
        return sorted(self._indices[function] for function in functions)

    def _write(self, row: dict) -> None:
        self._file.write(json.dumps(row, separators=(",", ":")) + "\n")
        self._file.flush()
