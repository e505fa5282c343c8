"""A catalogue of its own for a benchmark, gone when the benchmark ends."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@contextmanager
def scratch_catalogue(**environment: str) -> Iterator[Path]:
    """Set Django up with an empty, migrated catalogue in a temporary directory.

    The database is an SQLite file, or the one that ``DATABASE_URL`` names if
    ``environment`` gives it. To be entered once in a process, before anything of the
    project is imported. Yields the directory.

    An SQLite database that ``MIGRATED_DATABASE`` names is copied first, so that there
    is nothing left to migrate.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-benchmark-") as name:
        directory = Path(name)
        if migrated := os.environ.get("MIGRATED_DATABASE"):
            shutil.copy(migrated, directory / "catalogue.sqlite3")
        sys.path.insert(0, str(PROJECT))
        os.environ.update(
            {
                "DJANGO_SETTINGS_MODULE": "catalog_site.settings.demo",
                "DATABASE_URL": f"sqlite:///{directory}/catalogue.sqlite3",
                "SEARCH_INDEX_DIR": str(directory / "index"),
                "MEDIA_ROOT": str(directory / "media"),
                "LOG_LEVEL": "WARNING",
                **environment,
            }
        )
        _migrate()
        yield directory
        _close_connections()


def _migrate() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
