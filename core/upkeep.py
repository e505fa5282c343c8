"""What is kept for a time and then forgotten.

An app registers, in its module ``registration``, what it forgets. The indexer, which
runs wherever the catalogue does, has it done once a day, and so does the daily sweep;
doing it twice does no harm.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from core.registry import Registry

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)

Forget = Callable[[], int]
"""Forgets what is too old; how much that was."""

_tasks: Registry[str, tuple[str, Forget]] = Registry()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task forgot; ``problem`` says why it could not, or is empty."""

    name: str
    forgotten: int = 0
    problem: str = ""


def register_upkeep(name: str, forget: Forget) -> None:
    """Have ``forget`` called once a day; ``name`` is for those who look after it."""
    _tasks.add("daily", (name, forget))


def tasks() -> list[str]:
    return [name for name, _forget in _tasks.at("daily")]


def run_upkeep() -> list[Outcome]:
    """Do all that is registered. One that fails does not keep the others from it."""
    return list(_outcomes())


def _outcomes() -> Iterator[Outcome]:
    for name, forget in _tasks.at("daily"):
        try:
            yield Outcome(name, forget())
        except (DatabaseError, OSError) as error:
            logger.error("Upkeep of %s failed: %s", name, error)
            yield Outcome(name, problem=str(error))


class DailyUpkeep:
    """Upkeep of a process that goes on for long: at its start, then once a day."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def run_if_due(self) -> bool:
        """Whether it was due."""
        now = timezone.now()
        # A last time that lies ahead was told by a clock that was wrong.
        if self._last is not None and timedelta(0) <= now - self._last < EVERY:
            return False
        self._last = now
        for outcome in run_upkeep():
            if outcome.forgotten:
                logger.info("Upkeep of %s: %d", outcome.name, outcome.forgotten)
        return True
