"""Places that all processes share."""

from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.utils import timezone

from core import stream_places
from core.shared_cache import shared_cache
from core.stream_places import LIFE, AllTaken, ClientHasMost


@pytest.fixture(autouse=True)
def bounds(settings):
    settings.STREAMS_PER_CLIENT, settings.STREAMS_AT_ONCE = 2, 3
    yield
    shared_cache().clear()


def taken() -> dict[str, str]:
    return {key: each.client for key, each in stream_places.taken_places().items()}


def test_places_are_taken_until_they_are_left():
    places = [stream_places.take(client) for client in "aab"]

    assert taken() == {place.key: place.client for place in places}
    with pytest.raises(AllTaken):
        stream_places.take("c")

    stream_places.leave(places[0])

    assert stream_places.take("c").key == places[0].key


def test_a_client_has_its_share_and_no_more():
    first, _second = stream_places.take("a"), stream_places.take("a")

    with pytest.raises(ClientHasMost):
        stream_places.take("a")
    stream_places.leave(first)

    assert stream_places.take("a").client == "a"


def test_a_place_that_somebody_else_has_by_now_is_neither_left_nor_renewed(settings):
    settings.STREAMS_AT_ONCE = 1
    late = stream_places.take("a")
    shared_cache().clear()
    holder = stream_places.take("b")

    stream_places.leave(late)
    stream_places.renew([late])

    assert stream_places.taken_places() == {holder.key: holder}


def test_a_place_that_was_lost_is_taken_again():
    place = stream_places.take("a")
    shared_cache().clear()

    stream_places.renew([place])

    assert taken() == {place.key: "a"}


@pytest.mark.parametrize("ahead", [LIFE + timedelta(seconds=1), timedelta(days=1500)])
def test_a_place_that_nobody_renews_is_free(ahead):
    with time_machine.travel(timezone.now()) as clock:
        dead = stream_places.take("a")
        # Kept for longer than it is believed, as after a clock that was ahead.
        shared_cache().set(dead.key, dead, None)
        clock.shift(ahead)

        assert taken() == {}
        assert [stream_places.take(client).client for client in "abc"] == list("abc")


def test_of_two_that_came_at_the_same_moment_the_later_gives_way():
    earlier = replace(stream_places.take("a"), key="stream:2")
    others = [
        replace(earlier, key=f"stream:{number}", since=earlier.since + later)
        for number, later in enumerate((timedelta(seconds=1), timedelta(seconds=2)))
    ]
    places = {each.key: each for each in others}

    stream_places._require_rank(others[0], {earlier.key: earlier})
    with pytest.raises(ClientHasMost):
        stream_places._require_rank(others[1], {**places, earlier.key: earlier})


def test_where_the_database_is_too_busy_there_is_none():
    with mock.patch.object(shared_cache(), "add", return_value=False):
        assert stream_places.take("a") is None

    assert taken() == {}


def test_where_others_are_always_quicker_there_is_none():
    other = stream_places.take("b")
    with mock.patch.object(
        stream_places,
        "_free_place",
        lambda client: replace(other, client=client, mark="other"),
    ):
        assert stream_places.take("a") is None

    assert taken() == {other.key: "b"}
