"""Bounding long answers that are none of the export, whichever view gives them:
spreadsheets, and whatever else nobody knows the length of before it is sent, or is
larger than a process keeps (docs/adr/0032-long-answers-and-too-many-requests.md).
"""

import math
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from catalog_site.connections import LONGEST_KEPT
from catalog_site.refusing import refusal
from core.client_address import client_address
from core.streams import TooManyStreams, begin_file
from domain.findings import error
from domain.messages import gettext_noop as _

TOO_MANY_FILES = _(
    "Berkas yang sedang diunduh dari alamat Anda sudah sebanyak yang diperbolehkan. "
    "Coba lagi dalam %(seconds)s detik."
)
NO_ROOM = _(
    "Berkas yang sedang dikirim sudah sebanyak yang diperbolehkan. Coba lagi dalam "
    "%(seconds)s detik."
)


class LongAnswersMiddleware:
    """Sends no more long answers at once than the process has room for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _is_long(request, response):
            return response
        try:
            stream = begin_file(client_address(request))
        except TooManyStreams as full:
            # Closing ends the request, with its connections to databases.
            return _then(_refused(request, full), response.close)
        return _then(response, stream.release)


def _is_long(request: HttpRequest, response: HttpResponseBase) -> bool:
    if request.method == "HEAD" or request.path.startswith(settings.STREAM_ADDRESSES):
        # These make room for themselves, before they read anything.
        return False
    return _length(response) > LONGEST_KEPT


def _length(response: HttpResponseBase) -> float:
    if response.has_header("Content-Length"):
        return int(response["Content-Length"])
    return math.inf if response.streaming else len(response.content)


def _then(response: HttpResponseBase, act: Callable[[], None]) -> HttpResponseBase:
    """The answer, with what is to be done when the server has sent it."""
    close = response.close

    def close_and_act() -> None:
        close()
        act()

    response.close = close_and_act
    return response


def _refused(request: HttpRequest, full: TooManyStreams) -> HttpResponseBase:
    seconds: dict[str, Any] = {"seconds": full.retry_after}
    headers = {"Retry-After": str(full.retry_after)}
    if full.of_client:
        told = error("too_many_streams", TOO_MANY_FILES, **seconds)
        return refusal(request, 429, told, headers)
    return refusal(request, 503, error("streams_busy", NO_ROOM, **seconds), headers)
