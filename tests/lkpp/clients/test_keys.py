"""Clients and their keys: made, rotated, revoked."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lkpp.clients.keys import (
    KEY_FORM,
    CannotChange,
    digest_of,
    make_client,
    resume_client,
    revoke_client,
    revoke_key,
    rotate_key,
)
from lkpp.models import FeedClient, FeedKey
from tests.factories.feed import feed_client
from tests.factories.users import administrator
from tests.lkpp.clients.commands import actions

pytestmark = pytest.mark.django_db


def test_a_client_may_read_everything_unless_told_otherwise():
    client, _text = feed_client()

    client.refresh_from_db()
    assert client.scopes == ["snapshot", "changes", "v5", "files"]
    assert client.profiles == []
    assert client.per_minute == 60
    assert client.active


def test_a_key_has_256_random_bits_and_is_kept_as_a_digest():
    client, text = feed_client()

    key = client.keys.get()
    match = KEY_FORM.fullmatch(text)
    assert match["prefix"] == key.prefix
    assert len(bytes.fromhex(match["secret"])) == 32
    stored = [str(value) for value in FeedKey.objects.values().get().values()]
    assert not [value for value in stored if match["secret"] in value]
    assert key.digest == digest_of(text)


def test_no_two_keys_are_alike():
    client, first = feed_client()

    second = rotate_key(client).text

    assert first != second
    assert KEY_FORM.fullmatch(first)["secret"] != KEY_FORM.fullmatch(second)["secret"]


def test_a_new_key_does_not_show_its_text_by_accident():
    _client, new_key = make_client("Gudang Data")

    assert new_key.text not in repr(new_key)
    assert new_key.text not in str(new_key.key)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "name"),
        ({"name": "LKPP"}, "name"),
        ({"name": " lkpp "}, "name"),
        ({"name": "@orang"}, "name"),
        ({"name": "dua\nbaris"}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["segalanya"]}, "scopes"),
        ({"scopes": "v5"}, "scopes"),
        ({"profiles": ["v7"]}, "profiles"),
        ({"per_minute": 0}, "per_minute"),
        ({"per_minute": 6001}, "per_minute"),
    ],
)
def test_a_client_that_makes_no_sense_is_refused(fields, told):
    with pytest.raises(ValidationError) as refused:
        make_client(**{"name": "Gudang Data"} | fields)

    assert list(refused.value.message_dict) == [told]
    assert not FeedClient.objects.exists()
    assert not FeedKey.objects.exists()


def test_names_differ_in_more_than_capitals():
    feed_client("Gudang Data")

    with pytest.raises(ValidationError) as refused:
        make_client("GUDANG data")

    assert refused.value.messages == ["Sudah ada klien dengan nama ini."]
    assert FeedClient.objects.count() == 1


def test_the_database_itself_keeps_names_apart():
    feed_client("Gudang Data")

    with pytest.raises(IntegrityError):
        FeedClient.objects.create(name="gudang data")


def test_who_made_what_is_in_the_history():
    admin = administrator()

    client, _new_key = make_client("Gudang Data", by=admin)
    rotate_key(client, by=admin)
    revoke_key(client.keys.first(), by=admin)
    revoke_client(client, by=admin)
    resume_client(client, by=admin)

    assert client.created_by == admin
    assert actions() == [
        "lkpp.reader.make",
        "lkpp.key.make",
        "lkpp.key.make",
        "lkpp.key.revoke",
        "lkpp.reader.revoke",
        "lkpp.reader.resume",
    ]
    assert set(ModelLogEntry.objects.values_list("user", flat=True)) == {admin.pk}


def test_rotation_lets_the_former_key_go_on_for_a_while(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client, _text = feed_client()
    former = client.keys.get()

    new = rotate_key(client, overlap_days=3).key

    former.refresh_from_db()
    assert former.expires_at == now + timedelta(days=3)
    assert new.expires_at is None
    assert set(client.keys.usable()) == {former, new}
    monkeypatch.setattr("django.utils.timezone.now", lambda: former.expires_at)
    assert set(client.keys.usable()) == {new}


def test_rotation_lengthens_no_life():
    client, _text = feed_client(expires_days=2)
    former = client.keys.get()

    rotate_key(client, overlap_days=7)

    assert client.keys.get(pk=former.pk).expires_at == former.expires_at


def test_rotation_without_overlap_ends_the_former_key_at_once():
    client, _text = feed_client()

    new = rotate_key(client, overlap_days=0, expires_days=30).key

    assert list(client.keys.usable()) == [new]
    assert new.expires_at.date() == (timezone.now() + timedelta(days=30)).date()


@pytest.mark.parametrize(
    "days",
    [
        {"overlap_days": -1},
        {"overlap_days": 91},
        {"expires_days": 0},
        {"expires_days": 3651},
    ],
)
def test_a_number_of_days_out_of_bounds_changes_nothing(days):
    client, _text = feed_client()
    before = list(client.keys.values())

    with pytest.raises(ValidationError):
        rotate_key(client, **days)

    assert list(client.keys.values()) == before


def test_revoking_a_client_revokes_its_keys_and_no_others():
    client, _text = feed_client("Pertama")
    rotate_key(client)
    other, _text = feed_client("Kedua")

    assert revoke_client(client) == 2

    client.refresh_from_db()
    assert not client.active
    assert list(client.keys.usable()) == []
    assert other.keys.usable().count() == 1


def test_a_revoked_client_gets_no_key_until_it_is_resumed():
    client, _text = feed_client()
    revoke_client(client)

    with pytest.raises(CannotChange, match="sudah dicabut"):
        rotate_key(client)
    assert client.keys.count() == 1

    resume_client(client)
    assert list(client.keys.usable()) == []
    rotate_key(client)
    assert client.keys.usable().count() == 1


def test_what_is_done_already_is_said():
    client, _text = feed_client()
    key = client.keys.get()

    with pytest.raises(CannotChange, match="masih aktif"):
        resume_client(client)
    revoke_key(key)
    with pytest.raises(CannotChange, match=re.escape(f"alkes_{key.prefix}_…")):
        revoke_key(key)
    revoke_client(client)
    with pytest.raises(CannotChange, match="sudah dicabut"):
        revoke_client(client)
