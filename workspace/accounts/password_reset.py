"""Asking for a new password: not too often for one account, nor from one address.

What is counted is what was typed, so that the answer is the same whether or not there
is such an account.
"""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext
from wagtail.admin.views.account import PasswordResetView

from core.moments import within
from workspace.accounts.sign_in import address_of, minutes_until
from workspace.models import PasswordResetRequest

FOR_ONE_ACCOUNT = 3
FROM_ONE_ADDRESS = 20
"""More than an office asks for; fewer than somebody who tries a list of addresses."""
WITHIN = timedelta(hours=1)


class ThrottledPasswordReset(PasswordResetView):
    """Wagtail's, which refuses who asks too often and says for how long."""

    def form_valid(self, form) -> HttpResponse:
        address = address_of(self.request)
        account = account_of(form.cleaned_data["email"])
        minutes = minutes_to_wait(account, address)
        if minutes:
            form.add_error(None, too_many(minutes))
            response = self.form_invalid(form)
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            return response
        PasswordResetRequest.objects.create(account=account, address=address)
        return super().form_valid(form)


def account_of(email: str) -> str:
    """What stands for the account with this address; does not tell the address."""
    return salted_hmac(
        "workspace.accounts.password_reset", email.casefold()
    ).hexdigest()


def minutes_to_wait(account: str, address: str | None) -> int:
    """0, or for how long nothing can be asked for this account, or from here."""
    recent = PasswordResetRequest.objects.filter(within("at", WITHIN))
    ends = [_end(recent.filter(account=account), FOR_ONE_ACCOUNT)]
    if address is not None:
        ends.append(_end(recent.filter(address=address), FROM_ONE_ADDRESS))
    last = max((each for each in ends if each is not None), default=None)
    return minutes_until(last) if last else 0


def _end(requests, limit: int):
    """When the newest of these are fewer than ``limit`` again."""
    newest = list(requests.order_by("-at").values_list("at", flat=True)[:limit])
    return newest[-1] + WITHIN if len(newest) == limit else None


def forget_requests() -> int:
    """Forget what no longer counts; how many."""
    old = PasswordResetRequest.objects.exclude(within("at", WITHIN))
    return old.delete()[0]


def too_many(minutes: int) -> str:
    return ngettext(
        "Terlalu banyak permintaan kata sandi baru. Coba lagi dalam %(minutes)d menit.",
        "Terlalu banyak permintaan kata sandi baru. Coba lagi dalam %(minutes)d menit.",
        minutes,
    ) % {"minutes": minutes}
