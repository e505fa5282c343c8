from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.shown_progress import ShownProgress
from readmodel import indexer
from readmodel.lease import LeaseTaken
from readmodel.sinks import SinkUnavailable


class Command(BaseCommand):
    help = """Build the search index anew, beside the live one, from the documents that
the database keeps, and switch to it."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-catalogue",
            action="store_true",
            help="Build every document anew from its product first.",
        )

    def handle(self, *args: Any, from_catalogue: bool, **options: Any) -> None:
        if from_catalogue:
            indexer.derive_all()
        building = _("Membangun indeks pencarian")
        with ShownProgress(self.stdout) as shown:
            try:
                count = indexer.rebuild(
                    lambda done, total: shown.update(building, done, total)
                )
            except LeaseTaken as error:
                raise CommandError(
                    _(
                        "Proses lain sedang menulis indeks. Bila tidak ada, "
                        "klaimnya berakhir sendiri dalam beberapa menit; "
                        "lalu coba lagi."
                    )
                ) from error
            except SinkUnavailable as error:
                raise CommandError(
                    _("Indeks tidak dapat ditulis: %(error)s") % {"error": error}
                ) from error
        self.stdout.write(_("%(count)d produk dalam indeks.") % {"count": count})
