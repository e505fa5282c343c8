"""Has every reader of the export begin anew, after a backup was restored."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from readmodel.lease import renew_feed


class Command(BaseCommand):
    help = (
        "Memberi nama baru pada urutan revisi, sehingga semua pembaca ekspor memulai "
        "lagi dengan salinan lengkap. Jalankan sesudah memulihkan cadangan basis data."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(_("Urutan revisi baru: %(feed)s.") % {"feed": renew_feed()})
