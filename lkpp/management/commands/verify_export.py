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

from core.findings import text
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
            self.stdout.write(json.dumps(_as_json(report), ensure_ascii=False))
        else:
            self._show(report)
        if not report.ok:
            raise CommandError(
                _("%(count)d kesalahan ditemukan.") % {"count": len(report.errors)}
            )

    def _show(self, report: Report) -> None:
        for each in report.errors:
            self.stdout.write(f"{each.place}: {text(each)}")
        for each in report.warnings:
            self.stdout.write(_("Catatan: %(note)s") % {"note": text(each)})
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


def _as_json(report: Report) -> dict[str, Any]:
    figures = asdict(report)
    del figures["findings"]
    return {
        "faults": [{"where": each.place, "what": text(each)} for each in report.errors],
        "notes": [text(each) for each in report.warnings],
        **figures,
        "ok": report.ok,
    }


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
