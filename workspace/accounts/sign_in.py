"""Locks against guessing passwords, on django-axes.

Why these numbers: docs/adr/0021-what-leaves-and-who-comes-in.md. Nothing here tells
whether an account exists: what is counted is the name that was typed.
"""

import unicodedata
from datetime import datetime, timedelta
from math import ceil

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm

from core.client_address import client_address, household
from core.moments import within

FROM_ONE_ADDRESS = 5
"""Failures for one name from one address that lock the two together."""
FROM_ALL_ADDRESSES = 30
"""Failures for one name from anywhere that lock it for addresses it is new to."""
LASTS = timedelta(hours=1)
"""How long a lock lasts after the last failure that counted, and failures count."""
KNOWN_FOR = timedelta(days=30)
"""How long an address is known from which an account signed in."""


def failure_limit(*_arguments) -> int:
    return FROM_ONE_ADDRESS


def lock_lasts(*_arguments) -> timedelta:
    return LASTS


def address_of(request: HttpRequest) -> str | None:
    """The address that is counted: of IPv6 the network, whose owner has all of it."""
    return household(client_address(request)) or None


def counted_name(request: HttpRequest, credentials: dict | None) -> str:
    """The name with which somebody tries to sign in, as it is counted."""
    return as_counted((credentials or request.POST).get("username") or "")


def as_counted(typed: str) -> str:
    """A name in the one spelling in which it is counted."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()[:255]


class SignInLocks(AxesDatabaseHandler):
    """Counts failures by name and address, and beside that by name alone."""

    def get_failures(self, request: HttpRequest, credentials: dict | None = None):
        here = super().get_failures(request, credentials)
        if here < FROM_ONE_ADDRESS and self._is_tried_from_everywhere(
            request, credentials
        ):
            return FROM_ONE_ADDRESS
        return here

    def _is_tried_from_everywhere(self, request, credentials) -> bool:
        name = counted_name(request, credentials)
        tried = _fresh(name).aggregate(total=Sum("failures_since_start"))["total"]
        return (tried or 0) >= FROM_ALL_ADDRESSES and not is_known(
            name, request.axes_ip_address
        )

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        _keep_little(request)
        super().user_login_failed(sender, credentials, request=request, **kwargs)
        if request is not None:
            # Of what was sent nothing is needed.
            AccessAttempt.objects.filter(
                username=counted_name(request, credentials),
                ip_address=request.axes_ip_address,
            ).update(get_data="", post_data="")

    def user_logged_in(self, sender, request, user, **kwargs):
        _keep_little(request)
        super().user_logged_in(sender, request, user, **kwargs)


def _keep_little(request: HttpRequest | None) -> None:
    """The browser is nobody's business, and another one no other person."""
    if request is not None:
        request.axes_user_agent = request.axes_http_accept = ""


def _fresh(name: str):
    """Failures that still count."""
    return AccessAttempt.objects.filter(within("attempt_time", LASTS), username=name)


def is_known(name: str, address: str | None) -> bool:
    """Whether the account signed in from the address not long ago."""
    return (
        address is not None
        and AccessLog.objects.filter(
            within("attempt_time", KNOWN_FOR),
            username__iexact=name,
            ip_address=address,
        ).exists()
    )


def locked_until(name: str, address: str | None) -> datetime | None:
    """When ``name`` may be tried again from ``address``; None while it may be."""
    failures = list(_fresh(name).order_by("-attempt_time"))
    here = [each for each in failures if each.ip_address == address]
    ends = [end_of_lock(here, FROM_ONE_ADDRESS)]
    if not is_known(name, address):
        ends.append(end_of_lock(failures, FROM_ALL_ADDRESSES))
    return max((each for each in ends if each is not None), default=None)


def end_of_lock(failures: list[AccessAttempt], limit: int) -> datetime | None:
    """When the newest of these are fewer than ``limit`` again."""
    counted = 0
    for each in failures:
        counted += each.failures_since_start
        if counted >= limit:
            return each.attempt_time + LASTS
    return None


def locked_response(
    request: HttpRequest,
    original_response: HttpResponse | None = None,
    credentials: dict | None = None,
) -> HttpResponse:
    """The sign-in page as it is, whose form says so, with the status of a lock."""
    response = original_response or HttpResponse()
    response.status_code = settings.AXES_HTTP_RESPONSE_CODE
    return response


class LockingSignInForm(LoginForm):
    """Says how long a lock lasts, and what to do where no mail can be sent."""

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        if not settings.WAGTAIL_PASSWORD_RESET_ENABLED:
            self.fields["password"].help_text = _(
                "Lupa kata sandi? Minta administrator katalog memberi yang baru."
            )

    def get_invalid_login_error(self):
        name = counted_name(self.request, self.cleaned_data)
        end = locked_until(name, address_of(self.request))
        if end is None:
            return super().get_invalid_login_error()
        return ValidationError(too_many(minutes_until(end)), code="locked")


def minutes_until(end: datetime) -> int:
    """How many minutes to wait, begun ones included."""
    return ceil((end - timezone.now()) / timedelta(minutes=1))


def too_many(minutes: int) -> str:
    return ngettext(
        "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam %(minutes)d "
        "menit, atau minta administrator katalog membuka kuncinya.",
        "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam %(minutes)d "
        "menit, atau minta administrator katalog membuka kuncinya.",
        minutes,
    ) % {"minutes": minutes}
