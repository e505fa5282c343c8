"""What the admin must keep from others of uploaded files."""

from django.http import Http404, HttpRequest
from wagtail import hooks

from core.models import CatalogueDocument
from core.uploads import may_download


@hooks.register("before_serve_document")
def only_published_documents(document: CatalogueDocument, request: HttpRequest) -> None:
    """A document of a draft is nobody else's business. Raises Http404."""
    if not may_download(document, request.user):
        raise Http404
