"""Connections of the web server that know until when what goes on may last, and that
keep what their reader has not taken yet."""

import math
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from gunicorn.workers.gthread import TConn

PIECE = 64 * 1024
"""Bytes that a reader must take within ``SEND_SECONDS``; none are sent together that
are more."""

ANSWER_TAKES = 10
"""So many times ``SEND_SECONDS`` may pass until an answer begins, and between two parts
of it: that is the application's time, and an upload's."""

MOST_KEPT = 64 * 1024**2
"""Bytes of answers that a process keeps for readers who take them slowly."""

LONGEST_KEPT = MOST_KEPT // 4
"""Bytes of an answer that is kept; a longer one keeps its thread."""

BEGINNING_KEPT = 4 * PIECE
"""Bytes that are kept of an answer whose length nobody knows: one that proves to be
longer is made no faster than it is taken."""


class Room:
    """How many bytes of answers the process keeps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept = 0

    def take(self, size: int) -> bool:
        """Whether there is room for so many more, which they have then."""
        with self._lock:
            if self._kept + size > MOST_KEPT:
                return False
            self._kept += size
            return True

    def give_back(self, size: int) -> None:
        with self._lock:
            self._kept -= size


class Connection(TConn):
    """``linger`` closes a socket whose last bytes are still on their way; ``unsent``
    are those that the kernel has no room for."""

    linger: Callable[[socket.socket], None]
    room: Room

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.unsent: deque[bytes] = deque()
        self.until = math.inf
        self._may_keep = 0

    def enters_queue(self) -> None:
        self._queued_at = time.monotonic()

    def has_thread(self) -> None:
        """From here on the request is read."""
        now = time.monotonic()
        self.waited = now - self._queued_at
        self._ends = now + settings.STREAM_SECONDS
        self.until = now + settings.SEND_SECONDS
        self._taken, self._seconds = 0, 0.0
        self._may_keep = BEGINNING_KEPT

    def has_no_thread(self) -> None:
        self.until = math.inf

    def makes_answer(self) -> None:
        """The application makes the answer, or its next part."""
        longest = settings.SEND_SECONDS * ANSWER_TAKES
        self.until = min(self._ends, time.monotonic() + longest)

    def has_length(self, headers: list[tuple[str, str]]) -> None:
        """The answer begins. One that is known to be small enough is kept whole."""
        lengths = [value for name, value in headers if name.lower() == "content-length"]
        if lengths and int(lengths[-1]) <= LONGEST_KEPT:
            self._may_keep = 2 * LONGEST_KEPT

    def sends(self) -> None:
        """The reader is to take something."""
        self._began = time.monotonic()
        left = settings.SEND_SECONDS - self._seconds
        self.until = min(self._ends, self._began + left)

    def has_sent(self, size: int) -> None:
        """The reader has taken so many bytes. Each piece has a time of its own."""
        self._seconds += time.monotonic() - self._began
        self._taken += size
        if self._taken >= PIECE:
            self._taken, self._seconds = 0, 0.0

    def for_answer(self) -> "_Answering":
        """The connection as it is written to."""
        return _Answering(_Kept(self), self.client, self.server)

    def write(self, data: bytes) -> None:
        """Send, or keep what the kernel has no room for. Raises OSError."""
        if not self._may_keep:
            self.sock.sendall(data)
            return
        rest = data if self.unsent else data[self._send_some(data) :]
        if not rest:
            return
        if len(rest) <= self._may_keep and self.room.take(len(rest)):
            self._may_keep -= len(rest)
            self.unsent.append(rest)
            return
        self._may_keep = 0
        self._send_kept()
        self.sock.sendall(rest)

    def send_more(self) -> None:
        """Send of what is kept as much as there is room for. Raises OSError."""
        while self.unsent:
            first = self.unsent[0]
            sent = self._send_some(first)
            self.room.give_back(sent)
            self.has_sent(sent)
            self.sends()
            if sent < len(first):
                self.unsent[0] = first[sent:]
                return
            self.unsent.popleft()

    def close(self, graceful: bool = False) -> None:
        self.room.give_back(sum(map(len, self.unsent)))
        self.unsent.clear()
        if graceful:
            self.linger(self.sock)
        else:
            super().close()

    def cut(self) -> None:
        """End whatever a thread does with the socket, which gunicorn then closes."""
        self.until = math.inf
        try:
            self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The other side was quicker.
            return

    def _send_some(self, data: bytes) -> int:
        try:
            return self.sock.send(data, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0

    def _send_kept(self) -> None:
        while self.unsent:
            kept = self.unsent.popleft()
            self.room.give_back(len(kept))
            self.sends()
            self.sock.sendall(kept)
            self.has_sent(len(kept))
        self.sends()


class _Kept:
    """The socket of an answer."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self.sendall = conn.write

    def __getattr__(self, name: str) -> Any:
        return getattr(self._conn.sock, name)


@dataclass(frozen=True, slots=True)
class _Answering:
    """What gunicorn wants to know of a connection while it answers."""

    sock: _Kept
    client: Any
    server: Any
