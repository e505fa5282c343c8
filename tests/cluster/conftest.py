"""A cluster of three nodes on this machine, and an engine on it.

``make test-cluster`` keeps what is logged here, each event with its time.
"""

import logging
import signal
import time

import pytest

from scripts.elasticsearch_server.cluster import Cluster, Wanted
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Connection
from tests.cluster.operating import Operator, site_configuration
from tests.cluster.traffic import GROUPS, groups
from tests.search.elasticsearch_server import own_name
from tests.search.engine_documents import SCHEMA

LOG = logging.getLogger("cluster")


@pytest.fixture(scope="session", autouse=True)
def ending():
    """Clear away when the run is told to end, as when it is interrupted."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(scope="session")
def running():
    """The cluster."""
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    begun = time.monotonic()
    with Cluster(Wanted(nodes=3, heap="512m")) as cluster:
        LOG.info("three nodes are ready after %.0f s", time.monotonic() - begun)
        yield cluster


@pytest.fixture
def operator(running):
    """Who does to the cluster what happens to one. It is whole and empty in the
    beginning, whatever a test before has left."""
    operator = Operator(running)
    operator.make_whole()
    return operator


@pytest.fixture
def index():
    """The name of an index of a test's own."""
    return own_name()


@pytest.fixture
def engine(running, operator, index):
    """An engine that has written its index, of which every copy is made."""
    configuration = site_configuration(running, index=index)
    engine = ElasticsearchEngine(SCHEMA, Connection(configuration))
    engine.rebuild(groups(range(GROUPS), batch=0))
    # A copy is made a moment after the index; before it, a node less is a shard less.
    operator.wait_until_whole()
    yield engine
    engine.close()
