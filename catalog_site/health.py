"""Whether the catalogue is well: for machines that look all the time, and for people.

A web process is well when it answers and reaches the database; what lies behind, the
search engine and the indexer, is looked at by ``manage.py check_health``. No web
process becomes better by being started again because the search engine is away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.terminal_text import on_one_line
from core.wording import whole
from readmodel.lag import Lag, outbox_lag, sink_lags
from readmodel.sinks import is_another
from search.engines import get_engine, names_in_use
from search.engines.base import EngineHealth

PATH = "/health/"

SHOWN = 10
"""Products that a sink refuses which are named; the others are counted."""


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
    """Everything that readers depend on, and every engine that is kept in step. A
    change may wait, and a write fail, for ``longest_lag``.

    Without the database there is nothing else to look at.
    """
    if not is_database_there():
        yield Part(False, _("Basis data: tidak dapat dibuka."))
        return
    yield Part(True, _("Basis data: dapat dibuka."))
    latest = timezone.now() - longest_lag
    lags = sink_lags()
    for name in names_in_use():
        yield _of_engine(name, get_engine(name).health(), lags[name].generation)
    yield _of_waiting(_("Perubahan yang belum dibangun"), outbox_lag(), latest)
    for name, lag in lags.items():
        yield from _of_sink(name, lag, latest)


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


def _of_sink(name: str, lag: Lag, latest: datetime) -> Iterator[Part]:
    waiting = _("Perubahan yang belum ada di “%(sink)s”") % {"sink": name}
    yield _of_waiting(waiting, lag, latest)
    if lag.failing_since:
        sentence = _("“%(sink)s” gagal ditulis sejak %(since)s: %(failure)s") % {
            "sink": name,
            "since": _moment(lag.failing_since),
            "failure": on_one_line(lag.failure),
        }
        yield Part(lag.failing_since > latest, sentence)
    for product_id, reason in islice(lag.refused.items(), SHOWN):
        sentence = _("“%(sink)s” menolak produk %(product)d: %(reason)s") % {
            "sink": name,
            "product": product_id,
            "reason": on_one_line(reason),
        }
        yield Part(False, sentence)
    if len(lag.refused) > SHOWN:
        sentence = _("“%(sink)s” menolak %(count)s produk lagi.") % {
            "sink": name,
            "count": whole(len(lag.refused) - SHOWN),
        }
        yield Part(False, sentence)


def _of_waiting(what: str, lag: Lag, latest: datetime) -> Part:
    if lag.since is None:
        return Part(True, _("%(what)s: tidak ada.") % {"what": what})
    sentence = _("%(what)s: %(count)s, yang tertua sejak %(since)s.") % {
        "what": what,
        "count": whole(lag.changes),
        "since": _moment(lag.since),
    }
    return Part(lag.since > latest, sentence)


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j F Y H.i")
