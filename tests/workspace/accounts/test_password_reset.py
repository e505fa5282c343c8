"""Asking for a new password is bounded, and tells nobody who has an account."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.factories.users import UserFactory, administrator
from tests.screens import text_of
from workspace.accounts.password_reset import (
    FOR_ONE_ACCOUNT,
    FROM_ONE_ADDRESS,
    account_of,
    forget_requests,
)
from workspace.models import PasswordResetRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani(catalogue):
    return administrator(email="ani@katalog.example")


def asked(email="ani@katalog.example", address="203.0.113.7"):
    client = Client(REMOTE_ADDR=address)
    return client.post("/admin/password_reset/", {"email": email})


def test_a_link_is_mailed_to_who_has_an_account(ani, clock):
    assert asked().status_code == 302

    assert [message.to for message in mail.outbox] == [["ani@katalog.example"]]
    assert "/admin/password_reset/confirm/" in mail.outbox[0].body


def test_the_fourth_request_within_an_hour_waits(ani, clock):
    for number in range(FOR_ONE_ACCOUNT):
        asked(address=f"192.0.2.{number}")
    clock.shift(timedelta(minutes=15))

    answer = asked("Ani@katalog.example", address="192.0.2.99")

    assert answer.status_code == 429
    assert "Coba lagi dalam 45 menit." in text_of(answer)
    assert len(mail.outbox) == FOR_ONE_ACCOUNT


def test_after_an_hour_it_is_let_in_again(ani, clock):
    for _ in range(FOR_ONE_ACCOUNT):
        asked()
    clock.shift(timedelta(hours=1))

    assert asked().status_code == 302


def test_an_address_does_not_try_a_list_of_accounts(ani, clock):
    for number in range(FROM_ONE_ADDRESS):
        asked(f"orang{number}@katalog.example")

    assert asked().status_code == 429
    assert asked(address="198.51.100.9").status_code == 302


def test_whether_there_is_an_account_makes_no_difference(ani, clock):
    answers = {
        name: [
            (answer.status_code, answer.headers.get("Location"))
            for answer in (asked(f"{name}@katalog.example") for _ in range(4))
        ]
        for name in ("ani", "tiada")
    }

    assert answers["ani"] == answers["tiada"]
    assert [status for status, _location in answers["ani"]] == [302, 302, 302, 429]


def test_what_is_counted_does_not_tell_the_address(ani, clock):
    asked()

    kept = PasswordResetRequest.objects.get()
    assert kept.account == account_of("ANI@katalog.example")
    assert "ani" not in kept.account


def test_requests_are_forgotten_after_an_hour(ani, clock):
    asked()
    clock.shift(timedelta(minutes=59))
    assert forget_requests() == 0
    clock.shift(timedelta(minutes=1))

    assert forget_requests() == 1


def test_who_has_no_address_is_sent_nothing(catalogue, clock):
    UserFactory(email="")

    asked("lain@katalog.example")

    assert mail.outbox == []
