"""A person at a terminal sees that something goes on; a log is not filled."""

import io

import pytest

from scripts.elasticsearch_server.progress import Waiting


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def said():
    """``said(stream, *moments)``: what is written when told of these seconds."""

    def said(stream, *moments):
        times = iter((100.0, *(100.0 + moment for moment in moments)))
        with Waiting("Starts", stream, now=lambda: next(times)) as waiting:
            for _moment in moments:
                waiting.tick()
        return stream.getvalue()

    return said


def test_a_terminal_has_one_line_that_is_gone_in_the_end(said):
    assert said(Terminal(), 0.5, 1.0, 1.9, 2.0) == (
        "\r\033[KStarts … 1 s\r\033[KStarts … 2 s\r\033[K"
    )


def test_a_log_has_a_line_now_and_then(said):
    assert said(io.StringIO(), 1.0, 14.9, 15.0, 29.0, 31.0) == (
        "Starts … 15 s\nStarts … 31 s\n"
    )


def test_what_is_quick_says_nothing_in_a_log(said):
    assert said(io.StringIO(), 1.0, 2.0) == ""
