"""Guessing passwords is stopped, and nobody else is."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.utils import translation

from tests.factories.users import PASSWORD, administrator
from tests.screens import text_of
from workspace.accounts.sign_in import (
    FROM_ALL_ADDRESSES,
    FROM_ONE_ADDRESS,
    address_of,
    counted_name,
    locked_until,
    too_many,
)

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"
OFFICE, HOME = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def ani(catalogue):
    return administrator(username="ani")


def tried(name="ani", password="salah", address=OFFICE, **headers):
    """The answer to one attempt, in a browser of its own."""
    client = Client(REMOTE_ADDR=address)
    sent = {"username": name, "password": password}
    return client.post(SIGN_IN, sent, headers=headers)


def fail(times: int, **options):
    for _ in range(times):
        answer = tried(**options)
    return answer


def signed_in(answer) -> bool:
    return answer.status_code == 302


def test_the_fifth_failure_locks_the_name_at_the_address(ani, clock):
    fourth = fail(FROM_ONE_ADDRESS - 1)
    fifth = tried()
    right = tried(password=PASSWORD)

    assert (fourth.status_code, fifth.status_code, right.status_code) == (200, 429, 429)
    assert "Coba lagi dalam 60 menit" in text_of(fifth)
    assert "Coba lagi dalam 60 menit" in text_of(right)


def test_four_failures_lock_nobody_and_success_forgets_them(ani, clock):
    fail(FROM_ONE_ADDRESS - 1)

    assert signed_in(tried(password=PASSWORD))
    assert not AccessAttempt.objects.exists()


def test_the_lock_says_how_long_it_still_lasts(ani, clock):
    fail(FROM_ONE_ADDRESS)
    clock.shift(timedelta(minutes=40, seconds=1))

    assert "Coba lagi dalam 20 menit" in text_of(tried(password=PASSWORD))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(1, "Try again in 1 minute,"), (20, "Try again in 20 minutes,")],
)
def test_the_lock_is_told_in_english_too(minutes, text):
    with translation.override("en"):
        assert text in too_many(minutes)


def test_a_lock_ends_by_itself_and_attempts_do_not_prolong_it(ani, clock):
    fail(FROM_ONE_ADDRESS)
    clock.shift(timedelta(minutes=59))
    assert tried(password=PASSWORD).status_code == 429
    clock.shift(timedelta(minutes=1, seconds=1))

    assert signed_in(tried(password=PASSWORD))


def test_others_at_the_address_and_the_person_elsewhere_come_in(ani, clock):
    administrator(username="budi")
    fail(FROM_ONE_ADDRESS)

    assert signed_in(tried("budi", PASSWORD))
    assert signed_in(tried(password=PASSWORD, address=HOME))


def test_a_name_is_not_tried_from_ever_new_addresses(ani, clock):
    for number in range(FROM_ALL_ADDRESSES):
        tried(address=f"192.0.2.{number}")

    answer = tried(password=PASSWORD, address="192.0.2.200")

    assert answer.status_code == 429
    assert "Coba lagi dalam 60 menit" in text_of(answer)


def test_the_holder_still_comes_in_from_where_they_work(ani, clock):
    assert signed_in(tried(password=PASSWORD))
    for number in range(FROM_ALL_ADDRESSES):
        tried(address=f"192.0.2.{number}")

    assert signed_in(tried(password=PASSWORD))
    assert not signed_in(tried(password=PASSWORD, address=HOME))


def test_an_address_is_known_for_thirty_days(ani, clock):
    tried(password=PASSWORD)
    clock.shift(timedelta(days=30))
    for number in range(FROM_ALL_ADDRESSES):
        tried(address=f"192.0.2.{number}")

    assert tried(password=PASSWORD).status_code == 429


def test_whether_an_account_exists_makes_no_difference(ani, clock):
    known, unknown = (fail(FROM_ONE_ADDRESS, name=name) for name in ("ani", "tiada"))

    assert known.status_code == unknown.status_code == 429
    assert text_of(known).replace("ani", "") == text_of(unknown).replace("tiada", "")


@pytest.mark.parametrize("spelling", ["ANI", " ani", "ａｎｉ"])
def test_a_name_counts_in_every_spelling(ani, clock, spelling):
    fail(FROM_ONE_ADDRESS, name=spelling)

    assert tried(password=PASSWORD).status_code == 429


def test_who_writes_their_address_into_a_header_is_counted_all_the_same(
    ani, clock, settings
):
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    for number in range(FROM_ONE_ADDRESS):
        tried(**{"X-Forwarded-For": f"192.0.2.{number}, {OFFICE}"})

    there = tried(password=PASSWORD, **{"X-Forwarded-For": f"192.0.2.99, {OFFICE}"})
    elsewhere = tried(password=PASSWORD, **{"X-Forwarded-For": f"{OFFICE}, {HOME}"})

    assert (there.status_code, signed_in(elsewhere)) == (429, True)


def test_nothing_is_kept_that_is_not_needed(ani, clock):
    tried(**{"user-agent": "Peramban Ani", "accept": "text/html"})
    tried(password=PASSWORD, **{"user-agent": "Peramban Ani"}, address=HOME)

    attempt, sign_in = AccessAttempt.objects.get(), AccessLog.objects.get()
    assert (attempt.username, attempt.ip_address) == ("ani", OFFICE)
    assert (sign_in.username, sign_in.ip_address) == ("ani", HOME)
    for kept in (attempt, sign_in):
        assert (kept.user_agent, kept.http_accept) == ("", "")
    assert (attempt.get_data, attempt.post_data) == ("", "")


def test_nothing_is_kept_of_an_attempt_whose_name_was_sent_another_way(ani):
    request = RequestFactory().post("/masuk/?next=/produk/", {"nama": "ani"})

    assert authenticate(request, username="ani", password="salah") is None

    attempt = AccessAttempt.objects.get()
    assert attempt.username == "ani"
    assert (attempt.get_data, attempt.post_data) == ("", "")


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("", None),
    ],
)
def test_of_an_ipv6_address_the_network_counts(address, counted):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


def test_a_name_is_found_in_what_was_posted_or_given():
    posted = RequestFactory().post("/", {"username": "Ani"})

    assert counted_name(posted, None) == "ani"
    assert counted_name(posted, {"username": "Budi"}) == "budi"
    assert counted_name(RequestFactory().get("/"), None) == ""


def test_nobody_is_locked_who_was_not_tried():
    assert locked_until("ani", OFFICE) is None


def test_without_mail_the_page_says_whom_to_ask(client, settings, catalogue):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = False

    page = text_of(client.get(SIGN_IN))

    assert "Minta administrator katalog memberi yang baru." in page
    assert client.get("/admin/password_reset/").status_code == 404


def test_with_mail_the_page_leads_to_a_new_password(client, catalogue):
    page = client.get(SIGN_IN).content.decode()

    assert 'href="/admin/password_reset/"' in page
    assert "Minta administrator katalog" not in page
