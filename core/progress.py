"""How long work says how far it has come."""

from collections.abc import Callable

Progress = Callable[[int, int], object]
"""Called with how many are done, and how many there are."""


def no_progress(done: int, total: int) -> None:
    """Shows nothing."""
