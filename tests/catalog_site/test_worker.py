"""The web server's worker: nobody keeps a thread for long."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
import requests

from tests.catalog_site.answers import CHUNK
from tests.lkpp.running_site import TIMEOUT, free_port

THREADS = 2
SEND_SECONDS, STREAM_SECONDS = 2, 4
MANY = 40
"""Chunks that no buffer of a kernel has room for: ten megabytes."""


class Server:
    """gunicorn as the catalogue runs it, with another application."""

    def __init__(self, log) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = log
        command = [sys.executable, "-m", "gunicorn", "tests.catalog_site.answers"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--threads", str(THREADS)]
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command,
                env=os.environ
                | {
                    "DJANGO_SETTINGS_MODULE": "catalog_site.settings.test",
                    "SEND_SECONDS": str(SEND_SECONDS),
                    "STREAM_SECONDS": str(STREAM_SECONDS),
                },
                stdout=out,
                stderr=out,
            )
        end = time.monotonic() + TIMEOUT
        while not self.answers():
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            requests.get(f"{self.address}/sleep/0", timeout=TIMEOUT)
        except requests.ConnectionError:
            return False
        return True

    def connect(self, sent: bytes = b"") -> socket.socket:
        """A connection whose reader takes little at a time."""
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(TIMEOUT)
        line.connect(("127.0.0.1", self.port))
        line.sendall(sent)
        return line

    def ask(self, path: str) -> socket.socket:
        return self.connect(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())

    def get(self, path: str) -> requests.Response:
        return requests.get(f"{self.address}{path}", timeout=TIMEOUT)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("worker") / "server.log")
    yield server
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()


@pytest.fixture
def opened():
    with ExitStack() as lines:
        yield lines.enter_context


def read_all(line: socket.socket) -> bytes:
    received = bytearray()
    while data := line.recv(1 << 20):
        received += data
    return bytes(received)


@pytest.mark.parametrize("path", ["/known/40", "/stream/40"])
def test_who_reads_gets_everything(server, path):
    assert server.get(path).content == CHUNK * MANY


def test_who_says_nothing_has_no_thread(server, opened):
    for _ in range(4 * THREADS):
        opened(server.connect())

    began = time.monotonic()
    assert server.get("/sleep/0").status_code == 200

    assert time.monotonic() - began < 5


def test_who_does_not_hang_up_holds_up_nobody(server, opened):
    asked = b"GET /sleep/0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    for _ in range(4):
        opened(server.connect(asked))

    began = time.monotonic()
    assert server.get("/sleep/0").status_code == 200

    assert time.monotonic() - began < 2


def test_who_takes_an_answer_of_known_length_slowly_has_no_thread(server, opened):
    for _ in range(2 * THREADS):
        opened(server.ask("/known/40"))

    began = time.monotonic()
    assert server.get("/sleep/0").status_code == 200

    assert time.monotonic() - began < SEND_SECONDS


def test_what_was_kept_for_a_reader_arrives_whole(server, opened):
    line = opened(server.ask("/known/40"))
    for _ in range(5):
        time.sleep(0.3)
        assert line.recv(4096)
    line.sendall(b"GET /sleep/0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    rest = read_all(line)

    first, _headers, second = rest.partition(b"HTTP/1.1 200 OK")
    assert first.endswith(CHUNK)
    assert second.endswith(b"\r\n\r\n3\r\n0.0\r\n0\r\n\r\n")


def test_who_stops_reading_is_cut_off(server, opened):
    lines = [opened(server.ask(path)) for path in ("/known/40", "/stream/40")]
    time.sleep(SEND_SECONDS + 2)

    for line in lines:
        received = read_all(line)

        assert len(received) < MANY * len(CHUNK)
        assert not received.endswith(b"0\r\n\r\n")


def test_who_reads_for_too_long_is_cut_off(server, opened):
    line = opened(server.ask("/stream/400000"))
    began = time.monotonic()
    while line.recv(1 << 20):
        pass

    assert STREAM_SECONDS <= time.monotonic() - began < STREAM_SECONDS + 15


def test_who_sends_a_request_slowly_is_cut_off(server, opened):
    slow = [opened(server.connect(b"GET /sleep/0 HT")) for _ in range(THREADS)]
    time.sleep(1)

    began = time.monotonic()
    assert server.get("/sleep/0").status_code == 200
    took = time.monotonic() - began

    assert took < SEND_SECONDS + 5
    assert [line.recv(100) for line in slow] == [b""] * THREADS


def test_what_is_posted_is_read(server):
    answer = requests.post(
        f"{server.address}/posted/0", data=CHUNK * MANY, timeout=TIMEOUT
    )

    assert answer.text == str(MANY * len(CHUNK))


def test_the_application_learns_how_long_a_request_waited(server):
    with ThreadPoolExecutor(2 * THREADS) as crowd:
        answers = crowd.map(server.get, ["/sleep/10"] * (2 * THREADS))

    waited = sorted(float(answer.text) for answer in answers)

    assert max(waited[:THREADS]) < 0.5 < min(waited[THREADS:])


def test_it_ends_when_told_though_somebody_reads_slowly(tmp_path, opened):
    server = Server(tmp_path / "server.log")
    try:
        opened(server.ask("/known/40"))
        opened(server.connect())

        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(30) == 0
    finally:
        server.process.kill()
