"""A cluster of three nodes on this machine, and an engine on it.

``make test-cluster`` keeps what is logged here, each event with its time.
"""

import logging
import time

import pytest

from scripts.elasticsearch_server.cluster import Cluster, Wanted
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection
from tests.cluster.operating import Operator
from tests.cluster.traffic import GROUPS, groups
from tests.search.elasticsearch_server import own_name
from tests.search.engine_documents import SCHEMA

LOG = logging.getLogger("cluster")


@pytest.fixture(scope="session")
def running():
    """The cluster, which every test leaves as whole as it found it."""
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    begun = time.monotonic()
    with Cluster(Wanted(nodes=3, heap="512m")) as cluster:
        LOG.info("three nodes are ready after %.0f s", time.monotonic() - begun)
        yield cluster


@pytest.fixture
def operator(running):
    """Who does to the cluster what happens to one; makes it whole afterwards."""
    operator = Operator(running)
    yield operator
    operator.make_whole()


@pytest.fixture
def engine(running):
    """An engine with the settings that a site has by default, but for its shards."""
    engine = ElasticsearchEngine(SCHEMA, Connection(configuration(running)))
    engine.rebuild(groups(range(GROUPS), 0))
    yield engine
    engine.close()


def configuration(cluster, **options) -> Configuration:
    """Three shards with a copy each: a node less, and every document has a node yet."""
    given = {"index": own_name(), "shards": 3, "replicas": "1", **options}
    return Configuration(urls=tuple(cluster.urls), **given)
