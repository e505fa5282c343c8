"""Who may read the export."""

import logging
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import APIToken

from lkpp.choices import Scope
from lkpp.clients import auth
from lkpp.clients.auth import access_of, authorise
from lkpp.clients.keys import digest_of, revoke_client, revoke_key, rotate_key
from lkpp.errors import FeedError
from lkpp.models import FeedClient, FeedKey
from tests.factories.feed import expire_keys, feed_client
from tests.factories.users import UserFactory, administrator

pytestmark = pytest.mark.django_db

WRONG = "alkes_0123456789ab_" + "0" * 64
NATIVE_SCOPES = [Scope.SNAPSHOT, Scope.CHANGES, Scope.FILES]


def asked(token: str | None = None, scheme: str = "Bearer"):
    headers = {"Authorization": f"{scheme} {token}"} if token is not None else {}
    return RequestFactory().get("/api/v1/lkpp/changes", headers=headers)


def refusal(request, given=(), scope=Scope.CHANGES) -> tuple[int, str]:
    with pytest.raises(FeedError) as refused:
        authorise(request, dict(given), scope)
    return refused.value.status, refused.value.code


def permitted(**fields):
    user = UserFactory(**fields)
    user.user_permissions.add(Permission.objects.get(codename="pull_feed"))
    return user


# What opens it


@pytest.mark.parametrize("scope", Scope.values)
def test_a_key_of_a_client_opens_what_it_may_read(scope):
    client, text = feed_client(scopes=[scope], profiles=["v5", "v6"], per_minute=7)
    request = asked(text)

    access = authorise(request, {}, scope)

    assert access.name == "Gudang Data"
    assert access.scopes == {scope}
    assert access.profiles == {"v5", "v6"}
    assert access.per_minute == 7
    assert access.key == client.keys.get().prefix
    assert access_of(request) == access


def test_a_key_may_come_as_v5s_parameter():
    _client, text = feed_client()

    assert authorise(asked(), {"secretkey": text}, Scope.V5).name == "Gudang Data"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER "])
def test_the_scheme_is_written_in_any_way(scheme):
    _client, text = feed_client()

    assert authorise(asked(text, scheme), {}, Scope.V5).name == "Gudang Data"


def test_one_of_two_keys_is_enough():
    _client, text = feed_client()

    assert authorise(asked(WRONG), {"secretkey": text}, Scope.V5).name == "Gudang Data"


@pytest.mark.parametrize("scope", Scope.values)
def test_the_key_of_the_settings_opens_everything(scope, settings):
    settings.LKPP_REQUESTS_PER_MINUTE = 77

    access = authorise(asked("test-lkpp"), {}, scope)

    assert (access.name, access.per_minute) == ("LKPP", 77)
    assert access.profiles is None
    access.require_profile("tokodaring")


@pytest.mark.parametrize("make_user", [permitted, administrator])
def test_a_token_opens_it_for_who_has_the_permission(make_user):
    user = make_user(username="ani")
    token, text = APIToken.create_token(user=user, name="LKPP")

    access = authorise(asked(text), {}, Scope.SNAPSHOT)

    token.refresh_from_db()
    assert access.name == "@ani"
    assert token.last_used_at is not None


# What does not


@pytest.mark.parametrize("scope", NATIVE_SCOPES)
def test_without_a_key_one_is_asked_for(scope):
    with pytest.raises(FeedError) as refused:
        authorise(asked(), {}, scope)

    assert (refused.value.status, refused.value.code) == (401, "missing_key")
    assert refused.value.headers == {"WWW-Authenticate": 'Bearer realm="lkpp"'}


@pytest.mark.parametrize(
    "request_made",
    [asked(""), asked("", "Basic"), asked("test-lkpp", "Basic")],
)
def test_what_is_no_bearer_token_is_no_key(request_made):
    assert refusal(request_made, {"secretkey": ""}) == (401, "missing_key")


@pytest.mark.parametrize(
    "text",
    [
        WRONG,
        "alkes_",
        "alkes_0123456789ab_",
        "test-lkp",
        "test-lkpp ",
        "kunci-é",
        "\0",
        "x" * 100_000,
        "wagtail_" + "0" * 33,
    ],
)
def test_a_wrong_key_is_refused(text):
    assert refusal(asked(), {"secretkey": text}) == (403, "invalid_secret")


def test_v5_says_of_every_wrong_key_what_its_readers_know():
    client, text = feed_client()

    assert refusal(asked(), scope=Scope.V5) == (403, "invalid_secret")
    assert refusal(asked(WRONG), scope=Scope.V5) == (403, "invalid_secret")
    expire_keys(client)
    assert refusal(asked(text), scope=Scope.V5) == (403, "invalid_secret")


def test_a_right_prefix_alone_opens_nothing():
    client, text = feed_client()
    last = "0" if text[-1] != "0" else "1"

    for almost in (
        text[:-1] + last,
        text[:-1],
        text.upper(),
        f"alkes_{client.keys.get().prefix}_" + "0" * 64,
        client.keys.get().digest,
    ):
        assert refusal(asked(almost)) == (403, "invalid_secret")
    assert client.keys.get().last_used_at is None


def test_the_holder_of_a_key_that_ended_is_told_why():
    client, text = feed_client()

    expire_keys(client)
    assert refusal(asked(text)) == (403, "key_expired")
    revoke_key(client.keys.get())
    assert refusal(asked(text)) == (403, "key_revoked")


def test_a_revoked_client_is_refused():
    client, text = feed_client()
    revoke_client(client)

    assert refusal(asked(text)) == (403, "key_revoked")


def test_a_client_that_is_not_active_is_refused_whatever_its_keys_say():
    client, text = feed_client()
    FeedClient.objects.update(active=False)

    assert client.keys.usable().count() == 1
    assert refusal(asked(text)) == (403, "key_revoked")


