"""Which addresses this process answers, where pages and streams have processes of their
own: the setting ``SERVES``."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from catalog_site.refusing import refusal
from domain.findings import error
from domain.messages import gettext_noop as _

EVERYTHING, PAGES, STREAMS = "everything", "pages", "streams"

MISDIRECTED = 421
ELSEWHERE = error(
    "misdirected_request",
    _(
        "Alamat ini dilayani oleh proses yang lain. Beri tahu pengelola katalog: "
        "server web di depan meneruskannya ke tempat yang salah."
    ),
)

logger = logging.getLogger(__name__)


class DivisionMiddleware:
    """Refuses what the other process is for: a web server in front that sends it here
    is then mended at once, and not when readers have stopped the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_served_here(request.path):
            return self.get_response(request)
        logger.error("A process of %s was sent %r", settings.SERVES, request.path)
        return refusal(request, MISDIRECTED, ELSEWHERE)


def is_served_here(path: str) -> bool:
    if settings.SERVES == EVERYTHING:
        return True
    is_stream = path.startswith(settings.STREAM_ADDRESSES)
    return is_stream == (settings.SERVES == STREAMS)
