"""The API of the catalogue, documented at ``/api/docs``."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja.errors import ValidationError
from ninja.openapi.docs import Swagger

from catalog_site.openapi import CatalogueAPI
from catalog_site.problems import faults_of
from core.problems import (
    Refusal,
    language_of,
    parameters_refused,
    problem,
    unexplained,
)
from domain.findings import error
from domain.messages import gettext_noop as _
from lkpp.errors import FeedError
from lkpp.feed.api import router as lkpp_router
from search.api import router
from search.api_device_types import router as device_types_router
from search.engines.base import EngineUnavailable

RETRY_AFTER_SECONDS = 30
INDEX_AWAY = error(
    "index_unavailable",
    _("Indeks pencarian sedang tidak tersedia. Coba lagi nanti."),
)

logger = logging.getLogger(__name__)

api = CatalogueAPI(
    # A deep link is a link inside a button, which no keyboard or screen reader can tell
    # apart.
    docs=Swagger(settings={"deepLinking": False}),
    docs_decorator=require_safe,
    title="Katalog Alkes Dalam Negeri",
    version="1",
    description=(
        "Produk alat kesehatan buatan Indonesia: pencarian dan data lengkap tiap "
        "produk, dan semua jenis alat. Angka memakai titik desimal, harga rupiah "
        "penuh sebelum PPN, tanggal ISO 8601 menurut Asia/Jakarta, waktu RFC 3339 "
        "dalam UTC."
    ),
)
api.add_router("/v1", router)
api.add_router("/v1", device_types_router)
api.add_router("/v1", lkpp_router)


@api.exception_handler(EngineUnavailable)
def engine_unavailable(request: HttpRequest, failure: EngineUnavailable):
    logger.error("The search engine did not answer: %s", failure)
    return problem(
        503,
        INDEX_AWAY,
        language=language_of(request),
        headers={"Retry-After": str(RETRY_AFTER_SECONDS)},
    )


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal):
    language = language_of(request)
    return problem(
        refusal.status, refusal.finding, refusal.faults(language), language=language
    )


@api.exception_handler(ValidationError)
def parameters_unreadable(request: HttpRequest, refusal: ValidationError):
    language = language_of(request)
    with override(language):
        faults = list(faults_of(refusal.errors))
    told = parameters_refused(each.name for each in faults)
    return problem(422, told, faults, language=language)


@api.exception_handler(FeedError)
def feed_refused(request: HttpRequest, refusal: FeedError):
    return problem(
        refusal.status,
        refusal.finding,
        refusal.faults,
        headers=refusal.headers,
        members=refusal.members,
    )


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """The answer to addresses below ``/api/`` that do not exist: without it those of
    pages would be tried, and readers be sent to one with a slash."""
    return problem(404, unexplained(404), language=language_of(request))
