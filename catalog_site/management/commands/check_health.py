from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from catalog_site import health


class Command(BaseCommand):
    help = """Says whether database, search engines and indexer are well: what readers
see follows what is published. Ends with 1 where something is not. With --longest-lag 0
it ends with 0 only where every engine has all that the ledger has, and refuses nothing
of it."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--longest-lag",
            type=int,
            default=health.LONGEST_LAG.seconds,
            metavar="SECONDS",
            help="How long a change may wait, or a write fail, before that is a fault.",
        )

        parser.add_argument(
            "--allow-refused",
            action="store_true",
            help="Products that an engine refuses are told, and are no fault.",
        )

    def handle(
        self, *args: Any, longest_lag: int, allow_refused: bool, **options: Any
    ) -> None:
        faults = 0
        longest = timedelta(seconds=longest_lag)
        for part in health.parts(longest, may_refuse=allow_refused):
            self.stdout.write(part.sentence)
            if part.advice and not part.ok:
                self.stdout.write(f"  {part.advice}")
            faults += not part.ok
        if faults:
            raise CommandError(_("Ada yang perlu diperhatikan."))
