"""One node or several, which find each other on this machine."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from scripts.elasticsearch_server import archive, machine, security
from scripts.elasticsearch_server.access import Access
from scripts.elasticsearch_server.failures import StartFailure
from scripts.elasticsearch_server.folder import Folder, remove_left_behind
from scripts.elasticsearch_server.node import Installation, Node
from scripts.elasticsearch_server.progress import Waiting


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for."""

    nodes: int = 1
    port: int | None = None
    """Of the first node; None for any that is free."""
    heap: str = "1g"
    """Of each node, as Java writes it."""
    is_compiled_fully: bool = False
    is_secure: bool = False
    longest_start: float = 300.0
    """Seconds. A quiet machine takes 10 to 30, a busy one ten times as long."""


class Cluster:
    """Within a ``with``, nodes that answer; after it no trace of them.

    Enter it, and start its nodes, in the main thread: a node is killed when the thread
    that started it ends, also where the whole process is killed. What that leaves of a
    folder is removed by the next cluster.

    Raises StartFailure, a sentence for whoever asked for it.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.nodes: list[Node] = []
        self.access = Access()
        self._wanted = wanted
        self._folder: Folder | None = None

    def __enter__(self) -> "Cluster":
        try:
            self._start()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._end()

    @property
    def urls(self) -> list[str]:
        """Where each node answers."""
        return [self.access.url(node.port) for node in self.nodes]

    @property
    def repository(self) -> Path:
        """A folder for snapshots that every node may write to."""
        return self.nodes[0].repository

    def wait(self, status: str = "green") -> None:
        """Wait until all nodes answer, as one cluster of at least this status."""
        path = (
            f"/_cluster/health?wait_for_status={status}"
            f"&wait_for_nodes={len(self.nodes)}&timeout=1s"
        )
        longest = self._wanted.longest_start
        end = time.monotonic() + longest
        with Waiting("Elasticsearch starts") as waiting:
            while not self._all_answer(path):
                if time.monotonic() > end:
                    raise StartFailure(
                        f"Elasticsearch was not ready within {longest:.0f} seconds: "
                        "try again when the machine is less busy, or allow more with "
                        f"--wait; it said last: {self.nodes[0].last_words()}"
                    )
                waiting.tick()
                time.sleep(0.2)

    def _start(self) -> None:
        port = self._wanted.port
        if port is not None and not machine.is_free(port):
            raise StartFailure(
                f"Port {port} of 127.0.0.1 is taken: end what listens there, or name "
                "another one with --port."
            )
        remove_left_behind()
        self._folder = Folder()
        folder = self._folder.path
        user = machine.server_user(folder)
        installation = Installation(
            folder=folder,
            java=machine.java(folder, user),
            home=archive.unpacked(folder),
            user=user,
            heap=self._wanted.heap,
            is_compiled_fully=self._wanted.is_compiled_fully,
        )
        self.nodes = self._configured(installation)
        if self._wanted.is_secure:
            self.access = security.secure(installation, self.nodes)
        machine.give(folder, user)
        for node in self.nodes:
            node.start()
        self.wait()
        if self._wanted.is_secure:
            security.prepare_keys(self.access, self.nodes[0].port)

    def _configured(self, installation: Installation) -> list[Node]:
        number = self._wanted.nodes
        names = [f"node-{each}" for each in range(1, number + 1)]
        ports = machine.free_ports(2 * number)
        if self._wanted.port is not None:
            ports[0] = self._wanted.port
        settings = {
            **(security.ON if self._wanted.is_secure else security.OFF),
            **discovery(names, ports[number:]),
        }
        nodes = [
            Node(
                installation,
                name,
                port=port,
                transport_port=transport_port,
                settings=settings,
            )
            for name, port, transport_port in zip(
                names, ports[:number], ports[number:], strict=True
            )
        ]
        installation.repository.mkdir()
        for node in nodes:
            node.configure()
        return nodes

    def _all_answer(self, path: str) -> bool:
        for node in self.nodes:
            if node.has_died:
                raise StartFailure(
                    "Elasticsearch ended while it started; mend what it says and try "
                    f"again: {node.complaint()}"
                )
        running = [node for node in self.nodes if node.is_running]
        return all(self.access.succeeds(node.port, path) for node in running)

    def _end(self) -> None:
        for node in self.nodes:
            node.kill()
        if self._folder is not None:
            self._folder.remove()


def discovery(
    names: Sequence[str], transport_ports: Sequence[int]
) -> dict[str, object]:
    """How nodes of these names find each other, and who elects the first master."""
    if len(names) == 1:
        return {"discovery.type": "single-node"}
    return {
        "discovery.seed_hosts": [f"127.0.0.1:{port}" for port in transport_ports],
        "cluster.initial_master_nodes": list(names),
    }
