"""Asks before every view of the admin whether it is open to who asks.

What stands open is said in :mod:`core.admin_addresses`.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import ProtectedError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, require_admin_access

from core.admin_addresses import (
    Check,
    Opening,
    is_public,
    may_explore_page,
    opening_of,
)
from core.refusals import Refused

logger = logging.getLogger(__name__)

ADMIN = "admin/"
"""How routes of the admin begin."""

SENT_EVERYWHERE: Mapping[str, Check] = {
    "new_parent_page": may_explore_page,
    "chooser": may_explore_page,
    "destination_page_id": may_explore_page,
}
"""Values that name pages wherever they are sent: Wagtail refuses them with a sentence
that has the page's title."""


class AdminGuardMiddleware:
    """Keeps addresses and ids of others from those they are not meant for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(ADMIN):
            return None
        # Django makes up a name of the view's where an address has none.
        name = match.view_name if match.url_name else match.route
        return _answer(request, name, args, kwargs)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Say a refusal where it was asked for."""
        if isinstance(exception, Refused):
            return _refusal(request, str(exception))
        if isinstance(exception, ProtectedError) and _is_admin(request):
            return _refusal(request, _("Masih dipakai, jadi tidak dapat dihapus."))
        return None


def _is_admin(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.route.startswith(ADMIN)


def _answer(
    request: HttpRequest, name: str, args: Any, kwargs: Mapping[str, Any]
) -> HttpResponseBase | None:
    """The refusal, or None where the view may run. Raises Http404."""
    user = request.user
    if is_public(name):
        return None
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        # Wagtail's own answer, also for a view that somebody forgot to guard.
        refused: HttpResponseBase = require_admin_access(_nothing)(request)
        return refused
    if user.is_superuser:
        return None
    opening = opening_of(name)
    if opening is None or not opening.audience(user):
        if opening is None:
            logger.warning("Address %s is for administrators until opened.", name)
        denied: HttpResponseBase = permission_denied(request)
        return denied
    _check(opening, user, request, args, kwargs)
    return None


def _nothing(request: HttpRequest) -> HttpResponse:
    """Never reached: for those who may not enter."""
    raise Http404


def _check(
    opening: Opening,
    user: AbstractBaseUser,
    request: HttpRequest,
    args: Any,
    kwargs: Mapping[str, Any],
) -> None:
    """Raises Http404 as if what is named did not exist."""
    if args or kwargs.keys() - opening.path.keys():
        raise Http404
    for name, value in kwargs.items():
        if not opening.path[name](user, value, kwargs):
            raise Http404
    for name, check in {**SENT_EVERYWHERE, **opening.sent}.items():
        for value in _sent(request, name):
            if value and not check(user, value, kwargs):
                raise Http404


def _sent(request: HttpRequest, name: str) -> Iterable[str]:
    yield from request.GET.getlist(name)
    if name in request.POST:
        yield from request.POST.getlist(name)


def _refusal(request: HttpRequest, sentence: str) -> HttpResponseBase:
    wants_json = (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or "application/json" in request.headers.get("accept", "")
        or not _is_admin(request)
        or "/api/" in request.path
    )
    if wants_json:
        return JsonResponse({"success": False, "error_message": sentence}, status=409)
    messages.error(request, sentence)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that is not what was refused just now."""
    came_from = request.headers.get("referer", "")
    is_here = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    same = request.method == "GET" and urlsplit(came_from).path == request.path
    return came_from if is_here and not same else reverse("wagtailadmin_home")