def test_both_keys_open_it_while_a_client_goes_over():
    client, former = feed_client()
    new = rotate_key(client).text

    for text in (former, new):
        assert authorise(asked(text), {}, Scope.V5).name == "Gudang Data"
    expire_keys(client)
    newest = rotate_key(client).text
    assert refusal(asked(former)) == (403, "key_expired")
    assert authorise(asked(newest), {}, Scope.V5).name == "Gudang Data"


def test_a_scope_that_was_not_given_is_refused_and_counted():
    _client, text = feed_client(scopes=["v5", "files"], per_minute=2)
    request = asked(text)

    with pytest.raises(FeedError) as refused:
        authorise(request, {}, Scope.SNAPSHOT)

    assert refused.value.status == 403
    assert refused.value.code == "scope_not_allowed"
    assert refused.value.message == (
        "Kunci ini tidak membuka snapshot, hanya: files, v5."
    )
    assert access_of(request).name == "Gudang Data"
    assert refusal(asked(text), scope=Scope.SNAPSHOT)[0] == 403
    assert refusal(asked(text), scope=Scope.SNAPSHOT)[0] == 429


def test_a_profile_that_was_not_given_is_refused():
    _client, text = feed_client(profiles=["v6"])
    access = authorise(asked(text), {}, Scope.CHANGES)

    access.require_profile("v6")
    with pytest.raises(FeedError) as refused:
        access.require_profile("isb")

    assert (refused.value.status, refused.value.code) == (403, "profile_not_allowed")
    assert refused.value.body()["data"] == {"status": 403, "parameter": "profile"}


def test_beyond_its_rate_a_client_is_told_when_to_come_again():
    _client, text = feed_client(per_minute=1)
    authorise(asked(text), {}, Scope.V5)

    with pytest.raises(FeedError) as refused:
        authorise(asked(text), {}, Scope.V5)

    assert (refused.value.status, refused.value.code) == (429, "too_many_requests")
    assert refused.value.headers == {"Retry-After": "60"}


def test_strangers_use_up_nobodys_rate():
    client, text = feed_client(per_minute=1)

    for _attempt in range(3):
        refusal(asked(f"alkes_{client.keys.get().prefix}_" + "0" * 64))

    assert authorise(asked(text), {}, Scope.V5).name == "Gudang Data"


def test_a_token_without_the_permission_opens_nothing():
    _token, text = APIToken.create_token(user=UserFactory(), name="LKPP")

    assert refusal(asked(text)) == (403, "token_not_allowed")


def test_a_revoked_token_and_one_of_a_former_user_open_nothing():
    revoked, revoked_text = APIToken.create_token(user=permitted(), name="lama")
    revoked.revoke()
    former = permitted(is_active=False)
    _token, former_text = APIToken.create_token(user=former, name="mantan")

    assert refusal(asked(revoked_text)) == (403, "invalid_secret")
    assert refusal(asked(former_text)) == (403, "invalid_secret")


def test_without_a_key_in_the_settings_clients_still_have_theirs(settings):
    settings.LKPP_SECRET_KEY = ""
    _client, text = feed_client()

    assert refusal(asked(), {"secretkey": ""}) == (401, "missing_key")
    assert refusal(asked("test-lkpp")) == (403, "invalid_secret")
    assert authorise(asked(text), {}, Scope.V5).name == "Gudang Data"


# How it is done


def test_an_unknown_prefix_is_compared_as_well(monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((len(one), len(other)))
        return one == other

    monkeypatch.setattr(auth, "constant_time_compare", compare)
    client, _text = feed_client()

    refusal(asked(WRONG))
    unknown, compared[:] = list(compared), []
    refusal(asked(f"alkes_{client.keys.get().prefix}_" + "0" * 64))

    assert compared == unknown
    assert (64, 64) in compared


def identify(key):
    """Have the key looked up, without counting the request."""
    with suppress(FeedError):
        auth._identified(asked(key), {}, Scope.V5)


def test_the_digest_is_never_compared_by_the_database(django_assert_num_queries):
    feed_client()

    with django_assert_num_queries(1) as queries:
        identify(WRONG)

    assert WRONG[-64:] not in queries[0]["sql"]
    assert digest_of(WRONG) not in queries[0]["sql"]


def test_use_is_noted_at_most_once_a_minute(django_assert_num_queries):
    client, text = feed_client()
    identify(text)
    noted = client.keys.get().last_used_at

    with django_assert_num_queries(1):
        identify(text)

    assert client.keys.get().last_used_at == noted
    # A minute ago, and by a clock that was ahead.
    for apart in (timedelta(seconds=-61), timedelta(days=900)):
        FeedKey.objects.update(last_used_at=timezone.now() + apart)
        identify(text)
        assert noted <= client.keys.get().last_used_at <= timezone.now()


def test_a_wrong_key_of_another_form_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        identify("salah")
        identify("test-lkpp")


def test_no_key_reaches_a_log(caplog):
    caplog.set_level(logging.DEBUG)
    client, text = feed_client(scopes=["v5"], per_minute=1)
    _token, token_text = APIToken.create_token(user=UserFactory(), name="x")

    for key in (text, text, token_text, "kata-sandi-salah", WRONG, "test-lkpp"):
        try:
            authorise(asked(key), {"secretkey": key}, Scope.CHANGES)
        except FeedError as error:
            logging.getLogger("lkpp").warning("%s %s", error.body(), error.headers)

    assert len(caplog.records) > 0
    for secret in (text[19:], token_text, "kata-sandi-salah", WRONG[-64:], "test-lkpp"):
        assert secret not in caplog.text
