"""How groups get into the index, also after a writer that died half-way."""

import re

import pytest

from search.engines.base import DocumentRefused, EngineUnavailable
from search.engines.checking import DocumentChecker
from search.engines.elasticsearch import bulk, fields, writing
from search.engines.elasticsearch.bulk import put, write
from search.engines.elasticsearch.indices import write_alias
from tests.search.engine_documents import SCHEMA, ask, document, group, keys

pytestmark = pytest.mark.elasticsearch


def half_apply(engine, *groups):
    """What a writer leaves that dies between its bulk and its refresh."""
    live = engine._indices.live().name
    checker = DocumentChecker(SCHEMA)
    made = [put(each) for it in groups for each in checker.group(it)]
    write(engine._connection, write_alias(live), made)


def test_what_a_dead_writer_left_is_not_seen_and_then_replaced(engine):
    engine.apply([group(1, document("a"), document("b"))])
    half_apply(engine, group(1, document("a", "lampu"), document("c")))
    assert keys(ask(engine, limit=9)) == ["a", "b"]
    assert engine.get(["a", "c"]) == {"a": {"key": "a", "name": "alat"}}

    engine.apply([group(1, document("d"))])

    assert keys(ask(engine)) == ["d"]


def test_what_a_dead_writer_left_is_completed_by_the_same_batch(engine):
    engine.apply([group(1, document("a"), document("b"))])
    batch = [group(1, document("a", "lampu"), document("c"))]
    half_apply(engine, *batch)

    for _ in range(2):
        engine.apply(batch)

        assert keys(ask(engine)) == ["a", "c"]
        assert engine.get(["a"])["a"]["name"] == "lampu"


def test_what_others_wrote_beside_the_catalogue_stays_theirs_to_show(engine, client):
    neighbour = f"{engine._index}-neighbour"
    unseen = {"index.refresh_interval": "-1", "index.number_of_replicas": 0}
    client.indices.create(index=neighbour, settings=unseen)
    client.index(index=neighbour, id="1", document={})

    engine.apply([group(1, document("a"))])

    shown = client.count(index=neighbour)["count"]
    client.indices.delete(index=neighbour)
    assert shown == 0


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_a_document_may_move_to_another_group(engine, order):
    engine.apply([group(1, document("a"), document("b"))])
    moved = {1: group(1, document("a")), 2: group(2, document("b", "lampu"))}

    engine.apply([moved[number] for number in order])
    assert keys(ask(engine)) == ["a", "b"]

    engine.apply([group(1)])
    assert keys(ask(engine)) == ["b"]


def test_many_groups_with_many_documents_are_looked_up_in_parts(engine, monkeypatch):
    monkeypatch.setattr(writing, "_GROUPS_AT_ONCE", 2)
    monkeypatch.setattr(writing, "_READ_AT_ONCE", 3)
    engine.apply(
        [
            group(number, *(document(f"{number}-{place}") for place in range(4)))
            for number in range(5)
        ]
    )

    engine.apply([group(number, document(f"{number}-0")) for number in range(5)])
    monkeypatch.undo()

    assert keys(ask(engine)) == [f"{number}-0" for number in range(5)]


def test_of_a_group_given_twice_to_a_rebuild_the_later_stays(engine):
    engine.rebuild(
        iter(
            [
                group(1, document("a"), document("b")),
                group(2, document("c")),
                group(1, document("b", "lampu")),
                group(3, document("d")),
                group(1),
            ]
        )
    )

    assert keys(ask(engine)) == ["c", "d"]


def test_nothing_to_apply_writes_nothing(engine, client):
    engine.apply([group(1, document("a"))])
    before = client.get(index=engine._index, id=fields.STAMP_ID)

    engine.apply([])

    after = client.get(index=engine._index, id=fields.STAMP_ID)
    assert (after["_source"], after["_version"]) == (
        before["_source"],
        before["_version"],
    )
    assert keys(ask(engine)) == ["a"]


@pytest.mark.parametrize("broken", ["_fill", "_show"])
def test_a_build_that_fails_leaves_no_index(engine, client, monkeypatch, broken):
    engine.apply([group(1, document("a"))])

    def die(*arguments):
        raise EngineUnavailable("away")

    monkeypatch.setattr(writing.Writer, broken, die)
    with pytest.raises(EngineUnavailable, match="^away$"):
        engine.rebuild([group(1, document("b"))])
    monkeypatch.undo()

    assert keys(ask(engine)) == ["a"]
    assert len(client.indices.get(index=f"{engine._index}-*")) == 1


def test_what_the_server_refuses_keeps_what_its_group_had(engine, monkeypatch):
    engine.apply([group(1, document("a"), document("b")), group(2, document("c"))])
    made = bulk.fields.document_json

    def spoilt(checked):
        return made(checked).replace(b'"group":1', b'"group":"no number"')

    monkeypatch.setattr(bulk.fields, "document_json", spoilt)
    batch = [group(1, document("a", "lampu")), group(2, document("d"))]

    refused = engine.apply(batch)

    assert list(refused) == [1]
    assert refused[1].startswith("a: Elasticsearch refuses it: ")
    assert keys(ask(engine)) == ["a", "b", "d"]
    assert engine.get(["a"])["a"]["name"] == "alat"


def test_where_the_server_refuses_most_the_live_index_stays(engine, monkeypatch):
    engine.apply([group(1, document("a"))])
    made = bulk.fields.document_json

    def spoilt(checked):
        return re.sub(rb'"group":[12]', b'"group":"no number"', made(checked))

    monkeypatch.setattr(bulk.fields, "document_json", spoilt)
    groups = [group(number, document(f"x{number}")) for number in (1, 2, 3)]

    with pytest.raises(DocumentRefused, match="^2 of 3 are refused; the first: x1: "):
        engine.rebuild(groups)

    assert keys(ask(engine)) == ["a"]
