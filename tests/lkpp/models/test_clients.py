"""Those who read the export, and their keys."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lkpp.models import FeedClient, FeedKey, validate_client_name


@pytest.mark.parametrize("name", ["LKPP", "lkpp", "@sari", "baris\nbaru", "a\x00"])
def test_a_name_that_stands_for_somebody_else_is_refused(name):
    with pytest.raises(ValidationError):
        validate_client_name(name)


@pytest.mark.parametrize("name", ["LKPP 2", "Gudang Data", "sari@contoh"])
def test_other_names_are_taken(name):
    validate_client_name(name)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["snapshot", "lain"]}, "scopes"),
        ({"scopes": "snapshot"}, "scopes"),
        ({"profiles": ["v4"]}, "profiles"),
    ],
)
def test_scopes_and_profiles_are_those_there_are(fields, wrong):
    client = FeedClient(name="Gudang", **fields)

    with pytest.raises(ValidationError) as refused:
        client.clean()

    assert list(refused.value.message_dict) == [wrong]


def test_without_profiles_all_may_be_read():
    client = FeedClient(name="Gudang", scopes=["changes", "v5"])

    client.clean()

    assert client.profile_labels == []
    assert client.scope_labels == ["Perubahan", "Umpan e-Katalog v5"]


@pytest.fixture
def client_with_keys(db) -> FeedClient:
    now = timezone.now()
    client = FeedClient.objects.create(name="Gudang")
    for prefix, ends, revoked in (
        ("a", now + timedelta(days=9), None),
        ("b", now + timedelta(days=3), None),
        ("c", None, None),
        ("d", now - timedelta(seconds=1), None),
        ("e", now + timedelta(days=1), now),
    ):
        FeedKey.objects.create(
            client=client,
            prefix=prefix,
            digest=prefix,
            expires_at=ends,
            revoked_at=revoked,
        )
    return client


def test_usable_keys_are_neither_revoked_nor_expired(client_with_keys):
    assert {key.prefix for key in client_with_keys.usable_keys} == {"a", "b", "c"}
    assert {key.prefix for key in FeedKey.objects.usable()} == {"a", "b", "c"}


def test_the_first_end_is_that_of_the_usable_keys(client_with_keys):
    assert client_with_keys.first_end == FeedKey.objects.get(prefix="b").expires_at


def test_keys_without_end_have_no_first_end(db):
    client = FeedClient.objects.create(name="Gudang")
    FeedKey.objects.create(client=client, prefix="c", digest="c")

    assert client.first_end is None


def test_a_key_has_expired_at_its_last_moment():
    now = timezone.now()

    assert FeedKey(expires_at=now).has_expired(now)
    assert not FeedKey(expires_at=now).has_expired(now - timedelta(microseconds=1))
    assert not FeedKey().has_expired(now)
