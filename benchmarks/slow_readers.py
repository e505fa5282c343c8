"""Pages while others read slowly, and at twice the load, with the bounds and without.

    python benchmarks/slow_readers.py [--seconds 20]

Loads a small demonstration catalogue into a temporary directory, indexes it, and
serves it by gunicorn with eight threads twice: with gunicorn's own worker and no
bounds, and as it is served otherwise. Each is asked for pages by one visitor after the
other: alone, beside eight readers that take nothing of a snapshot (of one client), and
beside eight that take nothing of a document (without a key). Then as many visitors come
each second as the process can serve (measured before), and twice as many, whether they
are served or not.
"""

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from measure import report
from scratch import PROJECT, scratch_catalogue

KEY = "benchmark-key-of-more-than-24-characters"
PAGE = "/cari/?q=tempat+tidur"
SNAPSHOT = "/api/v1/lkpp/snapshot"
READERS = 8
OK = b"HTTP/1.1 200"
SLICE = 1 / 50
"""Seconds between visitors who come together."""

UNBOUNDED = {
    "STREAMS_AT_ONCE": "1000",
    "STREAMS_PER_CLIENT": "1000",
    "SHED_AFTER_SECONDS": "1000000",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument(
        "--seconds", type=float, default=20, help="of each measurement"
    )
    options.add_argument(
        "--patience", type=float, default=60, help="seconds until a visitor gives up"
    )
    options.add_argument("--variants", type=int, default=20_000)
    options.add_argument("--products", type=int, default=240)
    options.add_argument("--suppliers", type=int, default=20)
    arguments = options.parse_args()
    environment = {"LKPP_SECRET_KEY": KEY, "LKPP_REQUESTS_PER_MINUTE": "100000"}
    with scratch_catalogue(**environment):
        from export import _copy_records, _load

        _load(arguments.products, arguments.suppliers)
        _copy_records(arguments.variants)
        document = _document()
        rows = [
            (f"{name}: {what}", *figures)
            for name, more in (("without bounds", UNBOUNDED), ("with bounds", {}))
            for what, *figures in _measured(
                more, document, arguments.seconds, arguments.patience
            )
        ]
    report(
        f"{PAGE}, eight threads",
        ("", "asked", "served", "503", "gave up", "median s", "95 % s", "longest s"),
        rows,
    )


def _document() -> str:
    """The address of a document of ten megabytes that everybody may have: one of the
    demonstration, with as many bytes behind its end."""
    from django.urls import reverse

    from products.models import ProductPage

    product = ProductPage.objects.live().filter(attachments__isnull=False).first()
    document = product.attachments.first().document
    with document.file.open("ab") as file:
        file.write(os.urandom(10 * 2**20))
    return reverse("wagtaildocs_serve", args=(document.pk, "large.pdf"))


@dataclass(frozen=True, slots=True)
class Visit:
    """``status`` is 0 where the visitor gave up."""

    status: int
    seconds: float


def _measured(
    more: dict[str, str], document: str, seconds: float, patience: float
) -> Iterator[tuple]:
    with _server(more, patience) as site:
        yield "alone", *_figures(site.one_after_the_other(seconds))
        for what, path in (("a snapshot", SNAPSHOT), ("a document", document)):
            with _readers(site.port, path, min(2.0, seconds)):
                yield (
                    f"beside {READERS} slow readers of {what}",
                    *_figures(site.one_after_the_other(seconds)),
                )
        rate = site.capacity(min(5.0, seconds))
        yield "at its capacity", *_figures(site.crowd(rate, seconds))
        yield "at twice that", *_figures(site.crowd(2 * rate, seconds))


def _figures(visits: list[Visit]) -> tuple:
    served = sorted(each.seconds for each in visits if each.status == 200)
    return (
        str(len(visits)),
        str(len(served)),
        str(sum(1 for each in visits if each.status == 503)),
        str(sum(1 for each in visits if each.status == 0)),
        statistics.median(served) if served else "",
        served[int(0.95 * len(served))] if served else "",
        max(each.seconds for each in visits),
    )


@dataclass(frozen=True, slots=True)
class _Site:
    port: int
    patience: float

    def visit(self) -> Visit:
        began = time.perf_counter()
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=self.patience
        )
        try:
            connection.request("GET", PAGE)
            answer = connection.getresponse()
            answer.read()
            status = answer.status
        except OSError:
            status = 0
        finally:
            connection.close()
        return Visit(status, time.perf_counter() - began)

    def one_after_the_other(self, seconds: float) -> list[Visit]:
        end = time.perf_counter() + seconds
        visits = [self.visit()]
        while time.perf_counter() < end:
            visits.append(self.visit())
        return visits

    def capacity(self, seconds: float) -> float:
        """Pages a second, where eight visitors ask one after the other."""
        visits: list[Visit] = []
        crowd = [
            threading.Thread(
                target=lambda: visits.extend(self.one_after_the_other(seconds))
            )
            for _ in range(READERS)
        ]
        began = time.perf_counter()
        for each in crowd:
            each.start()
        for each in crowd:
            each.join()
        return len(visits) / (time.perf_counter() - began)

    def crowd(self, rate: float, seconds: float) -> list[Visit]:
        """Visitors who come at a rate, whether those before them were served or not."""
        visits: list[Visit] = []
        threads: list[threading.Thread] = []
        began = time.perf_counter()
        while (passed := time.perf_counter() - began) < seconds:
            while len(threads) < rate * passed:
                threads.append(
                    threading.Thread(target=lambda: visits.append(self.visit()))
                )
                threads[-1].start()
            time.sleep(SLICE)
        for each in threads:
            each.join()
        return visits


@contextmanager
def _server(more: dict[str, str], patience: float) -> Iterator[_Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        site = _Site(free.getsockname()[1], patience)
    command = [sys.executable, "-m", "gunicorn", "catalog_site.wsgi", "--threads=8"]
    command += [f"--bind=127.0.0.1:{site.port}", "--log-level=error"]
    if more:
        command.append("--worker-class=gthread")
    process = subprocess.Popen(  # noqa: S603
        command, cwd=PROJECT, env=os.environ | more, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(site)
        yield site
    finally:
        process.kill()
        process.wait()


def _wait_for(site: _Site) -> None:
    for _attempt in range(300):
        if site.visit().status == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


@contextmanager
def _readers(port: int, path: str, ahead: float) -> Iterator[None]:
    """Readers that begin an answer, take nothing of it, and begin anew when they are
    cut off or refused."""
    over = threading.Event()
    begun: list[bytes] = []

    def read() -> None:
        while not over.wait(0.2):
            with socket.socket() as line:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                line.settimeout(10)
                line.connect(("127.0.0.1", port))
                line.sendall(
                    f"GET {path} HTTP/1.1\r\nHost: localhost\r\n"
                    f"Authorization: Bearer {KEY}\r\n\r\n".encode()
                )
                begun.append(line.recv(12))
                if begun[-1] == OK:
                    _wait_for_the_end(line, over)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for each in threads:
        each.start()
    time.sleep(ahead)
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()
    if OK not in begun:
        raise RuntimeError(f"{path}: {begun[:1]}")


def _wait_for_the_end(line: socket.socket, over: threading.Event) -> None:
    """Until the server has hung up, or all is over."""
    line.settimeout(0.2)
    while not over.wait(0.1):
        try:
            if not line.recv(1):
                return
        except TimeoutError:
            continue
        except OSError:
            return


if __name__ == "__main__":
    main()
