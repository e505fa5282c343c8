"""How everything is that readers depend on, in sentences for people.

Machines that look all the time ask ``/healthz`` and ``/readyz``
(:mod:`catalog_site.probes`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog_site.readiness import is_database_there, is_migrated
from core.moments import is_within
from core.room import MEGABYTE, Place, places
from core.terminal_text import on_one_line
from core.wording import whole
from readmodel.heartbeat import indexer_state, is_alive
from readmodel.models import IndexerState
from readmodel.sinks import is_another
from readmodel.status import SinkStatus, Waiting, changes_not_built, sink_statuses
from search.engines import get_engine, names_in_use
from search.engines.base import EngineHealth

LONGEST_LAG = timedelta(minutes=5)
"""How long a change may wait where nobody says otherwise: a hundred times what it takes
on a quiet day."""

_REPORT = gettext_lazy("Laporkan baris ini kepada pengembang katalog.")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was looked at, and how it is, in a sentence; ``advice`` says what
    to do where it is not well."""

    ok: bool
    sentence: str
    advice: str = ""


def parts(longest_lag: timedelta, *, may_refuse: bool = False) -> Iterator[Part]:
    """Everything that readers depend on, and every engine that is kept in step. A
    change may wait, and a write fail, for ``longest_lag``; with ``may_refuse`` a
    product that an engine refuses is told and is no fault.

    Without the database there is nothing else to look at.
    """
    yield from _of_disks()
    if not is_database_there():
        yield Part(
            False,
            _("Basis data: tidak dapat dibuka."),
            _("Periksa apakah servernya berjalan dan DATABASE_URL benar."),
        )
        return
    yield Part(True, _("Basis data: dapat dibuka."))
    if not is_migrated():
        yield Part(
            False,
            _("Basis data: belum dimigrasi untuk versi ini."),
            _("Jalankan “manage.py migrate”."),
        )
        return
    statuses = sink_statuses()
    for name in names_in_use():
        yield _of_engine(name, get_engine(name).health(), statuses[name].generation)
    yield _of_indexer(indexer_state())
    yield _of_waiting(
        _("Perubahan yang belum dibangun"), changes_not_built(), longest_lag
    )
    for name, status in statuses.items():
        yield from _of_sink(name, status, longest_lag)
        for sentence in status.refused.sentences(name):
            yield Part(may_refuse, sentence, "" if may_refuse else _REPORT)


def _of_disks() -> Iterator[Part]:
    """Each place of which something is wrong, or that all are well."""
    found = [part for place in places() if (part := _fault_of(place))]
    yield from found or [Part(True, _("Penyimpanan: cukup ruang."))]


def _fault_of(place: Place) -> Part | None:
    """What is wrong with the place, if anything is."""
    told: dict[str, object] = {"place": place.name, "folder": place.folder}
    try:
        if not place.is_short():
            return None
        told["free"] = whole(place.free_bytes() // MEGABYTE)
    except OSError as error:
        told["reason"] = on_one_line(str(error))
        return Part(
            False,
            _("Penyimpanan “%(place)s” tidak dapat diperiksa: %(reason)s") % told,
            _("Periksa apakah %(folder)s terpasang dan dapat dibaca.") % told,
        )
    return Part(
        False,
        _("Penyimpanan “%(place)s” hampir penuh: tinggal %(free)s MB.") % told,
        _(
            "Beri ruang di %(folder)s. Sampai saat itu suntingan, unggahan dan "
            "indeks dapat gagal ditulis; yang sudah tersimpan tetap utuh, dan "
            "perubahan berlanjut sendiri begitu ada ruang."
        )
        % told,
    )


def _of_indexer(state: IndexerState) -> Part:
    advice = _(
        "Mulai “manage.py run_indexer”, atau periksa yang mengawasinya (systemd, "
        "Docker) dan catatannya. Bila ia menggantung: “run_indexer --take-over”."
    )
    if state.seen_at is None:
        return Part(False, _("Pengindeks: belum pernah terlihat."), advice)
    told = {"moment": _moment(state.seen_at)}
    if is_alive(state.seen_at):
        return Part(True, _("Pengindeks: bekerja, terlihat %(moment)s.") % told)
    return Part(False, _("Pengindeks: tidak terlihat sejak %(moment)s.") % told, advice)


def _of_engine(name: str, health: EngineHealth, built: str) -> Part:
    answers = name == settings.SEARCH_ENGINE
    sentence = _("Mesin “%(name)s” (%(role)s): %(state)s; %(detail)s.") % {
        "name": name,
        "role": _("menjawab") if answers else _("di samping"),
        "state": _state(health, built),
        "detail": on_one_line(health.detail),
    }
    is_present = not health.index.outdated and not _is_another(health, built)
    ok = health.ok and is_present
    return Part(ok, sentence, "" if ok else _of_repair(health))


def _of_repair(health: EngineHealth) -> str:
    """What helps an engine that is not well."""
    if health.ok or health.index.missing:
        return _(
            "Pengindeks membangunnya ulang sendiri. Bila tidak segera mulai, minta "
            "di halaman “Keadaan katalog” atau dengan “manage.py rebuild_index”."
        )
    return _("Periksa apakah servernya berjalan dan dapat dijangkau.")


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
        yield Part(
            is_within(status.failing_since, longest_lag),
            sentence,
            _("Hilangkan sebabnya; pengindeks mencoba lagi sendiri."),
        )


def _of_waiting(what: str, waiting: Waiting, longest_lag: timedelta) -> Part:
    if waiting.since is None:
        return Part(True, _("%(what)s: tidak ada.") % {"what": what})
    sentence = _("%(what)s: %(count)s, yang tertua sejak %(since)s.") % {
        "what": what,
        "count": whole(waiting.changes),
        "since": _moment(waiting.since),
    }
    return Part(
        is_within(waiting.since, longest_lag),
        sentence,
        _("Lihat catatan pengindeks: ia bekerja, menunggu, atau tidak dapat menulis."),
    )


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "j F Y H.i")
