from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from core.terminal_text import on_one_line
from core.upkeep import run_upkeep
from readmodel import checking, tasks
from readmodel.comparison import Findings
from readmodel.refusals import Refusals
from readmodel.sweep import SweepResult
from verification.unfinished import close_unfinished
from workspace.expiry import reminders
from workspace.expiry.reminders import Digest

YEARS = range(1900, 9000)
"""Beyond these no calendar arithmetic is certain to succeed."""

Step = Callable[[int, int], object]


class Command(BaseCommand):
    help = """Once a day: forgets what is past its time, notes for the index what
crossed a date, repairs what drifted between database and index, closes submissions that
nobody can decide any more, and mails suppliers what runs out. It can be repeated and
left out for a day. The exit status is 1 if a mail was not sent, something could not be
forgotten, or an index or the ledger was not as it should be, also where that is noted
for repair."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--date",
            type=_day,
            help="The day to go by, as YYYY-MM-DD; today unless given.",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Show what would be done; nothing is sent or written.",
        )

    def handle(self, *args, date: date | None, dry_run: bool, **options):
        on = date or timezone.localdate()
        self._write_day(on, dry_run)
        self._close_unfinished(dry_run)
        problems = [
            *self._forget(dry_run),
            *self._sweep_index(on, dry_run),
            *self._remind(on, dry_run),
        ]
        if problems:
            raise CommandError("\n".join(problems))

    def _write_day(self, on: date, dry_run: bool) -> None:
        self.stdout.write(_("Tanggal: %(day)s") % {"day": on.isoformat()})
        if on != timezone.localdate():
            self.stdout.write(
                _("Perhatian: hari ini %(today)s. Indeks tetap mengikuti hari ini.")
                % {"today": timezone.localdate().isoformat()}
            )
        if dry_run:
            self.stdout.write(_("Percobaan: tidak ada yang dikirim atau ditulis."))

    def _close_unfinished(self, dry_run: bool) -> None:
        """Says so where there were any, which should not be."""
        count = close_unfinished(dry_run=dry_run)
        if count:
            self.stdout.write(
                _("Verifikasi: %(count)d tugas yang tertinggal ditutup.")
                % {"count": count}
            )

    def _forget(self, dry_run: bool) -> Iterator[str]:
        """What could not be forgotten though it is past its time."""
        if dry_run:
            return
        outcomes = run_upkeep()
        self.stdout.write(
            _("Dilupakan: %(count)d catatan yang sudah lewat waktunya.")
            % {"count": sum(each.forgotten for each in outcomes)}
        )
        for each in outcomes:
            if each.problem:
                yield f"{each.name}: {each.problem}"

    # The index

    def _sweep_index(self, on: date, dry_run: bool) -> Iterator[str]:
        """What was not right with ledger or index, mended by now or not."""
        began_at = timezone.now()
        with self._progress(_("Membandingkan indeks")) as step:
            checked = checking.check(
                on,
                dry_run=dry_run,
                step=lambda _sink, done, total: step(done, total),
            )
        if not dry_run:
            tasks.record_sweep(began_at, checked)
        self._write_sweep_result(checked.swept)
        if checked.outdated:
            self.stdout.write(
                _("Contoh: %(count)d produk berbeda dari catatan; periksa sisanya.")
                % {"count": checked.outdated}
            )
        if checked.ledger_drift:
            yield _("Catatan tidak sama dengan katalog: %(count)d produk.") % {
                "count": checked.ledger_drift
            }
        for error in checked.unreadable.values():
            yield _("Indeks tidak dapat dibandingkan: %(error)s") % {"error": error}
        for name, found in checked.findings.items():
            self._write_findings(name, found)
            if found.wrong:
                yield _(
                    "Indeks “%(sink)s” tidak sama dengan catatan: %(count)d produk."
                ) % {"sink": name, "count": len(found.wrong)}

    def _write_sweep_result(self, result: SweepResult) -> None:
        self.stdout.write(
            _(
                "Basis data: %(crossed)d produk melewati tanggal, %(unknown)d belum "
                "tercatat, %(gone)d tidak lagi tayang."
            )
            % {
                "crossed": result.crossed,
                "unknown": result.unknown,
                "gone": result.gone,
            }
        )

    def _write_findings(self, sink: str, found: Findings) -> None:
        self.stdout.write(
            _(
                "Indeks: %(missing)d produk hilang, %(differing)d berbeda, "
                "%(unknown)d asing."
            )
            % {
                "missing": len(found.missing),
                "differing": len(found.differing),
                "unknown": len(found.unknown_to_ledger),
            }
        )
        for sentence in Refusals.of(found.refused).sentences(sink):
            self.stdout.write(sentence)

    # The reminders

    def _remind(self, on: date, dry_run: bool) -> list[str]:
        """Suppliers that could not be served."""
        self._write_unconfirmed(on)
        with self._progress(_("Mencari masa berlaku")) as step:
            digests = reminders.due_digests(on, step)
        reachable = [each for each in digests if each.recipients]
        if dry_run:
            self._show(reachable)
            failures = []
        else:
            failures = self._send(reachable, on)
        self._write_unreachable([each for each in digests if not each.recipients])
        return failures

    def _send(self, digests: list[Digest], on: date) -> list[str]:
        mails = deadlines = 0
        failures = []
        with self._progress(_("Mengirim pengingat")) as step:
            for done, digest in enumerate(digests, 1):
                try:
                    reminded = reminders.send(digest, on)
                except reminders.NotSent as error:
                    failures.append(
                        _("Tidak terkirim kepada %(supplier)s: %(error)s")
                        % {
                            "supplier": on_one_line(digest.name),
                            "error": on_one_line(str(error)),
                        }
                    )
                else:
                    mails += bool(reminded)
                    deadlines += reminded
                step(done, len(digests))
        self.stdout.write(
            _("Pengingat: %(mails)d surel terkirim tentang %(deadlines)d masa berlaku.")
            % {"mails": mails, "deadlines": deadlines}
        )
        return failures

    def _show(self, digests: list[Digest]) -> None:
        for digest in digests:
            self.stdout.write(
                _("Akan dikirim kepada %(supplier)s (%(recipients)s):")
                % {
                    "supplier": on_one_line(digest.name),
                    "recipients": on_one_line(", ".join(digest.recipients)),
                }
            )
            for each in digest.deadlines:
                self.stdout.write(
                    "  "
                    + on_one_line(
                        f"{each.last_day.isoformat()} ({each.remaining}) "
                        f"{each.label} {each.number}: {each.page_title}"
                    )
                )
        self.stdout.write(
            _("Pengingat: %(mails)d surel tentang %(deadlines)d masa berlaku.")
            % {
                "mails": len(digests),
                "deadlines": sum(len(each.deadlines) for each in digests),
            }
        )

    def _write_unreachable(self, digests: list[Digest]) -> None:
        for digest in digests:
            self.stdout.write(
                _("Tanpa penerima: %(supplier)s (%(count)d masa berlaku)")
                % {"supplier": on_one_line(digest.name), "count": len(digest.deadlines)}
            )

    def _write_unconfirmed(self, on: date) -> None:
        for each in reminders.unconfirmed(on):
            self.stdout.write(
                _("Belum pasti terkirim: %(page)s (%(numbers)s)")
                % {
                    "page": on_one_line(each.page_title),
                    "numbers": on_one_line(", ".join(each.numbers)),
                }
            )

    @contextmanager
    def _progress(self, what: str) -> Iterator[Step]:
        """A bar on a terminal, nothing elsewhere."""
        bars = Progress(
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(file=self.stdout),
            disable=not self.stdout.isatty(),
        )
        bar = bars.add_task(what, total=None)
        with bars:
            yield lambda done, total: bars.update(bar, completed=done, total=total)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            _("tulis tanggal sebagai TTTT-BB-HH, misalnya 2026-11-24")
        ) from error
    if day.year not in YEARS:
        raise ArgumentTypeError(_("tanggal ini di luar jangkauan"))
    return day
