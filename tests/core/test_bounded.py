"""What may hang is asked in a thread, once at a time."""

import time
from contextlib import suppress
from threading import Event

import pytest

from core.bounded import Bounded
from tests.clock import Clock


def at_once(work):
    work()


def test_an_answer_is_given_again_for_a_while():
    clock, answers = Clock(), iter([1, 2])
    bounded = Bounded(lambda: next(answers), 2.0, at_once, clock)

    told = [bounded.answer(0)]
    clock.moment += 1.9
    told.append(bounded.answer(0))
    clock.moment += 0.1
    told.append(bounded.answer(0))

    assert told == [1, 1, 2]


def test_it_can_be_asked_anew():
    answers = iter([1, 2])
    bounded = Bounded(lambda: next(answers), 60.0, at_once, Clock())

    first = bounded.answer(0)
    bounded.forget()

    assert (first, bounded.answer(0)) == (1, 2)


def test_what_hangs_keeps_nobody_and_is_asked_once():
    released, asked = Event(), []

    def hang():
        asked.append(1)
        released.wait(60)
        return "late"

    bounded = Bounded(hang, 0.0)
    began = time.monotonic()
    told = [bounded.answer(0.02) for _ in range(3)]
    taken = time.monotonic() - began
    released.set()

    assert told == [None, None, None]
    assert asked == [1]
    assert taken < 10
    assert bounded.answer(60) == "late"


def test_a_wait_that_is_over_before_it_begins_still_takes_what_is_there():
    bounded = Bounded(lambda: 1, 60.0, at_once, Clock())

    assert bounded.answer(-1) == 1


def test_one_that_could_not_begin_is_asked_again():
    threads = iter([RuntimeError("can't start new thread"), None])

    def start(work):
        if error := next(threads):
            raise error
        work()

    bounded = Bounded(lambda: 1, 60.0, start, Clock())

    with pytest.raises(RuntimeError, match="new thread"):
        bounded.answer(0)
    assert bounded.answer(0) == 1


def test_one_that_fails_gives_no_answer_and_is_asked_again():
    turns = iter([ZeroDivisionError, None])

    def ask():
        error = next(turns)
        if error:
            raise error
        return 1

    def start(work):
        with suppress(ZeroDivisionError):
            work()

    bounded = Bounded(ask, 0.0, start, Clock())

    assert [bounded.answer(60), bounded.answer(60)] == [None, 1]
