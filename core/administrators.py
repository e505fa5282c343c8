"""What is for administrators alone, since it concerns every supplier at once."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def is_administrator(user: Any) -> bool:
    return bool(user.is_active and user.is_superuser)


class AdministratorsOnly:
    """A view that has Wagtail refuse everybody else, whatever they send."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_administrator(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(  # type: ignore[misc]
            request, *args, **kwargs
        )
        return response
