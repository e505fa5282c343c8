"""A writer that dies at one of its requests, as a process does that is killed."""

from dataclasses import dataclass

from elastic_transport import Urllib3HttpNode

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.configuration import Configuration
from search.engines.elasticsearch.connection import Connection
from search.indexing.mapping import INDEX_SCHEMA


class Killed(BaseException):
    """Nothing catches it but who waits for it."""


@dataclass(slots=True)
class Death:
    """Comes at the request of this number, counted from one: before the server got it,
    or ``after``. Whoever is dead asks nothing more."""

    request: int
    after: bool
    asked: int = 0

    def engine(self, configuration: Configuration) -> ElasticsearchEngine:
        """An engine whose writer dies so."""
        death = self

        class DyingNode(Urllib3HttpNode):
            def perform_request(self, *arguments, **options):
                death.asked += 1
                left = death.request - death.asked
                if left < 0 or (left == 0 and not death.after):
                    raise Killed
                answer = super().perform_request(*arguments, **options)
                if left == 0:
                    raise Killed
                return answer

        connection = Connection(configuration, node_class=DyingNode)
        return ElasticsearchEngine(INDEX_SCHEMA, connection)
