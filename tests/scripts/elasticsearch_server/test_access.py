"""Asking a node that may be coming up or going down."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from scripts.elasticsearch_server.access import Access


@pytest.mark.parametrize(
    ("status", "answer", "succeeds"),
    [(200, b"{}", True), (503, b"{}", False), (200, b"", False), (200, b"{", False)],
)
def test_an_answer_that_broke_off_is_no_success(status, answer, succeeds):
    class Node(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Node) as server:
        Thread(target=server.handle_request, daemon=True).start()

        assert Access().succeeds(server.server_port, "/") is succeeds


def test_a_node_that_is_away_is_no_success():
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        port = server.server_port

    assert Access().succeeds(port, "/") is False
