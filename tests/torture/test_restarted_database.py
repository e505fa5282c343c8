"""PostgreSQL goes away under the indexer, and comes back: nobody has to start it again.

What a restart does to a client is done to all of them but the test's own: connections
are ended by the administrator, and new ones refused for a while.
"""

import time
from contextlib import contextmanager
from threading import Event, Thread

import psycopg
import pytest
from django.db import connection

from readmodel import indexer, outages
from search.engines import get_engine
from search.indexing.mapping import product_key
from tests.factories.products import complete_product
from tests.torture import ROUNDS

pytestmark = pytest.mark.django_db(transaction=True)

RESTARTS = 2 * ROUNDS
AWAY = 1.5
"""Seconds for which the database is away."""

PATIENCE = 60.0


@pytest.fixture(autouse=True)
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could restart.")


@pytest.fixture
def indexing(index):
    """The indexer at work; what it died of, if it did."""
    stopping, died = Event(), []

    def run():
        try:
            indexer.run(stopping.is_set)
        except Exception as error:  # noqa: BLE001
            died.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    yield died
    stopping.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()


@contextmanager
def database_away():
    """End all connections but the test's own, and refuse others."""
    own = connection.get_connection_params()
    address = {key: own[key] for key in ("host", "port", "user") if own.get(key)}
    name = own["dbname"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [process] = cursor.fetchone()
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> %s",
            [name, process],
        )
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def is_found(product) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if get_engine().get([product_key(product.pk)]):
            return True
        time.sleep(0.1)
    return False


def test_the_indexer_survives_a_database_that_restarts(indexing, caplog, settings):
    first = complete_product()
    assert is_found(first)

    for _ in range(RESTARTS):
        with database_away():
            meanwhile = complete_product()
            time.sleep(AWAY)
        assert is_found(meanwhile)

    assert indexing == []
    told = [
        record.getMessage().split(":")[0]
        for record in caplog.records
        if record.name == outages.logger.name
    ]
    for who in ("The ledger", settings.SEARCH_ENGINE):
        assert told.count(f"{who} waits for the database") == RESTARTS
        assert told.count(f"{who} has the database again.") == RESTARTS
