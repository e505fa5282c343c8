"""Elasticsearch as its client alone asks it: the same requests, without our code.

What the engine sends is recorded at the client's last step before the network, and
sent again by a plain client: the same bytes, or for a search the same query, written
and read by the same serialiser.
"""

import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import orjson
from elastic_transport import OrjsonSerializer, Urllib3HttpNode
from elasticsearch import Elasticsearch

RAW_INDEX = "raw-benchmark"
RAW_ALIAS = "raw-benchmark-write"
_LENGTH = struct.Struct(">Q")
_JSON = {"accept": "application/json", "content-type": "application/json"}
_LINES = {"accept": "application/json", "content-type": "application/x-ndjson"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as it went to the network; ``target`` is its path and parameters."""

    method: str
    target: str
    body: bytes | None

    @property
    def is_bulk(self) -> bool:
        return urlsplit(self.target).path.endswith("/_bulk")

    @property
    def content(self) -> Any:
        """What the client would be given to send this: the bytes of a bulk, objects
        otherwise."""
        if self.is_bulk or not self.body:
            return self.body
        if urlsplit(self.target).path.endswith("/_msearch"):
            return [orjson.loads(line) for line in self.body.splitlines()]
        return orjson.loads(self.body)


@contextmanager
def recorded(keep: Callable[[Sent], None]) -> Iterator[None]:
    """Show ``keep`` every request that a client of this process sends meanwhile."""
    send = Urllib3HttpNode.perform_request

    def perform_request(node, method, target, body=None, *args, **kwargs):
        keep(Sent(method, target, body))
        return send(node, method, target, body, *args, **kwargs)

    Urllib3HttpNode.perform_request = perform_request
    try:
        yield
    finally:
        Urllib3HttpNode.perform_request = send


class BulkFile:
    """The bodies of bulk requests on disk, for they may be more than memory."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="catalogue-bulk-")  # noqa: SIM115
        self._lock = Lock()
        self.created: Sent | None = None
        self.parameters = ""
        self.bytes = 0

    def keep(self, sent: Sent) -> None:
        """Take down how the index was made, and each bulk."""
        if sent.is_bulk and sent.body is not None:
            with self._lock:
                self._file.write(_LENGTH.pack(len(sent.body)))
                self._file.write(sent.body)
                self.bytes += len(sent.body)
                self.parameters = urlsplit(sent.target).query
        elif sent.method == "PUT" and b'"mappings"' in (sent.body or b""):
            self.created = sent

    def bodies(self) -> Iterator[bytes]:
        self._file.seek(0)
        while length := self._file.read(_LENGTH.size):
            yield self._file.read(_LENGTH.unpack(length)[0])

    def close(self) -> None:
        self._file.close()


class RawClient:
    """Elasticsearch's own client, as a program would use it that has no catalogue."""

    def __init__(self) -> None:
        self.client = Elasticsearch(
            os.environ["ELASTICSEARCH_URL"].split(","),
            serializer=OrjsonSerializer(),
            request_timeout=600,
        )

    def ask(self, method: str, target: str, body: Any = None) -> Any:
        headers = _LINES if isinstance(body, bytes | list) else _JSON
        return self.client.perform_request(method, target, headers=headers, body=body)

    def same(self, requests: list[Sent]) -> Callable[[], object]:
        """Sends these requests once more, each time it is called; what is not a bulk
        is written anew from its content."""
        wanted = [(sent.method, sent.target, sent.content) for sent in requests]

        def again() -> None:
            for method, target, body in wanted:
                self.ask(method, target, body)

        return again

    def bulk(self, bulks: BulkFile) -> None:
        """An index like the engine's, filled with the same bytes."""
        if bulks.created is None or bulks.created.body is None:
            raise LookupError("the engine made no index while it was watched")
        made = orjson.loads(bulks.created.body)
        self.ask("PUT", f"/{RAW_INDEX}", made | {"aliases": {RAW_ALIAS: {}}})
        for body in bulks.bodies():
            answer = self.ask("POST", f"/{RAW_ALIAS}/_bulk?{bulks.parameters}", body)
            if answer["errors"]:
                raise ValueError(f"the raw bulk was refused: {answer['items'][0]}")
        self.ask("POST", f"/{RAW_INDEX}/_refresh")

    def remove(self) -> None:
        """What :meth:`bulk` made."""
        self.ask("DELETE", f"/{RAW_INDEX}")

    def scan(self, index: str, size: int) -> int:
        """Every document in the order that the shard has them, the cheapest there is;
        how many."""
        opened = self.ask("POST", f"/{index}/_pit?keep_alive=1m")
        pit, after, count = opened["id"], None, 0
        while True:
            body = {
                "size": size,
                "pit": {"id": pit, "keep_alive": "1m"},
                "sort": "_shard_doc",
                "track_total_hits": False,
            }
            if after is not None:
                body["search_after"] = after
            answer = self.ask("POST", "/_search", body)
            pit, hits = answer["pit_id"], answer["hits"]["hits"]
            if not hits:
                break
            count += len(hits)
            after = hits[-1]["sort"]
        self.ask("DELETE", "/_pit", {"id": pit})
        return count

    def processor(self) -> float:
        """Seconds of processor time that the server has used since it started."""
        (node,) = self.ask("GET", "/_nodes/stats/process")["nodes"].values()
        return node["process"]["cpu"]["total_in_millis"] / 1000

    def disk(self, index: str) -> dict[str, float]:
        """What an index takes on disk by kind, in MiB; documents not yet flushed are
        flushed first."""
        answer = self.ask("POST", f"/{index}/_disk_usage?run_expensive_tasks=true")
        (usage,) = (it for name, it in answer.items() if name != "_shards")
        fields = usage["all_fields"]
        kinds = {
            "documents as they come back": fields["stored_fields_in_bytes"],
            "words": fields["inverted_index"]["total_in_bytes"],
            "values to count and sort by": fields["doc_values_in_bytes"],
            "numbers to filter by": fields["points_in_bytes"],
        }
        return {name: size / 2**20 for name, size in kinds.items()}

    def server(self) -> dict[str, float]:
        """Memory and disk of the server, in MiB."""
        (node,) = self.ask("GET", "/_nodes/stats/jvm,indices")["nodes"].values()
        heap, indices = node["jvm"]["mem"], node["indices"]
        return {
            "heap in use": heap["heap_used_in_bytes"] / 2**20,
            "heap at most": heap["heap_max_in_bytes"] / 2**20,
            "store": indices["store"]["size_in_bytes"] / 2**20,
        }


def directory_size(directory: Path) -> float:
    """What the files below a directory take, in MiB."""
    return sum(each.stat().st_size for each in directory.rglob("*")) / 2**20
