"""A migrated database that the runs of the tests copy, instead of migrating each.

SQLite's is a file in a folder of pytest's cache, PostgreSQL's a database of the
server. Its name has a digest of all that the migrations say, so that one of before a
change is never taken; what the tests then do, they do to a copy. Django's ``migrate``
still looks over the copy, and the catalogue is set up in it anew. Tests that commit
what they write are followed by a copy of the database as it was set up.
"""

import ast
import fcntl
import hashlib
import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings
from django.db import connection

KEPT = 4
"""Templates of that many states of the project stay, for who changes branches."""
MIGRATIONS = "*/migrations/*.py"


class DatabaseTemplate:
    """What a run begins with, and leaves for the next where there was nothing.

    ``begin`` before the test database is made, ``migrated`` when it is. Others who
    begin between the two wait, be they workers of this run or another run.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.name = f"template_{digest(settings.BASE_DIR)}"
        self.is_new = False

    def begin(self) -> None:
        self._lock = (self.folder / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.is_new = not self._exists()
        if not self.is_new:
            self._copy()
            self.end()

    def migrated(self) -> None:
        if self.is_new:
            self._keep()
        self.end()

    def end(self) -> None:
        """Let others begin, whether there is a template now or not."""
        self._lock.close()

    def remember(self) -> None:
        """Remember the test database as it is now."""
        raise NotImplementedError

    def restore(self) -> None:
        """Make the test database again what it was when it was remembered."""
        raise NotImplementedError

    def forget(self) -> None:
        """Leave nothing behind of what was remembered."""
        raise NotImplementedError

    def _exists(self) -> bool:
        raise NotImplementedError

    def _copy(self) -> None:
        """Have the test database be made as a copy of the template."""
        raise NotImplementedError

    def _keep(self) -> None:
        """Make the test database as it is now the template."""
        raise NotImplementedError


class SqliteTemplate(DatabaseTemplate):
    """A file; the tests' database is in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.file = folder / f"{self.name}.sqlite3"

    def _exists(self) -> bool:
        return self.file.exists()

    def _copy(self) -> None:
        os.utime(self.file)
        # The database lives as long as somebody is connected to it.
        self._memory = sqlite3.connect(
            connection.creation._get_test_db_name(), uri=True
        )
        source = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)
        source.backup(self._memory)
        source.close()

    def _keep(self) -> None:
        unfinished = self.file.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        target = sqlite3.connect(unfinished)
        connection.connection.backup(target)
        target.close()
        unfinished.replace(self.file)
        for outdated in self._newest_first()[KEPT:]:
            outdated.unlink()

    def _newest_first(self) -> list[Path]:
        files = self.folder.glob("template_*.sqlite3")
        return sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)

    def remember(self) -> None:
        self._remembered = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self._remembered)

    def restore(self) -> None:
        connection.ensure_connection()
        self._remembered.backup(connection.connection)

    def forget(self) -> None:
        self._remembered.close()


class PostgresqlTemplate(DatabaseTemplate):
    """A database of the server; it is gone when the server is."""

    def _exists(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def _copy(self) -> None:
        connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def _keep(self) -> None:
        self._make(self.name, copy_of=connection.settings_dict["NAME"])

    def remember(self) -> None:
        self._make(self._remembered, copy_of=connection.settings_dict["NAME"])

    def restore(self) -> None:
        name = connection.settings_dict["NAME"]
        self._drop(name)
        self._make(name, copy_of=self._remembered)

    def forget(self) -> None:
        self._drop(self._remembered)

    @property
    def _remembered(self) -> str:
        return f"{connection.settings_dict['NAME']}_remembered"

    def _make(self, name: str, *, copy_of: str) -> None:
        # A database that somebody is connected to cannot be copied.
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copy_of}"')

    def _drop(self, name: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def database_template(folder: Path) -> DatabaseTemplate:
    """The template of the database that the settings name."""
    of_vendor = {"sqlite": SqliteTemplate, "postgresql": PostgresqlTemplate}
    return of_vendor[connection.vendor](folder)


def digest(project: Path) -> str:
    """What decides the tables: migrations, what they import, and what is installed."""
    total = hashlib.sha256()
    for path in sorted({*project.glob(MIGRATIONS), *_imported(project)}):
        total.update(f"{path.relative_to(project)}\0".encode())
        total.update(path.read_bytes() + b"\0")
    total.update(repr(_installed()).encode())
    return total.hexdigest()[:16]


def _imported(project: Path) -> Iterator[Path]:
    """The project's modules that its migrations import."""
    for migration in project.glob(MIGRATIONS):
        for name in _import_names(ast.parse(migration.read_bytes())):
            place = project.joinpath(*name.split("."))
            for path in (place.with_suffix(".py"), place / "__init__.py"):
                if path.is_file():
                    yield path


def _import_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _installed() -> list[str]:
    packages = {f"{found.name}=={found.version}" for found in distributions()}
    return [
        platform.python_version(),
        sqlite3.sqlite_version,
        *settings.INSTALLED_APPS,
        *sorted(packages),
    ]
