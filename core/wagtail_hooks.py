"""What the admin keeps from others of uploaded files, and says of typed input."""

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from core.models import CatalogueDocument
from core.uploads import may_download


@hooks.register("before_serve_document")
def only_published_documents(document: CatalogueDocument, request: HttpRequest) -> None:
    """A document of a draft is nobody else's business. Raises Http404."""
    if not may_download(document, request.user):
        raise Http404


@hooks.register("insert_global_admin_js")
def typed_input_scripts() -> SafeString:
    """What is read of a typed number or date, and a calendar that never overwrites."""
    return format_html(
        '<script src="{}"></script><script src="{}" data-address="{}"></script>',
        static("core/admin/calendar.js"),
        static("core/readings.js"),
        reverse("core:reading", args=["KIND"]),
    )


@hooks.register("insert_global_admin_css")
def upload_styles() -> SafeString:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("core/admin/uploads.css")
    )


@hooks.register("insert_global_admin_css")
def typed_input_styles() -> SafeString:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("core/admin/readings.css")
    )


@hooks.register("insert_global_admin_js")
def forms_are_sent_once() -> SafeString:
    return format_html('<script src="{}"></script>', static("core/sending_once.js"))
