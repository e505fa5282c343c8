"""The native export over HTTP."""

import gzip
import json
import logging
from unittest import mock

import brotli
import orjson
import pytest
from django.core.management import call_command
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkpp.models import FeedRequest
from readmodel import chain
from readmodel.lease import feed_id, last_revision
from tests.factories.feed import expire_keys, feed_client
from tests.lkpp.ledger import lost, remember
from tests.lkpp.record_samples import variant_record, withdrawn_record

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/lkpp/"
SCOPES = {"changes": "changes", "snapshot": "snapshot", "state": "changes"}
WRONG = "alkes_0123456789ab_" + "0" * 64


_answers = []


@pytest.fixture(autouse=True)
def closed_answers(db):
    """Close what a test did not read to its end, as a server does."""
    yield
    while _answers:
        hang_up(_answers.pop())


def hang_up(response):
    """Close an answer, but not the connection of the test's transaction with it."""
    with mock.patch.object(connections["default"], "close_if_unusable_or_obsolete"):
        response.close()


@pytest.fixture
def ledger(db):
    """Two variants that are offered and one that left, in three revisions."""
    remember(
        variant_record("A", revision=1),
        variant_record("B", revision=2),
        withdrawn_record("C", revision=3),
    )


@pytest.fixture
def key(db):
    _client, text = feed_client(per_minute=6000)
    return text


def ask(client, endpoint, key="", *, method="get", headers=(), **parameters):
    sent = dict(headers)
    if key:
        sent["Authorization"] = f"Bearer {key}"
    response = getattr(client, method)(ROOT + endpoint, parameters, headers=sent)
    _answers.append(response)
    return response


def cursor_of(revision):
    """The cursor of who has everything up to the last revision."""
    return f"{revision}.{revision}.{chain.past().digest}"


def body_of(response):
    return b"".join(response)


def lines_of(response):
    return [json.loads(line) for line in body_of(response).splitlines()]


def test_changes_are_given_as_json(client, ledger, key):
    response = ask(client, "changes", key, after=1, limit=1)

    page = json.loads(body_of(response))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Feed-Revision"] == "2"
    assert [record["sku"] for record in page["records"]] == ["B"]
    assert (page["cursor"], page["latest"], page["more"]) == (2, 3, True)
    assert page["next_cursor"] == f"2{cursor_of(3)[1:]}"
    assert response["Link"] == (
        "<https://katalog.example/api/v1/lkpp/changes"
        f'?after={page["next_cursor"]}&limit=1>; rel="next"'
    )


def test_a_reader_is_led_from_answer_to_answer(client, ledger, key):
    """By the addresses that answers name, without making up any."""
    address, skus = f"{ROOT}changes?limit=1&profile=v6&secretkey={key}", []
    headers = {"Authorization": f"Bearer {key}"}
    while address:
        response = client.get(address, headers=headers)
        page = json.loads(body_of(response))
        skus += [record["sku"] for record in page["records"]]
        link = response["Link"].partition(">")[0].removeprefix("<")
        assert "secretkey" not in link
        address = link.removeprefix("https://katalog.example") if page["more"] else ""

    assert skus == ["A", "B", "C"]


def test_a_snapshot_is_given_in_lines(client, ledger, key):
    response = ask(client, "snapshot", key)

    first, *records, last = lines_of(response)
    assert response["Content-Type"] == "application/x-ndjson"
    assert first["snapshot"]["revision"] == 3
    assert [record["sku"] for record in records] == ["A", "B"]
    assert last == {"end": {"revision": 3, "records": 2}}


def test_the_state_is_given(client, ledger, key):
    response = ask(client, "state", key)

    assert json.loads(body_of(response)) == {
        "feed": str(feed_id()),
        "schema_version": "3",
        "revision": 3,
        "next_cursor": cursor_of(3),
        "active": 2,
    }


def test_the_search_index_is_not_needed(client, ledger, key):
    assert client.get("/api/v1/products").status_code == 503

    for endpoint in SCOPES:
        assert ask(client, endpoint, key).status_code == 200


