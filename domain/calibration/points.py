"""Test points and reference standards of a calibration.

Both are stored as JSON lists of objects, numbers as plain decimal texts with exactly
the digits that were certified; :mod:`domain.calibration.tables` reads them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from domain import units
from domain.calibration.conformity import (
    Conformity,
    DecisionRule,
    conformity_of,
)
from domain.calibration.limits import (
    EXACT,
    SHARES,
    Bounds,
    LimitsByKey,
)

FIT = "fit"
"""The result of a record whose unit is fit for use (laik pakai)."""


@dataclass(frozen=True, slots=True)
class TestPoint:
    """One row of a calibration's table of results.

    ``parameter`` is the key of a parameter of the device type's profile, or "".
    ``low`` and ``high`` are the acceptance bounds of the measured value as certified,
    ``tolerance`` the laboratory's own words for them; ``u95`` is the expanded
    uncertainty and ``k`` its coverage factor. ``stated`` is the conformity that the
    certificate states, or "". All values are in ``unit``.
    """

    # The field's own name, which pytest would otherwise take for a class of tests.
    __test__ = False

    parameter: str = ""
    name: str = ""
    unit: str = ""
    nominal: Decimal | None = None
    mean: Decimal | None = None
    error: Decimal | None = None
    u95: Decimal | None = None
    k: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: str = ""
    rule: str = DecisionRule.SIMPLE
    stated: str = ""

    @property
    def measured(self) -> Decimal | None:
        """The mean reading, or the nominal value and the error together."""
        if self.mean is not None:
            return self.mean
        if self.nominal is None or self.error is None:
            return None
        return EXACT.add(self.nominal, self.error)

    @property
    def deviation(self) -> Decimal | None:
        """The error as certified, or what the mean differs from the nominal value."""
        if self.error is not None:
            return self.error
        if self.nominal is None or self.mean is None:
            return None
        return EXACT.subtract(self.mean, self.nominal)

    def bounds(self, limits: LimitsByKey) -> Bounds:
        """The bounds as certified, else those of the profile at this nominal value.

        A profile's limit in another unit than the point's says nothing about it,
        unless it is a share of the setting.
        """
        if self.low is not None or self.high is not None:
            return Bounds(self.low, self.high)
        limit = limits.get(self.parameter)
        if limit is None:
            return Bounds()
        if limit.kind not in SHARES and not is_same_unit(self.unit, limit.unit):
            return Bounds()
        return limit.bounds(self.nominal)

    def computed(self, limits: LimitsByKey) -> Conformity | None:
        """The conformity that follows from the numbers, or None if none does."""
        return conformity_of(self.measured, self.u95, self.bounds(limits), self.rule)

    def conformity(self, limits: LimitsByKey) -> Conformity | None:
        """What follows from the numbers, else what the certificate states."""
        computed = self.computed(limits)
        if computed is None and self.stated:
            return Conformity(self.stated)
        return computed


@dataclass(frozen=True, slots=True)
class ReferenceStandard:
    """A measuring instrument the laboratory calibrated with."""

    name: str = ""
    brand: str = ""
    model: str = ""
    serial: str = ""
    traceability: str = ""
    certificate_number: str = ""
    due_on: date | None = None


def is_same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, or one of them is not stated."""
    return not one or not other or bool(_spellings(one) & _spellings(other))


def _spellings(unit: str) -> set[str]:
    spellings = {unit}
    if units.is_known(unit):
        spellings |= {units.label(unit, "id"), units.label(unit, "en")}
    return {spelling.replace(" ", "") for spelling in spellings}


def dump_points(points: Iterable[TestPoint]) -> list[dict]:
    """The points as JSON objects; ``read_points`` gives them back unchanged."""
    return [
        {name: _dumped(value) for name, value in asdict(point).items()}
        for point in points
    ]


def dump_standards(standards: Iterable[ReferenceStandard]) -> list[dict]:
    """The standards as JSON objects; ``read_standards`` gives them back unchanged."""
    return [
        {name: _dumped(value) for name, value in asdict(standard).items()}
        for standard in standards
    ]


def _dumped(value: str | Decimal | date | None) -> str | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
