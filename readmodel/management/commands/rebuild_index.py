from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.shown_progress import ShownProgress
from readmodel import indexer
from readmodel.management.refusals import refusals
from readmodel.sinks import Sink, UnknownSink, get_sink, sinks


class Command(BaseCommand):
    help = """Build the search index anew, beside the live one, from the documents that
the database keeps, and switch to it."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-catalogue",
            action="store_true",
            help="Build every document anew from its product first.",
        )
        parser.add_argument(
            "--engine",
            help="Build the index of this engine only, of those in use.",
        )

    def handle(
        self, *args: Any, from_catalogue: bool, engine: str | None, **options: Any
    ) -> None:
        chosen = (self._sink(engine),) if engine else sinks()
        if from_catalogue:
            indexer.derive_all()
        with ShownProgress(self.stdout) as shown, refusals():
            count = indexer.rebuild(
                lambda sink, done, total: shown.update(
                    _building(sink, chosen), done, total
                ),
                chosen,
            )
        self.stdout.write(_("%(count)d produk dalam indeks.") % {"count": count})

    def _sink(self, name: str) -> Sink:
        try:
            return get_sink(name)
        except UnknownSink as error:
            raise CommandError(
                _(
                    "Mesin “%(name)s” tidak dipakai. Yang dipakai: %(known)s. "
                    "Mesin lain ditambahkan dengan SEARCH_ENGINES_BESIDE."
                )
                % {"name": name, "known": ", ".join(error.known)}
            ) from error


def _building(sink: Sink, chosen: tuple[Sink, ...]) -> str:
    if len(chosen) == 1:
        return _("Membangun indeks pencarian")
    return _("Membangun indeks %(engine)s") % {"engine": sink.name}
