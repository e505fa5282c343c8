"""A server that accepts every connection, and answers when a test lets it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson


class HangingServer(ThreadingHTTPServer):
    """Takes requests, counts them as ``asked``, and leaves them without an answer until
    ``answers`` is set; who waits by then gets none."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked = 0
        self.answers = False
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HangingServer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.asked += 1
        if not self.server.answers:
            self.server.ending.wait(60)
            self.close_connection = True
            return
        body = orjson.dumps({"hits": {"hits": []}})
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, *_arguments: object) -> None:
        """Nothing is told."""


@contextmanager
def hanging_server() -> Iterator[HangingServer]:
    """A server at work, until the ``with`` ends."""
    with HangingServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.ending.set()
            server.shutdown()
            thread.join()
