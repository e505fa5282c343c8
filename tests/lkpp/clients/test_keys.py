"""Clients and their keys, and the command that keeps them."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lkpp.choices import ProfileName, Scope
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
from lkpp.models import FeedClient, FeedKey, FeedRequest
from tests.factories.feed import FeedRequestFactory, feed_client
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("lkpp_client", *arguments, stdout=out)
    return out.getvalue()


def key_in(text: str) -> str:
    return KEY_FORM.search(text)[0]


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


# Making


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


# Rotating


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


# Revoking


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


# The command


def test_add_prints_the_key_once_and_how_to_try_it():
    out = run(
        "add",
        "Gudang Data",
        "--contact=Ani, ani@gudang.example",
        "--scope=changes",
        "--scope=changes",
        "--profile=v6",
        "--per-minute=5",
        "--expires=30",
    )

    client = FeedClient.objects.get()
    assert (client.name, client.contact) == ("Gudang Data", "Ani, ani@gudang.example")
    assert (client.scopes, client.profiles) == (["changes"], ["v6"])
    assert client.per_minute == 5
    assert client.keys.get().expires_at is not None
    assert digest_of(key_in(out)) == client.keys.get().digest
    assert out.count(key_in(out)) == 1
    assert "https://katalog.example/api/v1/lkpp/changes?after=0&limit=10" in out
    assert key_in(out) not in run("list") + run("list", "--json")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--scope=semua"], "snapshot, changes, v5, files"),
        (["--profile=v7"], "native, v5, v6, isb, tokodaring"),
        (["--per-minute=0"], "1–6000"),
        (["--per-minute=banyak"], "1–6000"),
        (["--per-minute=٣"], "1–6000"),
        (["--expires=0"], "1–3650"),
        (["--expires=" + "9" * 5000], "1–3650"),
    ],
)
def test_add_says_what_is_allowed(arguments, told):
    with pytest.raises(CommandError, match=re.escape(told)):
        run("add", "Gudang Data", *arguments)

    assert not FeedClient.objects.exists()


@pytest.mark.parametrize("name", ["LKPP", "", "@a"])
def test_add_refuses_a_name_that_stands_for_somebody_else(name):
    with pytest.raises(CommandError):
        run("add", name)

    assert not FeedClient.objects.exists()


def test_rotate_prints_another_key():
    _client, first = feed_client()

    out = run("rotate", "gudang data", "--overlap-days=1")

    assert key_in(out) != first
    assert "masih berlaku 1 hari" in out
    assert FeedKey.objects.usable().count() == 2


def test_revoke_takes_one_key_or_all():
    client, first = feed_client()
    rotate_key(client)
    prefix = KEY_FORM.fullmatch(first)["prefix"]

    run("revoke", "Gudang Data", "--key", prefix)
    assert client.keys.usable().count() == 1
    run("revoke", "Gudang Data")
    assert client.keys.usable().count() == 0
    with pytest.raises(CommandError, match="sudah dicabut"):
        run("revoke", "Gudang Data")
    run("resume", "Gudang Data")
    client.refresh_from_db()
    assert client.active


def test_revoke_takes_the_key_as_the_screens_show_it():
    client, _text = feed_client()

    run("revoke", "Gudang Data", "--key", str(client.keys.get()))

    assert client.keys.usable().count() == 0


def test_a_key_of_another_client_is_not_revoked():
    feed_client("Pertama")
    other, _text = feed_client("Kedua")

    with pytest.raises(CommandError, match="tidak punya kunci itu"):
        run("revoke", "Pertama", "--key", other.keys.get().prefix)

    assert FeedKey.objects.usable().count() == 2


@pytest.mark.parametrize("action", ["rotate", "revoke", "resume", "log"])
def test_an_unknown_client_is_answered_with_those_there_are(action):
    feed_client("Pertama")

    with pytest.raises(CommandError, match="Tidak ada klien “Ketiga”.*Pertama"):
        run(action, "Ketiga")


def test_list_tells_of_keys_and_use():
    client, _text = feed_client(contact="Ani")
    FeedRequestFactory(last_revision=41)

    (told,) = json.loads(run("list", "--json"))
    plain = run("list")

    assert told["name"] == "Gudang Data"
    assert (told["requests_today"], told["last_revision"]) == (1, 41)
    assert [key["usable"] for key in told["keys"]] == [True]
    assert [key["prefix"] for key in told["keys"]] == [client.keys.get().prefix]
    assert "revisi terakhir: 41" in plain
    assert client.keys.get().prefix in plain


def test_list_without_clients_says_how_to_make_one():
    assert run("list") == "Belum ada klien. Buat: lkpp_client add NAMA\n"
    assert json.loads(run("list", "--json")) == []


def test_log_shows_the_latest_requests_the_newest_last():
    feed_client()
    for revision in (1, 2, 3):
        FeedRequestFactory(first_revision=revision, last_revision=revision)

    lines = run("log", "Gudang Data", "--last=2").splitlines()

    assert [re.search(r"r(\d+)\.\.", line)[1] for line in lines] == ["2", "3"]


def test_log_knows_the_built_in_client():
    assert run("log", "LKPP") == "Belum ada permintaan.\n"
    FeedRequestFactory(client="LKPP")
    assert len(run("log", "lkpp").splitlines()) == 1


def test_prune_forgets_what_is_older_than_asked():
    for days in (0, 9, 11):
        FeedRequestFactory(at=timezone.now() - timedelta(days=days))

    assert run("prune", "--days=10") == "1 permintaan dilupakan.\n"
    assert FeedRequest.objects.count() == 2


def test_choices_have_no_name_twice():
    assert len(set(Scope.values)) == len(Scope) == 4
    assert len(set(ProfileName.values)) == len(ProfileName) == 5
