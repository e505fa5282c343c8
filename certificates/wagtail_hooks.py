"""What an editor is told of certificates when a page is saved."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from certificates.findings import warnings_of
from core.autosave import is_autosave


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_warnings(request: HttpRequest, page: Page) -> None:
    """Name what is unlikely in the certificates; it is saved all the same."""
    if is_autosave(request):
        return
    for warning in warnings_of(page, timezone.localdate()):
        messages.warning(request, warning)
