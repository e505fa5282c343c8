import io
import logging
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler
from django.views.debug import get_exception_reporter_class

from lkpp.clients.redaction import (
    ACCESS_LOGGERS,
    ERROR_LOGGERS,
    WithoutKeys,
    redact_logs,
    without_keys,
)

OWN_KEY = "alkes_0123456789ab_" + "c0ffee" * 10 + "beef"
SECRET = OWN_KEY[19:]


def redacted(message, *args):
    record = logging.LogRecord("test", logging.INFO, "", 0, message, args, None)
    assert WithoutKeys().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '"GET /lkpp/v5/produk?secretkey=rahasia&page=2 HTTP/1.1" 200 17',
            '"GET /lkpp/v5/produk?secretkey=***&page=2 HTTP/1.1" 200 17',
        ),
        ("/produk?page=2&SecretKey=a%20b", "/produk?page=2&SecretKey=***"),
        ("/cari/?q=100%25+lampu", "/cari/?q=100%25+lampu"),
    ],
)
def test_the_key_is_blotted_out_of_an_address(line, expected):
    assert redacted("%s", line) == expected


def test_arguments_by_name_are_redacted_too():
    atoms = {"r": "GET /lkpp/v5/produk?secretkey=rahasia HTTP/1.1", "s": "200"}

    line = redacted("%(r)s %(s)s", atoms)

    assert line == "GET /lkpp/v5/produk?secretkey=*** HTTP/1.1 200"


@pytest.mark.parametrize("name", [*ACCESS_LOGGERS, *ERROR_LOGGERS])
def test_every_access_log_is_redacted(name):
    filters = logging.getLogger(name).filters

    assert [type(each) for each in filters].count(WithoutKeys) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OWN_KEY, "alkes_0123456789ab_***"),
        (f"Bearer {OWN_KEY}!", "Bearer alkes_0123456789ab_***!"),
        (f"?x={quote(OWN_KEY)}&y=1", "?x=alkes_0123456789ab_***&y=1"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer ***"),
        ("'HTTP_AUTHORIZATION': 'bearer abc'", "'HTTP_AUTHORIZATION': 'bearer ***'"),
        ("wagtail_" + "aB3" * 11, "wagtail_***"),
        ("{'secretkey': 'a b', 'page': '2'}", "{'secretkey': '***', 'page': '2'}"),
        ("<QueryDict: {'secretkey': ['a b']}>", "<QueryDict: {'secretkey': ['***']}>"),
        ("secretkey = 'it'", "secretkey = '***'"),
        (
            "<td>secretkey</td><td><pre>&#x27;a b&#x27;</pre></td>",
            "<td>secretkey</td><td><pre>&#x27;***&#x27;</pre></td>",
        ),
        ("secretkey%3Dabc%26x", "secretkey%3D***"),
        ("the key test-lkpp, again test-lkpp", "the key ***, again ***"),
        ("wagtail_localize and alkes_uji_1", "wagtail_localize and alkes_uji_1"),
        ("", ""),
    ],
)
def test_keys_are_blotted_out_however_they_are_written(text, expected):
    assert without_keys(text) == expected


def test_the_key_of_the_settings_is_found_in_every_way_of_writing(settings):
    settings.LKPP_SECRET_KEY = "rahasia & <panjang>/+"

    for written in (
        "rahasia & <panjang>/+",
        "rahasia%20%26%20%3Cpanjang%3E/%2B",
        "rahasia+%26+%3Cpanjang%3E%2F%2B",
        "rahasia &amp; &lt;panjang&gt;/+",
    ):
        assert without_keys(f"({written})") == "(***)"


def test_a_short_key_does_not_blot_out_ordinary_words(settings):
    settings.LKPP_SECRET_KEY = "alat"

    assert without_keys("alat kesehatan") == "alat kesehatan"


def test_a_message_that_does_not_fit_its_arguments_passes():
    record = logging.LogRecord("test", logging.INFO, "", 0, "%d", ("x",), None)

    assert WithoutKeys().filter(record)


def test_a_traceback_is_redacted_too():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutKeys())
    logger = logging.Logger("test")
    logger.addHandler(handler)

    try:
        raise ValueError(f"/produk?secretkey=rahasia {OWN_KEY}")
    except ValueError:
        logger.exception("Error handling request %s", "/produk?secretkey=rahasia")

    assert "ValueError: /produk?secretkey=*** alkes_0123456789ab_***" in out.getvalue()
    assert "rahasia" not in out.getvalue()
    assert SECRET not in out.getvalue()


def test_every_handler_that_there_is_redacts():
    handler = logging.StreamHandler(io.StringIO())
    logging.getLogger().addHandler(handler)
    try:
        redact_logs()
        redact_logs()
        assert [type(each) for each in handler.filters] == [WithoutKeys]
    finally:
        logging.getLogger().removeHandler(handler)


# What a failing request leaves behind


@pytest.fixture
def failing(monkeypatch):
    """The feed breaks while it holds the request and its parameters."""

    def fail(request, given, scope):
        raise RuntimeError(f"{request!r} {given!r}")

    monkeypatch.setattr("lkpp.clients.auth._identified", fail)


@pytest.fixture
def everything_logged():
    """What every logger wrote, in words, with the filters as in production."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    redact_logs()
    yield out
    root.setLevel(level)
    root.removeHandler(handler)


def failing_requests(client: Client):
    """A key in the address, in a form, and in a header."""
    yield client.get("/lkpp/v5/all_produk", {"secretkey": OWN_KEY, "page": "2"})
    yield client.get("/lkpp/v5/all_produk", {"secretkey": "kunci lama & salah"})
    yield client.post("/lkpp/v5/all_produk", {"secretkey": "kunci lama & salah"})
    headers = {"Authorization": f"Bearer {OWN_KEY}"}
    yield client.get("/lkpp/v5/all_produk", headers=headers)


SECRETS = (SECRET, "kunci lama", "kunci+lama", "kunci%20lama", "test-lkpp")


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
def test_a_failing_request_leaves_no_key_in_any_log_or_page(
    failing, everything_logged, settings, debug
):
    settings.DEBUG = debug
    client = Client(raise_request_exception=False)

    for response in failing_requests(client):
        assert response.status_code == 500
        for secret in SECRETS:
            assert secret not in response.content.decode()

    assert "RuntimeError" in everything_logged.getvalue()
    for secret in SECRETS:
        assert secret not in everything_logged.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("html", [True, False])
def test_a_failing_request_leaves_no_key_in_a_mail(failing, settings, html):
    settings.ADMINS = [("Ani", "ani@katalog.example")]
    handler = AdminEmailHandler(include_html=html)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    client = Client(raise_request_exception=False)

    try:
        list(failing_requests(client))
    finally:
        logger.removeHandler(handler)

    # Django has a handler of its own that writes to administrators.
    assert len(mail.outbox) == 8
    for message in mail.outbox:
        texts = [
            message.subject,
            message.body,
            *(
                str(each)
                for each in (alternative[0] for alternative in message.alternatives)
            ),
        ]
        for secret in SECRETS:
            assert secret not in "".join(texts)


@pytest.mark.parametrize("form", ["get_traceback_html", "get_traceback_text"])
def test_reports_show_no_key_but_all_the_rest(form):
    request = RequestFactory().get("/x", {"secretkey": "rahasia", "page": "4711"})

    try:
        raise RuntimeError(repr(request))
    except RuntimeError as error:
        reporter = get_exception_reporter_class(request)(
            request, type(error), error, error.__traceback__
        )
        report = getattr(reporter, form)()

    assert "rahasia" not in report
    assert "4711" in report
