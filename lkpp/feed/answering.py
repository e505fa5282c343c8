"""Answering a reader that may read: not modified, without a body, or streamed."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from lkpp.clients.request_log import Recording
from lkpp.feed.conditional import is_known
from lkpp.feed.encoding import compressed


def send(
    request: HttpRequest,
    body: Iterable[bytes],
    etag: str,
    media: str,
    recording: Recording,
    close: Callable[[], None] = lambda: None,
) -> HttpResponseBase:
    """The answer with its tag, entered in the log. ``close`` is called where the body
    is not sent: to who knows it already, and to HEAD."""
    if is_known(request, etag):
        close()
        recording.answered(304)
        response: HttpResponseBase = HttpResponse(status=304, content_type=media)
    else:
        if request.method == "HEAD":
            close()
            recording.answered(200)
            body = ()
        else:
            body = recording.streamed(body)
        # Streamed also without a body: nobody knows how long it would be.
        response = compressed(request, StreamingHttpResponse(body, content_type=media))
    response["ETag"] = etag
    return response
