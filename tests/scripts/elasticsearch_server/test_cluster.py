"""Nodes that answer, and what is said where they do not."""

import socket

import pytest

from scripts.elasticsearch_server.cluster import Cluster, Wanted, discovery
from scripts.elasticsearch_server.failures import StartFailure
from tests.scripts.elasticsearch_server.fakes import ANSWERS, DIES, NEVER_READY


def test_a_server_answers_and_leaves_nothing_behind(server, temporary):
    server(ANSWERS)

    with Cluster(Wanted()) as cluster:
        (node,) = cluster.nodes
        answer = cluster.access.ask(node.port, "GET", "/")
        urls = cluster.urls

    assert answer == {}
    assert urls == [f"http://127.0.0.1:{node.port}"]
    assert cluster.access.succeeds(node.port, "/") is False
    assert list(temporary.iterdir()) == []


def test_several_nodes_have_ports_of_their_own(server):
    server(ANSWERS)

    with Cluster(Wanted(nodes=3)) as cluster:
        answers = [cluster.access.ask(node.port, "GET", "/") for node in cluster.nodes]

    assert answers == [{}, {}, {}]
    ports = {(node.port, node.transport_port) for node in cluster.nodes}
    assert len({port for pair in ports for port in pair}) == 6


def test_the_port_that_was_asked_for_is_the_first_node_s(server):
    server(ANSWERS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    with Cluster(Wanted(port=port)) as cluster:
        assert cluster.urls == [f"http://127.0.0.1:{port}"]


def test_a_taken_port_is_named_before_anything_is_fetched(server, temporary):
    server("this is never run")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(StartFailure) as failure, Cluster(Wanted(port=port)):
            pass

    assert str(failure.value) == (
        f"Port {port} of 127.0.0.1 is taken: end what listens there, or name another "
        "one with --port."
    )
    assert list(temporary.iterdir()) == []


def test_a_server_that_dies_says_why(server, temporary):
    server(DIES)

    with pytest.raises(StartFailure) as failure, Cluster(Wanted()):
        pass

    assert str(failure.value) == (
        "Elasticsearch ended while it started; mend what it says and try again: "
        "java.lang.IllegalArgumentException: unknown setting [foo.bar]"
    )
    assert list(temporary.iterdir()) == []


def test_a_server_that_does_not_get_ready_is_not_waited_for_for_ever(server, temporary):
    server(NEVER_READY)

    with pytest.raises(StartFailure) as failure, Cluster(Wanted(longest_start=3)):
        pass

    assert str(failure.value) == (
        "Elasticsearch was not ready within 3 seconds: try again when the machine is "
        "less busy, or allow more with --wait; it said last: [INFO ] still thinking"
    )
    assert list(temporary.iterdir()) == []


def test_one_node_looks_for_no_other():
    assert discovery(["node-1"], [20001]) == {"discovery.type": "single-node"}


def test_several_nodes_know_of_each_other():
    assert discovery(["node-1", "node-2"], [20001, 20002]) == {
        "discovery.seed_hosts": ["127.0.0.1:20001", "127.0.0.1:20002"],
        "cluster.initial_master_nodes": ["node-1", "node-2"],
    }
