"""Compressing an answer while it is sent."""

import brotli
import pytest
from django.http import StreamingHttpResponse

from lkpp.feed.encoding import compressed

LINES = [b"satu\n" * 50, b"", b"dua\n"]


def answer(rf, accepted: str) -> StreamingHttpResponse:
    request = rf.get("/", headers={"Accept-Encoding": accepted})
    return compressed(request, StreamingHttpResponse(iter(LINES)))


@pytest.mark.parametrize(
    "accepted", ["br", "gzip, BR", "br;q=0.5, gzip;q=0.2", "gzip ,br"]
)
def test_an_answer_is_sent_in_brotli_to_who_takes_it(rf, accepted):
    response = answer(rf, accepted)

    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(b"".join(response)) == b"".join(LINES)


@pytest.mark.parametrize(
    "accepted", ["", "gzip", "br;q=0", "br; q=0.0", "brotli", "br;q=0.5, gzip"]
)
def test_who_does_not_take_brotli_gets_it_plain(rf, accepted):
    response = answer(rf, accepted)

    assert "Content-Encoding" not in response
    assert b"".join(response) == b"".join(LINES)


def test_the_first_lines_are_sent_before_the_last_are_read(rf):
    read = []

    def lines():
        for line in LINES:
            read.append(line)
            yield line

    request = rf.get("/", headers={"Accept-Encoding": "br"})
    response = compressed(request, StreamingHttpResponse(lines()))

    first = next(iter(response))

    assert read == LINES[:1]
    assert brotli.Decompressor().process(first) == LINES[0]
