"""The vertical scale of a panel and its ticks."""

import math
from dataclasses import dataclass
from decimal import Decimal

from domain.numerals import format_number
from products.calibration.plot.panels import Panel

PLOT_HEIGHT = 130


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a panel shows, from bottom to top, with its ticks.

    ``exponent`` is the power of ten that the labels of the ticks leave out.
    """

    bottom: float
    top: float
    ticks: tuple[Decimal, ...]
    exponent: int

    def y(self, value: float) -> float:
        """Distance from the top of the panel's plot, in user units."""
        return PLOT_HEIGHT * (self.top - value) / (self.top - self.bottom)

    def label(self, tick: Decimal, language: str) -> str:
        return format_number(tick.scaleb(-self.exponent), language)


def scale_of(panel: Panel) -> Scale:
    values = [0.0] if panel.from_zero else []
    for mark in panel.marks:
        values += [mark.value - mark.u95, mark.value + mark.u95]
        values += [bound for bound in (mark.low, mark.high) if bound is not None]
    bottom, top = min(values), max(values)
    room = (top - bottom) * 0.08 or abs(top) * 0.1 or 1.0
    bottom, top = bottom - room, top + room

    step = _tick_step((top - bottom) / 4)
    first, last = math.ceil(bottom / float(step)), math.floor(top / float(step))
    ticks = tuple(step * count for count in range(first, last + 1))
    return Scale(bottom, top, ticks, _shared_exponent(max(abs(bottom), abs(top))))


def _tick_step(least: float) -> Decimal:
    """The next larger 1, 2 or 5 of any power of ten."""
    power = Decimal(1).scaleb(math.floor(math.log10(least)))
    for factor in (1, 2, 5):
        if float(power * factor) >= least:
            return power * factor
    return power * 10


def _shared_exponent(largest: float) -> int:
    """A multiple of three, or 0 where numbers are short enough without."""
    magnitude = math.floor(math.log10(largest))
    return 0 if -3 <= magnitude <= 4 else 3 * (magnitude // 3)
