"""What is measured while something happens to the cluster, without one."""

import math

import pytest

from search.engines.base import EngineUnavailable
from tests.cluster import traffic as module
from tests.cluster.traffic import IN_A_BATCH, Request, Traffic


class Engine:
    """Takes no batch before ``failures`` were told."""

    def __init__(self, failures):
        self.failures = failures

    def apply(self, groups):
        if self.failures > 0:
            self.failures -= 1
            raise EngineUnavailable("away")


def look(engine):
    """What a reader does."""


@pytest.fixture
def busy(monkeypatch):
    """``busy(failures)``: one reader, and one that writes to such an engine."""
    monkeypatch.setattr(module, "LONGEST", 0.3)
    monkeypatch.setattr(Traffic, "READERS", (look,))
    return lambda failures: Traffic(Engine(failures))


@pytest.mark.parametrize(
    ("calls", "longest"),
    [
        ([(0, 1), (1, 2), (10, 1)], 8),
        ([(0, 1), (1, 1), (3, 1, "away"), (50, 1, "away")], 49),
        ([(0, 1, "away"), (30, 1), (32, 1)], 31),
        ([(5, 20)], 20),
        ([(0, 1, "away")], math.inf),
        ([], math.inf),
    ],
)
def test_a_silence_is_measured_from_the_first_moment_to_the_last(calls, longest):
    traffic = Traffic(Engine(0))
    traffic.requests = [
        *(Request("apply", *call) for call in calls),
        *(Request("look", begun, 1) for begun in range(100)),
    ]

    assert traffic.longest_silence("apply") == longest


def test_it_lasts_until_each_kind_of_call_has_succeeded(busy):
    with busy(0) as traffic:
        traffic.last(0)

    assert {each.name for each in traffic.requests if not each.error} == {
        "look",
        "apply",
    }


def test_a_kind_of_call_that_never_succeeds_is_told_and_ends(busy):
    traffic = busy(math.inf)

    with pytest.raises(AssertionError, match=r"no success of \['apply'\]$"), traffic:
        traffic.last(0)

    assert traffic.confirmed[IN_A_BATCH] == 0
    assert traffic.longest_silence("apply") == math.inf


def test_a_batch_is_tried_on_when_all_is_over(busy, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 60)

    with busy(2) as traffic:
        pass

    applied = [each.error for each in traffic.requests if each.name == "apply"]
    assert applied == ["away", "away", ""]
    assert traffic.confirmed[IN_A_BATCH] == 1
