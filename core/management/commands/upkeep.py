from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.upkeep import run_upkeep


class Command(BaseCommand):
    help = """Forgets now what is kept for a time only. The indexer and the daily sweep
do it by themselves. The exit status is 1 if something could not be forgotten."""

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = run_upkeep()
        for each in outcomes:
            if not each.problem:
                self.stdout.write(f"{each.name}: {each.forgotten}")
        problems = [f"{each.name}: {each.problem}" for each in outcomes if each.problem]
        if problems:
            raise CommandError(_("Tidak dapat dilupakan:") + "\n" + "\n".join(problems))
