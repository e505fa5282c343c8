"""Saying that there is no room left, instead of that something went wrong."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from catalog_site.refusing import BELOW, V5, refusal
from core.room import is_full
from domain.findings import error
from domain.messages import gettext_noop

logger = logging.getLogger(__name__)

RETRY_AFTER = 300
"""Seconds in which somebody may have made room."""

NO_ROOM = error(
    "no_room",
    gettext_noop(
        "Penyimpanan server penuh, jadi permintaan ini tidak dapat dijawab. Coba lagi "
        "setelah pengelola katalog memberi ruang."
    ),
)
"""What programs are told, in the form of the address."""


class NoRoomMiddleware:
    """Answers 503 where a disk, ours or that of the database, is full."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not is_full(exception):
            return None
        logger.error("No room left to answer %r: %s", request.path, exception)
        response = _answer(request)
        response["Retry-After"] = str(RETRY_AFTER)
        response["Cache-Control"] = "no-store"
        return response


def _answer(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        told = {"success": False, "error_message": _not_saved()}
        return JsonResponse(told, status=503)
    if request.path.startswith((BELOW, V5)):
        return refusal(request, 503, NO_ROOM)
    return HttpResponse(render_to_string("no_room.html"), status=503)


def _not_saved() -> str:
    return _(
        "Penyimpanan server penuh, jadi yang baru saja Anda kirim tidak tersimpan. "
        "Yang sudah tersimpan tetap utuh. Coba lagi setelah pengelola memberi ruang."
    )
