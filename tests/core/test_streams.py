"""How many long answers may be on their way at once."""

import threading
from datetime import timedelta
from unittest import mock

import pytest
import redis
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from core import stream_places, streams
from core.shared_cache import shared_cache
from core.streams import TooManyStreams


@pytest.fixture(autouse=True)
def bounds(settings):
    """Three of a client, of five in all."""
    settings.STREAMS_PER_CLIENT, settings.STREAMS_AT_ONCE = 3, 5
    yield
    shared_cache().clear()


class Process(streams._Process):
    """Another process, with a memory of its own, whose places nobody renews."""

    def keep(self, place):
        self._places.add(place)


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """``process()`` becomes another one from here on, as if by a restart."""

    def begin():
        monkeypatch.setattr(streams, "_process", Process())
        return streams._process

    begin()
    return begin


SENT = []
"""Answers that are on their way until the test ends."""


@pytest.fixture(autouse=True)
def end_of_sending():
    yield
    SENT.clear()


def begin_export(name: str) -> streams.Stream:
    SENT.append(streams.begin_export(name))
    return SENT[-1]


def begin_file(address: str) -> streams.Stream:
    SENT.append(streams.begin_file(address))
    return SENT[-1]


def refusal(begin, name) -> tuple[bool, int]:
    with pytest.raises(TooManyStreams) as refused:
        begin(name)
    return refused.value.of_client, refused.value.retry_after


def test_a_client_has_no_more_than_its_share():
    running = [begin_export("a") for _ in range(3)]

    assert refusal(begin_export, "a") == (True, 5)
    assert streams.running() == streams.running_here() == 3

    running[1].release()

    assert streams.running() == streams.running_here() == 2
    begin_export("a")


def test_all_together_have_no_more_than_there_are(process):
    for client in "aabbc":
        process()
        begin_export(client)

    process()

    assert refusal(begin_export, "d") == (False, 15)
    assert refusal(begin_export, "a") == (False, 15)
    assert streams.running() == 5
    assert streams.running_here() == 0


def test_a_client_is_counted_in_all_processes(process):
    for _ in range(3):
        process()
        begin_export("a")

    process()

    assert refusal(begin_export, "a") == (True, 5)
    assert streams.running_here() == 0
    begin_export("b")


def test_a_refused_one_takes_nobody_s_place():
    kept = [begin_export("a") for _ in range(3)]
    for _ in range(10):
        refusal(begin_export, "a")

    for each in kept:
        each.release()

    assert streams.running() == streams.running_here() == 0


def test_releasing_twice_gives_back_once():
    first, _second = begin_export("a"), begin_export("a")

    first.release()
    first.release()

    assert streams.running() == streams.running_here() == 1


def test_one_that_is_dropped_ends_and_its_place_a_little_later():
    begin_export("a")
    begin_file("203.0.113.7")
    assert streams.running_here() == 2

    SENT.clear()

    assert streams.running_here() == 0
    assert streams._process._places == set()
    assert streams.running() == 1


def test_a_process_sends_no_more_than_it_is_told():
    streams.bound_process(2)
    begin_export("a")
    begin_file("203.0.113.7")

    assert refusal(begin_export, "b") == (False, 15)
    assert refusal(begin_file, "203.0.113.8") == (False, 15)


def test_files_are_bounded_by_address_and_not_among_processes():
    streams.bound_process(4)
    files = [begin_file("203.0.113.7") for _ in range(2)]

    assert refusal(begin_file, "203.0.113.7") == (True, 5)
    assert streams.running() == 0
    begin_file("203.0.113.8")

    files[0].release()

    begin_file("203.0.113.7")


def test_a_killed_process_keeps_its_places_for_half_a_minute(process):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            begin_export("a")
        process()
        clock.shift(29)
        assert refusal(begin_export, "a") == (True, 5)

        clock.shift(2)

        assert streams.running() == 0
        for _ in range(3):
            begin_export("a")


def test_a_living_process_keeps_them_longer(process):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        living = process()
        stream = begin_export("a")
        for _ in range(5):
            clock.shift(20)
            streams._renewed(tuple(living._places))

        assert streams.running() == 1

        stream.release()

        assert streams.running() == 0
        assert living._places == set()


def test_a_place_that_was_lost_is_taken_again_unless_somebody_has_it(process, settings):
    settings.STREAMS_AT_ONCE = 1
    first = process()
    begin_export("a")
    shared_cache().clear()

    streams._renewed(tuple(first._places))

    assert streams.running() == 1
    shared_cache().clear()
    process()
    other = begin_export("b")
    streams._renewed(tuple(first._places))
    [place] = stream_places.taken_places().values()
    assert {place} == streams._process._places
    other.release()
    assert streams.running() == 0


def test_who_comes_back_late_frees_nobody_else_s_place(process, settings):
    settings.STREAMS_AT_ONCE = 1
    late = begin_export("a")
    shared_cache().clear()
    process()
    begin_export("b")

    late.release()

    assert streams.running() == 1


