"""What an answer of the cluster says, and never half of it."""

from collections.abc import Mapping
from typing import Any

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.faults import explained


def part(answer: Any, *path: str | int) -> Any:
    """What lies at a path of an answer. Raises EngineUnavailable where it has none."""
    found = answer
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError) as error:
            where = ".".join(map(str, path))
            raise EngineUnavailable(
                f"Elasticsearch answered without {where}: see whether a proxy in "
                "front of it changes answers"
            ) from error
    return found


def whole(answer: Any, index: str) -> Any:
    """The answer, if every shard had its part in it. Raises EngineUnavailable."""
    if isinstance(answer, Mapping) and answer.get("error"):
        raise explained(answer["error"], index)
    shards = part(answer, "_shards")
    failed, total = part(shards, "failed"), part(shards, "total")
    if failed or answer.get("timed_out"):
        raise EngineUnavailable(
            f"{failed} of {total} shards of {index} did not answer: see the health of "
            "the cluster"
            if failed
            else f"the shards of {index} did not answer in time"
        )
    return answer
