"""Who reads the metrics: this host, unless a server in front speaks for the world, or
who has the token."""

import pytest

pytestmark = pytest.mark.django_db

TOKEN = "abcdefghijklmnopqrstuvwxyz"
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture(autouse=True)
def at_once(asked_at_once, index):
    """Whoever is let in is answered."""


def status(client, **environment) -> int:
    return client.get("/metrics", **{**LOCAL, **environment}).status_code


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("127.0.0.1", "127.0.0.1:8000"),
        ("127.0.0.1", "localhost"),
        ("127.0.0.3", "127.0.0.1"),
        ("::1", "[::1]:8000"),
        ("::ffff:127.0.0.1", "localhost:8000"),
    ],
)
def test_this_host_reads_them(client, address, host):
    assert status(client, REMOTE_ADDR=address, HTTP_HOST=host) == 200


@pytest.mark.parametrize(
    "address",
    ["203.0.113.7", "10.0.0.7", "::ffff:10.0.0.7", "2001:db8::1", "", "unix:"],
)
def test_no_other_host_reads_them(client, address):
    answer = client.get("/metrics", **{**LOCAL, "REMOTE_ADDR": address})

    assert answer.status_code == 403
    assert b"catalogue_" not in answer.content


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Anything",
        "Forwarded",
        "Via",
        "X-Real-IP",
        "True-Client-IP",
        "CF-Connecting-IP",
    ],
)
@pytest.mark.parametrize("value", ["127.0.0.1", "", "for=127.0.0.1", "203.0.113.7"])
def test_a_server_in_front_is_not_this_host_whatever_it_brings(client, header, value):
    answer = client.get("/metrics", headers={header: value}, **LOCAL)

    assert answer.status_code == 403


def test_one_trusted_server_too_many_does_not_let_a_stranger_say_who_he_is(
    client, settings
):
    settings.CLIENT_ADDRESS_HEADER, settings.TRUSTED_PROXIES = "X-Forwarded-For", 2

    forged = "127.0.0.1, 203.0.113.7"

    assert status(client, HTTP_X_FORWARDED_FOR=forged) == 403


def test_the_configured_header_marks_a_server_in_front_too(client, settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Our-Client"

    assert status(client, HTTP_X_OUR_CLIENT="127.0.0.1") == 403
    assert status(client) == 200


@pytest.mark.parametrize(
    "host",
    ["katalog.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[::"],
)
def test_a_browser_led_here_by_another_s_name_reads_nothing(client, host):
    assert status(client, HTTP_HOST=host) == 403


def test_this_host_can_be_left_out(client, settings):
    settings.METRICS_FROM_THIS_HOST = False
    settings.METRICS_TOKEN = TOKEN

    assert status(client) == 403
    assert status(client, HTTP_AUTHORIZATION=f"Bearer {TOKEN}") == 200


def test_whoever_has_the_token_reads_them_from_anywhere(client, settings):
    settings.METRICS_TOKEN = TOKEN
    far = {"REMOTE_ADDR": "203.0.113.7", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}

    assert status(client, HTTP_AUTHORIZATION=f"Bearer {TOKEN}", **far) == 200


@pytest.mark.parametrize(
    "written",
    [
        "Bearer wrong",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"bearer{TOKEN}",
        TOKEN,
        f"Basic {TOKEN}",
        "Bearer ",
        "",
        "Bearer \xff",
    ],
)
def test_another_token_is_none(client, settings, written):
    settings.METRICS_TOKEN = TOKEN

    far = {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": written}

    assert status(client, **far) == 403


@pytest.mark.parametrize("written", ["Bearer ", "Bearer", ""])
def test_an_empty_token_is_nobody_s(client, settings, written):
    settings.METRICS_TOKEN = ""

    far = {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": written}

    assert status(client, **far) == 403


def test_who_is_signed_in_is_a_stranger_too(client, admin_client):
    far = {**LOCAL, "REMOTE_ADDR": "203.0.113.7"}

    assert admin_client.get("/metrics", **far).status_code == 403
