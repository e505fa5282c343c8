"""What a connection keeps for its reader, and until when it may last."""

import math
import socket
import threading
from unittest import mock

import pytest

from catalog_site import connections
from catalog_site.connections import BEGINNING_KEPT, LONGEST_KEPT, PIECE, Room
from catalog_site.connections import Connection as Served

SIZE = 40 * PIECE
"""Bytes that the kernel has no room for."""


@pytest.fixture
def line():
    """Both ends of a line: the server's connection, and its reader."""
    ours, theirs = socket.socketpair()
    conn = Served(None, ours, ("127.0.0.1", 1), ("127.0.0.1", 2))
    conn.linger, conn.room = mock.Mock(), Room()
    conn.sock.setblocking(True)
    conn.enters_queue()
    conn.has_thread()
    yield conn, theirs
    ours.close()
    theirs.close()


def pieces(size=SIZE):
    return [bytes([number % 251]) * PIECE for number in range(size // PIECE)]


def write_all(conn, parts):
    for part in parts:
        conn.write(part)


def kept(conn) -> int:
    return sum(map(len, conn.unsent))


def received(theirs, size) -> bytes:
    taken = bytearray()
    while len(taken) < size:
        taken += theirs.recv(1 << 20)
    return bytes(taken)


def length_of(size) -> list:
    return [("Content-Type", "text/plain"), ("content-length", str(size))]


def test_an_answer_of_known_length_is_kept_whole(line):
    conn, theirs = line
    conn.has_length(length_of(SIZE))

    write_all(conn, pieces())

    assert kept(conn) == conn.room._kept > SIZE - 10 * PIECE
    reader = threading.Thread(target=lambda: results.append(received(theirs, SIZE)))
    results = []
    reader.start()
    conn.sends()
    while conn.unsent:
        conn.send_more()
    reader.join(30)
    assert results == [b"".join(pieces())]
    assert conn.room._kept == 0


@pytest.mark.parametrize("headers", [[], length_of(LONGEST_KEPT + 1)])
def test_of_any_other_the_beginning_is_kept_alone(line, headers):
    conn, theirs = line
    conn.has_length(headers)
    writer = threading.Thread(target=write_all, args=(conn, pieces()))

    writer.start()
    writer.join(1)

    assert writer.is_alive()
    assert kept(conn) <= BEGINNING_KEPT
    assert received(theirs, SIZE) == b"".join(pieces())
    writer.join(30)
    assert not writer.is_alive()
    assert conn.room._kept == kept(conn) == 0


def test_where_there_is_no_room_the_thread_waits(line, monkeypatch):
    conn, theirs = line
    monkeypatch.setattr(connections, "MOST_KEPT", 3 * PIECE)
    conn.has_length(length_of(SIZE))
    writer = threading.Thread(target=write_all, args=(conn, pieces()))

    writer.start()
    writer.join(1)

    assert writer.is_alive()
    assert received(theirs, SIZE) == b"".join(pieces())
    writer.join(30)
    assert conn.room._kept == 0


def test_who_hangs_up_gives_back_the_room(line):
    conn, _theirs = line
    conn.has_length(length_of(SIZE))
    write_all(conn, pieces())

    conn.close()

    assert conn.room._kept == kept(conn) == 0
    assert conn.sock.fileno() == -1
    assert not conn.linger.called


def test_who_was_answered_is_closed_by_the_worker(line):
    conn, _theirs = line

    conn.close(graceful=True)

    conn.linger.assert_called_once_with(conn.sock)


def test_what_is_cut_ends_and_may_end_again(line):
    conn, theirs = line

    conn.cut()

    assert theirs.recv(1) == b""
    with pytest.raises(BrokenPipeError):
        conn.write(b"a")
    theirs.close()
    conn.cut()
    conn.sock.close()
    conn.cut()
    assert conn.until == math.inf


def test_gunicorn_writes_to_what_keeps(line):
    conn, theirs = line
    answering = conn.for_answer()

    answering.sock.sendall(b"abc")

    assert theirs.recv(10) == b"abc"
    assert answering.sock.fileno() == conn.sock.fileno()
    assert (answering.client, answering.server) == (conn.client, conn.server)


@pytest.fixture
def clock(monkeypatch, settings):
    settings.SEND_SECONDS, settings.STREAM_SECONDS = 30, 1000
    clock = mock.Mock(return_value=5000.0)
    monkeypatch.setattr(connections.time, "monotonic", clock)
    return clock


@pytest.fixture
def conn(line, clock):
    conn, _theirs = line
    conn.enters_queue()
    clock.return_value += 2
    conn.has_thread()
    return conn


def test_a_request_must_be_there_in_time_and_then_be_answered(conn, clock):
    assert (conn.waited, conn.until) == (2, 5032)

    clock.return_value += 10
    conn.makes_answer()

    assert conn.until == 5012 + 300


def test_each_piece_has_its_time_however_small_its_parts(conn, clock):
    conn.sends()
    assert conn.until == 5032

    clock.return_value += 20
    conn.has_sent(PIECE - 1)
    conn.makes_answer()
    clock.return_value += 100
    conn.sends()
    # Ten seconds are left to the piece; making the next part took none of them.
    assert conn.until == 5122 + 10

    clock.return_value += 5
    conn.has_sent(1)
    conn.sends()
    assert conn.until == 5127 + 30


def test_nothing_lasts_longer_than_an_answer_may(conn, clock):
    clock.return_value += 900
    conn.makes_answer()
    assert conn.until == 6002

    clock.return_value += 90
    conn.sends()
    assert conn.until == 6002

    conn.has_no_thread()
    assert conn.until == math.inf
