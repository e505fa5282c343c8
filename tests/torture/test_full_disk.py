"""A disk is full: nothing is lost, it is said, and all goes on when there is room.

The database and the uploads, and the index, lie in file systems of their own, in
memory, which are mounted where no other process sees them. That needs Linux, and root
or user namespaces; where neither is had the test fails and says so.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

PROJECT = Path(__file__).parents[2]
RUN = """set -e
mount -t tmpfs -o size=40m tmpfs "$1"
mkdir "$1/index"
mount -t tmpfs -o size=12m tmpfs "$1/index"
cp "$2" "$1/database.sqlite3"
exec "$3" -m tests.torture.small_disk "$1"
"""


def namespace() -> list[str]:
    """How a command gets a view of the file systems of its own."""
    alone = ["unshare", "--mount"]
    return alone if os.geteuid() == 0 else [*alone, "--user", "--map-root-user"]


def on_a_small_disk(folder: Path, database: Path) -> dict:
    """What ``small_disk`` saw."""
    assert shutil.which("unshare"), "This needs unshare, of the package util-linux."
    command = [*namespace(), "sh", "-c", RUN, "sh"]
    arguments = [str(folder), str(database), sys.executable]
    ended = subprocess.run(
        [*command, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, (
        "Nothing can be mounted here? Be root, or allow user namespaces "
        f"(sysctl kernel.unprivileged_userns_clone): {ended.stderr[-3000:]}"
    )
    return json.loads(ended.stdout)


@pytest.fixture
def database(tmp_path, transactional_db) -> Path:
    """The database of the tests, as a file."""
    if connection.vendor != "sqlite":
        pytest.skip("A server looks after its own disk. SQLite's is filled.")
    path = tmp_path / "database.sqlite3"
    copy = sqlite3.connect(path)
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    return path


def test_a_full_disk_loses_nothing_is_told_and_heals(tmp_path, database):
    (tmp_path / "small").mkdir()

    saw = on_a_small_disk(tmp_path / "small", database)

    assert saw["before"]["readyz"] == [200, "ready"]
    assert saw["before"]["health"] == []
    assert saw["before"]["ledger"] == ["Sebelum"]
    the_index_alone_was_full(saw)
    everything_was_full(saw)


def the_index_alone_was_full(saw: dict) -> None:
    full, after = saw["index full"], saw["index after"]
    assert saw["index attempts"] == {"indexer": "index", "rebuild": "index"}
    # What is published is in the ledger; readers have the index as it was.
    assert full["titles"] == full["ledger"] == ["Ditunggu"]
    assert (full["page"], full["search"]) == (200, 200)
    assert (full["readyz"], full["disk"]) == ([200, "degraded"], "failing")
    assert [line.split(":")[0] for line in full["health"]][:1] == [
        "Penyimpanan “index” hampir penuh"
    ]
    assert [line for line in full["health"] if "“embedded” gagal ditulis" in line]
    assert saw["index again"] == "done"
    assert (after["readyz"], after["health"]) == ([200, "ready"], [])


def everything_was_full(saw: dict) -> None:
    full, after = saw["full"], saw["after"]
    # Whatever would write says that there is no room, and leaves nothing half done.
    assert saw["attempts"] == dict.fromkeys(
        ["edit", "upload", "indexer", "rebuild"], "full"
    )
    assert saw["sent"] == [503, True]
    assert (full["titles"], full["ledger"]) == (["Ditunggu lagi"], ["Ditunggu"])
    assert full["pending"] == 1
    assert full["files"] == saw["before"]["files"]
    assert full["sound"] == "ok"
    # Readers go on, and it is said where.
    assert (full["page"], full["search"], full["healthz"]) == (200, 200, 200)
    assert (full["readyz"], full["disk"]) == ([200, "degraded"], "failing")
    assert [line.split(":")[0] for line in full["health"]] == [
        "Penyimpanan “media” hampir penuh",
        "Penyimpanan “database” hampir penuh",
    ]
    # With room again all that was waited for happens.
    assert saw["again"] == dict.fromkeys(["indexer", "edit", "upload", "rest"], "done")
    assert after["titles"] == after["ledger"] == ["Sesudah"]
    assert after["files"] == [*saw["before"]["files"], "papers/ab/x.pdf"]
    assert (after["readyz"], after["health"]) == ([200, "ready"], [])
    assert (after["pending"], after["sound"], saw["equal"]) == (0, "ok", True)
