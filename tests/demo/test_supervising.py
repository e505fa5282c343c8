"""What ends is started again, at pauses that grow."""

from demo.supervising import LONGEST_PAUSE, SETTLED, Supervised
from tests.clock import Clock


class Process:
    """One that somebody may end."""

    status: int | None = None

    def poll(self) -> int | None:
        return self.status


class Starter:
    """Starts processes, and keeps them."""

    def __init__(self) -> None:
        self.started: list[Process] = []

    def __call__(self) -> Process:
        self.started.append(Process())
        return self.started[-1]

    def end(self, status: int = 1) -> None:
        self.started[-1].status = status


def test_a_process_that_runs_is_left_alone():
    start = Starter()
    supervised = Supervised(start, Clock())

    assert supervised.look() is None
    assert start.started == [supervised.process]


def test_one_that_ended_is_told_once_and_started_after_the_pause():
    start, clock = Starter(), Clock()
    supervised = Supervised(start, clock)
    start.end(-9)

    told = [supervised.look(), supervised.look()]
    clock.moment = 0.9
    told.append(supervised.look())
    before = len(start.started)
    clock.moment = 1.0
    told.append(supervised.look())

    assert told == [-9, None, None, None]
    assert (before, len(start.started)) == (1, 2)
    assert supervised.process is start.started[1]
    assert supervised.look() is None


def test_pauses_grow_while_it_ends_at_once_and_begin_anew_when_it_settled():
    start, clock = Starter(), Clock()
    supervised = Supervised(start, clock)

    pauses = []
    for _ in range(7):
        start.end(0)
        assert supervised.look() == 0
        begun, number = clock.moment, len(start.started)
        while len(start.started) == number:
            clock.moment += 0.5
            supervised.look()
        pauses.append(clock.moment - begun)
    clock.moment += SETTLED
    start.end()
    supervised.look()
    clock.moment += 1
    supervised.look()

    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
    assert len(start.started) == 9
