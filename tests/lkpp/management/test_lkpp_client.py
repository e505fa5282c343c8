"""The command that keeps clients."""

import json
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from lkpp.choices import ProfileName, Scope
from lkpp.clients.keys import (
    KEY_FORM,
    digest_of,
    rotate_key,
)
from lkpp.models import FeedClient, FeedKey, FeedRequest
from tests.factories.feed import FeedRequestFactory, feed_client
from tests.lkpp.clients.commands import key_in, run

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("per_minute", "days"), [(1, 1), (6000, 3650)])
def test_add_takes_the_least_and_the_most(per_minute, days):
    run("add", "Gudang Data", f"--per-minute={per_minute}", f"--expires={days}")

    client = FeedClient.objects.get()
    lasts = client.keys.get().expires_at - timezone.now()
    assert client.per_minute == per_minute
    assert timedelta(days=days - 1) < lasts <= timedelta(days=days)


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
