"""The key that ``api_key.json`` asks for: enough for the engine, and nothing beyond.

On a server of its own, with TLS and security on, as in production.
"""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from scripts.elasticsearch_server import security
from scripts.elasticsearch_server.access import Refused
from scripts.elasticsearch_server.cluster import Cluster, Wanted
from search.analysis import analyse_query
from search.engines import elasticsearch
from search.engines.base import Count, EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection
from tests.search.engine_documents import (
    SCHEMA,
    ask,
    document,
    group,
    groups_of,
    keys,
    walked,
)

pytestmark = pytest.mark.elasticsearch

REQUEST = json.loads(
    (Path(elasticsearch.__file__).parent / "api_key.json").read_bytes()
)
INDEX = "katalog-alkes"
WRITING = ["rebuild", "add", "remove"]
READING = ["search", "page deep", "suggest", "similar", "get", "iterate"]
FIRST, SECOND, OTHER = (
    document(key, "lampu operasi", terms={"maker": ["a"]}) for key in "abc"
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster(Wanted(is_secure=True, heap="512m")) as started:
        yield started


@pytest.fixture
def engine_of(cluster) -> Iterator[Callable[[Any], ElasticsearchEngine]]:
    """An engine with a key of these roles."""
    made = []

    def engine(roles: Any) -> ElasticsearchEngine:
        configuration = Configuration(
            urls=tuple(cluster.urls),
            index=INDEX,
            api_key=security.new_key(cluster.access, cluster.nodes[0].port, roles),
            authority=str(cluster.access.ca),
            timeout=30.0,
            retries=0,
        )
        made.append(ElasticsearchEngine(SCHEMA, Connection(configuration)))
        return made[-1]

    yield engine
    for each in made:
        each.close()


def without(privilege: str) -> Any:
    """The roles of the request, with one privilege less."""
    roles = deepcopy(REQUEST["role_descriptors"])
    (role,) = roles.values()
    (indices,) = role["indices"]
    for granted in (role["cluster"], indices["privileges"]):
        if privilege in granted:
            granted.remove(privilege)
    return roles


def refusals(engine: ElasticsearchEngine) -> list[str]:
    """The operations that the server does not let this engine do."""
    operations: dict[str, Callable[[], object]] = {
        "rebuild": lambda: engine.rebuild(groups_of(FIRST, SECOND, OTHER)),
        "add": lambda: engine.apply([group(1, FIRST)]),
        "remove": lambda: engine.apply([group(2)]),
        "search": lambda: ask(engine, "lampu", counts=(Count("maker"),)),
        "page deep": lambda: ask(engine, offset=10_001),
        "suggest": lambda: engine.suggest(
            "product", analyse_query("lam", unfinished=True), ("maker",), 5
        ),
        "similar": lambda: engine.similar("a", 5),
        "get": lambda: engine.get(["a"]),
        "iterate": lambda: list(engine.iterate("product")),
    }
    found = []
    for name, operation in operations.items():
        try:
            operation()
        except EngineUnavailable as error:
            assert "lacks a right" in str(error), name
            found.append(name)
    health = engine.health()
    if not health.ok:
        assert "lacks a right" in health.detail
        found.append("health")
    return found


def test_the_key_is_for_the_index_of_the_default_settings(settings):
    (role,) = REQUEST["role_descriptors"].values()

    assert settings.ELASTICSEARCH_INDEX == INDEX
    assert role["indices"][0]["names"] == [INDEX, f"{INDEX}-*"]


def test_the_key_is_enough_for_every_operation(engine_of):
    engine = engine_of(REQUEST["role_descriptors"])

    assert refusals(engine) == []
    assert keys(ask(engine, "lampu", counts=(Count("maker"),))) == ["a", "c"]
    assert walked(engine.iterate("product")) == ["a", "c"]


@pytest.mark.parametrize(
    ("privilege", "refused"),
    [
        ("monitor", ["health"]),
        ("read", [*WRITING[1:], *READING, "health"]),
        ("index", WRITING),
        ("delete", ["remove"]),
        ("manage", [*WRITING, "health"]),
    ],
)
def test_no_privilege_can_be_left_out(engine_of, privilege, refused):
    engine_of(REQUEST["role_descriptors"]).rebuild(groups_of(FIRST, SECOND, OTHER))

    assert refusals(engine_of(without(privilege))) == refused


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/payroll/_search", None),
        ("PUT", "/payroll", {}),
        ("PUT", "/payroll/_doc/1", {}),
        ("DELETE", "/payroll", None),
        ("GET", "/_security/api_key", None),
        ("POST", "/_security/api_key", {"name": "another"}),
        (
            "PUT",
            "/_cluster/settings",
            {"persistent": {"cluster.max_shards_per_node": 9}},
        ),
        ("GET", "/_snapshot", None),
    ],
)
def test_the_key_reaches_nothing_else(cluster, method, path, body):
    access, port = cluster.access, cluster.nodes[0].port
    key = security.new_key(access, port, REQUEST["role_descriptors"])
    holder = type(access)(access.ca)
    holder._headers["Authorization"] = f"ApiKey {key}"

    with pytest.raises(Refused, match=r": 403 .*security_exception"):
        holder.ask(port, method, path, body)
