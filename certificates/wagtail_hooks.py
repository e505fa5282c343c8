"""What an editor is told of certificates when a page is saved."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from certificates.doubts import doubts_of
from core.autosave import is_autosave
from core.language import language


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_doubts(request: HttpRequest, page: Page) -> None:
    """Name what is unlikely in the certificates; it is saved all the same."""
    if is_autosave(request):
        return
    for doubt in doubts_of(page, timezone.localdate(), language()):
        messages.warning(request, doubt)
