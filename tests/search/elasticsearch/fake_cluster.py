"""A cluster that answers what a test says, without a server."""

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple

import orjson
from elastic_transport import ApiResponseMeta, BaseNode, HttpHeaders

from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection

FAST = {"retries": 2, "timeout": 30.0, "write_timeout": 30.0}
"""So that a test does not wait: two further attempts, within 0.3 s."""


class _Answer(NamedTuple):
    meta: ApiResponseMeta
    body: bytes


class FakeCluster:
    """Gives its answers one after another, the last of them again and again.

    An answer is a status with a body, or what the client raises. ``pause`` is called
    before each. ``requests`` are the methods and paths that were asked, with their
    bodies.
    """

    def __init__(
        self, *answers: Any, pause: Callable[[], object] = lambda: None
    ) -> None:
        last = answers[-1]
        self._answers = itertools.chain(answers, itertools.repeat(last))
        self._pause = pause
        self.requests: list[tuple[str, bytes | None]] = []

    def connection(self, **options: Any) -> Connection:
        own = {"urls": ("http://127.0.0.1:9",), "index": "katalog", **FAST}
        configuration = Configuration(**{**own, **options})
        return Connection(configuration, node_class=self._node_class())

    def _node_class(cluster) -> type[BaseNode]:
        class FakeNode(BaseNode):
            _CLIENT_META_HTTP_CLIENT = ("fake", "1")

            def perform_request(
                self, method, target, body=None, headers=None, request_timeout=None
            ):
                cluster.requests.append((f"{method} {target}", body))
                cluster._pause()
                answer = next(cluster._answers)
                if isinstance(answer, BaseException):
                    raise answer
                status, content, *more = answer
                if not isinstance(content, bytes):
                    content = orjson.dumps(content)
                kind = more[0] if more else "application/json"
                told = {"content-type": kind}
                if kind == "application/json":
                    told["x-elastic-product"] = "Elasticsearch"
                meta = ApiResponseMeta(
                    status, "1.1", HttpHeaders(told), 0.0, self.config
                )
                return _Answer(meta, content)

            def close(self):
                pass

        return FakeNode


def error(kind: str, reason: str, **more: Any) -> dict[str, Any]:
    """The body of an answer that refuses."""
    cause = {"type": kind, "reason": reason, **more}
    return {"error": {"root_cause": [cause], **cause}}
