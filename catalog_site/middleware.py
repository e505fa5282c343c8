"""Response headers: what pages may load, and what browsers may do for them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def _policy(**more: str) -> str:
    """Everything comes from this host. ``more`` adds directives or replaces them,
    underscores standing for hyphens."""
    directives = {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


POLICY = _policy()
"""Of public pages: scripts, styles and pictures come from this host only, and none is
inline."""
ADMIN_POLICY = _policy(
    img_src="'self' data: blob:",
    script_src="'self' 'unsafe-inline'",
    style_src="'self' 'unsafe-inline'",
)
"""Wagtail starts choosers, date pickers and repeated forms by scripts inside the page,
and its widgets write style attributes and show pictures before they are sent."""
DOCUMENTATION_POLICY = _policy(style_src="'self' 'unsafe-inline'")
"""The API's documentation draws itself, with style attributes."""

POLICIES = {"/admin/": ADMIN_POLICY, "/api/docs": DOCUMENTATION_POLICY}
"""Those of addresses that begin so; all others have ``POLICY``."""

UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED)
"""No page asks for a device, a place or money."""

SHOWN_ELSEWHERE = ("/gambar/", "/media/", "/dokumen/", "/v/", "/en/v/")
"""Pictures and files that LKPP's catalogue and other sites may show in their pages."""


def policy_of(path: str) -> str:
    """The content security policy of an address."""
    for beginning, policy in POLICIES.items():
        if path.startswith(beginning):
            return policy
    return POLICY


class SecurityHeadersMiddleware:
    """Sends the headers with every response that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        elsewhere = request.path.startswith(SHOWN_ELSEWHERE)
        for name, value in (
            ("Content-Security-Policy", policy_of(request.path)),
            ("Permissions-Policy", PERMISSIONS),
            (
                "Cross-Origin-Resource-Policy",
                "cross-origin" if elsewhere else "same-origin",
            ),
        ):
            response.headers.setdefault(name, value)
        return response
