"""Bookkeeping beside an answer must never hold the answer up."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def lock_timeout(milliseconds: int) -> Iterator[None]:
    """Statements inside wait so long for a lock, then raise OperationalError."""
    if connection.vendor == "sqlite":
        with _busy_timeout(milliseconds):
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {int(milliseconds)}")
            yield


@contextmanager
def _busy_timeout(milliseconds: int) -> Iterator[None]:
    connection.ensure_connection()
    execute = connection.connection.execute
    (usual,) = execute("PRAGMA busy_timeout").fetchone()
    execute(f"PRAGMA busy_timeout = {int(milliseconds)}")
    try:
        yield
    finally:
        execute(f"PRAGMA busy_timeout = {usual}")
