from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from catalog_site import health

LONGEST_LAG = 300
"""Seconds that a change may wait: a hundred times what it takes on a quiet day."""


class Command(BaseCommand):
    help = """Says whether database, search engines and indexer are well: what readers
see follows what is published. Ends with 1 where something is not. With --longest-lag 0
it ends with 0 only where every engine has all that the ledger has."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--longest-lag",
            type=int,
            default=LONGEST_LAG,
            metavar="SECONDS",
            help="How long a change may wait, or a write fail, before that is a fault.",
        )

    def handle(self, *args: Any, longest_lag: int, **options: Any) -> None:
        faults = 0
        for part in health.parts(timedelta(seconds=longest_lag)):
            self.stdout.write(part.sentence)
            faults += not part.ok
        if faults:
            raise CommandError(_("Ada yang perlu diperhatikan."))
