"""Workers of a server count together, and its next start begins anew."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalog_site.metrics import sharing
from catalog_site.metrics.sharing import VARIABLE, share

PROJECT = Path(__file__).parents[3]
WORKER = """
import sys
from pathlib import Path
from catalog_site.metrics.sharing import share
share(Path("anything"))
from catalog_site.metrics.counting import DURATION, REQUESTS, counted
for number in range(int(sys.argv[1])):
    REQUESTS.labels("GET", "cari/", "200").inc()
    DURATION.labels("cari/").observe(0.2)
print("ready", flush=True)
sys.stdin.readline()
labels = {"method": "GET", "route": "cari/", "status": "200"}
print(counted().get_sample_value("catalogue_requests_total", labels))
route = {"route": "cari/"}
print(counted().get_sample_value("catalogue_request_duration_seconds_count", route))
"""
DEAD = 2**22 + 1
"""Of no process: Linux counts no further than 2**22."""


class Worker:
    """A process that has counted ``requests``, and tells what all have."""

    def __init__(self, directory: Path, requests: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(requests)],
            cwd=PROJECT,
            env={**os.environ, VARIABLE: str(directory)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline() == "ready\n"

    def counted(self) -> list[float]:
        written, _nothing = self._process.communicate("\n", timeout=60)
        return [float(line) for line in written.split()]


@pytest.fixture(autouse=True)
def not_shared(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


def test_what_every_worker_counted_is_told_by_each(tmp_path):
    first, second = Worker(tmp_path, 3), Worker(tmp_path, 4)

    told = [first.counted(), second.counted()]

    assert told == [[7.0, 7.0], [7.0, 7.0]]
    # No worker is left, so the next start begins anew.
    assert Worker(tmp_path, 1).counted() == [1.0, 1.0]


def test_what_an_ended_worker_counted_stays_while_another_lives(tmp_path):
    ended, living = Worker(tmp_path, 3), Worker(tmp_path, 4)
    ended.counted()

    assert Worker(tmp_path, 2).counted() == [9.0, 9.0]
    assert living.counted() == [9.0, 9.0]


def test_the_directory_is_in_memory_and_the_user_s_own(monkeypatch, tmp_path):
    monkeypatch.setattr(sharing, "MEMORY", tmp_path)

    share(Path("/srv/katalog"))

    [directory] = tmp_path.iterdir()
    assert os.environ[VARIABLE] == str(directory)
    assert directory.stat().st_mode & 0o777 == 0o700
    assert directory.name.startswith(f"catalogue-metrics-{os.getuid()}-")


def test_two_projects_do_not_count_together(monkeypatch, tmp_path):
    monkeypatch.setattr(sharing, "MEMORY", tmp_path)

    for project in ("/srv/one", "/srv/two", "/srv/one"):
        monkeypatch.delenv(VARIABLE, raising=False)
        share(Path(project))

    assert len(list(tmp_path.iterdir())) == 2


def test_a_directory_that_somebody_else_prepared_is_not_used(
    monkeypatch, tmp_path, caplog
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "trap").symlink_to(elsewhere)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "trap"))

    share(Path("/srv/katalog"))

    assert VARIABLE not in os.environ
    assert "Each worker counts for itself" in caplog.text


def test_where_there_is_no_room_each_counts_for_itself(monkeypatch, tmp_path):
    usage = shutil.disk_usage(tmp_path)._replace(free=sharing.LEAST_ROOM - 1)
    monkeypatch.setattr(sharing.shutil, "disk_usage", lambda path: usage)
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    share(Path("/srv/katalog"))

    assert VARIABLE not in os.environ


def test_a_directory_that_cannot_be_made_stops_nobody(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))

    share(Path("/srv/katalog"))

    assert VARIABLE not in os.environ


@pytest.mark.parametrize(
    ("pids", "left"),
    [([DEAD], 0), ([DEAD, os.getppid()], 2), ([os.getpid()], 0), ([], 0)],
)
def test_files_are_removed_unless_a_worker_lives(monkeypatch, tmp_path, pids, left):
    for pid in pids:
        (tmp_path / f"counter_{pid}.db").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("kept")
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    share(Path("/srv/katalog"))

    assert len(list(tmp_path.glob("*.db"))) == left
    assert (tmp_path / "notes.txt").exists()


def test_the_server_decides_where_to_count_before_what_counts_is_imported():
    text = (PROJECT / "catalog_site" / "wsgi.py").read_text()
    before, _share, _after = text.partition("\nshare(")
    imported = "import sys; print('prometheus_client' in sys.modules)"

    ended = subprocess.run(
        [sys.executable, "-c", f"{before}\n{imported}"],
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "catalog_site.settings.test"},
        capture_output=True,
        text=True,
    )

    assert (ended.stdout, ended.stderr) == ("False\n", "")
