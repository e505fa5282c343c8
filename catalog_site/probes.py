"""What machines ask all the time, answered before anything else is.

Who asks is beside the process: it knows neither the host's name nor the way over https,
and is neither signed in nor counted.
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from catalog_site.metrics.page import metrics
from catalog_site.readiness import readiness

Answer = Callable[[HttpRequest], HttpResponse]


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers, and asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(request: HttpRequest) -> HttpResponse:
    """Whether requests may be sent here. Names parts and tells nothing of them: anybody
    may ask."""
    found = readiness()
    return JsonResponse(
        {
            "status": found.status,
            "parts": {
                name: "ok" if ok else "failing" for name, ok in found.parts.items()
            },
        },
        status=200 if found.is_ready else 503,
    )


PROBES: Mapping[str, Answer] = {
    "/healthz": alive,
    "/readyz": ready,
    "/metrics": metrics,
}


class ProbesMiddleware:
    """Answers the addresses of :data:`PROBES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        probe = PROBES.get(request.path)
        if probe is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = probe(request)
        response["Cache-Control"] = "no-store"
        return response
