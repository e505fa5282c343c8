"""The v5 feed over HTTP."""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import wraps

import orjson
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from lkpp import errors, feed, schemas
from lkpp.auth import may_pull
from lkpp.errors import FeedError
from lkpp.jakarta import day_of
from lkpp.parameters import parse_days, parse_listing, parse_sku
from search.engines import get_engine
from search.engines.base import EngineUnavailable

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST")
RETRY_SECONDS = 60

Given = Mapping[str, str]
"""The parameters of a request."""


def feed_view(schema: str):
    """Make a view of a function from parameters to the body of an answer.

    The view checks method and key, turns refusals into their JSON, and forbids
    every cache to keep the answer. GET and POST are alike, as in the Odoo
    implementation; the key in a POST's body stays out of everybody's logs.
    ``schema`` names the JSON Schema that the body satisfies.
    """

    def decorate(answer: Callable[[Given], Iterable[bytes]]):
        @csrf_exempt
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponseBase:
            try:
                response = _answered(request, answer)
                response["Link"] = (
                    f'<{reverse("lkpp_v5_schema", args=(schema,))}>; rel="describedby"'
                )
            except FeedError as error:
                response = _refused(error)
            response["Cache-Control"] = "private, no-store"
            return response

        return view

    return decorate


@feed_view(schemas.LIST)
def all_products(given: Given) -> Iterable[bytes]:
    """``all_produk``: every variant that can be ordered."""
    return feed.list_products(
        get_engine(), feed.ACTIVE, parse_listing(given), settings.PUBLIC_BASE_URL
    )


@feed_view(schemas.LIST)
def updated_products(given: Given) -> Iterable[bytes]:
    """``updated_produk``: variants changed or withdrawn on some days."""
    days = parse_days(given, today=day_of(timezone.now()))
    return feed.list_products(
        get_engine(),
        feed.updated_within(days),
        parse_listing(given),
        settings.PUBLIC_BASE_URL,
    )


@feed_view(schemas.SINGLE)
def product(given: Given) -> Iterable[bytes]:
    """``produk``: one variant by its SKU, also after it was withdrawn."""
    entry = feed.one_product(get_engine(), parse_sku(given), settings.PUBLIC_BASE_URL)
    if entry is None:
        raise errors.product_not_found()
    return (entry,)


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """A JSON Schema of the feed; open to all, for it tells nothing of products."""
    text = schemas.published_schemas().get(name)
    if text is None:
        return _refused(errors.schema_not_found())
    response = HttpResponse(text, content_type="application/schema+json")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _answered(
    request: HttpRequest, answer: Callable[[Given], Iterable[bytes]]
) -> StreamingHttpResponse:
    """The answer to an authorised request. Raises FeedError."""
    if request.method not in METHODS:
        raise errors.method_not_allowed()
    given = _parameters(request)
    if not may_pull(request, given):
        raise errors.invalid_secret()
    try:
        body = answer(given)
    except EngineUnavailable as error:
        logger.error("The LKPP feed has no index to read: %s", error)
        raise errors.feed_unavailable() from error
    if request.method == "HEAD":
        body = ()
    return StreamingHttpResponse(body, content_type="application/json")


def _parameters(request: HttpRequest) -> dict[str, str]:
    """Those of the address and, taking precedence, of a posted form; of a repeated
    one the last. Raises FeedError when they cannot be read."""
    try:
        return request.GET.dict() | request.POST.dict()
    except (BadRequest, SuspiciousOperation, MultiPartParserError) as error:
        raise errors.unreadable_request() from error


def _refused(error: FeedError) -> HttpResponse:
    response = HttpResponse(
        orjson.dumps(error.body()),
        content_type="application/json",
        status=error.status,
    )
    if error.status == 405:
        response["Allow"] = ", ".join(METHODS)
    if error.status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response
