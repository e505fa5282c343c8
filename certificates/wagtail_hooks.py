"""What an editor is told of certificates when a page is saved."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from certificates.findings import warnings_of
from certificates.travelling import left_behind_sentence, refuse_move
from core.autosave import is_autosave


@hooks.register("before_move_page")
def refuse_move_to_another_supplier(
    request: HttpRequest, page: Page, destination: Page
) -> None:
    """Say so before it is confirmed."""
    refuse_move(page, destination)


@hooks.register("after_copy_page")
def tell_what_was_left_behind(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Name what a copy lacks that the original has."""
    if sentence := left_behind_sentence(page):
        messages.warning(request, sentence)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_warnings(request: HttpRequest, page: Page) -> None:
    """Name what is unlikely in the certificates; it is saved all the same."""
    if is_autosave(request):
        return
    for warning in warnings_of(page, timezone.localdate()):
        messages.warning(request, warning)
