"""What apps put at places that apps below them keep open.

An app never imports those above it. What it must show of them is registered by them
while the project starts, in their module ``registration``.
"""

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Registry(Generic[Item]):
    """Items by place, each place in the order that its items ask for."""

    def __init__(self) -> None:
        self._items: dict[Hashable, list[tuple[int, Item]]] = defaultdict(list)

    def add(self, place: Hashable, item: Item, order: int = 0) -> None:
        """Lower orders come first; of equal ones, what was added first."""
        items = self._items[place]
        items.append((order, item))
        items.sort(key=lambda each: each[0])

    def at(self, place: Hashable) -> list[Item]:
        """The items of a place; none where nobody added any."""
        return [item for _order, item in self._items.get(place, ())]

    def places(self) -> list[Hashable]:
        """Every place to which something was added."""
        return list(self._items)
