"""The server that the other tests talk to is the one that was asked for."""

from urllib.parse import urlsplit

import pytest

from scripts.elasticsearch_server.access import Access
from tests.search.elasticsearch_server import server


@pytest.mark.elasticsearch
def test_the_server_is_whole_and_of_this_machine_alone():
    address = urlsplit(server()[0])

    health = Access().ask(address.port, "GET", "/_cluster/health")

    assert address.hostname == "127.0.0.1"
    assert (health["timed_out"], health["number_of_nodes"]) == (False, 1)


def test_without_a_server_a_test_fails_in_one_sentence(monkeypatch):
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)

    with pytest.raises(pytest.fail.Exception) as failure:
        server()

    assert str(failure.value) == (
        "ELASTICSEARCH_URL is not set: run this under scripts/with-elasticsearch"
    )
