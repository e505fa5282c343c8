"""Who keeps the clients of the export."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def may_keep_clients(user) -> bool:
    """Administrators only: a key opens the data of every supplier at once."""
    return user.is_active and user.is_superuser


class AdministratorsOnly:
    """Has Wagtail refuse everybody else, whatever they send."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_keep_clients(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def may_record_lkpp(user) -> bool:
    """Administrators only: it concerns the products of every supplier at once."""
    return user.is_active and user.is_superuser
