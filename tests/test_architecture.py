"""What ``docs/architecture.md`` says is so, and tests lie where one looks for them."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

PROJECT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text())
APPS = SETTINGS["tool"]["importlinter"]["root_packages"]
BRANCHES = (ast.If, ast.IfExp, ast.While, ast.BoolOp, ast.Match, ast.ExceptHandler)
FOLDERS = ("tests", "benchmarks", "scripts", "docs", *APPS)


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Which apps each app imports."""
    graph = grimp.build_graph(*APPS, cache_dir=None)
    for app in APPS:
        graph.squash_module(app)
    return {app: graph.find_modules_directly_imported_by(app) for app in APPS}


def reached(imports: dict[str, set[str]], app: str) -> set[str]:
    below = set(imports[app])
    for each in imports[app]:
        below |= reached(imports, each)
    return below


def test_drawing_shows_what_apps_import(imports):
    drawn = (PROJECT / "docs/images/packages.svg").read_text()
    arrows = set(re.findall(r"<title>(\w+)&#45;&gt;(\w+)</title>", drawn))

    # An arrow that follows from two others is left out.
    expected = {
        (app, lower)
        for app in APPS
        for lower in imports[app]
        if not any(lower in reached(imports, other) for other in imports[app] - {lower})
    }

    assert arrows == expected


def test_files_that_the_documentation_names_are_there():
    named = {
        (page.name, path)
        for page in (PROJECT / "docs").glob("*.md")
        for path in re.findall(r"`((?:\w+/)+\w+\.py)`", page.read_text())
        if path.split("/")[0] in FOLDERS
    }

    missing = {each for each in named if not (PROJECT / each[1]).is_file()}

    assert missing == set()


def test_tests_that_scripts_name_are_there():
    named = {
        (script.name, path)
        for script in (PROJECT / "scripts").iterdir()
        if script.is_file()
        for braced in re.findall(r"tests/[\w/{},.]*", script.read_text())
        for path in without_braces(braced)
    }

    missing = {each for each in named if not (PROJECT / each[1]).exists()}

    assert ("test-elasticsearch", "tests/search/test_api.py") in named
    assert missing == set()


def without_braces(path: str) -> list[str]:
    """The paths that a shell makes of one with a list in braces."""
    before, _, others = path.partition("{")
    inside, _, after = others.partition("}")
    return [f"{before}{each}{after}" for each in inside.split(",")]


def test_nothing_is_imported_from_a_test_module():
    imported = {
        (path.relative_to(PROJECT).as_posix(), name)
        for path in (PROJECT / "tests").rglob("*.py")
        for name in imported_modules(path)
        if name.startswith("tests.") and name.split(".")[-1].startswith("test_")
        if (PROJECT / name.replace(".", "/")).with_suffix(".py").is_file()
    }

    assert imported == set()


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_with_a_branch_has_its_tests():
    untested = {path for path in branching_modules() if not own_tests(path)}

    assert untested == set()


def branching_modules() -> Iterator[Path]:
    for app in APPS:
        for path in (PROJECT / app).rglob("*.py"):
            if "migrations" not in path.parts and has_branch(path):
                yield path.relative_to(PROJECT)


def has_branch(path: Path) -> bool:
    return any(
        isinstance(node, BRANCHES) or (isinstance(node, ast.comprehension) and node.ifs)
        for node in ast.walk(ast.parse(path.read_bytes()))
    )


def own_tests(path: Path) -> list[Path]:
    """Tests named like the module or a package that it lies in, below its app's."""
    app, *packages = path.parent.parts
    names = {path.stem, *packages} - {"__init__", "management", "commands"}
    folder = PROJECT / "tests" / app
    return [test for name in names for test in folder.rglob(f"test_{name}.py")]


def test_what_drives_a_browser_lies_where_make_test_looks_for_it():
    driving = {
        path.parent
        for path in (PROJECT / "tests").rglob("test_*.py")
        if path != Path(__file__) and "pytest.mark.browser" in path.read_text()
    }

    assert driving == {PROJECT / "tests/browser"}
