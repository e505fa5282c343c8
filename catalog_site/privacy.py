"""What readers are told of personal data; docs/privacy.md says it in full."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "catalog_site/privacy.html",
        {"contact": settings.PRIVACY_CONTACT},
    )
