"""The key set with which anybody verifies our exports."""

import logging

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lkpp.files import signing
from lkpp.files.signing import SigningKeyError

logger = logging.getLogger(__name__)

SECONDS_CACHED = 300
"""How long a reader may keep the set: so long a new key may be unknown to it."""


@require_safe
def key_set(request: HttpRequest) -> HttpResponse:
    """``/.well-known/jwks.json``: the public keys, retired ones included."""
    try:
        body = orjson.dumps(signing.key_set())
    except SigningKeyError as error:
        logger.error("The key set cannot be published: %s", error)
        return HttpResponse(
            orjson.dumps({"code": "keys_unavailable"}),
            content_type="application/json",
            status=503,
        )
    response = HttpResponse(body, content_type="application/jwk-set+json")
    response["Cache-Control"] = f"public, max-age={SECONDS_CACHED}"
    return response
