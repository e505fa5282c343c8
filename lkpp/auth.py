"""Who may pull the feed."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken


def may_pull(request: HttpRequest, given: Mapping[str, str]) -> bool:
    """Whether the request carries LKPP's key or an API token of an active user.

    The key comes as the parameter ``secretkey`` or as a bearer token. Without
    LKPP_SECRET_KEY the feed is switched off and nobody may pull.
    """
    key = settings.LKPP_SECRET_KEY
    if not key:
        return False
    token = _bearer_token(request)
    return (
        constant_time_compare(given.get("secretkey", ""), key)
        or constant_time_compare(token, key)
        or _is_api_token(request, token)
    )


def _bearer_token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _is_api_token(request: HttpRequest, token: str) -> bool:
    """The form is looked at first, so that a wrong key costs no query."""
    return (
        APIToken.validate_token_format(token)
        and BearerTokenAuth().authenticate(request, token) is not None
    )
