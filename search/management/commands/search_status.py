from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.terminal_text import on_one_line
from readmodel import feeding
from readmodel.lease import last_revision
from readmodel.models import PendingChange, SinkState
from search.engines import get_engine
from search.engines.base import EngineHealth
from search.indexing.sink import EngineSink, engine_sinks


class Command(BaseCommand):
    help = """Say of each search engine in use how it is, how far it follows the
ledger, and since when and why it cannot be written. The exit status is 1 where one does
not answer, is behind or is to be built."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(
            _("Buku besar: revisi %(revision)d; %(count)d catatan menunggu.")
            % {"revision": last_revision(), "count": PendingChange.objects.count()}
        )
        are_in_step = [self._tell(sink) for sink in engine_sinks()]
        if not all(are_in_step):
            raise CommandError(
                _(
                    "Tidak semua mesin siap. Bila run_indexer berjalan dengan setelan "
                    "ini, tunggu lalu periksa lagi."
                )
            )

    def _tell(self, sink: EngineSink) -> bool:
        """Whether the engine answers and has all that the ledger has."""
        health = get_engine(sink.name).health()
        state = SinkState.objects.filter(pk=sink.name).first()
        answers = sink.name == settings.SEARCH_ENGINE
        self.stdout.write(
            _("%(name)s (%(role)s): revisi %(revision)d, %(state)s.")
            % {
                "name": sink.name,
                "role": _("menjawab") if answers else _("di samping"),
                "revision": state.applied_revision if state else 0,
                "state": _of_health(health),
            }
        )
        if health.detail:
            self.stdout.write("  " + on_one_line(health.detail))
        if state and state.failing_since:
            since = timezone.localtime(state.failing_since)
            self.stdout.write(
                "  "
                + _("gagal ditulis sejak %(since)s: %(failure)s")
                % {
                    "since": date_format(since, "DATETIME_FORMAT"),
                    "failure": on_one_line(state.failure),
                }
            )
        in_step = not feeding.must_be_rebuilt(sink) and not feeding.is_behind(sink)
        return health.ok and in_step


def _of_health(health: EngineHealth) -> str:
    if health.missing:
        return _("belum ada indeks")
    if not health.ok:
        return _("tidak menjawab")
    documents = _("%(count)d dokumen") % {"count": health.documents}
    if health.outdated:
        return _("%(documents)s dalam bentuk lama") % {"documents": documents}
    return documents
