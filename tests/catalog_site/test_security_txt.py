"""Whom to tell of a weakness."""

from datetime import UTC, datetime

import pytest
import time_machine

pytestmark = pytest.mark.django_db

ADDRESS = "/.well-known/security.txt"
NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


@time_machine.travel(NOON, tick=False)
def test_it_says_what_the_rfc_asks_for(client, settings):
    settings.SECURITY_CONTACT = [
        "keamanan@katalog.example",
        "https://katalog.example/lapor",
    ]

    response = client.get(ADDRESS)

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:keamanan@katalog.example",
        "Contact: https://katalog.example/lapor",
        "Expires: 2027-05-28T00:00:00Z",
        "Preferred-Languages: id, en",
        "Canonical: https://katalog.example/.well-known/security.txt",
    ]


def test_where_nobody_is_named_nothing_is_said(client, settings):
    settings.SECURITY_CONTACT = []

    assert client.get(ADDRESS).status_code == 404


def test_it_is_only_read(client, settings):
    settings.SECURITY_CONTACT = ["keamanan@katalog.example"]

    assert client.post(ADDRESS).status_code == 405