@pytest.mark.parametrize(
    ("endpoint", "parameters", "name"),
    [
        ("changes", {"after": "-1"}, "after"),
        ("changes", {"after": "x"}, "after"),
        ("changes", {"after": str(2**63)}, "after"),
        ("changes", {"after": "9" * 5000}, "after"),
        ("changes", {"after": "1_0"}, "after"),
        ("changes", {"after": ""}, "after"),
        ("changes", {"after": "1.2"}, "after"),
        ("changes", {"after": "3.3.0123456789ABCDEF"}, "after"),
        ("changes", {"after": "3.3.0123456789abcde"}, "after"),
        ("changes", {"after": "3.3.0123456789abcdef "}, "after"),
        ("changes", {"after": f"3.{10**18}.0123456789abcdef"}, "after"),
        ("changes", {"after": "\u0663"}, "after"),
        ("snapshot", {"upto": "3..0123456789abcdef"}, "upto"),
        ("changes", {"limit": "+5"}, "limit"),
        ("changes", {"afer": "1"}, "afer"),
        ("changes", {"upto": "1"}, "upto"),
        ("snapshot", {"limit": "1"}, "limit"),
        ("state", {"profile": "native"}, "profile"),
        ("changes", {"limit": "0"}, "limit"),
        ("changes", {"limit": "1001"}, "limit"),
        ("changes", {"profile": "v7"}, "profile"),
        ("snapshot", {"after": "-1"}, "after"),
        ("snapshot", {"upto": "1.5"}, "upto"),
        ("snapshot", {"profile": ""}, "profile"),
        ("snapshot", {"tombstones": "perhaps"}, "tombstones"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    client, ledger, key, endpoint, parameters, name
):
    response = ask(client, endpoint, key, **parameters)

    (fault,) = response.json()["errors"]
    assert response.status_code == 422
    assert (fault["source"], fault["name"]) == ("query", name)
    assert fault["detail"]


CURSORS = pytest.mark.parametrize(
    ("endpoint", "parameter"),
    [("changes", "after"), ("snapshot", "after"), ("snapshot", "upto")],
)


@CURSORS
def test_a_number_beyond_the_last_is_refused(client, ledger, key, endpoint, parameter):
    response = ask(client, endpoint, key, **{parameter: 4})

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "code": "cursor_ahead",
        "detail": "Revisi 4 belum pernah dikeluarkan (terakhir 3). Mulai lagi dengan "
        "salinan lengkap.",
        "detail_en": "Revision 4 was never handed out (the latest is 3). Begin anew "
        "with a snapshot.",
        "errors": [],
        "begin_anew": "https://katalog.example/api/v1/lkpp/snapshot",
    }


@CURSORS
def test_a_cursor_of_another_past_is_told_how_to_begin_anew(
    client, ledger, key, endpoint, parameter
):
    other = f"3.3.{'0' * 16}"

    response = ask(client, endpoint, key, profile="v6", **{parameter: other})

    address = "https://katalog.example/api/v1/lkpp/snapshot?profile=v6"
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "code": "history_differs",
        "detail": "Sampai revisi 3 katalog ini memberitahukan hal lain daripada yang "
        "Anda terima: basis datanya dipulihkan dari cadangan. Buang salinan dan kursor "
        f"Anda, lalu mulai lagi dengan salinan lengkap: {address}",
        "detail_en": "Up to revision 3 this catalogue told something else than you "
        "received: its database was restored from a backup. Drop your copy and your "
        f"cursor, then begin anew with a snapshot: {address}",
        "errors": [],
        "begin_anew": address,
    }


@CURSORS
def test_a_cursor_of_the_same_past_is_answered(
    client, ledger, key, endpoint, parameter
):
    response = ask(client, endpoint, key, **{parameter: cursor_of(3)})

    assert response.status_code == 200


