"""What is counted of requests, by every worker."""

import os
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
)
from prometheus_client.multiprocess import MultiProcessCollector

from catalog_site.metrics.sharing import VARIABLE

# When a series began is told by the process that has it; here several do.
disable_created_metrics()

SHARED_IN = os.environ.get(VARIABLE, "")
"""Where workers count together; empty where this process counts for itself. Read where
the library reads it, for it holds whatever happens later."""

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "catalogue_requests",
    "Requests that were answered; of streams, begun to be answered.",
    ["method", "route", "status"],
    registry=REGISTRY,
)
DURATION = Histogram(
    "catalogue_request_duration_seconds",
    "Seconds until an answer, or the beginning of a stream.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
    registry=REGISTRY,
)
EXCEPTIONS = Counter(
    "catalogue_unhandled_exceptions",
    "Exceptions that nothing in the catalogue expected.",
    ["route"],
    registry=REGISTRY,
)

SHED = Counter(
    "catalogue_shed_requests",
    "Requests that had waited too long for a thread, and were sent away.",
    registry=REGISTRY,
)

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
OTHER = "other"
ADMIN = "admin/"
STATIC = "static/"
NOWHERE = "none"


class CountingMiddleware:
    """Counts every request, but for probes, and how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        method = request.method if request.method in METHODS else OTHER
        REQUESTS.labels(method, route, str(response.status_code)).inc()
        DURATION.labels(route).observe(time.perf_counter() - began)
        return response


def route_of(request: HttpRequest) -> str:
    """The pattern of the address; of the admin's hundreds, that they are the admin's.
    Never what somebody asked for: strangers would make as many series as they like."""
    if request.path.startswith(settings.STATIC_URL):
        return STATIC
    match = request.resolver_match
    if match is None:
        return NOWHERE
    return ADMIN if match.route.startswith(ADMIN) else match.route


def counted() -> CollectorRegistry:
    """What all workers have counted."""
    if not SHARED_IN:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=SHARED_IN)
    return registry
