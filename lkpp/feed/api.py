"""The native export: changes and snapshots by revision, and the state of the feed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from ninja.decorators import decorate_view
from ninja.security.base import AuthBase

from core.api_numbers import whole_number
from core.problems import ProblemOut, refused_parameters
from core.streams import Stream
from lkpp.choices import Scope
from lkpp.clients.auth import Access, authorise
from lkpp.clients.request_log import HandedOut, Recording
from lkpp.feed import native
from lkpp.feed.answering import long_answer, send
from lkpp.feed.cursors import CursorText, parse_cursor
from lkpp.feed.native import Delivery
from lkpp.profiles import PROFILES
from search.api import BEFORE_THE_API
from search.query import unknown_parameters


class ReaderKey(AuthBase):
    """Lets readers in who may read ``scope``. Parameters are looked at afterwards."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Access:
        given = request.GET.dict()
        request.recording = Recording(request, self.scope, given)
        return authorise(request, given, self.scope)


def refusals_logged(run: Callable[..., HttpResponseBase]):
    """Enters every refusal of a reader who is known, whoever refused: the key's rules,
    the rules of the parameters, or the answer itself."""

    @wraps(run)
    def answer(request: HttpRequest, **given: Any) -> HttpResponseBase:
        response = run(request, **given)
        if response.status_code >= 400:
            request.recording.refused(response.status_code)
        return response

    return answer


router = Router(tags=["LKPP"])

METHODS = ["GET", "HEAD"]
JSON = "application/json"
NDJSON = "application/x-ndjson"

Limit = whole_number(1, native.MOST_RECORDS)
ProfileName = Literal[tuple(PROFILES)]  # type: ignore[valid-type]


class ChangesOut(Schema):
    """``next_cursor`` is what to send as ``after`` next; ``more`` whether there is more
    at once. ``cursor`` is its revision alone, which does not prove what the reader was
    told. ``feed`` names the sequence of revisions: when it changes, begin anew.
    ``records`` are in the shape of the profile (see ``/lkpp/schema/``), those that
    left among them, each once and in its latest state."""

    feed: str
    schema_version: str
    profile: str
    after: int
    cursor: int
    next_cursor: str
    latest: int
    more: bool
    records: list[dict[str, Any]]


class StateOut(Schema):
    """``active`` counts the variants that are offered as of ``revision``. Who has
    ``next_cursor`` has them all."""

    feed: str
    schema_version: str
    revision: int
    next_cursor: str
    active: int


class AnotherPastOut(ProblemOut):
    """The reader was told what this catalogue never told, as after a restored backup:
    it drops its copy and its cursor, and fetches ``begin_anew``."""

    begin_anew: str


NOT_MODIFIED = {304: None}
REFUSED = {(401, 403, 422, 429): ProblemOut, **BEFORE_THE_API}
CURSOR_REFUSED = {409: AnotherPastOut}
NO_ROOM = {503: ProblemOut}
LINES = {"content": {NDJSON: {"schema": {"type": "string"}}}}


@router.api_operation(
    METHODS,
    "/lkpp/changes",
    operation_id="lkppChanges",
    auth=ReaderKey(Scope.CHANGES),
    response={200: ChangesOut, **NOT_MODIFIED, **REFUSED, **CURSOR_REFUSED, **NO_ROOM},
    summary="Perubahan sesudah revisi",
)
@decorate_view(refusals_logged)
def changes(
    request: HttpRequest,
    after: CursorText = "0",
    limit: Limit = native.MOST_RECORDS,
    profile: ProfileName = native.NATIVE,
):
    """Catatan yang berubah atau keluar sesudah kursor `after`, menurut urutan revisi.
    Satu revisi tidak pernah terpotong; ulangi dengan `next_cursor` selama `more`."""
    _check_known(request, "after", "limit", "profile")

    def deliver(handed_out: HandedOut) -> Delivery:
        return native.changes(
            parse_cursor(after), limit, profile, settings.PUBLIC_BASE_URL, handed_out
        )

    return _answer(request, profile, deliver, JSON)


@router.api_operation(
    METHODS,
    "/lkpp/snapshot",
    operation_id="lkppSnapshot",
    auth=ReaderKey(Scope.SNAPSHOT),
    response={200: None, **NOT_MODIFIED, **REFUSED, **CURSOR_REFUSED, **NO_ROOM},
    summary="Salinan lengkap (NDJSON)",
    openapi_extra={"responses": {200: LINES}},
)
@decorate_view(refusals_logged)
def snapshot(
    request: HttpRequest,
    after: CursorText = "0",
    upto: CursorText | None = None,
    profile: ProfileName = native.NATIVE,
    tombstones: bool = False,
):
    """Seluruh catatan pada satu revisi, satu baris satu catatan, di antara baris
    `snapshot` dan baris `end`. Bila terputus, lanjutkan dengan `after` (revisi
    terakhir yang diterima dikurangi satu) dan `upto` (`next_cursor` pada baris pertama
    yang terakhir diterima)."""
    _check_known(request, "after", "upto", "profile", "tombstones")

    def deliver(handed_out: HandedOut) -> Delivery:
        return native.snapshot(
            parse_cursor(after),
            parse_cursor(upto) if upto is not None else None,
            profile,
            settings.PUBLIC_BASE_URL,
            handed_out,
            tombstones=tombstones,
        )

    with long_answer(request) as stream:
        return _answer(request, profile, deliver, NDJSON, stream)


@router.api_operation(
    METHODS,
    "/lkpp/state",
    operation_id="lkppState",
    auth=ReaderKey(Scope.CHANGES),
    response={200: StateOut, **NOT_MODIFIED, **REFUSED},
    summary="Keadaan umpan",
)
@decorate_view(refusals_logged)
def state(request: HttpRequest):
    """Revisi terakhir dan jumlah varian yang ditawarkan, untuk mencocokkan salinan."""
    _check_known(request)

    def deliver(handed_out: HandedOut) -> Delivery:
        return native.state(settings.PUBLIC_BASE_URL)

    return _answer(request, native.NATIVE, deliver, JSON)


def _check_known(request: HttpRequest, *names: str) -> None:
    """A reader whose ``afer`` was ignored would read everything again and again."""
    findings = unknown_parameters(request.GET, {"secretkey", *names})
    if findings:
        raise refused_parameters(findings)


def _answer(
    request: HttpRequest,
    profile: str,
    deliver: Callable[[HandedOut], Delivery],
    media: str,
    stream: Stream | None = None,
) -> HttpResponseBase:
    """The answer to an authorised request, streamed and logged. Raises FeedError."""
    request.auth.require_profile(profile)
    recording = request.recording
    recording.profile = profile
    delivery = deliver(recording.handed_out)
    response = send(
        request,
        delivery.body,
        delivery.etag,
        media,
        recording,
        delivery.close,
        stream=stream,
        is_long=delivery.is_long,
    )
    response["Cache-Control"] = "private, no-cache"
    response["X-Feed-Revision"] = str(delivery.upto)
    response["Link"] = f'<{delivery.next}>; rel="next"'
    return response
