"""A number of the digital SI with its uncertainty."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a D-SI unit, with its expanded uncertainty and coverage factor."""

    number: Decimal | None
    unit: str
    u95: Decimal | None = None
    k: Decimal | None = None

    @property
    def numbers(self) -> list[Decimal]:
        """All that it states."""
        stated = (self.number, self.u95, self.k)
        return [number for number in stated if number is not None]


Values = tuple[Value, ...]
