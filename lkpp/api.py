"""The native export: changes and snapshots by revision, and the state of the feed."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from ninja.security.base import AuthBase
from pydantic import Field

from lkpp import native
from lkpp.auth import authorise
from lkpp.choices import Scope
from lkpp.conditional import is_known
from lkpp.encoding import compressed
from lkpp.errors import FeedError
from lkpp.native import Delivery
from lkpp.profiles import PROFILES
from lkpp.request_log import HandedOut, Recording


class ReaderKey(AuthBase):
    """Says in the API's documentation that a key is needed. Who may what is found out
    where the request is answered, so that refusals are logged as well."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> bool:
        return True


router = Router(tags=["LKPP"], auth=ReaderKey())

METHODS = ["GET", "HEAD"]
JSON = "application/json"
NDJSON = "application/x-ndjson"

Revision = Annotated[int, Field(ge=0, le=2**63 - 1)]
Limit = Annotated[int, Field(ge=1, le=native.MOST_RECORDS)]
ProfileName = Literal[tuple(PROFILES)]  # type: ignore[valid-type]


class ChangesOut(Schema):
    """``cursor`` is what to send as ``after`` next; ``more`` whether there is more at
    once. ``feed`` names the sequence of revisions: when it changes, begin anew.
    ``records`` are in the shape of the profile (see ``/lkpp/schema/``), those that
    left among them, each once and in its latest state."""

    feed: str
    schema_version: str
    profile: str
    after: int
    cursor: int
    latest: int
    more: bool
    records: list[dict[str, Any]]


class StateOut(Schema):
    """``active`` counts the variants that are offered as of ``revision``."""

    feed: str
    schema_version: str
    revision: int
    active: int


@router.api_operation(
    METHODS, "/lkpp/changes", response=ChangesOut, summary="Perubahan sesudah revisi"
)
def changes(
    request: HttpRequest,
    after: Revision = 0,
    limit: Limit = native.MOST_RECORDS,
    profile: ProfileName = native.NATIVE,
):
    """Rekaman yang berubah atau keluar sesudah revisi `after`, menurut urutan revisi.
    Satu revisi tidak pernah terpotong; ulangi dengan `cursor` selama `more`."""

    def deliver(handed_out: HandedOut) -> Delivery:
        return native.changes(
            after, limit, profile, settings.PUBLIC_BASE_URL, handed_out
        )

    return _answer(request, Scope.CHANGES, profile, deliver, JSON)


@router.api_operation(METHODS, "/lkpp/snapshot", summary="Salinan lengkap (NDJSON)")
def snapshot(
    request: HttpRequest,
    after: Revision = 0,
    upto: Revision | None = None,
    profile: ProfileName = native.NATIVE,
    tombstones: bool = False,
):
    """Seluruh rekaman pada satu revisi, satu baris satu rekaman, di antara baris
    `snapshot` dan baris `end`. Bila terputus, lanjutkan dengan `after` (revisi
    terakhir yang diterima dikurangi satu) dan `upto` (revisi pada baris pertama)."""

    def deliver(handed_out: HandedOut) -> Delivery:
        return native.snapshot(
            after,
            upto,
            profile,
            settings.PUBLIC_BASE_URL,
            handed_out,
            tombstones=tombstones,
        )

    return _answer(request, Scope.SNAPSHOT, profile, deliver, NDJSON)


@router.api_operation(
    METHODS, "/lkpp/state", response=StateOut, summary="Keadaan umpan"
)
def state(request: HttpRequest):
    """Revisi terakhir dan jumlah varian yang ditawarkan, untuk mencocokkan salinan."""
    return _answer(
        request, Scope.CHANGES, native.NATIVE, lambda _: native.state(), JSON
    )


def _answer(
    request: HttpRequest,
    scope: Scope,
    profile: str,
    deliver: Callable[[HandedOut], Delivery],
    media: str,
) -> HttpResponseBase:
    """The answer to an authorised request, streamed and logged. Raises FeedError."""
    recording = Recording(request, scope, request.GET.dict())
    try:
        authorise(request, request.GET.dict(), scope).require_profile(profile)
        recording.profile = profile
        delivery = deliver(recording.handed_out)
    except FeedError as error:
        recording.refused(error)
        raise
    if is_known(request, delivery.etag):
        delivery.close()
        recording.answered(304)
        return _marked(HttpResponse(status=304), delivery)
    if request.method == "HEAD":
        delivery.close()
        recording.answered(200)
        return _marked(HttpResponse(content_type=media), delivery)
    body = recording.streamed(delivery.body)
    response = StreamingHttpResponse(body, content_type=media)
    return compressed(request, _marked(response, delivery))


def _marked(response: HttpResponseBase, delivery: Delivery) -> HttpResponseBase:
    response["ETag"] = delivery.etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Feed-Revision"] = str(delivery.upto)
    return response
