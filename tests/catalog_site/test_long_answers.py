"""Long answers of any view are bounded by address."""

from io import BytesIO
from unittest import mock

import pytest
from django.db import connections
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from catalog_site.connections import LONGEST_KEPT
from catalog_site.long_answers import LongAnswersMiddleware
from core import streams

HERE, THERE = "203.0.113.7", "203.0.113.8"


@pytest.fixture(autouse=True)
def process(monkeypatch):
    """One that sends four long answers at once."""
    monkeypatch.setattr(streams, "_process", streams._Process())
    streams.bound_process(4)


@pytest.fixture
def ask(rf):
    """``ask(make)``: the answer ``make()`` as it leaves; kept, as a server does."""
    kept = []

    def asked(make, address=HERE, path="/admin/", method="get"):
        request = getattr(rf, method)(path, REMOTE_ADDR=address)
        kept.append(LongAnswersMiddleware(lambda request: make())(request))
        return kept[-1]

    return asked


def hang_up(answer):
    """What a server does, but for the end of the test's transaction."""
    with mock.patch.object(connections["default"], "close_if_unusable_or_obsolete"):
        answer.close()


def endless():
    return StreamingHttpResponse(iter([b"a"] * 3))


def large():
    return HttpResponse(b"a" * (LONGEST_KEPT + 1))


def large_file():
    return FileResponse(BytesIO(b"a" * (LONGEST_KEPT + 1)))


def page():
    return HttpResponse(b"a" * LONGEST_KEPT)


def picture():
    return FileResponse(BytesIO(b"a" * LONGEST_KEPT))


@pytest.mark.parametrize("make", [endless, large, large_file])
def test_an_address_has_half_of_the_room(ask, make):
    running = [ask(make) for _ in range(2)]

    refused = ask(make)

    assert [each.status_code for each in running] == [200, 200]
    assert (refused.status_code, refused["Retry-After"]) == (429, "5")
    assert "dari alamat Anda" in refused.content.decode()
    assert ask(make, THERE).status_code == 200


def test_beyond_the_room_nobody_is_sent_any(ask):
    for number in range(4):
        assert ask(endless, f"203.0.113.{number}").status_code == 200

    refused = ask(endless, "203.0.113.4")

    assert (refused.status_code, refused["Retry-After"]) == (503, "15")
    assert streams.running_here() == 4


def test_who_was_sent_it_has_room_again(ask):
    running = [ask(endless) for _ in range(2)]

    assert b"".join(running[0]) == b"aaa"
    hang_up(running[0])

    assert streams.running_here() == 1
    assert ask(endless).status_code == 200


def test_what_is_refused_is_closed(ask):
    class Body(BytesIO):
        closed_by = 0

        def close(self):
            self.closed_by += 1

    body = Body()
    for _ in range(2):
        ask(endless)

    hang_up(ask(lambda: StreamingHttpResponse(body)))

    assert body.closed_by == 1


@pytest.mark.parametrize("make", [page, picture])
def test_what_a_process_keeps_for_slow_readers_is_not_bounded(ask, make):
    assert [ask(make).status_code for _ in range(9)] == [200] * 9
    assert streams.running_here() == 0


def test_head_and_what_makes_room_for_itself_are_not_counted(ask):
    for _ in range(5):
        assert ask(endless, method="head").status_code == 200
        assert ask(endless, path="/api/v1/lkpp/snapshot").status_code == 200
        assert ask(endless, path="/lkpp/v5/all_produk").status_code == 200

    assert streams.running_here() == 0
