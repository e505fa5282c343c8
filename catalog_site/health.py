"""Whether the catalogue is well: for machines that look all the time, and for people.

A web process is well when it answers and reaches the database; what lies behind, the
search engine and the indexer, is looked at by ``manage.py check_health``. No web
process becomes better by being started again because the search engine is away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.wording import whole
from readmodel.lag import Lag, outbox_lag, sink_lags
from search.engines import get_engine
from search.engines.base import EngineHealth

PATH = "/health/"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was looked at, and how it is, in a sentence."""

    ok: bool
    sentence: str


class HealthMiddleware:
    """Answers ``PATH`` before anything else does.

    Who asks is a machine beside the process: it knows neither the host's name nor the
    way over https.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != PATH:
            return self.get_response(request)
        ok = is_database_there()
        return JsonResponse(
            {"database": "ok" if ok else "unavailable"},
            status=200 if ok else 503,
            headers={"Cache-Control": "no-store"},
        )


def is_database_there() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def parts(longest_lag: timedelta) -> Iterator[Part]:
    """Everything that readers depend on. Changes may wait for ``longest_lag``.

    Without the database there is nothing else to look at.
    """
    if not is_database_there():
        yield Part(False, _("Basis data: tidak dapat dibuka."))
        return
    yield Part(True, _("Basis data: dapat dibuka."))
    yield _of_engine(get_engine().health())
    since = timezone.now() - longest_lag
    yield _of_lag(_("Perubahan yang belum dibangun"), outbox_lag(), since)
    for name, lag in sink_lags().items():
        waiting = _("Perubahan yang belum ada di “%(sink)s”") % {"sink": name}
        yield _of_lag(waiting, lag, since)
        if lag.failure:
            failing = {"sink": name, "failure": lag.failure}
            yield Part(
                False, _("“%(sink)s” tidak dapat ditulis: %(failure)s") % failing
            )


def _of_engine(health: EngineHealth) -> Part:
    sentence = _("Mesin pencarian: %(detail)s; %(count)s dokumen.") % {
        "detail": health.detail,
        "count": whole(health.documents),
    }
    return Part(health.ok and not health.outdated, sentence)


def _of_lag(what: str, lag: Lag, latest: datetime) -> Part:
    if lag.since is None:
        return Part(True, _("%(what)s: tidak ada.") % {"what": what})
    sentence = _("%(what)s: %(count)s, yang tertua sejak %(since)s.") % {
        "what": what,
        "count": whole(lag.changes),
        "since": date_format(timezone.localtime(lag.since), "j F Y H.i"),
    }
    return Part(lag.since >= latest, sentence)
