"""Bringing the demo's database to the form of today, and showing how far that is."""

import io

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from demo.loading import StageProgress

APPLYING = "Applying "


class MigrationCount(io.StringIO):
    """What ``migrate`` writes to: counts the migrations that it tells of."""

    def __init__(self, progress: StageProgress, total: int) -> None:
        super().__init__()
        self.progress = progress
        self.total = total
        self.begun = 0

    def write(self, text: str) -> int:
        if APPLYING in text:
            self.begun += 1
            self.progress(_("Menyiapkan basis data"), self.begun, self.total)
        return len(text)


def migrate(progress: StageProgress) -> None:
    """Apply what is lacking; ``progress`` is told of each migration as it begins."""
    executor = MigrationExecutor(connection)
    lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if lacking:
        call_command("migrate", stdout=MigrationCount(progress, len(lacking)))
