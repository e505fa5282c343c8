"""Response headers of the public pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
"""Scripts, styles and pictures come from this host only, and none is inline."""

EXEMPT_PATHS = ("/admin/", "/api/docs")
"""Wagtail's admin and the API's documentation bring inline scripts of their own."""


class ContentSecurityPolicyMiddleware:
    """Sends the policy with every response outside ``EXEMPT_PATHS``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(EXEMPT_PATHS):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response
