"""What is remembered of each request for the export."""

from datetime import timedelta

import pytest
from django.core.signals import request_finished
from django.db import OperationalError, close_old_connections, connection
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from lkpp.clients import request_log
from lkpp.clients.auth import authorise
from lkpp.clients.request_log import (
    Recording,
    kept_parameters,
    network_of,
    prune,
    use_of,
)
from lkpp.errors import FeedError
from lkpp.models import FeedClient, FeedRequest
from tests.factories.feed import FeedRequestFactory, feed_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_connection():
    """The end of a response would close the connection of the test's transaction."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def arriving(text: str, **options):
    headers = {"Authorization": f"Bearer {text}"}
    return RequestFactory().get("/x", headers=headers, **options)


@pytest.fixture
def recording():
    """A request of a client that was let in."""
    _client, text = feed_client()
    request = arriving(text, REMOTE_ADDR="203.0.113.77")
    recording = Recording(request, "changes", {"after": "0", "secretkey": text})
    authorise(request, {}, "changes")
    recording.profile = "v6"
    return recording


def sent(recording: Recording, revisions=(3, 4, 9)):
    """A body that gives one record a chunk."""
    for revision in revisions:
        yield b"x" * 100
        recording.handed_out.add(revision, revision, 1)


def given() -> tuple:
    entry = FeedRequest.objects.get()
    return (
        entry.outcome,
        entry.first_revision,
        entry.last_revision,
        entry.records,
        entry.size,
    )


# How an answer ends


def test_a_whole_answer_is_entered_when_its_last_bytes_were_taken(recording):
    body = recording.streamed(sent(recording))

    for _chunk in range(3):
        next(body)
    assert not FeedRequest.objects.exists()
    assert list(body) == []

    entry = FeedRequest.objects.get()
    assert given() == ("complete", 3, 9, 3, 300)
    assert (entry.client, entry.endpoint, entry.profile) == (
        "Gudang Data",
        "changes",
        "v6",
    )
    assert (entry.status, entry.parameters) == (200, {"after": "0"})
    assert entry.key == FeedClient.objects.get().keys.get().prefix
    assert entry.address == "203.0.113.0/24"


def test_a_reader_that_hangs_up_is_entered_with_what_it_got(recording):
    response = StreamingHttpResponse(recording.streamed(sent(recording)))
    chunks = iter(response)

    next(chunks)
    next(chunks)
    response.close()

    # The second record left, but nobody asked for more after it.
    assert given() == ("aborted", 3, 3, 1, 200)


def test_a_reader_that_never_began_is_entered_too(recording):
    StreamingHttpResponse(recording.streamed(sent(recording))).close()

    assert given() == ("aborted", None, None, 0, 0)


def test_an_answer_that_breaks_is_entered_and_breaks_all_the_same(recording):
    def breaking():
        yield from sent(recording, [3])
        raise OperationalError("connection lost")

    response = StreamingHttpResponse(recording.streamed(breaking()))

    with pytest.raises(OperationalError):
        list(response)
    response.close()
    assert given() == ("failed", 3, 3, 1, 100)


def test_an_answer_is_entered_once_whatever_closes_it(recording):
    response = StreamingHttpResponse(recording.streamed(sent(recording)))

    list(response)
    response.close()
    response.close()

    assert FeedRequest.objects.count() == 1


def test_the_source_is_closed_before_anything_is_written(recording, monkeypatch):
    order = []

    def source():
        try:
            yield b"x"
            yield b"y"
        finally:
            order.append("closed")

    monkeypatch.setattr(request_log, "_store", lambda entry: order.append("stored"))
    body = recording.streamed(source())
    next(body)

    body.close()

    assert order == ["closed", "stored"]


def test_an_answer_without_a_body_is_entered(recording):
    recording.answered(304)

    assert given() == ("complete", None, None, 0, 0)
    assert FeedRequest.objects.get().status == 304


# What is refused


def refused(text: str, scope: str = "changes") -> int:
    request = arriving(text)
    recording = Recording(request, "changes", {})
    try:
        authorise(request, {}, scope)
    except FeedError as error:
        recording.refused(error.status)
        return error.status
    return 200


def test_a_refusal_of_a_client_is_entered():
    _client, text = feed_client(scopes=["v5"])

    assert refused(text) == 403

    assert given() == ("refused", None, None, 0, 0)
    assert FeedRequest.objects.get().status == 403


def test_a_parameter_that_cannot_be_used_is_entered(recording):
    recording.refused(400)

    assert (FeedRequest.objects.get().status, given()[0]) == (400, "refused")


def test_strangers_leave_no_entry():
    assert refused("salah") == 403
    assert refused("") == 401

    assert not FeedRequest.objects.exists()


def test_a_reader_that_does_not_slow_down_cannot_fill_the_log():
    _client, text = feed_client(per_minute=1)

    statuses = [refused(text) for _time in range(10)]

    assert statuses == [200] + [429] * 9
    assert FeedRequest.objects.count() == 1


# What is kept of it


@pytest.mark.parametrize(
    ("parameters", "kept"),
    [
        ({"secretkey": "x", "SecretKey": "y", "page": "2"}, {"page": "2"}),
        ({"q": "alkes_0123456789ab_" + "f" * 64}, {"q": "alkes_0123456789ab_***"}),
        ({"q": "test-lkpp"}, {"q": "***"}),
        ({"q": "a\0b"}, {"q": "a\N{REPLACEMENT CHARACTER}b"}),
        ({"q": "x" * 120}, {"q": "x" * 120}),
        ({"q": "x" * 120}, {"q": "x" * 120}),
        ({"q": "x" * 121}, {"q": "x" * 119 + "…"}),
        ({"n" * 40: "1"}, {"n" * 40: "1"}),
        ({"n" * 40: "1"}, {"n" * 40: "1"}),
        ({"n" * 50: "1"}, {"n" * 39 + "…": "1"}),
        ({f"p{n}": "1" for n in range(500)}, {f"p{n}": "1" for n in range(20)}),
        ({}, {}),
    ],
)
def test_parameters_are_kept_short_and_without_keys(parameters, kept):
    assert kept_parameters(parameters) == kept


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_an_address_is_shortened_to_its_network(address, network):
    assert network_of(address) == network


def test_an_entry_costs_one_query(recording, django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "sqlite" else 4):
        recording.answered(200)


def test_what_cannot_be_written_is_told_to_the_servers_log(
    recording, monkeypatch, caplog
):
    def locked(*_arguments, **_options):
        raise OperationalError("database is locked")

    monkeypatch.setattr(FeedRequest.objects, "bulk_create", locked)

    assert len(list(recording.streamed(sent(recording)))) == 3

    assert [record.getMessage() for record in caplog.records] == [
        "A request was not entered (database is locked): Gudang Data changes 200 "
        "complete, revisions 3 to 9"
    ]


# Looking back


def ago(**time):
    return timezone.now() - timedelta(**time)


def test_use_is_that_of_today_and_of_the_latest_answer_with_records():
    client, _text = feed_client()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    FeedRequestFactory(last_revision=50, at=midnight - timedelta(seconds=1))
    FeedRequestFactory(last_revision=40, at=midnight)
    latest = FeedRequestFactory(
        first_revision=None, last_revision=None, at=midnight + timedelta(seconds=1)
    )
    FeedRequestFactory(client="Lain", last_revision=99)

    (counted,) = request_log.with_use(FeedClient.objects.filter(pk=client.pk))
    use = use_of("Gudang Data")

    for told in (counted, use):
        assert told.requests_today == 2
        assert told.last_revision == 40
        assert told.last_request_at == latest.at


def test_a_client_that_never_asked_has_no_use():
    feed_client()

    (counted,) = request_log.with_use(FeedClient.objects.all())

    assert counted.requests_today == 0
    assert counted.last_revision is None
    assert use_of("Gudang Data").last_request_at is None


def test_old_entries_are_forgotten_the_oldest_first():
    for days in (89, 91, 92, 93):
        FeedRequestFactory(at=ago(days=days), records=days)

    assert prune(at_most=2) == 2
    left = FeedRequest.objects.order_by("records").values_list("records", flat=True)
    assert list(left) == [89, 91]
    assert prune() == 1
    assert prune() == 0


def test_the_log_prunes_itself(recording, monkeypatch):
    monkeypatch.setattr(request_log, "PRUNED_EVERY", 1)
    FeedRequestFactory(at=ago(days=91))

    recording.answered(200)

    assert FeedRequest.objects.get().status == 200
    assert FeedRequest.objects.get().endpoint == "changes"
    assert FeedRequest.objects.get().at > ago(days=1)
