"""Generations of an index, and what two processes may do to each other."""

import pytest
from elasticsearch import NotFoundError

from search.engines.base import EngineUnavailable, NoIndex
from search.engines.elasticsearch.bulk import remove, write
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.faults import AliasMissing
from search.engines.elasticsearch.indices import (
    Generation,
    Indices,
    building_alias,
    write_alias,
)
from search.engines.naming import field_names
from tests.search.elasticsearch.fake_cluster import FakeCluster
from tests.search.elasticsearch_server import own_configuration, remove_indices
from tests.search.engine_documents import SCHEMA


@pytest.fixture
def connection():
    connection = Connection(own_configuration())
    yield connection
    connection.close()
    remove_indices(connection.configuration.index)


@pytest.fixture
def indices(connection):
    return Indices(connection, SCHEMA)


def aliases(client, indices):
    found = client.indices.get_alias(index=f"{indices.alias}*").body
    return {name: set(it["aliases"]) for name, it in found.items()}


@pytest.mark.elasticsearch
def test_a_generation_is_read_once_it_is_published(indices, client):
    with pytest.raises(NoIndex):
        indices.live()

    first = indices.create()
    assert aliases(client, indices) == {first: {building_alias(first)}}
    with pytest.raises(NoIndex):
        indices.live()

    indices.publish(first)
    assert aliases(client, indices) == {first: {indices.alias, write_alias(first)}}
    live = indices.live()
    assert live.name == first
    assert live.fields >= {"key", "s_name", "v_maker", "n_price"}
    assert live.read_only is False


@pytest.mark.elasticsearch
def test_the_former_generation_stays_but_takes_no_writes(indices, connection, client):
    first, second = indices.create(), indices.create()
    indices.publish(first)

    indices.publish(second)

    assert aliases(client, indices) == {
        first: set(),
        second: {indices.alias, write_alias(second)},
    }
    with pytest.raises(AliasMissing):
        write(connection, write_alias(first), [remove("a")])
    indices.sweep()
    assert set(aliases(client, indices)) == {second}


@pytest.mark.elasticsearch
def test_what_a_killed_build_left_is_swept_and_others_indices_are_not(indices, client):
    live, killed = indices.create(), indices.create()
    indices.publish(live)
    other = f"{indices.alias}-other-20261130000000-aaaaaaaa"
    client.indices.create(index=other)

    indices.sweep()

    assert set(aliases(client, indices)) == {live, other}
    with pytest.raises(NotFoundError):
        client.indices.get(index=killed)


@pytest.mark.elasticsearch
def test_a_build_that_another_swept_is_not_published(indices, connection, client):
    live, mine = indices.create(), indices.create()
    indices.publish(live)
    Indices(connection, SCHEMA).sweep()

    with pytest.raises(AliasMissing, match="another process is rebuilding it"):
        write(connection, building_alias(mine), [remove("a")])
    with pytest.raises(EngineUnavailable, match="was removed before it was published"):
        indices.publish(mine)
    indices.delete(mine)

    assert set(aliases(client, indices)) == {live}


@pytest.mark.elasticsearch
def test_a_build_published_since_it_was_listed_is_not_swept(
    indices, connection, client, monkeypatch
):
    mine = indices.create()
    slow = Indices(connection, SCHEMA)
    listed = slow._generations()
    indices.publish(mine)
    monkeypatch.setattr(slow, "_generations", lambda: listed)

    slow.sweep()

    assert indices.live().name == mine


@pytest.mark.elasticsearch
def test_of_two_builds_published_at_once_one_is_live(indices, connection, monkeypatch):
    first, second, third = (indices.create() for _ in range(3))
    indices.publish(first)
    slow = Indices(connection, SCHEMA)
    generations = slow._generations
    answers = iter([generations()])
    monkeypatch.setattr(
        slow, "_generations", lambda: next(answers, None) or generations()
    )
    indices.publish(second)

    slow.publish(third)

    assert indices.live().name == third
    with pytest.raises(AliasMissing):
        write(connection, write_alias(second), [remove("a")])


