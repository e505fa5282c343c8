"""Whether the catalogue is well: for machines that look all the time, and for people.

A web process is well when it answers and reaches the database; what lies behind, the
search engine and the indexer, is looked at by ``manage.py check_health``. No web
process becomes better by being started again because the search engine is away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.moments import is_within
from core.terminal_text import on_one_line
from core.wording import whole
from readmodel.sinks import is_another
from readmodel.status import SinkStatus, Waiting, changes_not_built, sink_statuses
from search.engines import get_engine, names_in_use
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


def parts(longest_lag: timedelta, *, may_refuse: bool = False) -> Iterator[Part]:
    """Everything that readers depend on, and every engine that is kept in step. A
    change may wait, and a write fail, for ``longest_lag``; with ``may_refuse`` a
    product that an engine refuses is told and is no fault.

    Without the database there is nothing else to look at.
    """
    if not is_database_there():
        yield Part(False, _("Basis data: tidak dapat dibuka."))
        return
    yield Part(True, _("Basis data: dapat dibuka."))
    statuses = sink_statuses()
    for name in names_in_use():
        yield _of_engine(name, get_engine(name).health(), statuses[name].generation)
    yield _of_waiting(
        _("Perubahan yang belum dibangun"), changes_not_built(), longest_lag
    )
    for name, status in statuses.items():
        yield from _of_sink(name, status, longest_lag)
        for sentence in status.refused.sentences(name):
            yield Part(may_refuse, sentence)


def _of_engine(name: str, health: EngineHealth, built: str) -> Part:
    answers = name == settings.SEARCH_ENGINE
    sentence = _("Mesin “%(name)s” (%(role)s): %(state)s; %(detail)s.") % {
        "name": name,
        "role": _("menjawab") if answers else _("di samping"),
        "state": _state(health, built),
        "detail": on_one_line(health.detail),
    }
    is_present = not health.index.outdated and not _is_another(health, built)
    return Part(health.ok and is_present, sentence)


def _state(health: EngineHealth, built: str) -> str:
    if health.index.missing:
        return _("belum ada indeks")
    if not health.ok:
        return _("tidak menjawab")
    documents = _("%(count)s dokumen") % {"count": whole(health.documents)}
    if health.index.outdated:
        return _("%(documents)s dalam bentuk lama") % {"documents": documents}
    if _is_another(health, built):
        return _("%(documents)s dalam indeks lain") % {"documents": documents}
    return documents


def _is_another(health: EngineHealth, built: str) -> bool:
    """Whether the index is not the one that was built last."""
    return is_another(built, health.index.generation)


def _of_sink(name: str, status: SinkStatus, longest_lag: timedelta) -> Iterator[Part]:
    what = _("Perubahan yang belum ada di “%(sink)s”") % {"sink": name}
    yield _of_waiting(what, status.waiting, longest_lag)
    if status.failing_since:
        sentence = _("“%(sink)s” gagal ditulis sejak %(since)s: %(failure)s") % {
            "sink": name,
            "since": _moment(status.failing_since),
            "failure": on_one_line(status.failure),
        }
        yield Part(is_within(status.failing_since, longest_lag), sentence)


def _of_waiting(what: str, waiting: Waiting, longest_lag: timedelta) -> Part:
    if waiting.since is None:
        return Part(True, _("%(what)s: tidak ada.") % {"what": what})
    sentence = _("%(what)s: %(count)s, yang tertua sejak %(since)s.") % {
        "what": what,
        "count": whole(waiting.changes),
        "since": _moment(waiting.since),
    }
    return Part(is_within(waiting.since, longest_lag), sentence)


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j F Y H.i")
