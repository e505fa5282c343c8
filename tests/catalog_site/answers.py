"""An application of its own for the worker, whose answers are as long as one asks."""

import time
from collections.abc import Callable, Iterable, Iterator

from catalog_site.worker import WAITED

CHUNK = bytes(range(256)) * 1024


def application(environ: dict, start_response: Callable) -> Iterable[bytes]:
    """``/known/5`` has five chunks and says so, ``/stream/5`` has them and does not,
    ``/sleep/5`` takes as many tenths of a second and tells how long it waited."""
    _, kind, number = environ["PATH_INFO"].split("/")
    headers = []
    body: Iterator[bytes] = iter([CHUNK] * int(number))
    if kind == "known":
        headers = [("Content-Length", str(int(number) * len(CHUNK)))]
    if kind == "sleep":
        time.sleep(int(number) / 10)
        body = iter([f"{environ[WAITED]:.1f}".encode()])
    if kind == "posted":
        body = iter([str(len(environ["wsgi.input"].read())).encode()])
    start_response("200 OK", headers)
    return body
