"""How the catalogue is, in numbers: what the database and the disk know of it."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from core import streams
from core.room import places
from readmodel import tasks
from readmodel.heartbeat import indexer_state
from readmodel.models import IndexTask
from readmodel.status import SinkStatus, Waiting, changes_not_built, sink_statuses

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What the last sweep found; products are counted, by index in ``index_drift``.
    ``unreadable`` says why an index could not be compared."""

    ended_at: datetime
    is_well: bool
    ledger_drift: int
    index_drift: Mapping[str, int]
    unreadable: Mapping[str, str]

    @classmethod
    def of(cls, task: IndexTask) -> "Sweep":
        result: Mapping[str, Any] = task.result
        return cls(
            ended_at=task.ended_at,
            is_well=result["well"],
            ledger_drift=result["ledger"]["drift"],
            index_drift={
                name: found["drift"] for name, found in result["sinks"].items()
            },
            unreadable=result["unreadable"],
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """``not_built`` waits for the ledger, ``sinks`` are the indexes by name. The
    indexer was ``seen_at``, and has met ``outages`` of the database. ``streams`` are
    long answers on their way. ``free`` is in bytes, by place, but for those that cannot
    be looked at."""

    not_built: Waiting
    sinks: Mapping[str, SinkStatus]
    seen_at: datetime | None
    outages: int
    sweep: Sweep | None
    task: IndexTask | None
    streams: int
    free: Mapping[str, int]


def figures() -> Figures:
    """Raises Error of the database."""
    indexer = indexer_state()
    return Figures(
        not_built=changes_not_built(),
        sinks=sink_statuses(),
        seen_at=indexer.seen_at,
        outages=indexer.outages,
        sweep=last_sweep(),
        task=tasks.open_task(),
        streams=streams.running(),
        free=dict(_free_bytes()),
    )


def last_sweep() -> Sweep | None:
    """None where there was none yet."""
    last = tasks.last_sweep()
    return Sweep.of(last) if last else None


def _free_bytes() -> Iterator[tuple[str, int]]:
    for place in places():
        try:
            yield place.name, place.free_bytes()
        except OSError as error:
            logger.warning("Room for %s is not known: %s", place.name, error)


def seconds_since(moment: datetime | None) -> float:
    """0 where there is none, or it lies ahead."""
    if moment is None:
        return 0.0
    return max(0.0, (timezone.now() - moment).total_seconds())
