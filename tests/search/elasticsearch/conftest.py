"""Engines with an index of a test's own."""

import pytest
from elasticsearch import Elasticsearch

from tests.search.elasticsearch_server import own_engine, server
from tests.search.engine_documents import SCHEMA


@pytest.fixture
def made():
    """``made(shards=3)``: an engine without an index."""
    opened = []

    def made(schema=SCHEMA, **options):
        context = own_engine(schema, **options)
        opened.append(context)
        return context.__enter__()

    yield made
    for context in reversed(opened):
        context.__exit__(None, None, None)


@pytest.fixture
def engine(made):
    """An engine with an empty index."""
    engine = made()
    engine.rebuild([])
    return engine


@pytest.fixture
def client():
    """A client of the server, for what an engine does not offer."""
    with Elasticsearch(list(server()), request_timeout=60) as client:
        yield client
