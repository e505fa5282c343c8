"""From which address a request came."""

import pytest
from django.test import RequestFactory

from core.client_address import client_address, connection_address, household


def asked(remote: str = "10.0.0.1", **headers: str) -> str:
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)
    return client_address(request)


@pytest.fixture
def behind_a_proxy(settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    settings.TRUSTED_PROXIES = 1


def test_without_a_header_the_connection_counts_whatever_is_sent():
    assert asked(**{"X-Forwarded-For": "203.0.113.7"}) == "10.0.0.1"


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("203.0.113.7, ", "10.0.0.1"),
        ("unknown", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("2001:DB8::7", "2001:db8::7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
@pytest.mark.usefixtures("behind_a_proxy")
def test_what_the_last_server_wrote_counts(sent, address):
    assert asked(**{"X-Forwarded-For": sent}) == address


@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("198.51.100.9, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("203.0.113.7", "10.0.0.1"),
    ],
)
@pytest.mark.usefixtures("behind_a_proxy")
def test_of_two_servers_the_first_knows(settings, sent, address):
    settings.TRUSTED_PROXIES = 2

    assert asked(**{"X-Forwarded-For": sent}) == address


@pytest.mark.parametrize("remote", ["", "unix:", "not an address"])
def test_a_connection_without_an_address_has_none(remote):
    assert asked(remote) == ""


def test_a_zone_is_left_out():
    assert asked("fe80::1%eth0") == "fe80::1"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:0:7:ffff::3", "2001:db8:0:7::"),
        ("", ""),
        ("not an address", "not an address"),
    ],
)
def test_a_household_is_counted_as_one(address, counted):
    assert household(address) == counted


@pytest.mark.parametrize(
    ("remote", "address"),
    [("127.0.0.1", "127.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1"), ("", "")],
)
def test_the_connection_is_what_it_is_whatever_is_sent(behind_a_proxy, remote, address):
    headers = {"X-Forwarded-For": "203.0.113.7"}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)

    assert connection_address(request) == address
