"""The language of the admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

WAGTAIL_INDONESIAN = "id-id"
"""Wagtail keeps its Indonesian under this code only; "id" would show English."""


def admin_in_indonesian(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show the admin in Indonesian to whoever has not chosen another language."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return get_response(request)
        with translation.override(WAGTAIL_INDONESIAN):
            return get_response(request)

    return respond
