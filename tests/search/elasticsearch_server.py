"""The server that scripts/with-elasticsearch starts, and indices of a test's own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection


def server() -> tuple[str, ...]:
    """The addresses of the server. Fails the test when there is none."""
    addresses = os.environ.get("ELASTICSEARCH_URL", "")
    if not addresses:
        pytest.fail(
            "ELASTICSEARCH_URL is not set: run this under scripts/with-elasticsearch",
            pytrace=False,
        )
    return tuple(addresses.split(","))


def own_name() -> str:
    """A name for an index that no other test has."""
    return f"test-{secrets.token_hex(6)}"


def own_configuration(**options) -> Configuration:
    """A configuration with an index of its own, without copies."""
    given = {"replicas": "0", "timeout": 30.0, **options}
    return Configuration(urls=server(), index=own_name(), **given)


@contextmanager
def own_engine(schema, **options) -> Iterator[ElasticsearchEngine]:
    """An engine with an index of its own, which is removed again."""
    configuration = own_configuration(**options)
    engine = ElasticsearchEngine(schema, Connection(configuration))
    try:
        yield engine
    finally:
        engine.close()
        remove_indices(configuration.index)


def remove_indices(alias: str) -> None:
    """Remove what was built under an alias."""
    client = _client()
    names = list(client.indices.get_alias(index=f"{alias}-*").body)
    if names:
        client.indices.delete(index=names)


@cache
def _client() -> Elasticsearch:
    return Elasticsearch(list(server()), request_timeout=60)
