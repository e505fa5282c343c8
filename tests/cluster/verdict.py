"""Whether what happened to the cluster was more than a reader or writer may notice."""

import logging

import orjson

from search.engines.base import SearchEngine
from tests.cluster.operating import TIMEOUT
from tests.cluster.traffic import Traffic, keys_of

SEARCH_SECONDS = TIMEOUT
"""The longest that a search may take, and none may fail. A port of a node that died
refuses at once, and the engine asks another node; what the dead one was about to answer
is asked again of another copy. So nobody waits until an attempt has timed out."""

WRITE_SECONDS = 60.0
"""The longest time without a batch that was confirmed. A write waits until the master
has named another copy the first, after an election where the master died: a matter of
seconds, of which a busy machine makes many."""

LOG = logging.getLogger("cluster")


def check(engine: SearchEngine, traffic: Traffic) -> None:
    """That nothing failed for longer than stated, no answer was a part of one, and
    what was confirmed is there."""
    asked = ("search", "search_words", "get")
    LOG.info(
        "%d searches, the longest %.1f s, %d failed; %d streams, %d begun in vain; "
        "%d batches, %d refused, %.1f s at most between two that were confirmed",
        sum(each.name in asked for each in traffic.requests),
        traffic.longest(*asked),
        len(traffic.errors(*asked)),
        sum(each.name == "stream" for each in traffic.requests),
        len(traffic.errors("stream")),
        sum(each.name == "apply" for each in traffic.requests),
        len(traffic.errors("apply")),
        traffic.longest_silence("apply"),
    )
    for each in {each.error for each in traffic.requests if each.error}:
        LOG.info("said: %s", each)
    assert traffic.wrong == []
    assert traffic.errors(*asked) == []
    assert traffic.longest(*asked) < SEARCH_SECONDS
    assert traffic.longest_silence("apply") < WRITE_SECONDS
    assert traffic.longest_silence("stream") < WRITE_SECONDS
    assert batches(engine) == {
        key: batch
        for number, batch in traffic.confirmed.items()
        for key in keys_of(number)
    }


def batches(engine: SearchEngine) -> dict[str, int]:
    """By which batch each document was written."""
    stored = map(orjson.loads, engine.iterate("product"))
    return {document["key"]: document["batch"] for document in stored}
