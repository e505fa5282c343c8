"""What happens to a cluster, and what its operator does about it."""

import logging
import time

from scripts.elasticsearch_server.cluster import Cluster
from scripts.elasticsearch_server.node import Node
from search.engines.elasticsearch.configuration import Configuration

TIMEOUT = 30.0
"""Seconds of one attempt at a search: more than a site's, since here the nodes and all
who ask them share the processors of one machine."""

LOG = logging.getLogger("cluster")


class Operator:
    """Ends and returns nodes, asks the cluster and sets its settings."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    @property
    def nodes(self) -> list[Node]:
        return self._cluster.nodes

    def ask(self, method, path, body=None):
        """What the first node that runs answers."""
        running = [node for node in self.nodes if node.is_running]
        return self._cluster.access.ask(running[0].port, method, path, body)

    def master(self) -> Node:
        """The elected master."""
        (row,) = self.ask("GET", "/_cat/master?format=json")
        return next(node for node in self.nodes if node.name == row["node"])

    def another(self) -> Node:
        """A node that holds shards and is not the master."""
        master = self.master()
        return next(node for node in self.nodes if node is not master)

    def kill(self, node: Node) -> None:
        LOG.info("%s is killed", node.name)
        node.kill()

    def stop(self, node: Node) -> None:
        LOG.info("%s is told to stop", node.name)
        node.stop()
        LOG.info("%s has stopped", node.name)

    def start(self, node: Node) -> None:
        """Start it, and wait until it has the shards that it is to have."""
        self.rejoin(node)
        self.wait_until_whole()

    def rejoin(self, node: Node) -> None:
        """Start it, and wait until it is one of the cluster."""
        LOG.info("%s is started", node.name)
        begun = time.monotonic()
        node.start()
        self._cluster.wait(status="red")
        LOG.info("%s is back after %.1f s", node.name, time.monotonic() - begun)

    def wait_until_whole(self) -> None:
        """Wait until every shard has all its copies."""
        begun = time.monotonic()
        self._cluster.wait()
        LOG.info("every copy is there after %.1f s", time.monotonic() - begun)

    def set(self, **settings) -> None:
        """Change settings of the cluster; underscores twice stand for dots."""
        named = {key.replace("__", "."): value for key, value in settings.items()}
        LOG.info("settings: %s", named)
        self.ask("PUT", "/_cluster/settings", {"persistent": named})

    def make_whole(self) -> None:
        """Start what is ended, undo every setting and remove every index."""
        for node in self.nodes:
            if not node.is_running:
                node.start()
        self._cluster.wait()
        self.ask("PUT", "/_cluster/settings", {"persistent": {"*": None}})
        for index in self.ask("GET", "/_cat/indices?format=json&h=index"):
            self.ask("DELETE", f"/{index['index']}")


def site_configuration(cluster: Cluster, **options) -> Configuration:
    """Three shards with a copy each: a node less, and every document has a node yet."""
    given = {"shards": 3, "replicas": "1", "timeout": TIMEOUT, **options}
    return Configuration(urls=tuple(cluster.urls), **given)
