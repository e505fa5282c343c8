"""Readers who take what they asked for slowly, or ask for more than can be answered:
pages are there for everybody else, and nobody waits for long."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import requests
from django.core.management import call_command
from django.db import connection

from lkpp.feed.reference_reader import FeedReader, LocalCopy
from readmodel.lease import feed_id
from tests.factories.feed import feed_client
from tests.lkpp.running_site import TIMEOUT, RunningSite, offered
from tests.torture import ROUNDS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="copies the test's database to a file"
    ),
]

READERS = 8
RECORDS = 6_000
"""Some megabytes, which no buffer of a kernel has room for."""
AT_ONCE = ROUNDS * 20

BACKEND = "django.core.cache.backends.db.DatabaseCache"
SNAPSHOT = "/api/v1/lkpp/snapshot"
PAGE = "/lkpp/schema/"
"""What anybody may ask for, and is answered without much ado."""


class Site(RunningSite):
    """With settings of its own, and places for streams that its processes share."""

    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.torture.served_settings",
        "STREAMS_PER_CLIENT": "2",
        "STREAMS_AT_ONCE": "8",
        "SEND_SECONDS": "1",
    }

    def _environment(self):
        return super()._environment() | self.settings


@pytest.fixture
def keys(db, settings):
    """Of three clients, in a database that has a table for what processes share."""
    shared = {"BACKEND": BACKEND, "LOCATION": "shared_cache"}
    settings.CACHES = settings.CACHES | {"shared": shared}
    call_command("createcachetable", verbosity=0)
    feed_id()
    return [feed_client(name, per_minute=6000)[1] for name in ("a", "b", "c")]


@pytest.fixture
def site(keys, tmp_path):
    site = Site(tmp_path)
    site.remember(*(offered(f"SKU-{number}") for number in range(RECORDS)))
    site.start()
    yield site
    site.kill()


@pytest.fixture
def reads_slowly(site):
    """``reads_slowly(key)``: begins a snapshot and reads its first bytes alone; with
    which status it was answered."""
    with ExitStack() as lines:

        def begin(key: str) -> str:
            line = lines.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(TIMEOUT)
            line.connect(("127.0.0.1", site.port))
            line.sendall(
                f"GET {SNAPSHOT} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Authorization: Bearer {key}\r\n\r\n".encode()
            )
            return line.recv(12)[-3:].decode()

        yield begin


def seconds_of_a_page(site: Site) -> float:
    began = time.monotonic()
    answer = requests.get(f"{site.address}{PAGE}", timeout=TIMEOUT)
    assert answer.status_code == 200
    return time.monotonic() - began


def has_room_again(begin: Callable[[], str]) -> bool:
    """Whether somebody is answered some time."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        if begin() == "200":
            return True
        time.sleep(0.2)
    return False


def test_eight_slow_readers_leave_the_pages_to_everybody_else(site, keys, reads_slowly):
    for _ in range(ROUNDS):
        of_one = [reads_slowly(keys[0]) for _ in range(READERS)]
        of_nobody = [reads_slowly("nobody") for _ in range(READERS)]

        assert of_one == ["200"] * 2 + ["429"] * 6
        assert of_nobody == ["403"] * 8
        # Half of four threads send nothing long, whoever asks.
        assert [reads_slowly(key) for key in keys[1:]] == ["503"] * 2
        assert seconds_of_a_page(site) < 5
        # Who stopped reading is cut off, and there is room again.
        assert has_room_again(lambda: reads_slowly(keys[1]))


def test_a_killed_process_keeps_nobody_out_for_long(site, keys, reads_slowly):
    assert [reads_slowly(keys[0]) for _ in range(3)] == ["200", "200", "429"]

    site.kill()
    site.start()

    assert reads_slowly(keys[0]) == "429"
    site.execute("UPDATE shared_cache SET expires = '2026-01-01 00:00:00'")
    assert reads_slowly(keys[0]) == "200"


def test_a_reader_gets_everything_beside_slow_ones(site, keys, reads_slowly, tmp_path):
    assert reads_slowly(keys[0]) == "200"
    copy = LocalCopy(tmp_path / "copy.sqlite3")

    pulled = FeedReader(site.address, keys[1], copy).pull()

    assert pulled.records == copy.count() == RECORDS


def test_at_twice_the_load_some_are_sent_away_and_none_waits_for_long(tmp_path):
    site = Site(tmp_path)
    site.settings = Site.settings | {"SHED_AFTER_SECONDS": "0.5"}
    site.start()

    def ask(_number: int) -> tuple[int, float, str]:
        began = time.monotonic()
        answer = requests.get(f"{site.address}/", timeout=TIMEOUT)
        took = time.monotonic() - began
        return answer.status_code, took, answer.headers.get("Retry-After", "")

    try:
        with ThreadPoolExecutor(4 * AT_ONCE) as crowd:
            answers = list(crowd.map(ask, range(8 * AT_ONCE)))
        health = requests.get(f"{site.address}/healthz", timeout=TIMEOUT)
    finally:
        site.kill()

    served = [took for status, took, _ in answers if status == 200]
    shed = [(status, told) for status, _, told in answers if status != 200]
    assert set(shed) == {(503, "5")}
    assert served
    assert max(served) < 10
    assert health.status_code == 200
