"""Long lists, a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

MOST_PARAMETERS = 500
"""Values asked for in one query: databases take no more than some."""


def batches(
    values: Iterable[Value], size: int = MOST_PARAMETERS
) -> Iterator[list[Value]]:
    """``values`` in their order, ``size`` at once; no more of them are held."""
    remaining = iter(values)
    while batch := list(islice(remaining, size)):
        yield batch
