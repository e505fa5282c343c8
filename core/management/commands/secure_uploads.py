from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core import securing
from core.findings import message
from core.shown_progress import ShownProgress
from domain.findings import InvalidInput


class Command(BaseCommand):
    help = """Put pictures and documents that were stored before the gate through it:
drawn anew without metadata, upright, under random names. Can be ended and repeated at
any time; ids, and with them the addresses that others hold, stay. No older version of
the application may run meanwhile."""

    def handle(self, *args: Any, **options: Any) -> None:
        refused = 0
        rows = securing.insecure_rows()
        with ShownProgress(self.stdout) as shown:
            for done, (model, pk) in enumerate(rows, 1):
                try:
                    securing.secure(model, pk)
                except (InvalidInput, OSError) as failure:
                    refused += 1
                    self.stderr.write(_sentence(model, pk, failure))
                shown.update(_("Mengamankan berkas"), done, len(rows))
        removed = 0
        for path in list(securing.leftovers()):
            securing.delete_leftover(path)
            removed += 1
        self.stdout.write(
            _("%(done)d berkas diamankan, %(removed)d sisa berkas lama dihapus.")
            % {"done": len(rows) - refused, "removed": removed}
        )
        if refused:
            raise CommandError(
                _(
                    "%(count)d berkas tetap seperti semula; unggahlah penggantinya. "
                    "Berkas itu tidak dapat diambil siapa pun."
                )
                % {"count": refused}
            )


def _sentence(model: type[securing.Row], pk: int, failure: Exception) -> str:
    row = model.objects.get(pk=pk)
    reason = (
        message(failure)
        if isinstance(failure, InvalidInput)
        else _("Berkasnya tidak ada atau tidak dapat dibaca.")
    )
    return f"{model._meta.verbose_name} {pk} “{row.title}”: {reason}"
