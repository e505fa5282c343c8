"""Who may read the metrics: this host, or who has the token."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare

from core.client_address import connection_address

BEARER = "Bearer "
FORWARDED_BEGINS = "x-forwarded-"
FORWARDED = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
    }
)
"""Headers by which a server in front shows itself, in small letters."""


def may_read(request: HttpRequest) -> bool:
    return _has_token(request) or _is_from_this_host(request)


def _has_token(request: HttpRequest) -> bool:
    written = request.headers.get("Authorization", "")
    # An empty token is none, not one that everybody knows.
    return bool(settings.METRICS_TOKEN) and constant_time_compare(
        written, f"{BEARER}{settings.METRICS_TOKEN}"
    )


def _is_from_this_host(request: HttpRequest) -> bool:
    """Whether a program on this host asks for itself. A web server in front, on the
    same host, brings the requests of the world from there: whatever says that one came
    so is believed."""
    return (
        settings.METRICS_FROM_THIS_HOST
        and _is_loopback(connection_address(request))
        and not _was_forwarded(request)
        and _names_this_host(request)
    )


def _was_forwarded(request: HttpRequest) -> bool:
    marks = FORWARDED | {settings.CLIENT_ADDRESS_HEADER.lower()}
    return any(
        name.lower() in marks or name.lower().startswith(FORWARDED_BEGINS)
        for name in request.headers
    )


def _names_this_host(request: HttpRequest) -> bool:
    """A browser that was led here by a name of another's sends that name."""
    host, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
    return host == "localhost" or _is_loopback(host.strip("[]"))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
