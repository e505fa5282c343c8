from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from search import indexer
from search.lease import LEASE_TIME, LeaseTaken


class Command(BaseCommand):
    help = "Build the search index anew beside the live one and switch to it."

    def handle(self, *args, **options):
        with Progress(console=Console(file=self.stdout._out)) as bars:
            bar = bars.add_task("Building the search index", total=None)
            try:
                count = indexer.rebuild(
                    lambda done, total: bars.update(bar, completed=done, total=total)
                )
            except LeaseTaken as error:
                raise CommandError(
                    "Another process is writing to the index. If none is, its claim "
                    f"ends within {LEASE_TIME.seconds} seconds; then try again."
                ) from error
        self.stdout.write(f"{count} products indexed.")
