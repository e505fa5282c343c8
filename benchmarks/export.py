"""The export at size: snapshot and changes over HTTP, beside the bare database.

    python benchmarks/export.py [--variants 1000000]
    scripts/with-postgresql python benchmarks/export.py [--variants 1000000]

The database is an SQLite file, or the empty one that DATABASE_URL names.

Loads a small demonstration catalogue into a temporary directory, indexes it, and copies
its real records under new SKUs and revisions until there are so many. Then, in one run:
a bare scan of the stored records, the snapshot through gunicorn as a reader gets it,
the first byte, an empty delta, a delta of 1,000, and the memory of the serving process
over what it needs when idle. Rendering profiles is measured apart.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

from measure import REPEATS, milliseconds, report
from scratch import PROJECT, scratch_catalogue

KEY = "benchmark-key-of-more-than-24-characters"
BATCH = 5_000
BLOCK = 1 << 20
FETCHED = 500
"""Rows at once, as the export fetches them."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--variants", type=int, default=1_000_000)
    options.add_argument(
        "--products", type=int, default=240, help="of the demo that is copied"
    )
    options.add_argument("--suppliers", type=int, default=20, help="of that demo")
    options.add_argument("--repeats", type=int, default=REPEATS)
    arguments = options.parse_args()
    variants = arguments.variants
    environment = {"LKPP_SECRET_KEY": KEY, "LKPP_REQUESTS_PER_MINUTE": "100000"}
    if "DATABASE_URL" in os.environ:
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    with scratch_catalogue(**environment):
        _load(arguments.products, arguments.suppliers)
        _copy_records(variants)
        bare = _bare_scan()
        with _Server() as server:
            rows = _measured(server, variants, bare, arguments.repeats)
        report(
            f"{variants:,} variants, {_database()}",
            ("", "records", "seconds or ms", "records/s", "÷ bare scan"),
            rows,
        )
        report("Rendering alone", ("profile", "records/s"), _rendering())


def _load(products: int, suppliers: int) -> None:
    from django.core.management import call_command

    from readmodel import indexer

    # Pictures are not measured here: as small as LKPP takes them.
    call_command(
        "load_demo",
        products=products,
        suppliers=suppliers,
        picture_size=300,
        verbosity=0,
    )
    indexer.rebuild()


def _copy_records(count: int) -> None:
    """Real records under new SKUs, each with a revision of its own."""
    import orjson
    from django.utils import timezone

    from readmodel.models import IndexerLease, VariantState

    records = [
        orjson.loads(bytes(each))
        for each in VariantState.objects.filter(active=True).values_list(
            "record", flat=True
        )
    ]
    VariantState.objects.all().delete()
    now = timezone.now()
    source = cycle(records)
    for start in range(0, count, BATCH):
        VariantState.objects.bulk_create(
            _copied(next(source), number, now)
            for number in range(start + 1, min(start + BATCH, count) + 1)
        )
    IndexerLease.objects.update(last_revision=count)
    _settle()


def _settle() -> None:
    """What PostgreSQL does by itself within minutes of so many rows."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE readmodel_variantstate")


def _copied(record: dict, number: int, now):
    import orjson

    from readmodel.models import VariantState

    sku = f"BENCH-{number:07d}"
    content = {**record, "sku": sku, "revision": number}
    return VariantState(
        sku=sku,
        product_id=number,
        revision=number,
        active=True,
        created_at=now,
        updated_at=now,
        record=orjson.dumps(content),
        history={},
    )


def _bare_scan() -> float:
    """Seconds to read every stored record with nothing between: the driver's own
    cursor, on PostgreSQL one that does not hold the whole result."""
    from django.db import connection, transaction

    query = "SELECT record FROM readmodel_variantstate ORDER BY revision, sku"
    started = time.perf_counter()
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.connection.cursor("bare") as cursor:
            cursor.itersize = FETCHED
            for _row in cursor.execute(query, binary=True):
                pass
    else:
        connection.ensure_connection()
        for _row in connection.connection.cursor().execute(query):
            pass
    return time.perf_counter() - started


def _database() -> str:
    """Which database it is, and its size."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(
                "SELECT page_count * page_size"
                " FROM pragma_page_count(), pragma_page_size()"
            )
        (size,) = cursor.fetchone()
    return f"{size / 2**30:.1f} GiB of {connection.display_name}"


class _Server:
    """gunicorn as in production: one process, eight threads."""

    def __enter__(self) -> "_Server":
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-m", "gunicorn", "catalog_site.wsgi"),
                *("--threads", "8", "--timeout", "600"),
                *("--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"),
            ],
            cwd=PROJECT,
            env=os.environ.copy(),
        )
        self._wait()
        return self

    def __exit__(self, *error) -> None:
        self._process.terminate()
        self._process.wait()

    def get(self, path: str) -> tuple[float, float, int, int]:
        """Milliseconds to the first byte and seconds to the last; lines and bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        started = time.perf_counter()
        connection.request("GET", path, headers={"Authorization": f"Bearer {KEY}"})
        answer = connection.getresponse()
        block = answer.read(1)
        first = (time.perf_counter() - started) * 1000
        lines = size = 0
        while block:
            lines += block.count(b"\n")
            size += len(block)
            block = answer.read(BLOCK)
        seconds = time.perf_counter() - started
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return first, seconds, lines, size

    def peak_memory(self) -> float:
        """The highest resident memory of the worker, in MiB."""
        return max(_status(pid, "VmHWM") for pid in self._workers())

    def memory(self) -> float:
        return max(_status(pid, "VmRSS") for pid in self._workers())

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def _wait(self) -> None:
        for _attempt in range(200):
            try:
                self.get("/api/v1/lkpp/state")
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server did not start")


def _status(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def _measured(server: _Server, variants: int, bare: float, repeats: int) -> list[tuple]:
    base = "/api/v1/lkpp"

    def delta(records: int) -> float:
        path = f"{base}/changes?after={variants - records}"
        return milliseconds(lambda: server.get(path), repeats)

    empty, thousand = delta(0), delta(1000)
    idle = server.memory()
    first, seconds, lines, size = server.get(f"{base}/snapshot")
    records = lines - 2
    over = server.peak_memory() - idle
    return [
        ("bare scan, s", f"{variants:,}", bare, variants / bare, 1.0),
        (
            f"snapshot over HTTP, s ({size / 2**30:.2f} GiB)",
            f"{records:,}",
            seconds,
            records / seconds,
            seconds / bare,
        ),
        ("its first byte, ms", "", first, "", ""),
        ("memory over idle meanwhile, MiB", "", over, "", ""),
        ("empty delta, ms (median)", "0", empty, "", ""),
        ("delta of 1,000, ms (median)", "1,000", thousand, "", ""),
    ]


def _rendering() -> list[tuple]:
    import orjson

    from lkpp.profiles import PROFILES
    from readmodel.models import VariantState

    rows = VariantState.objects.order_by("revision").values_list("record", flat=True)
    records = [bytes(each) for each in rows[:20_000]]
    found = []
    for name, profile in PROFILES.items():
        started = time.perf_counter()
        for record in records:
            orjson.dumps(profile.entry(orjson.loads(record), "https://x.example"))
        found.append((name, len(records) / (time.perf_counter() - started)))
    return found


if __name__ == "__main__":
    main()
