"""The demo is prepared as far as it must be, served, and ended whole."""

import io
import signal
import socket
import subprocess
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from demo import supervising
from demo.management.commands import run_demo

ADDRESS = "http://127.0.0.1:8765"


class Process:
    """A server that notes what it is told, and that somebody ends by Ctrl-C once it
    was waited for ``LOOKS`` times."""

    LOOKS = 0

    def __init__(self, command, cwd, env):
        self.command, self.env = command[1:], env
        self.calls = []
        self.status = None

    def poll(self):
        return self.status

    def wait(self, timeout=None):
        if timeout is None:
            self.calls.append("wait")
        elif self.calls.count("look") < self.LOOKS:
            self.calls.append("look")
            raise subprocess.TimeoutExpired(self.command, timeout)
        else:
            raise KeyboardInterrupt

    def terminate(self):
        self.calls.append("terminate")


@pytest.fixture
def demo(monkeypatch, settings):
    """What is called and started, on a catalogue whose index is good or not."""
    settings.DEMO = True
    seen = SimpleNamespace(
        called=[], processes=[], index_is_good=True, out=io.StringIO()
    )

    def start(command, cwd, env):
        assert cwd == settings.BASE_DIR
        seen.processes.append(Process(command, cwd, env))
        return seen.processes[-1]

    health = SimpleNamespace(health=lambda: SimpleNamespace(ok=seen.index_is_good))
    monkeypatch.setattr(run_demo, "is_of_another_form", lambda: False)
    monkeypatch.setattr(run_demo, "get_engine", lambda: health)
    monkeypatch.setattr(
        run_demo, "call_command", lambda name, **options: seen.called.append(name)
    )
    monkeypatch.setattr(
        run_demo, "migrate", lambda progress: seen.called.append("migrate")
    )
    monkeypatch.setattr(run_demo.subprocess, "Popen", start)
    monkeypatch.setattr(run_demo.signal, "signal", lambda *_: None)
    monkeypatch.setattr(run_demo.Command, "_check_port", lambda self, port: None)
    return seen


def run(demo):
    call_command("run_demo", port=8765, stdout=demo.out)


def test_index_that_is_good_is_not_built_again(demo):
    run(demo)

    assert demo.called == ["migrate", "load_demo"]


def test_index_that_is_not_good_is_built(demo):
    demo.index_is_good = False

    run(demo)

    assert demo.called == ["migrate", "load_demo", "rebuild_index"]


def test_indexer_and_server_run_until_ctrl_c_and_both_end(demo, monkeypatch):
    monkeypatch.delenv("PUBLIC_BASE_URL", raising=False)

    run(demo)

    indexer, server = demo.processes
    assert indexer.command == ["manage.py", "run_indexer"]
    assert server.command == [
        *("-m", "gunicorn", "catalog_site.wsgi", "--bind=127.0.0.1:8765"),
        *("--threads=8", "--log-level=warning"),
    ]
    assert indexer.calls == ["terminate", "wait"]
    assert server.calls == ["terminate", "wait"]
    assert server.env["PUBLIC_BASE_URL"] == ADDRESS
    assert server.env["DJANGO_SETTINGS_MODULE"] == "catalog_site.settings.test"
    assert demo.out.getvalue().endswith("Berhenti.\n")


def test_an_indexer_that_dies_is_started_again(demo, monkeypatch):
    monkeypatch.setattr(Process, "LOOKS", 3)
    monkeypatch.setattr(supervising, "FIRST_PAUSE", 0)
    started = Process.__init__

    def start_dead(process, command, cwd, env):
        started(process, command, cwd, env)
        if not demo.processes:
            process.status = -9

    monkeypatch.setattr(Process, "__init__", start_dead)

    run(demo)

    dead, server, indexer = demo.processes
    assert dead.command == indexer.command == ["manage.py", "run_indexer"]
    assert "Pengindeks berhenti (-9) dan dimulai lagi." in demo.out.getvalue()
    assert dead.calls == []
    assert server.calls == ["look", "look", "look", "terminate", "wait"]
    assert indexer.calls == ["terminate", "wait"]


def test_a_server_that_ends_by_itself_ends_the_demo(demo, monkeypatch):
    monkeypatch.setattr(Process, "wait", lambda self, timeout=None: 1)

    run(demo)

    assert [each.calls for each in demo.processes] == [["terminate"], ["terminate"]]


def test_public_address_that_is_given_stays(demo, monkeypatch):
    monkeypatch.setenv("PUBLIC_BASE_URL", "https://contoh.example")

    run(demo)

    assert demo.processes[1].env["PUBLIC_BASE_URL"] == "https://contoh.example"


def test_addresses_and_accounts_are_told(demo):
    run(demo)

    lines = demo.out.getvalue().splitlines()
    assert f"Penyuntingan: {ADDRESS}/admin/" in lines
    assert f"Umpan LKPP:   {ADDRESS}/lkpp/v5/all_produk?secretkey=test-lkpp" in lines
    assert "  admin / katalog-admin  (administrator)" in lines


def test_sigterm_ends_it_as_ctrl_c_does(demo, monkeypatch):
    handlers = {}
    monkeypatch.setattr(run_demo.signal, "signal", handlers.__setitem__)

    run(demo)

    with pytest.raises(KeyboardInterrupt):
        handlers[signal.SIGTERM](signal.SIGTERM, None)


def test_refused_without_the_settings_of_the_demo(demo, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="^Katalog contoh hanya berjalan"):
        run(demo)

    assert demo.called == []


def test_port_in_use_is_told(settings):
    settings.DEMO = True
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with pytest.raises(CommandError, match=f"^Port {port} sedang dipakai"):
            call_command("run_demo", port=port)
