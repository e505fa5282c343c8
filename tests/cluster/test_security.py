"""TLS and a key, as a cluster in production has them."""

import certifi
import pytest

from scripts.elasticsearch_server.cluster import Cluster, Wanted
from scripts.elasticsearch_server.security import new_key
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connection import Connection
from tests.cluster.operating import site_configuration
from tests.cluster.traffic import DOCUMENTS, GROUPS, groups, search, search_words
from tests.search.elasticsearch_server import own_name
from tests.search.engine_documents import SCHEMA, ask

pytestmark = pytest.mark.elasticsearch


@pytest.fixture(scope="module")
def secured():
    with Cluster(Wanted(is_secure=True)) as cluster:
        yield cluster


@pytest.fixture
def key(secured):
    """A key with the rights of a site."""
    return new_key(secured.access, secured.nodes[0].port)


@pytest.fixture
def connected(secured):
    """``connected(key)``: an engine on an index of its own."""
    made = []

    def connected(key, **options):
        given = {"authority": str(secured.access.ca), "replicas": "0", **options}
        asked = site_configuration(secured, index=own_name(), api_key=key, **given)
        made.append(ElasticsearchEngine(SCHEMA, Connection(asked)))
        return made[-1]

    yield connected
    for engine in made:
        engine.close()


def test_with_key_and_authority_all_goes_as_ever(key, connected):
    engine = connected(key)

    engine.rebuild(groups(range(GROUPS), batch=0))
    engine.apply(groups(range(20), batch=1))

    search(engine)
    search_words(engine)
    assert len(list(engine.iterate("product"))) == DOCUMENTS
    assert engine.health().ok is True


def test_a_key_that_is_not_known_is_told(secured, connected):
    with pytest.raises(EngineUnavailable) as refused:
        ask(connected("bm9ib2R5OmtlZXBzIGl0"))

    (url,) = secured.urls
    assert str(refused.value) == (
        f"Elasticsearch at {url} does not accept the key: see ELASTICSEARCH_API_KEY"
    )


@pytest.mark.parametrize("authority", ["", certifi.where()])
def test_a_certificate_of_an_unknown_authority_is_told(
    secured, key, connected, authority
):
    engine = connected(key, authority=authority)

    with pytest.raises(EngineUnavailable) as refused:
        ask(engine)

    (url,) = secured.urls
    said = str(refused.value)
    assert said.startswith(f"no secure connection to Elasticsearch at {url} (")
    assert said.endswith(
        "): set ELASTICSEARCH_CA to the file of the authority that signed its "
        "certificate, name the host as that does, and see that it speaks https"
    )
