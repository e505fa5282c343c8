"""The engine on Elasticsearch: the contract of all engines, on one shard and on three,
and what is its own."""

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Connection
from tests.search.elasticsearch_server import own_engine
from tests.search.engine_contract import *  # noqa: F403
from tests.search.engine_documents import SCHEMA

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(params=[1, 3], ids=["one shard", "three shards"])
def new_engine(request):
    with own_engine(SCHEMA, shards=request.param) as engine:
        yield engine


@pytest.fixture
def with_schema(new_engine):
    configuration = new_engine._connection.configuration
    made = []

    def make(schema):
        made.append(ElasticsearchEngine(schema, Connection(configuration)))
        return made[-1]

    yield make
    for engine in made:
        engine.close()
