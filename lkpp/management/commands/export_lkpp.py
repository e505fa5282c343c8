import re
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeElapsedColumn

from lkpp.feed.cursors import (
    Cursor,
    cursor_at,
    is_of_another_past,
    parse_cursor,
)
from lkpp.files.bulk_upload.workbooks import export_bulk_upload
from lkpp.files.export import (
    COMPRESSED_BY_DEFAULT,
    FORMATS,
    PART_BYTES,
    PART_RECORDS,
    Order,
    Reached,
    RecordSource,
    Step,
    Summary,
    export,
)
from lkpp.files.export_directory import TargetRefused, replaced_whole
from lkpp.files.failures import explained
from lkpp.files.part_files import UndeclaredField
from lkpp.files.signing import SigningKeyError, require_signing_key
from lkpp.files.tables import columns_of, key_of
from lkpp.profiles import PROFILES
from readmodel import chain, ledger_reader
from readmodel.chain import Past

UNITS = {"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}


class Command(BaseCommand):
    help = """Writes the catalogue into files for LKPP: parts of bounded size, a
manifest with checksums, and its signature. The directory appears whole or not at all;
an earlier export in its place stays until then. See docs/lkpp-files.md."""

    def add_arguments(self, parser):
        parser.add_argument(
            "--profile", choices=sorted(PROFILES), default="v5", help="default: v5"
        )
        parser.add_argument(
            "--format", choices=FORMATS, default="ndjson", help="default: ndjson"
        )
        parser.add_argument(
            "--out",
            type=Path,
            required=True,
            metavar="DIR",
            help="directory to make; only an earlier export is replaced",
        )
        parser.add_argument(
            "--since",
            type=_cursor,
            metavar="CURSOR",
            help="only what changed or left after this (the revisions.cursor of the "
            "manifest you have, or a revision); without it everything that is active",
        )
        parser.add_argument(
            "--tombstones",
            action="store_true",
            help="also what ever left; always so with --since",
        )
        parser.add_argument(
            "--part-size",
            type=_part_size,
            default=(PART_RECORDS, PART_BYTES),
            metavar="RECORDS|BYTES",
            help="largest part, before compression: 5000, 32MB or 5000,32MB "
            "(default: 10000,64MB)",
        )
        packing = parser.add_mutually_exclusive_group()
        packing.add_argument(
            "--gzip",
            action="store_true",
            default=None,
            help="compress the parts (default for ndjson and json)",
        )
        packing.add_argument(
            "--no-gzip", action="store_false", dest="gzip", help="do not compress"
        )
        parser.add_argument(
            "--bulk-upload",
            action="store_true",
            help="workbooks for INAPROC's bulk upload, one for each category "
            "(--profile v6 --format xlsx)",
        )

    def handle(self, *args, out: Path, **options):
        _require_sense(options)
        began = time.perf_counter()
        try:
            require_signing_key()
            with replaced_whole(out) as directory:
                summary = self._export(directory, options)
        except (SigningKeyError, TargetRefused) as error:
            raise CommandError(str(error)) from error
        except UndeclaredField as error:
            raise CommandError(
                _("Profil ini punya isian tanpa kolom: %(fields)s") % {"fields": error}
            ) from error
        except DatabaseError as error:
            raise CommandError(
                _("Basis data tidak dapat dibaca: %(error)s") % {"error": error}
            ) from error
        except OSError as error:
            raise CommandError(explained(error, out)) from error
        except KeyboardInterrupt as error:
            raise CommandError(
                _("Dihentikan. Tidak ada yang diubah."), returncode=130
            ) from error
        self._show(summary, out, time.perf_counter() - began)

    def _export(self, directory: Path, options) -> Summary:
        since = options["since"]
        after = since.position if since else 0
        with _source(since) as source, self._progress(after, source.to) as step:
            if options["bulk_upload"]:
                return export_bulk_upload(
                    source,
                    directory,
                    settings.PUBLIC_BASE_URL,
                    since=since.position if since else None,
                    rows_a_file=options["part_size"][0],
                    now=timezone.now(),
                    step=step,
                )
            return export(
                source,
                directory,
                _order(options),
                now=timezone.now(),
                step=step,
            )

    @contextmanager
    def _progress(self, after: int, latest: int) -> Iterator[Step]:
        """A bar on a terminal, a line for each part elsewhere."""
        if not self.stdout.isatty():
            yield self._tell_part
            return
        bars = Progress(
            "{task.description}",
            BarColumn(),
            TaskProgressColumn(),
            "{task.fields[records]}",
            TimeElapsedColumn(),
            console=Console(file=self.stdout._out),
        )
        bar = bars.add_task(_("Mengekspor"), total=max(latest - after, 1), records="")

        def step(reached: Reached) -> None:
            bars.update(
                bar,
                completed=reached.revision - after,
                records=_("%(count)s catatan") % {"count": _number(reached.records)},
            )

        with bars:
            yield step

    def _tell_part(self, reached: Reached) -> None:
        if reached.part is not None:
            self.stdout.write(
                _("%(name)s: %(count)s catatan")
                % {"name": reached.part.name, "count": _number(reached.part.records)}
            )

    def _show(self, summary: Summary, out: Path, seconds: float) -> None:
        contents = summary.contents
        self.stdout.write(
            _(
                "%(records)s catatan (%(withdrawn)s di antaranya ditarik), %(parts)s "
                "bagian, %(bytes)s byte, %(seconds)s detik, %(rate)s catatan per detik."
            )
            % {
                "records": _number(summary.records),
                "withdrawn": _number(summary.withdrawn),
                "parts": _number(len(contents.parts)),
                "bytes": _number(summary.bytes),
                "seconds": number_format(seconds, decimal_pos=1, force_grouping=True),
                "rate": _number(round(summary.records / max(seconds, 0.001))),
            }
        )
        if contents.about:
            self._show_bulk_upload(contents.about, contents.parts)
        self.stdout.write(
            _("Sampai revisi %(to)d. Berikutnya: --since %(cursor)s. Hasil di %(out)s")
            % {"to": contents.to, "cursor": contents.cursor, "out": out}
        )

    def _show_bulk_upload(self, about, parts) -> None:
        self.stdout.write(
            _(
                "%(refused)s varian tidak dapat diunggah (not-exported.csv), "
                "%(altered)s dipendekkan (altered.csv)."
            )
            % {
                "refused": _number(about["not_exported"]),
                "altered": _number(about["altered"]),
            }
        )
        nameless = sum(part.about["category_id"] is None for part in parts)
        if nameless:
            self.stdout.write(
                _(
                    "%(count)s berkas tanpa Category ID: isi baris 2 dari templat "
                    "resmi kategorinya sebelum diunggah."
                )
                % {"count": _number(nameless)}
            )


def _require_sense(options) -> None:
    """Raises CommandError for options that do not go together."""
    if options["format"] == "xlsx" and options["gzip"]:
        raise CommandError(_("XLSX sudah termampatkan: jangan pakai --gzip."))
    if not options["bulk_upload"]:
        return
    if (options["profile"], options["format"]) != ("v6", "xlsx"):
        raise CommandError(_("--bulk-upload hanya dengan --profile v6 --format xlsx."))
    if options["tombstones"]:
        raise CommandError(
            _("Unggah massal hanya menambah: --tombstones tidak berlaku di sini.")
        )


@contextmanager
def _source(since: Cursor | None) -> Iterator[RecordSource]:
    """Raises CommandError for a cursor that was not handed out by this database."""
    if since is not None:
        _require_same_past(since, chain.past())
    with closing(ledger_reader.stream(after=since.position if since else 0)) as found:
        told = chain.past()
        cursor = str(cursor_at(found.revision, told))
        yield RecordSource(found.rows, found.revision, str(told.feed), cursor)


def _require_same_past(since: Cursor, told: Past) -> None:
    if since.horizon > told.revision:
        raise CommandError(
            _("Revisi %(since)d belum ada; yang terbaru %(latest)d.")
            % {"since": since.horizon, "latest": told.revision}
        )
    if is_of_another_past(since, told):
        raise CommandError(
            _(
                "Sampai revisi %(since)d basis data ini lain daripada yang "
                "diekspor: ia dipulihkan dari cadangan. Ekspor lagi tanpa --since."
            )
            % {"since": since.horizon}
        )


def _order(options) -> Order:
    profile = PROFILES[options["profile"]]
    compressed = options["gzip"]
    if compressed is None:
        compressed = options["format"] in COMPRESSED_BY_DEFAULT
    part_records, part_bytes = options["part_size"]
    return Order(
        profile=profile,
        format=options["format"],
        base_url=settings.PUBLIC_BASE_URL,
        key=key_of(profile),
        columns=columns_of(profile),
        schema=profile.schema,
        since=options["since"] and options["since"].position,
        tombstones=options["tombstones"],
        compressed=compressed,
        part_records=part_records,
        part_bytes=part_bytes,
    )


def _cursor(text: str) -> Cursor:
    try:
        return parse_cursor(text)
    except ValueError as error:
        raise ArgumentTypeError(
            _("tulis kursor dari manifes, atau revisi dalam angka saja")
        ) from error


def _part_size(text: str) -> tuple[int, int]:
    """Records and bytes, each by its default where only the other is given."""
    records, length = PART_RECORDS, PART_BYTES
    for each in text.upper().replace(" ", "").split(","):
        number = re.fullmatch(r"([0-9]{1,12})(KB|MB|GB)?", each)
        if number is None or int(number[1]) == 0:
            raise ArgumentTypeError(
                _("tulis jumlah catatan, ukuran, atau keduanya: 5000,32MB")
            )
        if number[2]:
            length = int(number[1]) * UNITS[number[2]]
        else:
            records = int(number[1])
    return records, length


def _number(count: int) -> str:
    return number_format(count, force_grouping=True)