@CURSORS
def test_a_number_proves_nothing_and_is_answered(
    client, ledger, key, endpoint, parameter
):
    with lost():
        remember(variant_record("D", revision=4))
    remember(withdrawn_record("D", revision=4))

    assert ask(client, endpoint, key, **{parameter: 4}).status_code == 200


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
@pytest.mark.parametrize("endpoint", SCOPES)
def test_a_reader_that_has_the_answer_is_told_so(
    client, ledger, key, endpoint, accepted
):
    headers = {"Accept-Encoding": accepted}
    tag = ask(client, endpoint, key, headers=headers)["ETag"]

    again = ask(client, endpoint, key, headers=headers | {"If-None-Match": tag})
    remember(variant_record("D", revision=4))
    changed = ask(client, endpoint, key, headers=headers | {"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert "Accept-Encoding" in again["Vary"]
    assert changed.status_code == 200
    assert changed["ETag"] != tag


@pytest.mark.parametrize("named", ['"x", {tag}', "*", "{strong}"])
def test_the_tag_may_be_named_in_every_way(client, ledger, key, named):
    tag = ask(client, "changes", key)["ETag"]
    header = named.format(tag=tag, strong=tag.removeprefix("W/"))

    response = ask(client, "changes", key, headers={"If-None-Match": header})

    assert response.status_code == 304


@pytest.mark.parametrize("endpoint", SCOPES)
def test_head_tells_what_get_would(client, ledger, key, endpoint):
    answered = ask(client, endpoint, key)

    response = ask(client, endpoint, key, method="head")

    assert (response.status_code, body_of(response)) == (200, b"")
    for header in ("Content-Type", "ETag", "X-Feed-Revision", "Cache-Control", "Vary"):
        assert response[header] == answered[header]
    assert "Content-Length" not in response


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(client, ledger, key, method):
    response = getattr(client, method)(
        f"{ROOT}changes", headers={"Authorization": f"Bearer {key}"}
    )

    assert response.status_code == 405


@pytest.mark.parametrize("endpoint", SCOPES)
@pytest.mark.parametrize(
    ("accepted", "encoding", "decompress"),
    [
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_answers_may_be_compressed(
    client, ledger, key, endpoint, accepted, encoding, decompress
):
    remember(*(variant_record(f"S{n}", revision=4 + n) for n in range(450)))
    plain = ask(client, endpoint, key)

    response = ask(client, endpoint, key, headers={"Accept-Encoding": accepted})

    assert response["Content-Encoding"] == encoding
    assert "Accept-Encoding" in response["Vary"]
    assert decompress(body_of(response)) == body_of(plain)


# Who may read


@pytest.mark.parametrize("endpoint", SCOPES)
def test_without_a_key_nothing_is_given(client, ledger, endpoint):
    none = ask(client, endpoint)
    wrong = ask(client, endpoint, WRONG)

    assert (none.status_code, none.json()["code"]) == (401, "missing_key")
    assert none["WWW-Authenticate"] == 'Bearer realm="lkpp"'
    assert (wrong.status_code, wrong.json()["code"]) == (403, "invalid_secret")
    assert not FeedRequest.objects.exists()


@pytest.mark.parametrize("endpoint", ["changes", "snapshot"])
def test_the_key_is_looked_at_before_the_parameters(client, ledger, endpoint):
    _client, others = feed_client("Lain", scopes=["v5"])

    none = ask(client, endpoint, after="x")
    wrong = ask(client, endpoint, WRONG, after="x")
    other = ask(client, endpoint, others, after="x")

    assert (none.status_code, none.json()["code"]) == (401, "missing_key")
    assert (wrong.status_code, wrong.json()["code"]) == (403, "invalid_secret")
    assert (other.status_code, other.json()["code"]) == (403, "scope_not_allowed")


@pytest.mark.parametrize("endpoint", SCOPES)
def test_an_expired_key_opens_nothing(client, ledger, key, endpoint):
    owner, expired = feed_client("Lama")
    expire_keys(owner)

    response = ask(client, endpoint, expired)

    assert (response.status_code, response.json()["code"]) == (403, "key_expired")


@pytest.mark.parametrize(("endpoint", "scope"), SCOPES.items())
def test_a_key_opens_its_own_parts_only(client, ledger, endpoint, scope):
    _own, own = feed_client("Satu", scopes=[scope])
    others = sorted({"changes", "snapshot", "v5", "files"} - {scope})
    _other, other = feed_client("Lain", scopes=others)

    assert ask(client, endpoint, own).status_code == 200
    refused = ask(client, endpoint, other)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_not_allowed")


@pytest.mark.parametrize("endpoint", ["changes", "snapshot"])
def test_a_key_opens_its_own_profiles_only(client, ledger, endpoint):
    _client, text = feed_client("Satu", profiles=["v6"])

    assert ask(client, endpoint, text, profile="v6").status_code == 200
    refused = ask(client, endpoint, text)
    assert (refused.status_code, refused.json()["code"]) == (403, "profile_not_allowed")
    (fault,) = refused.json()["errors"]
    assert (fault["source"], fault["name"]) == ("query", "profile")
    assert (fault["code"], fault["detail"]) == (
        "profile_not_allowed",
        refused.json()["detail"],
    )


@pytest.mark.parametrize("endpoint", SCOPES)
def test_who_asks_too_often_is_told_when_to_come(client, ledger, endpoint):
    _client, text = feed_client(per_minute=1)
    ask(client, endpoint, text)

    response = ask(client, endpoint, text)

    assert (response.status_code, response.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(response["Retry-After"]) <= 60


# What is remembered of it


def entered() -> tuple:
    entry = FeedRequest.objects.get()
    return (
        entry.endpoint,
        entry.profile,
        entry.status,
        entry.outcome,
        entry.first_revision,
        entry.last_revision,
        entry.records,
    )


def test_what_was_given_is_entered(client, ledger, key):
    size = len(body_of(ask(client, "changes", key, after=1, profile="v6")))

    assert entered() == ("changes", "v6", 200, "complete", 2, 3, 2)
    entry = FeedRequest.objects.get()
    assert entry.parameters == {"after": "1", "profile": "v6"}
    assert entry.size == size


def test_a_reader_that_hangs_up_is_entered_with_what_it_took(client, key):
    remember(*(variant_record(f"S{n}", revision=1 + n) for n in range(500)))
    response = ask(client, "snapshot", key)
    chunks = iter(response.streaming_content)
    for _ in range(3):
        next(chunks)

    hang_up(response)

    # The head and two chunks of 200; the second was not seen to be taken.
    assert entered() == ("snapshot", "native", 200, "aborted", 1, 200, 200)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [("head", {}, 200), ("get", {"If-None-Match": "*"}, 304)],
)
def test_an_answer_without_a_body_hands_nothing_out(
    client, ledger, key, method, headers, status
):
    ask(client, "snapshot", key, method=method, headers=headers)

    assert entered() == ("snapshot", "native", status, "complete", None, None, 0)


@pytest.mark.parametrize(
    ("parameters", "profile", "status"),
    [
        ({"after": "9"}, "native", 409),
        ({"after": "x"}, "", 422),
        ({"profile": "v7"}, "", 422),
    ],
)
def test_a_refusal_is_entered(client, ledger, key, parameters, profile, status):
    ask(client, "changes", key, **parameters)

    assert entered() == ("changes", profile, status, "refused", None, None, 0)
    assert FeedRequest.objects.get().parameters == parameters


def test_a_refused_parameter_counts_as_a_request(client, ledger):
    _client, text = feed_client(per_minute=1)
    ask(client, "changes", text, after="x")

    assert ask(client, "changes", text).status_code == 429


@pytest.mark.parametrize(
    ("endpoint", "media", "statuses"),
    [
        ("changes", "application/json", "200 304 400 401 403 409 414 422 429 503"),
        ("snapshot", "application/x-ndjson", "200 304 400 401 403 409 414 422 429 503"),
        ("state", "application/json", "200 304 400 401 403 414 422 429"),
    ],
)
def test_the_documentation_states_every_answer(client, db, endpoint, media, statuses):
    document = client.get("/api/openapi.json").json()

    operation = document["paths"][f"{ROOT}{endpoint}"]["get"]
    assert sorted(operation["responses"]) == statuses.split()
    assert list(operation["responses"]["200"]["content"]) == [media]
    assert operation["security"] == [{"ReaderKey": []}]


def test_neither_key_nor_token_reaches_a_log(client, ledger, key, caplog):
    caplog.set_level(logging.DEBUG)

    body_of(ask(client, "changes", key, secretkey=key))
    ask(client, "changes", key, after=9)
    ask(client, "changes", WRONG)

    entries = list(FeedRequest.objects.values("parameters", "client", "endpoint"))
    assert len(entries) == 2
    for secret in (key, WRONG, key[19:], WRONG[19:]):
        assert secret not in caplog.text
        assert secret not in str(entries)


@pytest.mark.parametrize("records", [0, 900])
def test_the_number_of_queries_does_not_grow(
    client, key, records, django_assert_num_queries
):
    """Key, its use, rate (three savepoints and updates), what was told before and
    after, two for the records, the log."""
    remember(*(variant_record(f"S{n}", revision=1 + n) for n in range(records)))
    body_of(ask(client, "changes", key))

    # PostgreSQL has three more each, for a savepoint and a limit of waiting, where
    # the rate is counted and where the request is entered. Its cursor over the records
    # is not Django's and not counted.
    with django_assert_num_queries(12 if connection.vendor == "postgresql" else 7):
        body_of(ask(client, "changes", key))


def test_a_renewed_feed_is_told_by_the_command(client, ledger, key, capsys):
    before = feed_id()

    call_command("renew_feed")

    assert feed_id() != before
    assert str(feed_id()) in capsys.readouterr().out
    assert json.loads(body_of(ask(client, "state", key)))["feed"] == str(feed_id())
    assert last_revision() == 3


# Whatever is asked

_values = (
    st.text(max_size=30)
    | st.integers().map(str)
    | st.floats().map(str)
    | st.sampled_from(["", "\0", "1", "3", "v5", "true", str(2**63 - 1), "é" * 2000])
)
_addresses = {
    f"{ROOT}changes": ["after", "limit", "profile", "secretkey"],
    f"{ROOT}snapshot": ["after", "upto", "profile", "tombstones"],
    f"{ROOT}state": ["x"],
    "/lkpp/v5/all_produk": ["page", "per_page", "order_by", "sort"],
    "/lkpp/v5/updated_produk": ["start_date", "end_date", "page", "sort"],
    "/lkpp/v5/produk": ["no_produk_penyedia"],
}


@pytest.mark.parametrize("address", _addresses)
def test_no_parameter_makes_the_server_fail(client, ledger, address):
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(
        st.dictionaries(st.sampled_from(_addresses[address]), _values),
        st.sampled_from(["get", "head", "post"]),
        st.booleans(),
    )
    def answers(parameters, method, has_key):
        headers = {"Authorization": "Bearer test-lkpp"} if has_key else {}
        response = getattr(client, method)(address, parameters, headers=headers)
        body = body_of(response)
        assert response.status_code < 500
        if response.status_code == 200 and method == "get":
            for line in body.splitlines():
                orjson.loads(line)

    answers()
