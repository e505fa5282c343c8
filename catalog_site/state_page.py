"""The page on which administrators see how the catalogue is, have indexes built anew
and have them compared. See docs/adr/0034-health-and-metrics.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from catalog_site import health
from catalog_site.figures import Figures, Sweep, figures, last_sweep, seconds_since
from catalog_site.metrics.totals import totals
from core.administrators import AdministratorsOnly
from core.people import display_name
from core.room import MEGABYTE
from core.wording import whole
from readmodel import tasks
from readmodel.heartbeat import indexer_state, is_alive
from readmodel.models import IndexTask

SHOWN = 10
"""Tasks that ended."""

ASKED = {
    IndexTask.Kind.REBUILD: "readmodel.rebuild",
    IndexTask.Kind.SWEEP: "readmodel.sweep",
}
"""Under which names the log has it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number under its name."""

    name: str
    value: str


class StateView(AdministratorsOnly, WagtailAdminTemplateMixin, View):
    page_title = gettext_lazy("Keadaan katalog")
    header_icon = "info-circle"
    template_name = "catalog_site/state/page.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest) -> HttpResponse:
        found = list(health.parts(health.LONGEST_LAG))
        known = figures()
        return self.render_to_response(
            self.get_context_data(
                faults=[part for part in found if not part.ok],
                well=[part for part in found if part.ok],
                figures=[
                    *_of_indexes(known),
                    *_of_requests(known),
                    *_of_disks(known),
                ],
                **work_context(known.task, known.sweep),
            )
        )


class WorkView(AdministratorsOnly, View):
    """The part of the page that says how far a task is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = work_context(tasks.open_task(), last_sweep())
        return render(request, "catalog_site/state/work.html", context)


class AskView(AdministratorsOnly, View):
    """A POST has the indexer do something that takes long."""

    kind: IndexTask.Kind

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            with transaction.atomic():
                task = tasks.ask(self.kind, request.user)
                log(instance=task, action=ASKED[self.kind], user=request.user)
        except tasks.AlreadyOpen:
            messages.error(
                request,
                _("Pekerjaan lain belum selesai. Ulangi setelah itu selesai."),
            )
        else:
            messages.success(request, _("Diminta. Pengindeks segera mengerjakannya."))
        return redirect("catalogue_state")


class SweepView(AskView):
    kind = IndexTask.Kind.SWEEP

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where signing in again leads, for one."""
        return redirect("catalogue_state")


class RebuildView(WagtailAdminTemplateMixin, AskView):
    """A GET asks whether it is really wanted."""

    kind = IndexTask.Kind.REBUILD
    page_title = gettext_lazy("Bangun ulang indeks")
    header_icon = "resubmit"
    template_name = "catalog_site/state/confirm_rebuild.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("catalogue_state"), "label": StateView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data())


@dataclass(frozen=True, slots=True)
class Ended:
    """A task that ended, as the list shows it."""

    task: IndexTask
    by: str
    sentence: str
    is_well: bool


def work_context(task: IndexTask | None, sweep: Sweep | None) -> dict[str, Any]:
    """The ``task`` that is being done, and what was done."""
    return {
        "sweep": sweep,
        "sweep_sentence": sweep_sentence(sweep),
        "task": task,
        "task_by": _by(task) if task else "",
        "task_sentence": _open_sentence(task) if task else "",
        "ended": [
            Ended(each, _by(each), _ended_sentence(each), _is_well(each))
            for each in tasks.ended(SHOWN)
        ],
    }


def sweep_sentence(sweep: Sweep | None) -> str:
    """What the last sweep found."""
    if sweep is None:
        return _("Katalog, catatan dan indeks belum pernah dibandingkan.")
    if sweep.is_well:
        return _("Semua sama.")
    found = [
        _("Catatan berbeda dari katalog pada %(count)s produk.")
        % {"count": whole(sweep.ledger_drift)}
    ]
    found += [
        _("Indeks “%(index)s” berbeda dari catatan pada %(count)s produk.")
        % {"index": name, "count": whole(count)}
        for name, count in sweep.index_drift.items()
    ]
    found += [
        _("Indeks “%(index)s” tidak dapat dibandingkan: %(reason)s")
        % {"index": name, "reason": reason}
        for name, reason in sweep.unreadable.items()
    ]
    return " ".join(found)


def _of_indexes(found: Figures) -> Iterator[Figure]:
    yield Figure(_("Perubahan yang belum dibangun"), whole(found.not_built.changes))
    for name, status in found.sinks.items():
        where = {"index": name}
        yield Figure(
            _("Revisi yang belum ada di “%(index)s”") % where, whole(status.lag)
        )
        yield Figure(
            _("Produk yang ditolak “%(index)s”") % where, whole(status.refused.count)
        )
    waiting = [found.not_built, *(status.waiting for status in found.sinks.values())]
    since = min((each.since for each in waiting if each.since), default=None)
    yield Figure(
        _("Perubahan tertua menunggu"),
        _("%(count)s detik") % {"count": whole(round(seconds_since(since)))},
    )
    yield Figure(_("Basis data hilang bagi pengindeks"), _times(found.outages))


def _of_requests(found: Figures) -> Iterator[Figure]:
    since_start = totals()
    yield Figure(_("Permintaan sejak server dimulai"), whole(since_start.requests))
    yield Figure(_("Yang gagal karena kesalahan kami"), whole(since_start.failed))
    yield Figure(_("Yang ditolak karena beban"), whole(since_start.shed))
    yield Figure(_("Yang ditolak karena terlalu sering"), whole(since_start.limited))
    yield Figure(_("Jawaban panjang yang sedang dikirim"), whole(found.streams))


def _of_disks(found: Figures) -> Iterator[Figure]:
    for name, free in found.free.items():
        yield Figure(
            _("Ruang kosong untuk “%(place)s”") % {"place": name},
            f"{whole(free // MEGABYTE)} MB",
        )


def _times(count: int) -> str:
    return _("%(count)s kali") % {"count": whole(count)}


def _by(task: IndexTask) -> str:
    return display_name(task.asked_by) if task.asked_by else ""


def _open_sentence(task: IndexTask) -> str:
    if task.holder and task.total:
        return _("Sedang dikerjakan: “%(stage)s”, %(done)s dari %(total)s.") % {
            "stage": task.stage,
            "done": whole(task.done),
            "total": whole(task.total),
        }
    if task.holder:
        return _("Sedang dikerjakan.")
    if is_alive(indexer_state().seen_at):
        return _("Menunggu pengindeks.")
    return _("Menunggu pengindeks, yang tidak terlihat: periksa apakah ia berjalan.")


def _ended_sentence(task: IndexTask) -> str:
    if task.problem:
        # The indexer's own sentences have a translation; what engines say has none.
        return _(task.problem)
    if task.kind == IndexTask.Kind.SWEEP:
        return sweep_sentence(Sweep.of(task))
    return _("%(count)s produk dalam indeks.") % {
        "count": whole(task.result["products"])
    }


def _is_well(task: IndexTask) -> bool:
    return not task.problem and bool(task.result.get("well", True))
