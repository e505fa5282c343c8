"""The catalogue behind a real server, with a database file of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import orjson
import requests
from django.db import connection

from tests.lkpp.record_samples import variant_record, withdrawn_record

TIMEOUT = 120
"""Seconds for the server to start, or the indexer to end, on a busy machine."""
MOMENT = "2026-11-20 02:30:00"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class RunningSite:
    """Begins with a copy of the test's database as it is now."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "site.sqlite3"
        # A backup would wait for the end of the test's own transaction.
        self.database.write_bytes(connection.connection.serialize())
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "catalog_site.wsgi"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--threads", "4"]
        command += ["--access-logfile", "-"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def kill(self) -> None:
        """End it without warning, as a power cut does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def back_up(self, folder: Path) -> Path:
        """A copy of the database as it is now."""
        backup = folder / "backup.sqlite3"
        with (
            closing(sqlite3.connect(self.database, timeout=20)) as database,
            closing(sqlite3.connect(backup)) as copy,
        ):
            database.backup(copy)
        return backup

    def restore(self, backup: Path) -> None:
        """Put a copy back in place of the database, and start the server again."""
        self.kill()
        for journal in ("-wal", "-shm"):
            Path(f"{self.database}{journal}").unlink(missing_ok=True)
        self.database.write_bytes(backup.read_bytes())
        self.start()

    def start_indexer(self, *options: str) -> subprocess.Popen:
        """What ``manage.py run_indexer`` does, with an index beside the database."""
        command = [sys.executable, "-m", "django", "run_indexer", *options]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, env=self._environment(), stdout=log, stderr=log
            )

    def run_indexer(self) -> None:
        """Until nothing is waiting."""
        if self.start_indexer("--once").wait(timeout=TIMEOUT):
            raise RuntimeError(self.log.read_text())

    def execute(self, *statements: str) -> list[tuple]:
        """Change the database as another process would; rows of the last statement."""
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            for statement in statements:
                rows = database.execute(statement).fetchall()
        return rows

    def remember(self, *records: dict) -> None:
        """Write records, each with a revision of its own, as another process would."""
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            (last,) = database.execute(
                "SELECT last_revision FROM readmodel_indexerlease"
            ).fetchone()
            database.executemany(
                "INSERT OR REPLACE INTO readmodel_variantstate (sku, product_id,"
                " revision, active, created_at, updated_at, record, history)"
                " VALUES (?, 1, ?, ?, ?, ?, ?, '{}')",
                (
                    _row(record | {"revision": revision})
                    for revision, record in enumerate(records, last + 1)
                ),
            )
            database.execute(
                "UPDATE readmodel_indexerlease SET last_revision = last_revision + ?",
                (len(records),),
            )
            database.execute(
                "INSERT INTO readmodel_ledgerlink (revision, digest, at)"
                " VALUES (?, ?, ?)",
                (
                    last + len(records),
                    blake2b(orjson.dumps(records), digest_size=32).digest(),
                    MOMENT,
                ),
            )

    def forget_records(self) -> None:
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            database.execute("DELETE FROM readmodel_variantstate")
            database.execute("DELETE FROM readmodel_ledgerlink")
            database.execute("UPDATE readmodel_indexerlease SET last_revision = 0")

    def renew_feed(self) -> None:
        """What ``manage.py renew_feed`` does."""
        with closing(sqlite3.connect(self.database, timeout=20)) as database, database:
            database.execute(
                "UPDATE readmodel_indexerlease SET feed_id = ?", (uuid4().hex,)
            )

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "catalog_site.settings.test",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SEARCH_INDEX_DIR": str(self.database.with_name("index")),
        }

    def _wait(self) -> None:
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            try:
                requests.get(f"{self.address}/lkpp/schema/x", timeout=TIMEOUT)
            except requests.ConnectionError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.log.read_text())


def _row(record: dict) -> tuple:
    return (
        record["sku"],
        record["revision"],
        record["active"],
        MOMENT,
        MOMENT,
        orjson.dumps(record),
    )


def offered(sku: str, mark: object = "") -> dict:
    """A record that does not compress well, as records of real products do not."""
    return variant_record(sku, name=f"Tempat tidur {mark} {os.urandom(300).hex()}")


def left(sku: str) -> dict:
    return withdrawn_record(sku)


class BreakingLine:
    """Stands between reader and server, and breaks some connections.

    ``breaks`` says for each connection in turn after how many bytes of the answer it
    breaks and what is done then; connections after those hold. One that comes while
    something is done waits, so that no reader gives up on a slow machine.
    """

    def __init__(self, port: int, breaks: list[tuple]) -> None:
        self.connections = 0
        self._port = port
        self._breaks = breaks
        self._idle = Event()
        self._idle.set()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                reader, _address = self._server.accept()
            except OSError:
                return
            number, self.connections = self.connections, self.connections + 1
            planned = self._breaks[number] if number < len(self._breaks) else None
            Thread(target=self._carry, args=(reader, planned), daemon=True).start()

    def _carry(self, reader: socket.socket, planned: tuple | None) -> None:
        self._idle.wait()
        try:
            server = socket.create_connection(("127.0.0.1", self._port))
        except OSError:
            reader.close()
            return
        Thread(target=_copy, args=(reader, server, None), daemon=True).start()
        limit, act = planned or (None, None)
        _copy(server, reader, limit)
        if act:
            self._idle.clear()
        for end in (server, reader):
            _hang_up(end)
        if act:
            try:
                act()
            finally:
                self._idle.set()


def _copy(source: socket.socket, target: socket.socket, limit: int | None) -> None:
    carried = 0
    try:
        while data := source.recv(4096):
            target.sendall(data)
            carried += len(data)
            if limit is not None and carried >= limit:
                return
        target.shutdown(socket.SHUT_WR)
    except OSError:
        # The other side hung up.
        return


def _hang_up(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It did so already.
        return
    finally:
        end.close()
