import json
import re
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TimeElapsedColumn

from core.findings import text
from lkpp.files import signing
from lkpp.files.signing import SigningKeyError
from lkpp.files.verification import Report, Step, verify
from lkpp.files.verification.expectations import Expectations
from lkpp.files.verification.report import shown

LONGEST_KEY_SET = 1 << 20

AGE = re.compile(r"([1-9][0-9]{0,4})([hd])", re.ASCII)
UNITS = {"h": "hours", "d": "days"}


class Command(BaseCommand):
    help = """Checks a directory that export_lkpp wrote: signature, checksums, counts,
order of revisions and every record. Says what is wrong and where; the exit status is 1
if anything is. What the signature does not cover is not unpacked. Nothing is fetched
from the network. An old export is as genuine as the newest one: say what you already
have, or how old it may be."""

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
            "--newer-than",
            type=_known,
            metavar="REVISION|TIME",
            help="refuse an export that goes no further than this revision, or was "
            "made no later than this moment (2026-11-24T14:00:00+07:00)",
        )
        parser.add_argument(
            "--max-age",
            type=_age,
            metavar="AGE",
            help="refuse an export that is older: 36h, 7d",
        )
        parser.add_argument(
            "--catalogue",
            metavar="URL",
            help="refuse an export of another catalogue",
        )
        parser.add_argument(
            "--no-schema",
            action="store_true",
            help="do not check every record against the JSON Schema",
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args, directory: Path, jwks: Path | None, **options):
        key_set = _key_set(jwks)
        with self._progress(hidden=options["json"]) as step:
            report = verify(
                directory,
                key_set,
                now=timezone.now(),
                expectations=Expectations(
                    options["newer_than"], options["max_age"], options["catalogue"]
                ),
                with_schema=not options["no_schema"],
                step=step,
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
                    "%(parts)d bagian, revisi %(after)d sampai %(to)d, dari "
                    "%(catalogue)s, dibuat %(made)s, kunci %(kid)s."
                )
                % {
                    **asdict(report),
                    "catalogue": shown(report.catalogue),
                    "made": _in_words(report.created_at),
                }
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


def _in_words(moment: str) -> str:
    made = timezone.localtime(datetime.fromisoformat(moment))
    return date_format(made, "DATETIME_FORMAT")


def _known(text: str) -> int | datetime:
    if re.fullmatch(r"[0-9]{1,18}", text, re.ASCII):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ArgumentTypeError(
            _("tulis revisi, atau saat dengan zona waktu: 2026-11-24T14:00:00+07:00")
        )
    return moment


def _age(text: str) -> timedelta:
    match = AGE.fullmatch(text)
    if match is None:
        raise ArgumentTypeError(_("tulis umur seperti 36h (jam) atau 7d (hari)"))
    return timedelta(**{UNITS[match[2]]: int(match[1])})


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
