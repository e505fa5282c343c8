"""The API of the catalogue, documented at ``/api/docs``."""

import logging

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from lkpp.errors import FeedError
from lkpp.feed.api import router as lkpp_router
from search.api import router
from search.engines.base import EngineUnavailable

logger = logging.getLogger(__name__)

api = NinjaAPI(
    # A deep link is a link inside a button, which no keyboard or screen reader can tell
    # apart.
    docs=Swagger(settings={"deepLinking": False}),
    title="Katalog Alkes Dalam Negeri",
    version="1",
    description=(
        "Produk alat kesehatan buatan Indonesia: pencarian dan data lengkap tiap "
        "produk. Angka memakai titik desimal, harga rupiah penuh sebelum PPN, "
        "tanggal ISO 8601."
    ),
)
api.add_router("/v1", router)
api.add_router("/v1", lkpp_router)


@api.exception_handler(EngineUnavailable)
def engine_unavailable(request: HttpRequest, error: EngineUnavailable):
    logger.error("The search engine did not answer: %s", error)
    return api.create_response(
        request,
        {"detail": _("Indeks pencarian sedang tidak tersedia. Coba lagi nanti.")},
        status=503,
    )


@api.exception_handler(FeedError)
def feed_refused(request: HttpRequest, error: FeedError):
    response = api.create_response(request, error.body(), status=error.status)
    for name, value in error.headers.items():
        response[name] = value
    return response
