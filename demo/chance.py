"""Chance that can be repeated: the same seed and subject give the same choices."""

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")


class Chance(Random):
    """Draws for one subject, independent of what is drawn for any other.

    Not for anything secret.
    """

    @classmethod
    def about(cls, *subject: object) -> "Chance":
        """The chance of one subject, such as ``(seed, "product", 17)``."""
        return cls("/".join(str(part) for part in subject))

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def near(self, position: float, noise: float = 0.15) -> float:
        """A place between 0 and 1, not far from ``position``."""
        return min(max(self.gauss(position, noise), 0.0), 1.0)

    def along(self, items: Sequence[Item], position: float, noise=0.15) -> Item:
        """An item of a sequence that runs from modest to demanding."""
        return items[min(int(self.near(position, noise) * len(items)), len(items) - 1)]

    def several(self, items: Sequence[Item], least: int, most: int) -> list[Item]:
        """Some of the items, in their own order."""
        count = min(self.randint(least, most), len(items))
        chosen = set(self.sample(range(len(items)), count))
        return [item for index, item in enumerate(items) if index in chosen]

    def digits(self, count: int) -> str:
        return "".join(str(self.randrange(10)) for _ in range(count))


def between(low: float, high: float, position: float) -> float:
    """The value at a place from 0 to 1; by ratio where the bounds lie far apart."""
    if low > 0 and high / low > 20:
        return math.exp(math.log(low) + (math.log(high) - math.log(low)) * position)
    return low + (high - low) * position


def round_to_figures(value: float, figures: int) -> float:
    """``value`` with so many leading figures, as data sheets state values."""
    if not value:
        return 0.0
    places = figures - 1 - math.floor(math.log10(abs(value)))
    return round(value, places)
