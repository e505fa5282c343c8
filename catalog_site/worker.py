"""gunicorn's worker with threads, none of which anybody can keep for long.

A thread is kept by who sends a request or takes an answer slowly, and no application
can see that: the socket is the server's. So answers whose length is known are taken off
their thread, and the loop of this worker looks after every connection, once a second,
and cuts off those that are too slow
(docs/adr/0032-long-answers-and-too-many-requests.md).
"""

import errno
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from django.conf import settings
from gunicorn.workers.gthread import ThreadWorker

from catalog_site.connections import PIECE, Connection, Room
from core.streams import bound_process

WAITED = "catalogue.waited"
"""Where the application finds for how many seconds the request waited for a thread."""

IDLE_SECONDS = 10.0
"""For how long a connection may say nothing. It has no thread then."""

LINGER_SECONDS = 2.0
"""For how long a connection that has been answered is kept, so that its last bytes
arrive, unless its reader closes it."""

SPARE = 4
"""Threads of a process of streams that send none, but say that there is no room."""

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]

_serving = threading.local()
"""Which connection the thread serves."""


class BoundedWorker(ThreadWorker):
    """Five things are other than in gunicorn's: a connection that says nothing occupies
    no thread; nor does an answer of known length that is taken slowly; one that is too
    slow is cut off; one that is closed does not hold up the others; and the application
    learns how long a request waited."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._room = Room()
        self._served: set[Connection] = set()
        self._sending: set[Connection] = set()
        self._lingering: list[tuple[socket.socket, float]] = []

    def load_wsgi(self) -> None:
        super().load_wsgi()
        self.wsgi = InPieces(self.wsgi)
        streams = self.cfg.threads // 2
        if settings.SERVES == "streams":
            streams = self.cfg.threads - SPARE
        bound_process(max(1, streams))

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.ECONNABORTED):
                return
            raise
        self.nr_conns += 1
        conn = Connection(self.cfg, client, address, listener.getsockname())
        conn.linger, conn.room = self._linger, self._room
        conn.timeout = time.monotonic() + IDLE_SECONDS
        self.pending_conns.append(conn)
        self.poller.register(
            client, EVENT_READ, partial(self.on_pending_socket_readable, conn)
        )

    def enqueue_req(self, conn: Connection) -> None:
        conn.enters_queue()
        super().enqueue_req(conn)

    def handle(self, conn: Connection) -> Any:
        _serving.connection = conn
        conn.has_thread()
        self._served.add(conn)
        try:
            return super().handle(conn)
        finally:
            self._served.discard(conn)
            conn.has_no_thread()

    def handle_request(self, req: Any, conn: Connection) -> Any:
        return super().handle_request(req, conn.for_answer())

    def finish_request(self, conn: Connection, done: Any) -> None:
        """Called by gunicorn's loop when the thread has gone on to something else."""
        if not conn.unsent or conn.sock.fileno() == -1:
            super().finish_request(conn, done)
            return
        conn.sock.setblocking(False)
        conn.sends()
        self._sending.add(conn)
        self.poller.register(conn.sock, EVENT_WRITE, partial(self._send, conn, done))

    def murder_pending(self) -> None:
        """Called by gunicorn's loop, once a second at least."""
        if not self.alive:
            for conn in self.pending_conns:
                conn.timeout = 0
        super().murder_pending()
        now = time.monotonic()
        for conn in tuple(self._served):
            if conn.until < now:
                self.log.warning("A connection that was too slow is cut off.")
                conn.cut()
        for conn in tuple(self._sending):
            if conn.until < now:
                self.log.warning("A reader that was too slow is cut off.")
                self._drop(conn)
        self._lingering = [
            (sock, end) for sock, end in self._lingering if _lingers(sock, end, now)
        ]

    def _send(self, conn: Connection, done: Any, sock: socket.socket) -> None:
        """Send what the reader has room for."""
        try:
            conn.send_more()
        except OSError:
            self._drop(conn)
            return
        if not conn.unsent:
            self.poller.unregister(sock)
            self._sending.discard(conn)
            conn.has_no_thread()
            super().finish_request(conn, done)

    def _drop(self, conn: Connection) -> None:
        self.poller.unregister(conn.sock)
        self._sending.discard(conn)
        self.nr_conns -= 1
        conn.close()

    def _linger(self, sock: socket.socket) -> None:
        """Close the socket when its reader has done so, or after a while; what it has
        sent meanwhile would else undo what it was sent last (RFC 9112, 9.6)."""
        try:
            sock.shutdown(socket.SHUT_WR)
            sock.setblocking(False)
        except OSError:
            sock.close()
            return
        self._lingering.append((sock, time.monotonic() + LINGER_SECONDS))


def _lingers(sock: socket.socket, end: float, now: float) -> bool:
    """Whether to wait for the reader still; closes the socket where not."""
    try:
        waits = bool(sock.recv(PIECE)) and now < end
    except BlockingIOError:
        waits = now < end
    except OSError:
        waits = False
    if not waits:
        sock.close()
    return waits


class InPieces:
    """The application, whose answers are sent in pieces that one can wait for."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable
    ) -> Iterable[bytes]:
        conn: Connection = _serving.connection
        environ[WAITED] = conn.waited
        conn.makes_answer()

        def begin(status: str, headers: list, *failure: Any) -> Callable:
            conn.has_length(headers)
            return start_response(status, headers, *failure)

        return _Pieces(self._application(environ, begin), conn)


class _Pieces:
    def __init__(self, body: Iterable[bytes], conn: Connection) -> None:
        self._body = body
        self._conn = conn

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            for start in range(0, len(chunk), PIECE):
                piece = chunk[start : start + PIECE]
                self._conn.sends()
                yield piece
                self._conn.has_sent(len(piece))
                self._conn.makes_answer()

    def close(self) -> None:
        if hasattr(self._body, "close"):
            self._body.close()
