"""Compressing an answer while it is sent.

Django's own middleware does gzip; brotli, which integrators ask for, is done here.
"""

from collections.abc import Iterable, Iterator

import brotli
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.content_coding import preferred_coding

QUALITY = 4
"""As fast as gzip, and smaller. Higher ones take longer than the line saves."""


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The streamed ``response`` in brotli where the reader prefers it to gzip, which
    the middleware does."""
    if preferred_coding(request, ("br", "gzip")) == "br":
        response.streaming_content = _in_brotli(response.streaming_content)
        response["Content-Encoding"] = "br"
    return response


def _in_brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=QUALITY)
    for chunk in chunks:
        # Flushed, so that the first line reaches the reader before the last is read.
        if sent := compressor.process(chunk) + compressor.flush():
            yield sent
    yield compressor.finish()
