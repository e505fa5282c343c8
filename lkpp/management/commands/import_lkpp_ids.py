from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.findings import message, text
from core.shown_progress import ShownProgress
from lkpp.listings.planning import ImportPlan, plan_import
from lkpp.listings.recording import record_listings
from lkpp.listings.rows import read_reported_rows
from lkpp.listings.tables import UnreadableFile

MOST_ROWS = 2_000_000
MOST_BYTES = 1_000_000_000
SHOWN_ROWS = 50


class Command(BaseCommand):
    help = """Imports what LKPP assigned to variants (kd_produk, the UUIDs of v6) and
says of them (shown, purchasable) from a CSV, TSV, XLSX or JSON file. Columns are known
by their names; rows are matched by SKU, then by KFA code. Rows that fit no variant are
named and left out; the others are written together. Importing the same file again
changes nothing. See docs/lkpp-ids.md."""

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would be done, and do nothing.",
        )
        parser.add_argument(
            "--all-faults",
            action="store_true",
            help="Name every row that is left out, not only the first ones.",
        )

    def handle(self, *args, file: Path, dry_run: bool, all_faults: bool, **options):
        rows = _read(file)
        what = _("Mencocokkan") if dry_run else _("Menulis")
        with ShownProgress(self.stdout) as shown:
            progress = partial(shown.update, what)
            done = (
                plan_import(rows, progress)
                if dry_run
                else record_listings(rows, source=file.name, progress=progress)
            )
        self._show(done, dry_run, None if all_faults else SHOWN_ROWS)
        if done.refused and not (done.changes or done.unchanged):
            raise CommandError(_("Tidak satu baris pun cocok dengan varian."))

    def _show(self, done: ImportPlan, dry_run: bool, most: int | None) -> None:
        for refused in done.refused[:most]:
            self.stdout.write(
                _("Baris %(row)d (%(key)s): %(reason)s")
                % {
                    "row": refused.row,
                    "key": refused.key or "–",
                    "reason": text(refused.finding),
                }
            )
        if most is not None and len(done.refused) > most:
            self.stdout.write(
                _("… dan %(count)d baris lain; lihat --all-faults.")
                % {"count": len(done.refused) - most}
            )
        counts = {
            "changed": len(done.changes),
            "unchanged": done.unchanged,
            "refused": len(done.refused),
        }
        summary = (
            _(
                "Akan diperbarui %(changed)d varian; sudah sama %(unchanged)d; "
                "dilewati %(refused)d baris."
            )
            if dry_run
            else _(
                "Diperbarui %(changed)d varian; sudah sama %(unchanged)d; "
                "dilewati %(refused)d baris."
            )
        )
        self.stdout.write(summary % counts)


def _read(file: Path) -> list:
    """Raises CommandError."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CommandError(_("Berkas ini lebih dari 1 GB."))
        rows = list(read_reported_rows(file.read_bytes(), MOST_ROWS))
    except OSError as error:
        raise CommandError(
            _("Berkas %(file)s tidak dapat dibaca: %(error)s.")
            % {"file": file, "error": error.strerror}
        ) from error
    except UnreadableFile as refusal:
        raise CommandError(message(refusal)) from refusal
    if not rows:
        raise CommandError(_("Tidak ada baris di bawah judul."))
    return rows
