"""A disk that is nearly full makes an index read-only; with room again it is mended."""

import time

import pytest

from search.engines.base import EngineUnavailable
from tests.cluster.traffic import DOCUMENTS, groups
from tests.search.engine_documents import ask

pytestmark = pytest.mark.elasticsearch
NO_DISK_HAS_THIS = "9000tb"
LONGEST = 90.0
"""Seconds. Nodes tell every ten seconds, at the quickest, how full their disks are."""


@pytest.fixture
def full(operator):
    """``full()``: from now on every disk counts as nearly full."""

    def full():
        operator.set(
            cluster__info__update__interval="10s",
            cluster__routing__allocation__disk__reroute_interval="1s",
            cluster__routing__allocation__disk__watermark__low=NO_DISK_HAS_THIS,
            cluster__routing__allocation__disk__watermark__high=NO_DISK_HAS_THIS,
            cluster__routing__allocation__disk__watermark__flood_stage=NO_DISK_HAS_THIS,
        )

    return full


@pytest.fixture
def room(operator):
    """``room()``: from now on every disk has room."""

    def room():
        operator.set(
            cluster__routing__allocation__disk__watermark__low=None,
            cluster__routing__allocation__disk__watermark__high=None,
            cluster__routing__allocation__disk__watermark__flood_stage=None,
        )

    return room


def refusal(engine):
    """What applying says, "" where it succeeds."""
    try:
        engine.apply(groups([1], batch=7))
    except EngineUnavailable as error:
        return str(error)
    return ""


def until(condition):
    end = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.5)


def test_a_full_disk_is_told_and_mended_by_itself(engine, index, full, room):
    full()
    until(lambda: refusal(engine))

    said = refusal(engine)
    health = engine.health()
    found = ask(engine).total
    room()
    until(lambda: not refusal(engine))

    assert said.startswith(
        f"Elasticsearch takes no changes of {index}, because a disk is nearly full: "
        "make room; it goes on by itself then (cluster_block_exception: "
    )
    assert (health.ok, health.documents) == (True, DOCUMENTS)
    assert health.detail.endswith(", read-only: a disk is nearly full, make room")
    assert found == DOCUMENTS
    assert "read-only" not in engine.health().detail
    assert engine.get(["1-0"]) == {"1-0": {"key": "1-0", "batch": 7}}
