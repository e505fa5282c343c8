"""Requests in charsets that cannot be read, as a WSGI server hands them over."""

import json
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIRequest
from hypothesis import given
from hypothesis import strategies as st

from catalog_site.charsets import ReadableOnly
from catalog_site.wsgi import application

UNREADABLE = [
    "text/plain; charset=hex",
    "text/plain; charset=idna",
    "text/plain; charset=undefined",
    "text/plain; charset=utf-16",
    "text/plain; charset*=utf-8''rot13",
    "text/plain; other*=no-such''value",
    "multipart/form-data; boundary=x; charset=base64",
    "application/x-www-form-urlencoded; charset=punycode",
]


def sent(served, content_type, method="GET", path="/lkpp/schema/v5-list.schema.json"):
    """Status, media type and body of the answer to a request with ``?q=%ff``."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "q=%ff",
        "CONTENT_TYPE": content_type,
        "HTTP_HOST": "127.0.0.1",
    }
    setup_testing_defaults(environ)
    begun = []
    body = b"".join(served(environ, lambda *answer: begun.append(answer)))
    status, headers = begun[0]
    return status, dict(headers)["Content-Type"], body


def let_through(environ, start_response):
    """Does what fails in Django: reads the address."""
    WSGIRequest(environ).GET.dict()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"let through"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("content_type", UNREADABLE)
def test_a_charset_that_cannot_be_read_is_refused(content_type, method):
    status, media, body = sent(application, content_type, method)

    assert (status, media) == ("400 Bad Request", "application/json")
    assert json.loads(body) == {
        "code": "unreadable_request",
        "message": "Isi permintaan tidak dapat dibaca sebagai formulir.",
        "message_en": "The body of the request cannot be read as a form.",
        "data": {"status": 400},
    }


def test_the_api_refuses_it_in_its_own_form():
    status, media, body = sent(application, UNREADABLE[0], path="/api/v1/products")

    assert (status, media) == ("400 Bad Request", "application/problem+json")
    assert json.loads(body) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": "unreadable_request",
        "detail": "Isi permintaan tidak dapat dibaca sebagai formulir.",
        "detail_en": "The body of the request cannot be read as a form.",
        "errors": [],
    }


def test_the_refusal_of_a_head_has_no_body():
    status, _media, body = sent(application, UNREADABLE[0], "HEAD")

    assert (status, body) == ("400 Bad Request", b"")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "application/json",
        "text/plain; charset=UTF-8",
        "text/plain; charset=latin1",
        "text/plain; charset=us-ascii",
        "text/plain; charset=no-such",
        "text/plain; charset=",
        ";;;",
    ],
)
def test_other_charsets_are_let_through(content_type):
    answered = sent(ReadableOnly(let_through), content_type)

    assert answered == ("200 OK", "text/plain", b"let through")


@given(
    st.lists(
        st.sampled_from(
            ["; charset=", "; charset*=", "utf-8''", "*0", '"', "%41", "hex", "idna"]
        )
        | st.characters(min_codepoint=32, max_codepoint=255),
        max_size=12,
    ).map("".join)
)
def test_no_content_type_makes_the_server_fail(parameters):
    status, _media, _body = sent(ReadableOnly(let_through), f"text/plain{parameters}")

    assert status in {"400 Bad Request", "200 OK"}
