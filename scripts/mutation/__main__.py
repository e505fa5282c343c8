"""Changes the code a little in many places and says which changes no test noticed.

``domain`` mutates all of ``domain/``, with its own tests; ``elsewhere`` a sample of the
apps, with theirs but for those that start a browser or a server. Which mutants a sample
has follows from its seed. Results are kept: what a test noticed is tried again only
when its function has changed, or ``--afresh``.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from scripts.mutation.observing import Observations

PROJECT = Path(__file__).resolve().parents[2]
KEPT = PROJECT / ".mutants"
PAUSE = 120
"""Seconds between two reports, while mutants are tried."""
KILLED, SURVIVED, UNTESTED, NOT_TRIED = "killed", "survived", "untested", "not tried"
OUTCOMES = {None: NOT_TRIED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED}
"""By the code that is kept; any other means that it was killed."""
LEFT = (SURVIVED, UNTESTED)
APPS = [
    "catalog_site",
    "certificates",
    "core",
    "lkpp",
    "procurement",
    "products",
    "readmodel",
    "search",
    "suppliers",
    "verification",
    "workspace",
]
OTHER_TESTS = (
    *("tests/benchmarks", "tests/browser", "tests/demo", "tests/domain"),
    *("tests/scripts", "tests/database_template.py", "tests/test_architecture.py"),
    *("tests/lkpp/test_end_to_end.py", "tests/lkpp/feed/test_killed_indexer.py"),
)
"""Tests of something else, or that start a browser or a server."""
SHOW = """
import sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
for name in sys.stdin.read().split():
    sys.stdout.write(name + chr(10) + get_diff_for_mutant(name) + chr(10))
"""
"""Writes what the mutants of these names change."""
SETS = {
    "domain": {"source_paths": ["domain"]},
    "elsewhere": {"source_paths": APPS, "do_not_mutate": ["*/migrations/*"]},
}
TESTS = {
    "domain": ["tests/domain"],
    "elsewhere": [
        "tests",
        *(f"--ignore={path}" for path in OTHER_TESTS),
    ],
}


def main() -> int:
    """Try mutants, and write what became of them."""
    options = _options()
    folder = KEPT / options.set
    if options.afresh:
        shutil.rmtree(folder, ignore_errors=True)
    _copy_project(folder, options.set)
    _run(folder, "generate")
    names = [
        name
        for name in sorted(_results(folder))
        if any(module in name for module in options.module)
    ]
    random.Random(options.seed).shuffle(names)  # noqa: S311
    chosen = names[: options.sample]
    tests = _own_tests(folder, chosen) if options.own_tests else TESTS[options.set]
    _run(folder, "observe", *tests)
    _try(folder, tests, chosen)
    _try_from_the_start(folder, chosen)
    _report(folder, chosen)
    sys.stdout.write((folder / "report.txt").read_text())
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("set", choices=SETS)
    parser.add_argument(
        "--sample", type=int, help="try so many, chosen at random (default: all)"
    )
    parser.add_argument("--seed", type=int, default=9, help="default: %(default)s")
    parser.add_argument(
        "--module", nargs="*", default=[""], help="only those in these, as domain.units"
    )
    parser.add_argument(
        "--own-tests",
        action="store_true",
        help="run only tests that are named like the modules of the sample",
    )
    parser.add_argument("--afresh", action="store_true", help="forget what is kept")
    return parser.parse_args()


def _copy_project(folder: Path, name: str) -> None:
    """Bring the copy to the state of the working tree, and configure mutmut there."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    for path in listed:
        source, target = PROJECT / path, folder / path
        if source.is_file() and not _is_same(source, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    for path in sorted(_copied(folder) - {*listed, "setup.cfg", "report.txt"}):
        (folder / path).unlink()
    # What is only copied, mutmut leaves in place when it is gone here.
    for path in ("tests", *APPS, "demo", "domain"):
        if path not in SETS[name]["source_paths"]:
            shutil.rmtree(folder / "mutants" / path, ignore_errors=True)
    (folder / "setup.cfg").write_text(_configuration(name, listed))


def _is_same(source: Path, target: Path) -> bool:
    return target.is_file() and source.read_bytes() == target.read_bytes()


def _copied(folder: Path) -> set[str]:
    kept = ("mutants", "runs")
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in kept
    }


def _configuration(name: str, listed: list[str]) -> str:
    settings = SETS[name]
    others = {path.split("/")[0] for path in listed} - {*settings["source_paths"]}
    values = {
        **settings,
        "also_copy": sorted(others),
        "track_dependencies": "false",
    }
    lines = ["[mutmut]"]
    for key, value in values.items():
        text = value if isinstance(value, str) else "".join(f"\n    {v}" for v in value)
        lines.append(f"{key} = {text}")
    return "\n".join(lines) + "\n"


