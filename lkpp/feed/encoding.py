"""Compressing an answer while it is sent.

Django's own middleware does gzip; brotli, which integrators ask for, is done here.
"""

from collections.abc import Iterable, Iterator

import brotli
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

QUALITY = 4
"""As fast as gzip, and smaller. Higher ones take longer than the line saves."""


def compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The streamed ``response`` in brotli where the reader prefers it."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if "br" in _accepted(request):
        response.streaming_content = _in_brotli(response.streaming_content)
        response["Content-Encoding"] = "br"
    return response


def _accepted(request: HttpRequest) -> set[str]:
    """The encodings the reader takes; one with a quality of 0 is refused."""
    accepted = set()
    for part in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, parameters = part.strip().partition(";")
        if parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            accepted.add(name.strip())
    return accepted


def _in_brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(quality=QUALITY)
    for chunk in chunks:
        # Flushed, so that the first line reaches the reader before the last is read.
        if sent := compressor.process(chunk) + compressor.flush():
            yield sent
    yield compressor.finish()
