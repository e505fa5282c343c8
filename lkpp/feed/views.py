"""The v5 feed over HTTP, and the schemas of every profile."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import wraps

import orjson
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.addresses import absolute
from lkpp import errors
from lkpp.choices import ProfileName, Scope
from lkpp.clients.auth import authorise
from lkpp.clients.request_log import Recording
from lkpp.errors import FeedError
from lkpp.feed import schemas
from lkpp.feed import v5 as feed
from lkpp.feed.answering import long_answer, refused, send
from lkpp.feed.parameters import parse_days, parse_page_request, parse_sku
from lkpp.jakarta_time import day_of

METHODS = ("GET", "HEAD", "POST")

UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError)

Given = Mapping[str, str]
"""The parameters of a request."""


def feed_view(schema: str, *, is_long: bool = True):
    """Make a view of a function from parameters to the answer, a :class:`feed.Answer`.

    The view checks method and key, turns refusals into their JSON, and lets a cache
    keep the answer only to ask whether it still holds. GET and POST are alike, as in
    the Odoo implementation; the key in a POST's body stays out of everybody's logs.
    ``schema`` names the JSON Schema that the body satisfies; ``is_long`` whether it is
    read while it is sent.
    """

    def decorate(answer: Callable[[Given], feed.Answer]):
        @csrf_exempt
        @wraps(answer)
        def view(request: HttpRequest) -> HttpResponseBase:
            try:
                response = _answered(request, answer, is_long=is_long)
                address = absolute(reverse("lkpp_v5_schema", args=(schema,)))
                response["Link"] = f'<{address}>; rel="describedby"'
                response["Cache-Control"] = "private, no-cache"
            except FeedError as error:
                response = _refused(error)
                response["Cache-Control"] = "private, no-store"
            return response

        return view

    return decorate


@feed_view(schemas.LIST)
def all_products(given: Given) -> feed.Answer:
    """``all_produk``: every variant that can be ordered."""
    return feed.list_products(
        feed.active(), parse_page_request(given), settings.PUBLIC_BASE_URL
    )


@feed_view(schemas.LIST)
def updated_products(given: Given) -> feed.Answer:
    """``updated_produk``: variants changed or withdrawn on some days."""
    days = parse_days(given, today=day_of(timezone.now()))
    return feed.list_products(
        feed.updated_within(days), parse_page_request(given), settings.PUBLIC_BASE_URL
    )


@feed_view(schemas.SINGLE, is_long=False)
def product(given: Given) -> feed.Answer:
    """``produk``: one variant by its SKU, also after it was withdrawn."""
    entry = feed.one_product(parse_sku(given), settings.PUBLIC_BASE_URL)
    if entry is None:
        raise errors.product_not_found()
    return entry


@require_safe
def schema_list(request: HttpRequest) -> HttpResponse:
    """Which schemas there are, and where."""
    listed = [
        {"name": name, "url": absolute(reverse("lkpp_schema", args=(name,)))}
        for name in sorted(schemas.published_schemas())
    ]
    response = HttpResponse(
        orjson.dumps({"schemas": listed}), content_type="application/json"
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


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
    request: HttpRequest, answer: Callable[[Given], feed.Answer], *, is_long: bool
) -> HttpResponseBase:
    """The answer to an authorised request. Raises FeedError."""
    if request.method not in METHODS:
        raise errors.method_not_allowed()
    given = _parameters(request)
    recording = Recording(request, f"v5/{answer.__name__}", given)
    recording.profile = ProfileName.V5
    try:
        authorise(request, given, Scope.V5).require_profile(ProfileName.V5)
        with long_answer(request) if is_long else nullcontext() as stream:
            found = answer(given)
            return send(
                request,
                found.body,
                found.etag,
                "application/json",
                recording,
                stream=stream,
            )
    except FeedError as error:
        recording.refused(error.status)
        raise


def _parameters(request: HttpRequest) -> dict[str, str]:
    """Those of the address and, taking precedence, of a posted form; of a repeated
    one the last. Raises FeedError when they cannot be read."""
    try:
        return request.GET.dict() | request.POST.dict()
    except UNREADABLE as error:
        raise errors.unreadable_request() from error


def _refused(error: FeedError) -> HttpResponse:
    response = refused(error)
    if error.status == 405:
        response["Allow"] = ", ".join(METHODS)
    return response
