"""What is sent of an answer, and what is entered of it."""

from types import SimpleNamespace

import brotli
import pytest

from lkpp.feed.answering import send

ETAG = 'W/"7"'


@pytest.fixture
def sent(rf):
    """``sent(method, **headers)``: the answer, and what happened to its body."""

    def sent(method, **headers):
        happened = []
        recording = SimpleNamespace(
            answered=lambda status: happened.append(status),
            streamed=lambda body: happened.append("streamed") or body,
        )
        response = send(
            getattr(rf, method)("/", headers=headers),
            iter([b"satu\n", b"dua\n"]),
            ETAG,
            "application/json",
            recording,
            lambda: happened.append("closed"),
        )
        return response, b"".join(response), happened

    return sent


def test_a_body_is_streamed_and_not_closed(sent):
    response, body, happened = sent("get")

    assert (response.status_code, body, happened) == (
        200,
        b"satu\ndua\n",
        ["streamed"],
    )
    assert (response["ETag"], response["Content-Type"]) == (ETAG, "application/json")


def test_a_body_is_compressed_for_who_likes_it(sent):
    response, body, _happened = sent("get", **{"Accept-Encoding": "br"})

    assert response["Content-Encoding"] == "br"
    assert brotli.decompress(body) == b"satu\ndua\n"


def test_head_has_no_body_and_no_length(sent):
    response, body, happened = sent("head")

    assert (response.status_code, body, happened) == (200, b"", ["closed", 200])
    assert response["ETag"] == ETAG
    assert "Content-Length" not in response


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_it_is_told_so(sent, method):
    response, body, happened = sent(method, **{"If-None-Match": '"7"'})

    assert (response.status_code, body, happened) == (304, b"", ["closed", 304])
    assert response["ETag"] == ETAG