@pytest.mark.parametrize("error", [timedelta(days=1500), -timedelta(days=1500)])
def test_places_taken_under_a_wrong_clock_are_free_when_it_is_right(process, error):
    with time_machine.travel(timezone.now() + error):
        for _ in range(3):
            begin_export("a")

    process()

    assert streams.running() == 0
    for _ in range(3):
        begin_export("a")
    assert streams.running() == 3


def test_of_two_of_the_same_moment_the_later_gives_way(process, settings):
    settings.STREAMS_PER_CLIENT = 1
    real = stream_places._free_place
    before = process()

    def both_saw_it_free(client):
        seen.stop()
        place = real(client)
        process()
        begin_export("a")
        return stream_places.replace(place, since=timezone.now())

    seen = mock.patch.object(stream_places, "_free_place", both_saw_it_free)
    seen.start()

    assert refusal(begin_export, "a") == (True, 5)
    assert streams.running() == 1
    assert before.count() == 0


def test_one_that_finds_its_place_taken_takes_another():
    real = stream_places._free_place
    wanted = iter(["stream:0", "stream:0", "stream:1"])

    def free_place(client):
        place = real(client)
        return stream_places.replace(place, key=next(wanted))

    with mock.patch.object(stream_places, "_free_place", free_place):
        begin_export("a")
        begin_export("b")

    assert sorted(stream_places.taken_places()) == ["stream:0", "stream:1"]


FAILURES = [OperationalError("locked"), redis.ConnectionError("away")]


@pytest.mark.parametrize("failure", FAILURES)
def test_while_the_cache_is_down_each_process_bounds_itself(failure, caplog, process):
    down = dict.fromkeys(("get", "get_many", "add", "set"), mock.Mock())
    for each in down.values():
        each.side_effect = failure
    with mock.patch.multiple(shared_cache(), **down):
        running = [begin_export("a") for _ in range(3)]
        assert refusal(begin_export, "a") == (True, 5)
        assert streams.running() == 3
        running[0].release()
        begin_export("a")

    assert {each.getMessage() for each in caplog.records} == {
        f"A stream is counted by its own process alone: {failure}",
        f"Streams of other processes are not counted: {failure}",
    }


def test_what_cannot_be_freed_or_renewed_is_told(caplog):
    failure = OperationalError("locked")
    stream = begin_export("a")
    with (
        mock.patch.object(shared_cache(), "get", side_effect=failure),
        mock.patch.object(shared_cache(), "get_many", side_effect=failure),
    ):
        streams._renewed(tuple(streams._process._places))
        stream.release()

    assert [each.getMessage() for each in caplog.records] == [
        "Places of streams were not renewed: locked",
        "A place is free in 30 seconds only: locked",
    ]
    assert streams.running_here() == 0


def test_a_database_that_is_too_busy_to_keep_a_place_refuses_nobody(caplog):
    with mock.patch.object(shared_cache(), "add", return_value=False):
        begin_export("a")

    assert streams.running() == 0
    assert streams.running_here() == 1
    assert [each.getMessage() for each in caplog.records] == [
        "A stream is counted by its own process alone: it has no place"
    ]


def test_clients_are_not_kept_by_name():
    with mock.patch.object(shared_cache(), "add", return_value=True) as added:
        begin_export("Gudang Data")

    assert "Gudang" not in repr(added.call_args)


def test_places_are_renewed_by_a_thread_that_ends_with_the_last(monkeypatch):
    monkeypatch.setattr(streams, "RENEWED_EVERY", 0.01)
    renewed = threading.Event()
    monkeypatch.setattr(streams, "_renewed", lambda places: renewed.set())
    monkeypatch.setattr(streams, "_process", streams._Process())

    before = set(threading.enumerate())
    stream = begin_export("a")
    assert renewed.wait(10)
    [thread] = set(threading.enumerate()) - before
    stream.release()
    thread.join(10)

    assert not thread.is_alive()
    assert streams.running() == 0


def test_where_no_thread_can_be_had_nothing_stays_taken(monkeypatch):
    monkeypatch.setattr(streams, "_process", streams._Process())

    failing = mock.patch.object(threading.Thread, "start", side_effect=RuntimeError)
    with failing, pytest.raises(RuntimeError):
        begin_export("a")

    assert streams.running_here() == 0
    assert not streams._process._renews


def test_an_ipv6_network_is_one_address():
    streams.bound_process(4)
    for end in ("1", "2"):
        begin_file(f"2001:db8:0:7::{end}")

    assert refusal(begin_file, "2001:db8:0:7:ffff::3") == (True, 5)
    begin_file("2001:db8:0:8::1")


@pytest.mark.django_db
def test_processes_share_places_in_the_database(in_the_database, process):
    call_command("createcachetable", verbosity=0)
    kept = [begin_export("a") for _ in range(3)]

    # Another process has a connection of its own to the same cache.
    del caches["shared"]
    process()

    assert refusal(begin_export, "a") == (True, 5)
    assert streams.running() == 3
    for each in kept:
        each.release()
    assert streams.running() == 0
