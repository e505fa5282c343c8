"""Runs mutmut over a copy of the project and says which mutants no test noticed.

``domain`` mutates all of ``domain/``, with its own tests; ``elsewhere`` a sample of
everything else, with all tests but those that start a browser or a server. Which
mutants a sample has follows from its seed. Results are kept: what did not change is
not tried again.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
KEPT = PROJECT / ".mutants"
CHUNK = 250
"""So many mutants are tried between two reports."""
KILLED, SURVIVED, UNTESTED, NOT_TRIED = "killed", "survived", "untested", "not tried"
OUTCOMES = {None: NOT_TRIED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED}
"""By exit code of the tests; any other, a timeout too, means that it was killed."""
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
STARTS_SERVERS = (
    "tests/lkpp/test_end_to_end.py",
    "tests/lkpp/feed/test_killed_indexer.py",
    "tests/database_template.py",
)
QUIETLY = ["-p", "no:cacheprovider", "-p", "no:playwright", "-p", "no:xdist"]
SHOW = """
import sys
from mutmut.mutation.diff_apply import get_diff_for_mutant
for name in sys.argv[1:]:
    sys.stdout.write(name + chr(10) + get_diff_for_mutant(name) + chr(10))
"""
"""Writes what the mutants of these names change."""
SETS = {
    "domain": {
        "source_paths": ["domain"],
        "pytest_add_cli_args_test_selection": ["tests/domain"],
    },
    "elsewhere": {
        "source_paths": APPS,
        "do_not_mutate": ["*/migrations/*"],
        "pytest_add_cli_args_test_selection": [
            "tests",
            "--ignore=tests/browser",
            "--ignore=tests/benchmarks",
            *(f"--ignore={path}" for path in STARTS_SERVERS),
        ],
    },
}


def main() -> int:
    """Try mutants, and write what became of them."""
    options = _options()
    folder = KEPT / options.set
    _copy_project(folder, options.set)
    _mutmut(folder, "nothing.of.this.name")
    names = sorted(_results(folder))
    random.Random(options.seed).shuffle(names)  # noqa: S311
    chosen = names[: options.sample]
    for first in range(0, len(chosen), CHUNK):
        untried = [
            name
            for name in chosen[first : first + CHUNK]
            if _results(folder)[name] == NOT_TRIED
        ]
        if untried:
            _mutmut(folder, *untried)
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
    kept = (".pytest_cache", ".hypothesis", "mutants")
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
        "pytest_add_cli_args": QUIETLY,
        "also_copy": sorted(others),
    }
    lines = ["[mutmut]"]
    for key, value in values.items():
        text = value if isinstance(value, str) else "".join(f"\n    {v}" for v in value)
        lines.append(f"{key} = {text}")
    return "\n".join(lines) + "\n"


def _mutmut(folder: Path, *names: str) -> None:
    """Try these mutants. That there are none of the name is no error here."""
    with (folder / "mutmut.log").open("w") as log:
        subprocess.run(  # noqa: S603
            [Path(sys.executable).with_name("mutmut"), "run", "--max-children", "1"]
            + list(names),
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        )


def _results(folder: Path) -> dict[str, str]:
    """What became of each mutant, by its name."""
    return {
        name: OUTCOMES.get(code, KILLED)
        for path in (folder / "mutants").rglob("*.meta")
        for name, code in json.loads(path.read_text())["exit_code_by_key"].items()
    }


def _report(folder: Path, chosen: list[str]) -> None:
    results = _results(folder)
    outcomes = {name: results[name] for name in chosen}
    left = [name for name in chosen if outcomes[name] in (SURVIVED, UNTESTED)]
    diffs = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SHOW, *sorted(left)],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    report = "\n".join(_lines(outcomes)) + "\n\n" + diffs
    (folder / "report.txt").write_text(report)


def _lines(outcomes: dict[str, str]) -> Iterator[str]:
    """A line for each module and for all."""
    modules = {name: name.rsplit(".", 1)[0] for name in outcomes}
    for module in (*sorted(set(modules.values())), "all"):
        counts = Counter(
            outcome
            for name, outcome in outcomes.items()
            if module in ("all", modules[name])
        )
        tried = sum(counts.values()) - counts[NOT_TRIED]
        left = counts[SURVIVED] + counts[UNTESTED]
        if tried:
            yield f"{module}: {left} of {tried} survived, {left / tried:.1%}"


if __name__ == "__main__":
    sys.exit(main())
