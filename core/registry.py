"""What apps put at places that apps below them keep open.

An app never imports those above it. What it must show of them is registered by them
while the project starts, in their module ``registration``.
"""

from collections import defaultdict
from typing import Generic, TypeVar

Place = TypeVar("Place")
Item = TypeVar("Item")


class Registry(Generic[Place, Item]):
    """Items by place, each place in the order that its items ask for."""

    def __init__(self) -> None:
        self._items: dict[Place, list[tuple[int, Item]]] = defaultdict(list)

    def add(self, place: Place, item: Item, order: int = 0) -> None:
        """Lower orders come first; of equal ones, what was added first."""
        items = self._items[place]
        items.append((order, item))
        items.sort(key=lambda each: each[0])

    def at(self, place: Place) -> list[Item]:
        """The items of a place; none where nobody added any."""
        return [item for _order, item in self._items.get(place, ())]

    def places(self) -> list[Place]:
        """Every place to which something was added."""
        return list(self._items)