def _run(folder: Path, *arguments: str) -> int:
    """Have a process of ``session.py`` inside the copy do something."""
    with _started(folder, *arguments) as process:
        code = process.wait()
    if code and arguments[0] == "generate":
        raise SystemExit((folder / "runs/generate.log").read_text())
    return code


def _started(folder: Path, *arguments: str) -> subprocess.Popen:
    (folder / "runs").mkdir(exist_ok=True)
    log = (folder / "runs" / f"{arguments[0]}.log").open("w")
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "scripts.mutation.session", *arguments],
        cwd=folder,
        stdout=log,
        stderr=subprocess.STDOUT,
    )


def _own_tests(folder: Path, chosen: list[str]) -> list[str]:
    """The files whose tests are those of the modules."""
    modules = {mutant.rpartition(".")[0] for mutant in chosen}
    found = {path for module in modules for path in _tests_named(folder, module)}
    return sorted(str(path.relative_to(folder)) for path in found)


def _tests_named(folder: Path, module: str) -> Iterator[Path]:
    app, *_packages, name = module.split(".")
    return (folder / "tests" / app).rglob(f"test_{name}.py")


def _try(folder: Path, tests: list[str], chosen: list[str]) -> None:
    """Try what no test has noticed so far, and report now and then."""
    mutants = [each for each, outcome in _outcomes(folder, chosen) if outcome != KILLED]
    outcomes = folder / "runs/outcomes.txt"
    (folder / "runs/mutants.txt").write_text("\n".join(mutants))
    outcomes.unlink(missing_ok=True)
    with _started(folder, "try", *tests) as process:
        code = None
        while code is None:
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(PAUSE)
            if outcomes.exists():
                rows = outcomes.read_text().rpartition("\n")[0].splitlines()
                _keep(folder, dict(map(str.split, rows)))
                (folder / "report.txt").write_text(_counts(folder, chosen))
    if code:
        raise SystemExit((folder / "runs/try.log").read_text())


def _try_from_the_start(folder: Path, chosen: list[str]) -> None:
    """Try again what runs before any test does, in a process of its own."""
    early = Observations.load(folder / "runs/observations.jsonl").early
    for mutant, outcome in _outcomes(folder, chosen):
        if outcome != KILLED and mutant.partition("__mutmut_")[0] in early:
            _keep(folder, {mutant: _start(folder, mutant)})


def _start(folder: Path, mutant: str) -> int:
    """What the tests of the mutant's own module say, or else all of its app's."""
    chosen = _own_tests(folder, [mutant]) or [f"tests/{mutant.split('.')[0]}"]
    return _run(folder, "start", mutant, *chosen)


def _metas(folder: Path) -> Iterator[tuple[Path, dict]]:
    """What mutmut keeps of each module."""
    for path in (folder / "mutants").rglob("*.meta"):
        yield path, json.loads(path.read_text())


def _results(folder: Path) -> dict[str, str]:
    """What became of each mutant, by its name."""
    return {
        name: OUTCOMES.get(code, KILLED)
        for _path, meta in _metas(folder)
        for name, code in meta["exit_code_by_key"].items()
    }


def _outcomes(folder: Path, mutants: list[str]) -> list[tuple[str, str]]:
    results = _results(folder)
    return [(mutant, results[mutant]) for mutant in mutants]


def _keep(folder: Path, codes: Mapping[str, int | str]) -> None:
    for path, meta in _metas(folder):
        found = meta["exit_code_by_key"].keys() & codes.keys()
        if found:
            meta["exit_code_by_key"] |= {name: int(codes[name]) for name in found}
            path.write_text(json.dumps(meta, indent=4))


def _report(folder: Path, chosen: list[str]) -> None:
    """Write how many survived in each module, and what these change."""
    left = [each for each, outcome in _outcomes(folder, chosen) if outcome in LEFT]
    diffs = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SHOW],
        cwd=folder,
        check=True,
        input="\n".join(sorted(left)),
        capture_output=True,
        text=True,
    ).stdout
    (folder / "report.txt").write_text(_counts(folder, chosen) + "\n" + diffs)


def _counts(folder: Path, chosen: list[str]) -> str:
    return "".join(f"{line}\n" for line in _lines(dict(_outcomes(folder, chosen))))


def _lines(outcomes: dict[str, str]) -> Iterator[str]:
    """A line for each module and for all."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome in outcomes.items():
        for module in (name.rsplit(".", 1)[0], "all"):
            counts[module][outcome] += 1
    for module in sorted(counts, key=lambda module: (module == "all", module)):
        tried = counts[module].total() - counts[module][NOT_TRIED]
        left = sum(counts[module][outcome] for outcome in LEFT)
        if tried:
            yield f"{module}: {left} of {tried} survived, {left / tried:.1%}"


if __name__ == "__main__":
    sys.exit(main())
