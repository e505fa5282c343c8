"""How often a client may ask."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection

from lkpp.clients import rate_limit

SECOND = rate_limit.SECOND


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes when it is told to."""

    class Clock:
        now = 1_800_000_000 * SECOND

        def wait(self, seconds: float) -> None:
            self.now += int(seconds * SECOND)

    clock = Clock()
    monkeypatch.setattr(rate_limit, "_now", lambda: clock.now)
    return clock


def taken(client: str, per_minute: int, times: int) -> list[int]:
    return [rate_limit.take(client, per_minute) for _time in range(times)]


@pytest.mark.django_db
@pytest.mark.parametrize("per_minute", [1, 2, 7, 60, 6000])
def test_a_minutes_worth_may_come_at_once(clock, per_minute):
    assert set(taken("A", per_minute, per_minute)) == {0}

    seconds = rate_limit.take("A", per_minute)

    assert seconds == max(1, -(-60 // per_minute))


@pytest.mark.django_db
def test_after_the_named_time_one_more_is_let_in(clock):
    taken("A", 6, 6)

    assert rate_limit.take("A", 6) == 10
    clock.wait(9.9)
    assert rate_limit.take("A", 6) == 1
    clock.wait(0.1)
    assert rate_limit.take("A", 6) == 0
    assert rate_limit.take("A", 6) == 10


@pytest.mark.django_db
def test_a_refused_request_is_not_counted(clock):
    taken("A", 6, 6)

    assert taken("A", 6, 20) == [10] * 20

    clock.wait(10)
    assert rate_limit.take("A", 6) == 0


@pytest.mark.django_db
def test_over_an_hour_the_rate_holds(clock):
    let_in = 0
    for _second in range(3600):
        let_in += rate_limit.take("A", 30) == 0
        clock.wait(1)

    assert let_in == 30 + 30 * 60 - 1


@pytest.mark.django_db
def test_a_minute_of_silence_fills_the_bucket_and_no_more(clock):
    taken("A", 5, 5)
    clock.wait(3600)

    assert taken("A", 5, 6) == [0, 0, 0, 0, 0, 12]


@pytest.mark.django_db
def test_clients_do_not_use_up_each_others_rate(clock):
    taken("A", 1, 2)

    assert rate_limit.take("B", 1) == 0


@pytest.mark.django_db
def test_a_clock_that_was_set_back_locks_nobody_out(clock):
    taken("A", 5, 5)
    clock.wait(-86_400)

    assert taken("A", 5, 6) == [0, 0, 0, 0, 0, 12]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after"), [(1, 6000), (6000, 1)])
def test_another_rate_holds_from_the_next_request_on(clock, before, after):
    taken("A", before, before)

    clock.wait(60)

    assert rate_limit.take("A", after) == 0


@pytest.mark.django_db
def test_a_known_client_costs_one_query(django_assert_num_queries, clock):
    rate_limit.take("A", 60)

    with django_assert_num_queries(1 if connection.vendor == "sqlite" else 4):
        rate_limit.take("A", 60)


@pytest.mark.django_db
def test_who_asks_first_while_another_does_is_let_in(clock, monkeypatch):
    real = rate_limit._let_in

    def let_in_after_another(*asked):
        monkeypatch.setattr(rate_limit, "_let_in", real)
        found = real(*asked)
        assert rate_limit.take("A", 60) == 0
        return found

    monkeypatch.setattr(rate_limit, "_let_in", let_in_after_another)

    assert rate_limit.take("A", 60) == 0


@pytest.mark.django_db
def test_a_refusal_is_logged_once_a_minute(clock):
    taken("A", 1, 2)

    assert [rate_limit.should_log_refusal("A"), rate_limit.should_log_refusal("A")] == [
        True,
        False,
    ]
    clock.wait(60)
    assert rate_limit.should_log_refusal("A")
    assert not rate_limit.should_log_refusal("unknown")


def _take_elsewhere(_number: int) -> int:
    try:
        return rate_limit.take("A", 20)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]),
    reason="threads share one connection to a database in memory",
)
def test_threads_share_one_bucket(clock):
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(_take_elsewhere, range(80)))

    assert waits.count(0) == 20


@pytest.mark.django_db
def test_a_locked_database_lets_the_request_in_and_says_so(monkeypatch, caplog):
    def locked(*_arguments):
        raise OperationalError("database is locked")

    monkeypatch.setattr(rate_limit, "_let_in", locked)

    assert rate_limit.take("A", 1) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "The rate of A was not counted: database is locked"
    ]
    assert caplog.records[0].levelno == logging.WARNING
