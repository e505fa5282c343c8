import os
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo.accounts import ACCOUNTS
from search.engines import get_engine

THREADS = 8


class Command(BaseCommand):
    help = "Prepare the demo catalogue where needed, then serve it with its indexer."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, port: int, **options):
        if not settings.DEMO:
            raise CommandError("The demo runs under demo settings only.")
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        call_command("load_demo", if_empty=True, stdout=self.stdout)
        if not get_engine().health().ok:
            call_command("rebuild_index", stdout=self.stdout)
        self._say_where(port)
        self._serve(port)

    def _say_where(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        lines = [
            "",
            f"Catalogue      {address}/",
            f"Search         {address}/cari/",
            f"Editing        {address}/admin/",
            f"API            {address}/api/docs",
            f"LKPP feed      {address}/lkpp/v5/all_produk"
            f"?secretkey={settings.LKPP_SECRET_KEY}",
            "",
        ]
        lines += [
            f"Sign in as {each.role}: {each.username} / {each.password}"
            for each in ACCOUNTS
        ]
        self.stdout.write("\n".join([*lines, "", "Stop with Ctrl-C."]))

    def _serve(self, port: int) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
            "PUBLIC_BASE_URL": os.environ.get(
                "PUBLIC_BASE_URL", f"http://127.0.0.1:{port}"
            ),
        }
        python = sys.executable
        indexer = subprocess.Popen(  # noqa: S603
            [python, "manage.py", "run_indexer"],
            cwd=settings.BASE_DIR,
            env=environment,
        )
        try:
            subprocess.run(  # noqa: S603
                [
                    python,
                    "-m",
                    "gunicorn",
                    "catalog_site.wsgi",
                    f"--bind=127.0.0.1:{port}",
                    f"--threads={THREADS}",
                    "--log-level=warning",
                ],
                cwd=settings.BASE_DIR,
                env=environment,
                check=False,
            )
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        finally:
            indexer.terminate()
            indexer.wait()
