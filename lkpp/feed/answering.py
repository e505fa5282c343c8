"""Answering a reader that may read: not modified, without a body, or streamed; and
refusing one in the published form of version 5."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from core.streams import Stream, TooManyStreams, begin_export
from lkpp import errors
from lkpp.clients.auth import access_of
from lkpp.clients.request_log import Recording
from lkpp.errors import FeedError
from lkpp.feed.conditional import is_known
from lkpp.feed.encoding import compressed


@contextmanager
def long_answer(request: HttpRequest) -> Iterator[Stream | None]:
    """Make room for an answer that is read from the database while it is sent, before
    that begins; :func:`send` gives the room back, and so does a refusal inside.

    None for HEAD, whose answer has no body. Raises FeedError where there is no room.
    """
    stream = None if request.method == "HEAD" else _begun(request)
    try:
        yield stream
    except BaseException:
        if stream:
            stream.release()
        raise


def send(
    request: HttpRequest,
    body: Iterable[bytes],
    etag: str,
    media: str,
    recording: Recording,
    close: Callable[[], None] = lambda: None,
    *,
    stream: Stream | None = None,
    is_long: bool = False,
) -> HttpResponseBase:
    """The answer with its tag, entered in the log. ``close`` is called where the body
    is not sent: to who knows it already, and to HEAD.

    ``stream`` is the room of the answer; for one that proved to be long only now it is
    made here. Raises FeedError where there is none.
    """
    if is_known(request, etag):
        _close(close, stream)
        recording.answered(304)
        response: HttpResponseBase = HttpResponse(status=304, content_type=media)
    else:
        if request.method == "HEAD":
            _close(close, stream)
            recording.answered(200)
            body = ()
        else:
            if is_long and stream is None:
                stream = _begun(request)
            body = recording.streamed(_Body(body, stream))
        # Streamed also without a body: nobody knows how long it would be.
        response = compressed(request, StreamingHttpResponse(body, content_type=media))
    response["ETag"] = etag
    return response


def refused(error: FeedError) -> HttpResponse:
    """The refusal in the form of version 5."""
    return HttpResponse(
        orjson.dumps(error.body()),
        content_type="application/json",
        status=error.status,
        headers=error.headers,
    )


class _Body:
    """Chunks whose room is given back when they are closed, after what they are read
    from: as long as that is open SQLite lets this thread not write."""

    def __init__(self, chunks: Iterable[bytes], stream: Stream | None) -> None:
        self._chunks = chunks
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)

    def close(self) -> None:
        _close(getattr(self._chunks, "close", lambda: None), self._stream)


def _begun(request: HttpRequest) -> Stream:
    access = access_of(request)
    try:
        return begin_export(access.name if access else "")
    except TooManyStreams as refusal:
        raise errors.too_many_streams(refusal) from refusal


def _close(close: Callable[[], None], stream: Stream | None) -> None:
    close()
    if stream:
        stream.release()