@pytest.mark.elasticsearch
def test_one_that_was_restored_without_its_alias_for_writing_is_replaced(
    indices, client
):
    restored, mine = indices.create(), indices.create()
    indices.publish(restored)
    client.indices.delete_alias(index=restored, name=write_alias(restored))

    indices.publish(mine)

    assert aliases(client, indices) == {
        restored: set(),
        mine: {indices.alias, write_alias(mine)},
    }


@pytest.mark.elasticsearch
def test_a_publication_whose_answer_was_lost_is_done(indices):
    mine = indices.create()
    indices.publish(mine)

    indices.publish(mine)

    assert indices.live().name == mine


@pytest.mark.elasticsearch
def test_a_creation_whose_answer_was_lost_is_done(indices, monkeypatch):
    monkeypatch.setattr(
        "search.engines.elasticsearch.indices.secrets.token_hex", lambda size: "0" * 8
    )
    monkeypatch.setattr(
        "search.engines.elasticsearch.indices.time.strftime",
        lambda form, moment: "20261130000000",
    )

    assert indices.create() == indices.create()


@pytest.mark.elasticsearch
def test_an_alias_of_two_indices_is_told(indices, client):
    for name in (indices.create(), indices.create()):
        client.indices.put_alias(index=name, name=indices.alias)

    with pytest.raises(EngineUnavailable, match="points to 2 indices"):
        indices.live()


@pytest.mark.elasticsearch
def test_an_index_that_bears_the_name_is_told(indices, client):
    client.indices.create(index=indices.alias)

    try:
        with pytest.raises(EngineUnavailable, match="is not an alias of an index that"):
            indices.live()
    finally:
        client.indices.delete(index=indices.alias)


@pytest.mark.elasticsearch
def test_shards_and_copies_are_those_of_the_settings(client):
    configuration = own_configuration(shards=2, replicas="0-all")
    connection = Connection(configuration)
    name = Indices(connection, SCHEMA).create()

    settings = client.indices.get_settings(index=name, flat_settings=True)
    remove_indices(configuration.index)

    found = settings[name]["settings"]
    assert found["index.number_of_shards"] == "2"
    assert found["index.auto_expand_replicas"] == "0-all"
    assert found["index.refresh_interval"] == "-1"


def test_an_index_that_no_node_holds_is_removed_and_told():
    created = (200, {"acknowledged": True, "shards_acknowledged": False})
    cluster = FakeCluster(created, (200, {"acknowledged": True}))

    with pytest.raises(EngineUnavailable, match="found no node for the shards"):
        Indices(cluster.connection(), SCHEMA).create()

    assert [asked.split()[0] for asked, _ in cluster.requests] == ["PUT", "DELETE"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ({}, False),
        ({"index.blocks.read_only_allow_delete": "true"}, True),
        ({"index.blocks.write": "true"}, True),
        ({"index.blocks.write": "false"}, False),
    ],
)
def test_a_blocked_index_takes_no_changes(blocks, expected):
    generation = Generation("a", frozenset(), frozenset(), blocks)

    assert generation.read_only is expected


FIELDS = frozenset(field_names(SCHEMA))


@pytest.mark.parametrize(
    ("aliases", "fields", "expected"),
    [
        ({"katalog", "a-write"}, FIELDS | {"more"}, ""),
        (
            {"katalog", "b-write"},
            FIELDS,
            "the index has lost its alias for writing: rebuild it",
        ),
        (
            {"katalog", "a-write"},
            FIELDS - {"n_price", "s_name"},
            "the index lacks n_price, s_name: rebuild it",
        ),
    ],
)
def test_why_a_generation_takes_no_changes_until_it_is_rebuilt(
    aliases, fields, expected
):
    generation = Generation("a", frozenset(aliases), fields, {})

    assert generation.outdated(SCHEMA) == expected
