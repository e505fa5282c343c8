"""Who may use the verification queue."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from suppliers.access import is_verifier


class VerifiersOnly:
    """Has Wagtail refuse everybody else, whatever they send."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_verifier(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
