"""The limits a calibration laboratory accepts, and what they allow at a test point.

Many limits are a share of the setting, so that they can be told only together with the
nominal value. All of them are a laboratory's limits of acceptance, none is law.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum

from domain.findings import Finding, InvalidInput, error
from domain.messages import Message
from domain.messages import gettext_noop as _

EXACT = Context(prec=120)
"""Wide enough that sums and products of two certified numbers are never rounded."""

RATIO = Context(prec=12)
PERCENT_POINT = Decimal("0.01")


class LimitKind(StrEnum):
    """What the numbers of a limit mean."""

    ABSOLUTE_RANGE = "range"
    """``low`` to ``high`` of the measured value."""

    PLUS_MINUS = "plus_minus"
    """The nominal value ± ``tolerance``, in the unit."""

    PERCENT = "percent"
    """The nominal value ± ``tolerance`` % of it."""

    MINIMUM = "minimum"
    """``low`` or more."""

    MAXIMUM = "maximum"
    """``high`` or less."""

    YES_NO = "yes_no"
    """A function that works or does not: nothing is measured."""

    RATIO = "ratio"
    """A ratio such as I:E 1:2, the nominal value 0.5, ± ``tolerance`` % of it."""


SHARES = (LimitKind.PERCENT, LimitKind.RATIO)
"""The kinds that hold in any unit, as they are a share of the setting."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The measured values that are acceptable, both ends included; None is no bound."""

    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def stated(self) -> bool:
        """Whether there is a bound at all."""
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Limit:
    """One parameter's limit. ``unit`` (a symbol of :mod:`domain.units`)
    is that of the measured value, of both bounds and of a ± tolerance."""

    kind: LimitKind
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str = ""

    def bounds(self, nominal: Decimal | None) -> Bounds:
        """What is acceptable where ``nominal`` is set: 25 mm/s ± 5 % is 23.75..26.25.

        No bounds where the limit needs a nominal value and there is none.
        """
        if self.kind == LimitKind.ABSOLUTE_RANGE:
            return Bounds(self.low, self.high)
        if self.kind == LimitKind.MINIMUM:
            return Bounds(low=self.low)
        if self.kind == LimitKind.MAXIMUM:
            return Bounds(high=self.high)
        if self.kind == LimitKind.YES_NO or nominal is None or self.tolerance is None:
            return Bounds()

        margin = self.tolerance
        if self.kind in SHARES:
            share = EXACT.multiply(self.tolerance, PERCENT_POINT)
            margin = EXACT.multiply(nominal.copy_abs(), share)
        return Bounds(EXACT.subtract(nominal, margin), EXACT.add(nominal, margin))


LimitsByKey = Mapping[str, Limit]
"""The limits of a device type's parameters, by the parameter's key."""


NEEDED: dict[LimitKind, tuple[str, ...]] = {
    LimitKind.ABSOLUTE_RANGE: ("low", "high"),
    LimitKind.PLUS_MINUS: ("tolerance",),
    LimitKind.PERCENT: ("tolerance",),
    LimitKind.MINIMUM: ("low",),
    LimitKind.MAXIMUM: ("high",),
    LimitKind.YES_NO: (),
    LimitKind.RATIO: ("tolerance",),
}

NUMBER_NAMES = {
    "low": Message(_("batas bawah")),
    "high": Message(_("batas atas")),
    "tolerance": Message(_("toleransi")),
}


def limit_error(limit: Limit) -> Finding | None:
    """The first inconsistency of a limit, or None: a number that its kind needs and
    lacks, one that has no meaning for the kind, a reversed range, a tolerance not
    above zero. Its place is the number's name."""
    for name in NUMBER_NAMES:
        if found := _number_error(limit, name):
            return found.at(name)
    if limit.low is not None and limit.high is not None and limit.low > limit.high:
        return error(
            "range_reversed", _("Batas bawah lebih besar daripada batas atas.")
        )
    if limit.tolerance is not None and limit.tolerance <= 0:
        return error(
            "tolerance_not_positive", _("Toleransi harus lebih besar dari nol.")
        )
    return None


def _number_error(limit: Limit, name: str) -> Finding | None:
    value, is_needed = getattr(limit, name), name in NEEDED[limit.kind]
    label = NUMBER_NAMES[name]
    if value is None:
        if not is_needed:
            return None
        return error(
            f"{name}_missing", _("Isi %(name)s untuk jenis batas ini."), name=label
        )
    if not is_needed:
        return error(
            f"{name}_meaningless",
            _("Kosongkan %(name)s: tidak berlaku untuk jenis batas ini."),
            name=label,
        )
    if not value.is_finite():
        return error(
            f"{name}_not_finite",
            _("Nilai %(name)s harus berupa angka terhingga."),
            name=label,
        )
    return None


RATIO_PART = "([0-9]{1,3}(?:[.,][0-9]{1,3})?)"


def parse_ratio(text: str) -> Decimal:
    """A ratio as one number: "1:2" is 0.5, "1 : 2,5" is 0.4; twelve digits are kept.

    Raises InvalidInput for anything else, and for a part that is zero.
    """
    match = re.fullmatch(f"{RATIO_PART} ?: ?{RATIO_PART}", text.strip())
    if match is None:
        raise InvalidInput(_ratio_invalid(text))
    first, second = (Decimal(part.replace(",", ".")) for part in match.groups())
    if not first or not second:
        raise InvalidInput(_ratio_invalid(text))
    return RATIO.divide(first, second)


def _ratio_invalid(text: str) -> Finding:
    return error(
        "ratio_invalid",
        _("“%(text)s” bukan perbandingan yang sah. Contoh: 1:2."),
        text=text,
    )
