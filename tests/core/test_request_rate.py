"""How often an address may ask."""

from unittest import mock

import pytest
import redis
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError

from core import request_rate
from core.shared_cache import shared_cache

ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def minute(monkeypatch):
    """The clock of the test, 20 seconds into a minute."""
    clock = mock.Mock(return_value=6_000_020.0)
    monkeypatch.setattr(request_rate, "time", clock)
    yield clock
    shared_cache().clear()


def take(address=ADDRESS, name="api", per_minute=2):
    return request_rate.take(name, per_minute, address)


def test_beyond_the_rate_one_waits_for_the_next_minute(minute):
    assert [take(), take(), take(), take()] == [0, 0, 40, 40]

    minute.return_value += 39
    assert take() == 1

    minute.return_value += 1
    assert [take(), take(), take()] == [0, 0, 60]


def test_each_address_and_each_purpose_has_a_rate_of_its_own():
    assert [take(), take(), take()] == [0, 0, 40]

    assert take("203.0.113.8") == 0
    assert take(name="else") == 0


def test_an_address_is_counted_with_those_that_its_holder_may_choose():
    assert [take("2001:db8::1"), take("2001:db8::ffff:2"), take("2001:db8::3")] == [
        0,
        0,
        40,
    ]
    assert take("2001:db8:0:1::1") == 0


def test_an_unknown_address_is_counted_too():
    assert [take(""), take(""), take("")] == [0, 0, 40]


def test_addresses_are_not_kept():
    with mock.patch.object(shared_cache(), "incr") as counted:
        counted.return_value = 1
        take()

    [key] = counted.call_args.args
    assert key.startswith("rate:api:100000:")
    assert ADDRESS not in key


def test_who_begins_at_the_same_moment_is_counted():
    with (
        mock.patch.object(shared_cache(), "incr", side_effect=[ValueError, 2]),
        mock.patch.object(shared_cache(), "add", return_value=False),
    ):
        assert take(per_minute=1) == 40


@pytest.mark.parametrize(
    "failure", [OperationalError("locked"), redis.ConnectionError("away")]
)
def test_a_cache_that_is_down_lets_everybody_in(failure, caplog):
    with mock.patch.object(shared_cache(), "incr", side_effect=failure):
        assert [take(), take(), take()] == [0, 0, 0]

    assert {each.getMessage() for each in caplog.records} == {
        f"A request was not counted: {failure}"
    }


@pytest.mark.django_db
def test_processes_share_what_is_counted_in_the_database(in_the_database):
    call_command("createcachetable", verbosity=0)

    assert [take(), take()] == [0, 0]
    # Another process has a connection of its own to the same cache.
    del caches["shared"]
    assert take() == 40
