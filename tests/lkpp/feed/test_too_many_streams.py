"""As many readers of long answers as may be, and one more."""

from unittest import mock

import orjson
import pytest
from django.db import connections

from core import streams
from lkpp.feed import native
from lkpp.models import FeedRequest
from tests.factories.feed import feed_client
from tests.lkpp.ledger import remember
from tests.lkpp.record_samples import variant_record

pytestmark = pytest.mark.django_db

SNAPSHOT = "/api/v1/lkpp/snapshot"
CHANGES = "/api/v1/lkpp/changes"
LIST = "/lkpp/v5/all_produk"

LONG = pytest.mark.parametrize("address", [SNAPSHOT, CHANGES, LIST])
SHORT = pytest.mark.parametrize(
    "address",
    [
        "/api/v1/lkpp/state",
        f"{CHANGES}?after=11",
        "/lkpp/v5/produk?no_produk_penyedia=A1",
    ],
)


@pytest.fixture(autouse=True)
def ledger(db, settings):
    settings.STREAMS_PER_CLIENT, settings.STREAMS_AT_ONCE = 2, 3
    numbers = range(1, native.FEW_RECORDS + 3)
    remember(*(variant_record(f"A{each}", revision=each) for each in numbers))


@pytest.fixture
def ask(client):
    """``ask(address, key, method)``: the answer, which is not read yet."""
    answers = []

    def asked(address, key, method="get", **headers):
        headers["Authorization"] = f"Bearer {key}"
        answers.append(getattr(client, method)(address, headers=headers))
        return answers[-1]

    yield asked
    for each in answers:
        hang_up(each)


def hang_up(answer):
    with mock.patch.object(connections["default"], "close_if_unusable_or_obsolete"):
        answer.close()


def key_of(name: str) -> str:
    _client, text = feed_client(name, per_minute=6000, scopes=list(SCOPES))
    return text


SCOPES = ("v5", "changes", "snapshot")


@LONG
def test_a_client_with_as_many_as_it_may_have_is_told_to_come_again(ask, address):
    key = key_of("a")
    running = [ask(address, key) for _ in range(2)]

    refused = ask(address, key)

    body = orjson.loads(refused.content)
    assert [each.status_code for each in running] == [200, 200]
    assert (refused.status_code, refused["Retry-After"]) == (429, "5")
    assert body["code"] == "too_many_streams"
    assert "5" in body.get("message", body.get("detail"))
    assert ask(address, key_of("b")).status_code == 200


@LONG
def test_beyond_all_everybody_is_told_to_come_again(ask, address):
    for name in "abc":
        assert ask(address, key_of(name)).status_code == 200

    refused = ask(address, key_of("d"))

    assert (refused.status_code, refused["Retry-After"]) == (503, "15")
    assert orjson.loads(refused.content)["code"] == "streams_busy"


def test_a_refusal_has_the_form_of_its_address(ask):
    key = key_of("a")
    for _ in range(2):
        ask(SNAPSHOT, key)

    native_form, v5_form = ask(SNAPSHOT, key), ask(LIST, key)

    assert native_form["Content-Type"] == "application/problem+json"
    assert orjson.loads(v5_form.content) == {
        "code": "too_many_streams",
        "message": (
            "Klien ini sedang menerima jawaban panjang sebanyak yang diperbolehkan. "
            "Baca dahulu sampai selesai, lalu coba lagi dalam 5 detik."
        ),
        "message_en": (
            "This client is receiving as many long answers as it may. Read them to "
            "their end first, then try again in 5 seconds."
        ),
        "data": {"status": 429},
    }


@LONG
def test_who_has_read_to_the_end_or_hung_up_has_room_again(ask, address):
    key = key_of("a")
    read, left = ask(address, key), ask(address, key)

    b"".join(read)
    hang_up(left)

    assert streams.running() == streams.running_here() == 0
    assert ask(address, key).status_code == 200


@LONG
def test_head_and_not_modified_need_no_room(ask, address):
    key = key_of("a")
    etag = ask(address, key)["ETag"]

    unchanged = [
        ask(address, key, **{"If-None-Match": etag}).status_code for _ in range(3)
    ]
    heads = [ask(address, key, "head").status_code for _ in range(3)]

    assert (unchanged, heads) == ([304] * 3, [200] * 3)
    assert streams.running() == 1


@SHORT
def test_what_is_short_needs_no_room(ask, address):
    key = key_of("a")
    for _ in range(2):
        ask(SNAPSHOT, key)

    answer = ask(address, key)

    assert answer.status_code == 200
    assert b"".join(answer)
    assert streams.running() == 2


def test_a_request_that_is_refused_for_another_reason_keeps_no_room(ask):
    key = key_of("a")

    refusals = [
        ask(f"{SNAPSHOT}?after=1000", key).status_code,
        ask(f"{LIST}?page=x", key).status_code,
        ask(f"{SNAPSHOT}?profile=v9", key).status_code,
    ]

    assert refusals == [409, 400, 422]
    assert streams.running() == streams.running_here() == 0


def test_a_refusal_reads_nothing_and_is_entered(ask):
    key = key_of("a")
    for _ in range(2):
        ask(SNAPSHOT, key)

    with mock.patch.object(native, "snapshot") as read:
        ask(SNAPSHOT, key)

    entry = FeedRequest.objects.latest("pk")
    assert not read.called
    assert (entry.client, entry.status, entry.outcome, entry.records) == (
        "a",
        429,
        "refused",
        0,
    )
