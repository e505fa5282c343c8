"""The catalogue on disks that fill, for ``test_full_disk``: run as a program, it does
everything in the folder it is given, which is a file system of its own, as is the
folder ``index`` in it, and writes as JSON what it saw.
"""

import json
import os
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
INDEX = FOLDER / "index"

os.environ["DJANGO_SETTINGS_MODULE"] = "catalog_site.settings.test"
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER}/database.sqlite3"
os.environ["SEARCH_INDEX_DIR"] = str(INDEX)
os.environ["SEARCH_ENGINE"] = "embedded"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from catalog_site import readiness  # noqa: E402
from core.room import is_full  # noqa: E402
from products.models import ProductPage  # noqa: E402
from readmodel import comparison, indexer  # noqa: E402
from readmodel.heartbeat import Heartbeat  # noqa: E402
from readmodel.models import PendingChange, ProductState  # noqa: E402
from readmodel.sinks import SinkUnavailable, sinks  # noqa: E402
from tests.factories.products import complete_product  # noqa: E402
from tests.factories.users import administrator  # noqa: E402

settings.MEDIA_ROOT = str(FOLDER / "media")
settings.DISK_LEAST_FREE_MEGABYTES = 4
# How busy the machine is says nothing about what is tested.
readiness.PATIENCE = 60.0
FILLER = "filler"
PIECE = 64 * 1024


def fill(folder: Path) -> None:
    """Leave no byte."""
    # Else what is written fits into the log of what was.
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = PIECE
    with (folder / FILLER).open("ab", buffering=0) as filler:
        while size:
            try:
                filler.write(b"\0" * size)
            except OSError:
                size //= 2


def make_room(folder: Path) -> None:
    (folder / FILLER).unlink()


def failure_of(action) -> str:
    """Whether the action ended well, for want of room, or otherwise."""
    try:
        action()
    except (OSError, DatabaseError) as error:
        return "full" if is_full(error) else repr(error)
    except SinkUnavailable:
        return "index"
    return "done"


def health() -> list[str]:
    """What is told where something is not well; nothing where all is."""
    written = StringIO()
    with suppress(CommandError):
        call_command("check_health", longest_lag=0, stdout=written)
        return []
    return written.getvalue().splitlines()


def is_of_room(line: str) -> bool:
    return line.startswith("Penyimpanan") or "” gagal ditulis sejak " in line


def seen(client: Client, product: ProductPage) -> dict[str, Any]:
    readiness.ask_anew()
    ready = client.get("/readyz")
    return {
        "page": client.get(product.url).status_code,
        "search": client.get("/cari/?q=lampu").status_code,
        "healthz": client.get("/healthz").status_code,
        "readyz": [ready.status_code, ready.json()["status"]],
        "disk": ready.json()["parts"]["disk"],
        "health": [line for line in health() if is_of_room(line)],
        "files": sorted(
            str(path.relative_to(FOLDER / "media"))
            for path in (FOLDER / "media").rglob("*")
            if path.is_file()
        ),
        "sound": connection.cursor().execute("PRAGMA integrity_check").fetchone()[0],
        "titles": sorted(ProductPage.objects.values_list("title", flat=True)),
        "ledger": sorted(
            json.loads(bytes(row))["title"]
            for row in ProductState.objects.values_list("document", flat=True)
        ),
        "pending": PendingChange.objects.count(),
    }


def upload() -> None:
    default_storage.save("papers/ab/x.pdf", ContentFile(b"x" * 10**6))


def save_title(product: ProductPage, title: str) -> None:
    product.title = title
    product.save_revision().publish()


def sent(client: Client) -> list:
    """What somebody is answered who sends a form."""
    answer = client.post("/admin/keadaan/penyapuan/")
    return [answer.status_code, "Penyimpanan server penuh" in answer.content.decode()]


def main() -> dict[str, Any]:
    setup_test_environment()
    product = complete_product(title="Sebelum")
    default_storage.save("papers/aa/before.pdf", ContentFile(b"before"))
    client = Client(raise_request_exception=False)
    client.force_login(administrator())
    Heartbeat().beat()
    indexer.rebuild()
    result = {"before": seen(client, product)}

    fill(INDEX)
    save_title(product, "Ditunggu")
    result["index attempts"] = {
        "indexer": failure_of(indexer.drain),
        "rebuild": failure_of(indexer.rebuild),
    }
    result["index full"] = seen(client, product)
    make_room(INDEX)
    result["index again"] = failure_of(indexer.drain)
    Heartbeat().beat()
    result["index after"] = seen(client, product)

    # Its note waits for the indexer while the disk fills.
    save_title(product, "Ditunggu lagi")
    fill(FOLDER)
    result["attempts"] = {
        "edit": failure_of(lambda: save_title(product, "Hilang")),
        "upload": failure_of(upload),
        "indexer": failure_of(indexer.drain),
        "rebuild": failure_of(indexer.rebuild),
    }
    result["sent"] = sent(client)
    result["full"] = seen(client, product)
    make_room(FOLDER)
    product = ProductPage.objects.get(pk=product.pk)
    result["again"] = {
        "indexer": failure_of(indexer.drain),
        "edit": failure_of(lambda: save_title(product, "Sesudah")),
        "upload": failure_of(upload),
        "rest": failure_of(indexer.drain),
    }
    Heartbeat().beat()
    result["after"] = seen(client, product)
    result["equal"] = comparison.compare(sinks()).is_equal
    return result


sys.stdout.write(json.dumps(main()))
