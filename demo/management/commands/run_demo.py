import os
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from core.shown_progress import ShownProgress
from demo.accounts import account_lines
from demo.migrating import migrate
from demo.state import is_of_another_form
from demo.supervising import Supervised
from search.engines import get_engine

THREADS = 8

LOOK_SECONDS = 1.0
"""Between looks whether the indexer still runs."""


class Command(BaseCommand):
    help = "Prepare the demo catalogue where needed, then serve it with its indexer."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, port: int, **options):
        if not settings.DEMO:
            raise CommandError(_("Katalog contoh hanya berjalan dengan setelan demo."))
        self._check_port(port)
        self._check_state()
        with ShownProgress(self.stdout) as shown:
            migrate(shown.update)
        call_command("load_demo", if_empty=True, stdout=self.stdout)
        if not get_engine().health().ok:
            call_command("rebuild_index", stdout=self.stdout)
        self._say_where(port)
        self._serve(port)

    def _check_port(self, port: int) -> None:
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError as error:
            raise CommandError(
                _("Port %(port)d sedang dipakai. Pilih yang lain: make demo PORT=9000")
                % {"port": port}
            ) from error

    def _check_state(self) -> None:
        if is_of_another_form():
            raise CommandError(
                _(
                    "Katalog contoh di %(database)s dibuat oleh versi kode yang lain "
                    "dan tidak dapat dibuka oleh versi ini. Tidak ada yang dihapus "
                    "atau diubah.\n"
                    "Untuk membuatnya kembali:\n"
                    "    make clean\n"
                    "    make demo\n"
                    "Suntingan dan unggahan di dalamnya akan hilang. Bila masih "
                    "diperlukan, salin dahulu .state/ dan media/."
                )
                % {"database": connection.settings_dict["NAME"]}
            )

    def _say_where(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        lines = [
            "",
            _("Katalog:      %(address)s/") % {"address": address},
            _("Pencarian:    %(address)s/cari/") % {"address": address},
            _("Penyuntingan: %(address)s/admin/") % {"address": address},
            _("API:          %(address)s/api/docs") % {"address": address},
            _("Umpan LKPP:   %(address)s/lkpp/v5/all_produk?secretkey=%(key)s")
            % {"address": address, "key": settings.LKPP_SECRET_KEY},
            _("Keadaan:      %(address)s/readyz, %(address)s/metrics")
            % {"address": address},
            "",
            _("Akun contoh (nama / kata sandi):"),
            *account_lines(),
            "",
            _("Hentikan dengan Ctrl-C."),
        ]
        self.stdout.write("\n".join(lines))

    def _serve(self, port: int) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "PUBLIC_BASE_URL": os.environ.get(
                "PUBLIC_BASE_URL", f"http://127.0.0.1:{port}"
            ),
        }
        signal.signal(signal.SIGTERM, _stop)
        indexer = Supervised(lambda: _started(environment, "manage.py", "run_indexer"))
        server = _started(
            environment,
            *("-m", "gunicorn", "catalog_site.wsgi", f"--bind=127.0.0.1:{port}"),
            *(f"--threads={THREADS}", "--log-level=warning"),
        )
        try:
            while not _has_ended(server):
                status = indexer.look()
                if status is not None:
                    self.stdout.write(
                        _("Pengindeks berhenti (%(status)d) dan dimulai lagi.")
                        % {"status": status}
                    )
        except KeyboardInterrupt:
            self.stdout.write(_("Berhenti."))
        finally:
            for process in (indexer.process, server):
                process.terminate()
            for process in (indexer.process, server):
                process.wait()


def _started(environment: dict[str, str], *command: str) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, *command], cwd=settings.BASE_DIR, env=environment
    )


def _has_ended(process: subprocess.Popen) -> bool:
    """Whether it ended; waits for a moment."""
    try:
        process.wait(LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _stop(*_arguments) -> None:
    """End on SIGTERM as on Ctrl-C, so that no server is left behind."""
    raise KeyboardInterrupt
