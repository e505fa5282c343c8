"""What is done inside the copy of the project, a process for each of:

``generate`` writes all mutants into the copy. ``observe`` runs every test once and
notes which functions it reaches. ``try`` gives each mutant the tests that reach its
function, in a child of one process that has collected them all: starting pytest for
each mutant takes far longer than its tests. ``start`` runs tests with a mutant that
is active while they are collected.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest
from mutmut.__main__ import create_mutants
from mutmut.configuration import config
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.utils.file_utils import (
    change_cwd,
    copy_also_copy_files,
    copy_src_dir,
    setup_source_paths,
)

from scripts.mutation.observing import Observations, Observer
from scripts.mutation.trying import Trier, activate, limit

RUNS = Path("runs").absolute()
"""Where observations and outcomes are kept, inside the copy."""
OBSERVATIONS = RUNS / "observations.jsonl"
MUTANTS = RUNS / "mutants.txt"
OUTCOMES = RUNS / "outcomes.txt"
TEMPORARY = RUNS / f"temporary_{os.getpid()}"
START_SECONDS = 300
QUIETLY = [
    "--rootdir=.",
    "--quiet",
    "--capture=no",
    "--assert=plain",
    "--tb=native",
    "--hypothesis-profile=mutants",
    f"--basetemp={TEMPORARY}",
    "--override-ini=tmp_path_retention_policy=failed",
    *("-p", "no:cacheprovider", "-p", "no:playwright", "-p", "no:xdist"),
]


def main() -> int:
    """Do what the first argument names."""
    RUNS.mkdir(exist_ok=True)
    config()  # is read in this folder
    purpose, *arguments = sys.argv[1:]
    if purpose == "generate":
        return _generate()
    setup_source_paths()
    if purpose == "observe":
        return _observe(arguments)
    if purpose == "try":
        return _try(arguments)
    return _start(*arguments)


def _generate() -> int:
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    copy_src_dir()
    copy_also_copy_files()
    create_mutants(1)
    return 0


def _observe(tests: list[str]) -> int:
    set_mutant_under_test("stats")
    return _pytest(tests, Observer(OBSERVATIONS))


def _try(tests: list[str]) -> int:
    activate("")
    mutants = MUTANTS.read_text().split()
    trier = Trier(mutants, Observations.load(OBSERVATIONS), OUTCOMES)
    return _pytest(tests, trier)


def _start(mutant: str, *tests: str) -> int:
    unfit = Observations.load(OBSERVATIONS).failed
    activate(mutant)
    limit(START_SECONDS)
    left_out = [f"--deselect={test}" for test in sorted(unfit)]
    return _pytest(["--exitfirst", *left_out, *tests])


def _pytest(arguments: list[str], *plugins: object) -> int:
    with change_cwd("mutants"):
        code = int(pytest.main([*QUIETLY, *arguments], plugins=plugins))
    shutil.rmtree(TEMPORARY, ignore_errors=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
