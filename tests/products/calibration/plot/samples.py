"""Marks and panels to draw."""

from collections.abc import Sequence

from domain.calibration.conformity import Conformity
from products.calibration.plot.panels import Mark, Panel


def mark(
    value: float = 0.0,
    u95: float = 0.0,
    low: float | None = None,
    high: float | None = None,
    conformity: Conformity | None = None,
) -> Mark:
    return Mark("1", value, u95, low, high, conformity, "")


def panel(marks: Sequence[Mark], *, from_zero: bool = False) -> Panel:
    return Panel("Laju alir", "mL/h", "penyimpangan", from_zero, tuple(marks))
