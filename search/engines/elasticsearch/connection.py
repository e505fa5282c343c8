"""The client, and how a request is made with it: within a time, and again when the
trouble is likely to pass."""

import math
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar, cast

from elastic_transport import TextSerializer, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, OrjsonSerializer, TransportError
from elasticsearch.serializer import CompatibilityModeJsonSerializer
from tenacity import Retrying
from tenacity.retry import retry_if_exception, retry_if_exception_type
from tenacity.stop import stop_after_attempt, stop_before_delay
from tenacity.wait import wait_random_exponential
from urllib3 import Timeout

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.faults import (
    NoAnswer,
    Overloaded,
    may_pass,
    unavailable,
)
from search.engines.elasticsearch.silence import Silence

# Up to 0.1 s before the second attempt, 0.2 s before the third, and so on: by chance,
# so that the processes of a site do not all come back at once.
_FIRST_WAIT = 0.1
_LONGEST_WAIT = 5.0
# The time for a health check, which is to tell that a cluster is slow.
_HEALTH_TIMEOUT = 3.0
# A node that did not answer is left out for a second, then two, at most so many.
_LONGEST_DEAD = 10.0
# More than a process has threads: who waited for a connection that another has would
# wait without a bound. They are opened when they are needed.
_MOST_CONNECTIONS = 1_000

_Answer = TypeVar("_Answer")
Ask = Callable[[Elasticsearch], _Answer]


class _Json(OrjsonSerializer):
    mimetype = CompatibilityModeJsonSerializer.mimetype


class _Anything(TextSerializer):
    """Reads what is neither text nor JSON, hence not Elasticsearch's: the status beside
    it tells what it is."""

    mimetype = "application/*"

    def loads(self, data: bytes) -> str:
        return data.decode(errors="replace")


class _TimedNode(Urllib3HttpNode):
    """A node whose timeout is one for all steps of a request: connecting, sending it
    and waiting for the answer."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: Any = None,
        request_timeout: Any = DEFAULT,
    ) -> Any:
        """As the client's own, whose timeout would begin anew when connected."""
        if isinstance(request_timeout, int | float):
            request_timeout = cast(Any, Timeout(total=request_timeout))
        return super().perform_request(method, target, body, headers, request_timeout)


@dataclass(slots=True)
class _Shared:
    """What a connection and those within a time have in common."""

    silence: Silence
    client: Elasticsearch | None = None
    by_timeout: dict[float, Elasticsearch] = field(default_factory=dict)
    opening: Lock = field(default_factory=Lock)


class Connection:
    """Asks a cluster. Everything it raises is EngineUnavailable.

    A request takes at most twice its timeout: none is begun again later than one
    timeout after the first, and an attempt ends one timeout after it began. Longer take
    an answer that comes in pieces, for each of which the rest of the timeout is waited,
    and a name with several addresses of which none answers.

    While the cluster does not answer, searches fail at once but for one in
    ``silence.PAUSE_SECONDS``. Writes and health checks are not held back.
    """

    def __init__(self, configuration: Configuration, **options: Any) -> None:
        """``options`` are further ones of the client."""
        self.configuration = configuration
        self.servers = ", ".join(configuration.urls)
        self._options = options
        self._until = math.inf
        self._shared = _Shared(Silence(len(configuration.urls)))

    def within(self, seconds: float) -> "Connection":
        """The same connection, whose requests are all over so many seconds from now."""
        limited = copy(self)
        limited._until = min(self._until, time.monotonic() + seconds)
        return limited

    def ask(self, ask: Ask[_Answer]) -> _Answer:
        """The answer to a search. Raises NoAnswer at once where another one has just
        waited in vain."""
        timeout = self._limited(self.configuration.timeout)
        silence = self._shared.silence
        begun = silence.before_request()
        try:
            answer = self._attempt(ask, timeout)
        except NoAnswer as error:
            silence.unanswered(begun, str(error))
            raise
        except EngineUnavailable:
            silence.answered()
            raise
        silence.answered()
        return answer

    def ask_patiently(self, ask: Ask[_Answer]) -> _Answer:
        """The answer to a write, or to a step of a stream."""
        return self._attempt(ask, self._limited(self.configuration.write_timeout))

    def ask_briefly(self, ask: Ask[_Answer]) -> _Answer:
        """The answer to a question that is not worth waiting for: each node is asked
        once until one answers, and all of them have three seconds between them."""
        nodes = len(self.configuration.urls)
        timeout = min(self.configuration.timeout, _HEALTH_TIMEOUT) / nodes
        attempts = Retrying(
            stop=stop_after_attempt(nodes),
            retry=retry_if_exception_type(TransportError),
            reraise=True,
        )
        return self._translated(lambda it: attempts(ask, it), self._client(timeout))

    def close(self) -> None:
        """Close what is open to the servers; a later request opens it again."""
        with self._shared.opening:
            if self._shared.client is not None:
                self._shared.client.close()
            self._shared.client = None
            self._shared.by_timeout.clear()

    def _client(self, timeout: float) -> Elasticsearch:
        """The client whose requests may take so many seconds. Kept, for the client
        makes some forty objects of it, but not for a time that will not come again."""
        with self._shared.opening:
            if self._shared.client is None:
                self._shared.client = self._open()
            known = self._shared.by_timeout.get(timeout)
            if known is None:
                known = self._shared.client.options(request_timeout=timeout)
                if self._until == math.inf:
                    self._shared.by_timeout[timeout] = known
            return known

    def _open(self) -> Elasticsearch:
        configuration = self.configuration
        options = {"node_class": _TimedNode, **self._options}
        if configuration.authority:
            options["ca_certs"] = configuration.authority
        return Elasticsearch(
            list(configuration.urls),
            api_key=configuration.api_key or None,
            # Attempts are counted here: the client's own come without a pause.
            max_retries=0,
            max_dead_node_backoff=_LONGEST_DEAD,
            connections_per_node=_MOST_CONNECTIONS,
            serializers={each.mimetype: each for each in (_Json(), _Anything())},
            **options,
        )

    def _limited(self, timeout: float) -> float:
        """The timeout of an attempt, when all are to be over within the time that is
        left. Raises EngineUnavailable when none is."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise EngineUnavailable(
                f"Elasticsearch at {self.servers} took too long for a batch: it is to "
                "be given again, and ELASTICSEARCH_WRITE_TIMEOUT may be raised"
            )
        # All attempts are over in time, though each may take as long as one.
        return min(timeout, left / 2)

    def _attempt(self, ask: Ask[_Answer], timeout: float) -> _Answer:
        attempts = Retrying(
            stop=stop_after_attempt(self.configuration.retries + 1)
            | stop_before_delay(timeout),
            wait=wait_random_exponential(_FIRST_WAIT, _LONGEST_WAIT),
            retry=retry_if_exception(may_pass),
            reraise=True,
        )
        client = self._client(timeout)
        return self._translated(lambda it: attempts(ask, it), client)

    def _translated(self, ask: Ask[_Answer], client: Elasticsearch) -> _Answer:
        try:
            return ask(client)
        except (TransportError, ApiError, Overloaded) as error:
            index = self.configuration.index
            raise unavailable(error, self.servers, index) from error
