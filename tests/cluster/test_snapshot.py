"""What a snapshot has kept answers as it did, in a cluster that has lost the index."""

import pytest

from search.engines.base import EngineUnavailable
from tests.cluster.traffic import DOCUMENTS, GROUPS, WORDS, groups
from tests.search.engine_documents import ask

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def repository(operator, running):
    """A place for snapshots that every node may write to."""
    location = str(running.repository)
    operator.ask(
        "PUT", "/_snapshot/kept", {"type": "fs", "settings": {"location": location}}
    )
    yield "/_snapshot/kept"
    operator.ask("DELETE", "/_snapshot/kept/today")
    operator.ask("DELETE", "/_snapshot/kept")


def answers(engine):
    searched = [ask(engine, word.split()[0], limit=50) for word in WORDS]
    return searched, ask(engine, limit=50), list(engine.iterate("product"))


def test_a_restored_index_answers_as_before_and_takes_changes(
    engine, operator, index, repository
):
    engine.apply(groups(range(40), batch=1))
    before = answers(engine)

    operator.ask(
        "PUT",
        f"{repository}/today?wait_for_completion=true",
        {"indices": f"{index}-*", "include_global_state": False},
    )
    for row in operator.ask("GET", f"/_cat/indices/{index}-*?format=json&h=index"):
        operator.ask("DELETE", f"/{row['index']}")
    with pytest.raises(EngineUnavailable) as lost:
        ask(engine)
    operator.ask(
        "POST",
        f"{repository}/today/_restore?wait_for_completion=true",
        {"indices": f"{index}-*", "include_aliases": True},
    )
    operator.wait_until_whole()

    assert str(lost.value) == (
        f"no index {index}: run the indexer, or manage.py rebuild_index"
    )
    assert answers(engine) == before
    assert before[1].total == DOCUMENTS
    engine.apply(groups(range(40), batch=2))
    assert engine.get(["39-0"]) == {"39-0": {"key": "39-0", "batch": 2}}
    engine.rebuild(groups(range(GROUPS), batch=3))
    assert engine.get(["39-0"]) == {"39-0": {"key": "39-0", "batch": 3}}
