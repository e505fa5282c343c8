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
