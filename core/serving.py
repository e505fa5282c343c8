"""Sending uploaded files: the only way to any of them.

Nothing below ``MEDIA_ROOT`` has an address of its own. Pictures are sent as drawn for a
size, never the file they are drawn from.
"""

from mimetypes import guess_type
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.images.utils import verify_signature

from core.models import CatalogueDocument, CatalogueImage, CatalogueRendition
from core.uploads import is_published, may_choose

INERT = "default-src 'none'; sandbox"
"""Whatever a browser does with the file, nothing in it runs."""

PUBLIC_SECONDS = 3600
"""For how long a browser or a cache on the way may show a public file unasked."""


@require_safe
def picture(
    request: HttpRequest, signature: str, image_id: str, filter_spec: str
) -> HttpResponseBase:
    """A picture as ``filter_spec`` has it, drawn when it is first asked for.

    Raises PermissionDenied for an address that is not signed, Http404 for a picture
    that is on no public page and not the user's either.
    """
    if not verify_signature(signature.encode(), image_id, filter_spec):
        raise PermissionDenied
    image = get_object_or_404(CatalogueImage, pk=image_id)
    public = is_published(image)
    if not public and not may_choose(image, request.user):
        raise Http404
    try:
        rendition = _drawn(image, filter_spec)
    except InvalidFilterSpecError:
        return HttpResponse(status=400)
    # The file is lost, or from before the gate and broken.
    except (SourceImageIOError, OSError):
        return HttpResponse(status=410)
    return _sent(request, rendition.file, public=public)


def _drawn(image: CatalogueImage, filter_spec: str) -> CatalogueRendition:
    """What was drawn of the picture for a size; drawn again where its file is lost, as
    after restoring a backup that left those files out."""
    rendition: CatalogueRendition = image.get_rendition(filter_spec)
    if not rendition.file.storage.exists(str(rendition.file.name)):
        rendition.purge_from_cache()
        image.renditions.filter(filter_spec=filter_spec).delete()
        rendition = image.get_rendition(filter_spec)
    return rendition


@require_safe
def document(
    request: HttpRequest, document_id: int, document_filename: str = ""
) -> HttpResponseBase:
    """A document as a download named by its title.

    The name in the address is for people: readers of the export hold addresses with
    former ones. Raises Http404 for a document that the user may not have.
    """
    found = get_object_or_404(CatalogueDocument, pk=document_id)
    # Whether the user may have it, and Wagtail's own restrictions of collections.
    for check in hooks.get_hooks("before_serve_document"):
        answer = check(found, request)
        if isinstance(answer, HttpResponse):
            return answer
    public = is_published(found) and not found.collection.get_view_restrictions()
    return _sent(request, found.file, public=public, name=found.download_name)


def _sent(
    request: HttpRequest, file: FieldFile, *, public: bool, name: str = ""
) -> HttpResponseBase:
    """The file, or that it has not changed: a stored file never does."""
    etag = f'"{PurePath(str(file.name)).stem}"'
    response = get_conditional_response(request, etag=etag) or _whole(file)
    response["ETag"] = etag
    response["Content-Security-Policy"] = INERT
    response["X-Content-Type-Options"] = "nosniff"
    # Django would tell the name on disk.
    response.headers.pop("Content-Disposition", None)
    if name:
        response["Content-Disposition"] = content_disposition_header(True, name)
    if public:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ("Cookie",))
    return response


def _whole(file: FieldFile) -> HttpResponseBase:
    path = str(file.name)
    kind = guess_type(path)[0] or "application/octet-stream"
    if settings.UPLOADS_INTERNAL_PREFIX:
        # nginx sends it, from a location that is internal.
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = settings.UPLOADS_INTERNAL_PREFIX + path
        return response
    try:
        return FileResponse(file.storage.open(path), content_type=kind)
    except FileNotFoundError as lost:
        raise Http404 from lost
