"""Keeps a local copy of a catalogue's export in step."""

import os
import sqlite3
from pathlib import Path

import requests
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lkpp.feed.reference_reader import CopyDiffers, FeedReader, FeedRefused, LocalCopy

KEY_VARIABLE = "LKPP_FEED_KEY"


class Command(BaseCommand):
    help = (
        "Menarik ekspor katalog ke salinan lokal (SQLite): salinan lengkap sekali, "
        "lalu perubahannya; dapat diulang dan dilanjutkan. Kunci dibaca dari variabel "
        f"lingkungan {KEY_VARIABLE}."
    )
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("url", help="Alamat katalog, misalnya https://host.")
        parser.add_argument("--copy", type=Path, default=Path("feed-copy.sqlite3"))
        parser.add_argument(
            "--verify", action="store_true", help="Cocokkan jumlahnya sesudah menarik."
        )

    def handle(self, *args, url: str, copy: Path, verify: bool, **options) -> None:
        key = os.environ.get(KEY_VARIABLE, "")
        if not key:
            raise CommandError(
                _("Isi kunci pada variabel lingkungan %(name)s.")
                % {"name": KEY_VARIABLE}
            )
        try:
            held = LocalCopy(copy)
        except sqlite3.DatabaseError as error:
            raise CommandError(
                _("%(file)s tidak dapat dibuka sebagai salinan: %(error)s")
                % {"file": copy, "error": error}
            ) from error
        try:
            reader = FeedReader(url, key, held, progress=self._show)
            self._pull(reader, verify)
        except (FeedRefused, CopyDiffers, requests.RequestException) as error:
            raise CommandError(str(error)) from error
        finally:
            held.close()

    def _pull(self, reader: FeedReader, verify: bool) -> None:
        pulled = reader.pull()
        if pulled.began_anew:
            self.stdout.write(_("Dimulai dari salinan lengkap."))
        self.stdout.write(
            _(
                "%(records)d catatan baru atau berubah, %(removed)d keluar; "
                "revisi %(at)d."
            )
            % {
                "records": pulled.records,
                "removed": pulled.removed,
                "at": pulled.revision,
            }
        )
        if verify:
            count = reader.verify()
            self.stdout.write(_("Cocok: %(count)d catatan.") % {"count": count})

    def _show(self, count: int) -> None:
        if self.stdout.isatty() and count:
            self.stdout.write(f"\r{count}", ending="")
