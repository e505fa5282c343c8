import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from readmodel import feeding, indexer, lease, sinks
from readmodel.management.refusals import refusals


class Command(BaseCommand):
    help = "Keep the search index up to date with the catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="stop when nothing is pending"
        )
        parser.add_argument(
            "--take-over",
            action="store_true",
            help="first take the right to write from whoever has it, dead or hanging",
        )

    def handle(self, *args: Any, once: bool, take_over: bool, **options: Any) -> None:
        if take_over:
            lease.take_over()
        for sink in sinks.sinks():
            if feeding.must_be_rebuilt(sink):
                self.stdout.write(
                    _("Belum ada indeks %(engine)s; sedang dibangun.")
                    % {"engine": sink.name}
                )
        if once:
            with refusals():
                count = indexer.drain()
            self.stdout.write(_("%(count)d produk berubah.") % {"count": count})
            return
        stopping = Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopping.set())
        indexer.run(stopping.is_set)
