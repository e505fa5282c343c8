"""Sending requests away that have waited too long for a thread.

Whoever has waited for some seconds is about to go, and each of those behind waits as
much longer as this one takes. So under too much load most are answered in time, and the
others at once (docs/adr/0032-long-answers-and-too-many-requests.md).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from catalog_site.metrics.counting import SHED
from catalog_site.refusing import refusal
from catalog_site.worker import WAITED
from domain.findings import error
from domain.messages import gettext_noop as _

FORMS_WAIT = 5
"""So many times as long a request waits with which somebody sends something."""

RETRY_AFTER = 5
"""Seconds."""

SAFE = ("GET", "HEAD", "OPTIONS")

TOO_MUCH_LOAD = error(
    "too_much_load",
    _(
        "Katalog sedang melayani terlalu banyak permintaan. Coba lagi dalam "
        "%(seconds)s detik. Yang dikirim dengan permintaan ini belum disimpan."
    ),
    seconds=RETRY_AFTER,
)


class SheddingMiddleware:
    """Answers 503 to what has waited for more than ``SHED_AFTER_SECONDS``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        longest = settings.SHED_AFTER_SECONDS
        if request.method not in SAFE:
            longest *= FORMS_WAIT
        if request.META.get(WAITED, 0.0) <= longest:
            return self.get_response(request)
        SHED.inc()
        return refusal(request, 503, TOO_MUCH_LOAD, {"Retry-After": str(RETRY_AFTER)})
