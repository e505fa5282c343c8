"""``/.well-known/security.txt``: whom to tell of a weakness (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=180)
"""The RFC asks for less than a year. It is counted from the day on which it is read:
whoever serves it has the setting, and so stands by it."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Raises Http404 where the operator named nobody: nothing is made up."""
    contacts = settings.SECURITY_CONTACT
    if not contacts:
        raise Http404
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *(f"Contact: {_as_address(each)}" for each in contacts),
        f"Expires: {midnight + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {settings.PUBLIC_BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )


def _as_address(contact: str) -> str:
    return contact if ":" in contact else f"mailto:{contact}"
