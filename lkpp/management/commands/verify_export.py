import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn

from lkpp.files import signing
from lkpp.files.signing import SigningKeyError
from lkpp.files.verification import Report, Step, verify

LONGEST_KEY_SET = 1 << 20


class Command(BaseCommand):
    help = """Checks a directory that export_lkpp wrote: signature, checksums, counts,
order of revisions and every record. Says what is wrong and where; the exit status is 1
if anything is. Nothing is fetched from the network."""

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path, metavar="DIR")
        parser.add_argument(
            "--jwks",
            type=Path,
            metavar="FILE",
            help="key set to verify by, as /.well-known/jwks.json gives it; this "
            "installation's own keys unless given",
        )
        parser.add_argument(
            "--no-schema",
            action="store_true",
            help="do not check every record against the JSON Schema (much faster)",
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args, directory: Path, jwks: Path | None, **options):
        key_set = _key_set(jwks)
        with self._progress(hidden=options["json"]) as step:
            report = verify(
                directory, key_set, with_schema=not options["no_schema"], step=step
            )
        if options["json"]:
            self.stdout.write(
                json.dumps(asdict(report) | {"ok": report.ok}, ensure_ascii=False)
            )
        else:
            self._tell(report)
        if not report.ok:
            raise CommandError(
                _("%(count)d kesalahan ditemukan.") % {"count": len(report.faults)}
            )

    def _tell(self, report: Report) -> None:
        for fault in report.faults:
            self.stdout.write(f"{fault.where}: {fault.what}")
        for note in report.notes:
            self.stdout.write(_("Catatan: %(note)s") % {"note": note})
        if report.ok:
            self.stdout.write(
                _(
                    "Utuh dan asli: %(records)d catatan (%(withdrawn)d ditarik) dalam "
                    "%(parts)d bagian, revisi %(after)d sampai %(to)d, kunci %(kid)s."
                )
                % asdict(report)
            )

    @contextmanager
    def _progress(self, hidden: bool) -> Iterator[Step]:
        """A bar on a terminal, nothing elsewhere."""
        bars = Progress(
            "{task.description}",
            BarColumn(),
            DownloadColumn(),
            TimeElapsedColumn(),
            console=Console(file=self.stdout._out),
            disable=hidden or not self.stdout.isatty(),
        )
        bar = bars.add_task(_("Memeriksa"), total=None)
        with bars:
            yield lambda done, total: bars.update(bar, completed=done, total=total)


def _key_set(path: Path | None) -> Any:
    try:
        if path is None:
            return signing.key_set()
        with path.open("rb") as file:
            return json.loads(file.read(LONGEST_KEY_SET))
    except SigningKeyError as error:
        raise CommandError(str(error)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(
            _("Kumpulan kunci %(path)s tidak dapat dibaca: %(error)s")
            % {"path": path, "error": error}
        ) from error
