"""The database that the runs of the tests begin with is never one of before."""

import sqlite3

import pytest
from django.db import connections

from tests.database_template import KEPT, SqliteTemplate, digest

MIGRATION = """from core.append_only import ForbidChanges
import domain.units as units
"""


@pytest.fixture
def project(tmp_path):
    """A project of one migration and of what that imports."""
    for name, text in {
        "core/migrations/0001_initial.py": MIGRATION,
        "core/append_only.py": "LIMIT = 1",
        "domain/units/__init__.py": "UNITS = 1",
        "domain/prices.py": "PRICES = 1",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def in_memory(monkeypatch):
    """Have the template be copied to a database of the test's own."""
    name = "file:of_a_test?mode=memory&cache=shared"
    monkeypatch.setattr(
        connections["default"].creation, "_get_test_db_name", lambda: name
    )
    database = sqlite3.connect(name, uri=True)
    yield database
    database.close()


@pytest.mark.parametrize(
    "name",
    [
        "core/migrations/0001_initial.py",
        "core/migrations/0002_more.py",
        "core/append_only.py",
        "domain/units/__init__.py",
    ],
)
def test_digest_follows_migrations_and_what_they_import(project, name):
    before = digest(project)

    (project / name).write_text("CHANGED = 2")

    assert digest(project) != before


def test_digest_follows_what_is_installed(monkeypatch, project):
    before = digest(project)

    monkeypatch.setattr(sqlite3, "sqlite_version", "3.0.0")

    assert digest(project) != before


def test_digest_does_not_follow_other_modules(project):
    before = digest(project)

    (project / "domain/prices.py").write_text("PRICES = 2")

    assert digest(project) == before


def test_first_run_leaves_its_database_and_the_next_copies_it(
    monkeypatch, tmp_path, in_memory
):
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE migrated (name TEXT)")
    monkeypatch.setattr(connections["default"], "connection", made)
    first, second = SqliteTemplate(tmp_path), SqliteTemplate(tmp_path)

    first.begin()
    first.migrated()
    second.begin()

    assert (first.is_new, second.is_new) == (True, False)
    tables = in_memory.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("migrated",)]


def test_run_that_fails_to_migrate_leaves_nothing(tmp_path):
    first, second = SqliteTemplate(tmp_path), SqliteTemplate(tmp_path)

    first.begin()
    first.end()
    second.begin()

    assert second.is_new
    second.end()


def test_templates_longest_unused_are_dropped(monkeypatch, tmp_path):
    empty = sqlite3.connect(":memory:")
    monkeypatch.setattr(connections["default"], "connection", empty)
    for number in range(KEPT + 1):
        template = SqliteTemplate(tmp_path)
        template.file = tmp_path / f"template_{number}.sqlite3"
        template.begin()
        template.migrated()

    left = sorted(path.name for path in tmp_path.glob("*.sqlite3"))

    assert left == [f"template_{number}.sqlite3" for number in range(1, KEPT + 1)]


def test_what_a_test_committed_is_gone_when_the_database_is_restored(
    monkeypatch, tmp_path, django_db_blocker
):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE kept (name TEXT)")
    monkeypatch.setattr(connections["default"], "connection", database)
    template = SqliteTemplate(tmp_path)
    template.remember()
    database.execute("INSERT INTO kept VALUES ('x')")
    database.execute("CREATE TABLE committed (name TEXT)")
    database.commit()

    with django_db_blocker.unblock():
        template.restore()

    tables = database.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("kept",)]
    assert database.execute("SELECT name FROM kept").fetchall() == []
    template.forget()
