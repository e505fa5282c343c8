"""What the machine has to give to a server."""

import errno
import os
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scripts.elasticsearch_server import machine
from scripts.elasticsearch_server.failures import StartFailure

ENDED_WELL = subprocess.CompletedProcess([], 0)


@pytest.fixture
def root(monkeypatch):
    """Be root, whose processes may all become another user."""
    asked = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda *given: asked.append(given))
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: ENDED_WELL)
    return asked


def test_whoever_is_not_root_runs_the_server_as_oneself(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert machine.server_user(tmp_path) is None


def test_root_gives_the_folder_to_a_passing_user(root, tmp_path):
    assert machine.server_user(tmp_path) == 61184

    assert root == [(tmp_path, 61184, 61184)]


def test_root_that_cannot_become_another_user_is_told_so(root, tmp_path, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(subprocess, "run", refuse)

    with pytest.raises(StartFailure) as failure:
        machine.server_user(tmp_path)

    assert str(failure.value) == (
        "Elasticsearch does not run as root, and root cannot become another user here "
        "(Operation not permitted): run this as an ordinary user."
    )


def test_a_folder_that_only_root_reaches_is_named(root, tmp_path, monkeypatch):
    def refuse(command, *, user, **options):
        is_asked = (command, user) == (["test", "-x", tmp_path], 61184)
        return subprocess.CompletedProcess(command, int(is_asked))

    monkeypatch.setattr(subprocess, "run", refuse)

    with pytest.raises(StartFailure) as failure:
        machine.server_user(tmp_path)

    assert str(failure.value) == (
        "Elasticsearch does not run as root, and another user cannot reach "
        f"{tmp_path}: set TMPDIR to a folder that everyone may enter, such as /tmp."
    )


def test_all_in_the_folder_is_given_to_the_server_s_user(root, tmp_path, monkeypatch):
    given = []
    monkeypatch.setattr(os, "chown", lambda path, *_ids, **_options: given.append(path))
    (tmp_path / "config").mkdir()
    (tmp_path / "config/users").touch()

    machine.give(tmp_path, None)
    machine.give(tmp_path, 61184)

    assert given == [tmp_path, tmp_path / "config", tmp_path / "config/users"]


def test_java_is_copied_for_another_user_only(tmp_path, monkeypatch):
    package = tmp_path / "package"
    (package / "bin").mkdir(parents=True)
    (package / "bin/java").touch()
    monkeypatch.setattr(machine, "JAVA_HOME", package)
    folder = tmp_path / "server"

    assert machine.java(folder, None) == package
    assert machine.java(folder, 61184) == folder / "java"
    assert (folder / "java/bin/java").is_file()


def test_without_its_java_the_requirements_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "JAVA_HOME", None)

    with pytest.raises(StartFailure) as failure:
        machine.java(tmp_path, None)

    assert str(failure.value) == (
        "The Java for Elasticsearch is not installed: run make lint once, or pip "
        "install --require-hashes -r requirements-dev.txt."
    )


def test_java_comes_with_the_requirements():
    assert isinstance(machine.JAVA_HOME, Path)
    assert (machine.JAVA_HOME / "bin/java").is_file()


def test_free_ports_are_several_that_nobody_listens_to(monkeypatch):
    monkeypatch.setattr(machine, "PORTS", range(31990, 31994))
    monkeypatch.setattr(machine, "is_free", lambda port: port != 31992)

    assert sorted(machine.free_ports(3)) == [31990, 31991, 31993]


def test_a_port_that_is_listened_to_is_not_free():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        assert machine.is_free(port) is False
    assert machine.is_free(port) is True


def test_a_program_ends_with_the_thread_that_started_it():
    script = "echo ready; exec sleep 600"

    def start():
        command = [*machine.ending_with_us(), "bash", "-c", script]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        process.stdout.readline()
        return process

    with ThreadPoolExecutor(1) as thread:
        process = thread.submit(start).result()
        assert process.poll() is None

    with process:
        assert process.wait(60) == -signal.SIGKILL


def test_a_machine_without_setpriv_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(StartFailure) as failure:
        machine.ending_with_us()

    assert str(failure.value) == (
        "setpriv is not installed, through which Elasticsearch ends with its tests: "
        "install util-linux."
    )
