"""Texts are compressed on their way out, pictures and PDFs are not again."""

import pytest
from django.http import HttpResponse

from catalog_site.compression import CompressTextsMiddleware


@pytest.mark.parametrize(
    ("kind", "compressed"),
    [
        ("text/html; charset=utf-8", True),
        ("application/json", True),
        ("image/svg+xml", True),
        ("image/jpeg", False),
        ("image/webp", False),
        ("application/pdf", False),
    ],
)
def test_only_what_gains_is_compressed(rf, kind, compressed):
    respond = CompressTextsMiddleware(
        lambda request: HttpResponse(b"a" * 1000, content_type=kind)
    )

    answer = respond(rf.get("/", headers={"Accept-Encoding": "gzip"}))

    assert answer.has_header("Content-Encoding") is compressed


@pytest.mark.parametrize("accepted", ["", "gzip;q=0", "br", "identity"])
def test_who_does_not_take_gzip_gets_the_text_as_it_is(rf, accepted):
    respond = CompressTextsMiddleware(lambda request: HttpResponse(b"a" * 1000))

    answer = respond(rf.get("/", headers={"Accept-Encoding": accepted}))

    assert (answer.content, answer["Vary"]) == (b"a" * 1000, "Accept-Encoding")
    assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize("response", [HttpResponse(status=304), HttpResponse(b"short")])
def test_what_is_not_worth_it_says_that_it_depends_too(rf, response):
    respond = CompressTextsMiddleware(lambda request: response)

    answer = respond(rf.get("/", headers={"Accept-Encoding": "gzip"}))

    assert answer["Vary"] == "Accept-Encoding"
    assert not answer.has_header("Content-Encoding")


def test_what_is_compressed_already_is_not_again(rf):
    ready = HttpResponse(b"x" * 1000, headers={"Content-Encoding": "br"})

    answer = CompressTextsMiddleware(lambda request: ready)(
        rf.get("/", headers={"Accept-Encoding": "gzip, br"})
    )

    assert (answer["Content-Encoding"], answer.content) == ("br", b"x" * 1000)
