"""How the public API answers everyone: counted, and marked for caches."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from core import request_rate
from core.client_address import client_address
from core.problems import language_of, problem
from domain.findings import error
from domain.messages import gettext_noop as _

METHODS = ["GET", "HEAD"]
KEPT_FOR = 60
"""Seconds for which a cache may give an answer without asking."""


def public(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers within the rate of whoever asks, and with 304 who has the answer."""

    @wraps(run)
    def answer(request: HttpRequest, **given: Any) -> HttpResponse:
        seconds = request_rate.take(
            "api", settings.API_REQUESTS_PER_MINUTE, client_address(request)
        )
        if seconds:
            return _too_many(request, seconds)
        response = run(request, **given)
        return _marked(request, response) if response.status_code == 200 else response

    return answer


def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    finding = error(
        "too_many_requests",
        _("Terlalu banyak permintaan. Coba lagi dalam %(seconds)s detik."),
        seconds=seconds,
    )
    return problem(
        429,
        finding,
        language=language_of(request),
        headers={"Retry-After": str(seconds)},
    )


def _marked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The tag is of the content: what shows the same to the reader is the same."""
    etag = quote_etag(blake2b(response.content, digest_size=16).hexdigest())
    response["ETag"] = etag
    response["Content-Language"] = language_of(request)
    patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return get_conditional_response(request, etag=etag, response=response)
