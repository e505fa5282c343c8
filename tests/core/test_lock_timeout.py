"""How long bookkeeping waits for a lock."""

import pytest
from django.db import connection

from core.lock_timeout import lock_timeout


def waiting_time() -> str:
    """In the database's own writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
        else:
            cursor.execute("SHOW lock_timeout")
        return str(cursor.fetchone()[0])


def in_milliseconds(number: int) -> str:
    return str(number) if connection.vendor == "sqlite" else f"{number}ms"


@pytest.mark.django_db(transaction=True)
def test_statements_inside_wait_only_so_long():
    before = waiting_time()

    with lock_timeout(250):
        inside = waiting_time()

    assert inside == in_milliseconds(250)
    assert waiting_time() == before


@pytest.mark.django_db(transaction=True)
def test_the_usual_wait_comes_back_after_a_failure():
    before = waiting_time()

    with pytest.raises(RuntimeError), lock_timeout(250):
        raise RuntimeError

    assert waiting_time() == before
