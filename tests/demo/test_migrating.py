import pytest
from django.db.migrations.executor import MigrationExecutor

from demo import migrating

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """Stands in for ``migrate``; tells of two migrations as that does."""
    calls = []

    def call_command(name, stdout):
        calls.append(name)
        for text in ("  Applying a.0001 …", " OK\n", "  Applying a.0002 …", " OK\n"):
            stdout.write(text)

    monkeypatch.setattr(migrating, "call_command", call_command)
    return calls


def test_each_migration_is_told_as_it_begins(monkeypatch, asked):
    lacking = [("a.0001", False), ("a.0002", False)]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_given: lacking)
    told = []

    migrating.migrate(lambda *step: told.append(step))

    assert asked == ["migrate"]
    assert told == [("Menyiapkan basis data", 1, 2), ("Menyiapkan basis data", 2, 2)]


def test_nothing_is_done_where_nothing_is_lacking(asked):
    told = []

    migrating.migrate(lambda *step: told.append(step))

    assert (asked, told) == ([], [])
